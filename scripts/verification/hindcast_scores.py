# SPDX-License-Identifier: Apache-2.0
"""Scores forecasts by facts: the continuous ranked probability score, a log score, and how often bands hold the fact.

Counts are scored as log(1 + count), so that a factor counts the same in a quiet region and in a deadly one (Bosse and others 2023,
Scoring epidemiological forecasts on transformed scales, PLoS Computational Biology 19); percentages as they are. Lower is better for both.

crps       mean |draw - fact| less half the mean |draw - draw|, without bias for the number of draws (Gneiting and Raftery 2007, Strictly proper
           scoring rules, JASA 102; Ferro 2014, Fair scores for ensemble forecasts, QJRMS 140)
log_score  less log density of a normal with the draws' mean and spread (Dawid and Sebastiani 1999); its spread at least FLOOR
"""

import math
from dataclasses import dataclass

import numpy as np
from hindcast_data import ANSWERS, COUNTS, OUTCOMES, RESOLUTIONS, Row
from hindcast_facts import PERIOD, FactTable, near

COLUMNS = ("outcome", "unit", "period", "value", "source")
FLOOR = {True: 0.1, False: 1.0}  # of a spread: counts, in logarithms; percent, points. assumed: facts are no finer
MODEL = "model"
REFERENCES = ("persistence", "random_walk", "regression")
PRIMARY = {  # docs/hindcast.md
    "P1": (("deaths",), "month"), "P2": (("deaths_by_class",), "year"), "P3": (("deaths_by_region",), "year"), "P4": (("peacekeepers_killed",), "year"),
    "P5": (("opinion_positive", "opinion_negative"), "quarter"),
}  # fmt: skip
LEAST_WITHIN_90 = 0.75


class FactsFile(FactTable):
    """The facts that a forecast is scored by, checked against what is forecast."""

    def __init__(self, path, forecast):
        self.forecast = forecast
        super().__init__(path, COLUMNS, {outcome: math.inf if outcome in COUNTS else 100.0 for outcome in OUTCOMES})
        self.facts = {Row(*key): value for key, value in self.facts.items()}

    def check(self, line, starts, key):
        row = Row(*key)
        if not PERIOD.fullmatch(row.period):
            return self.fault(line, starts["period"], f"'{row.period}' is no period; allowed: 2019, 2019-Q1, 2019-01, 2019-01-14 (the week that begins there)")
        units = dict.fromkeys(one.unit for one in self.forecast if one.outcome == row.outcome)
        if row.unit not in units:
            return self.fault(line, starts["unit"], f"'{row.unit}' is no unit of {row.outcome}; allowed: {', '.join(units)}{near(row.unit, units)}")
        first = min(one.period[:4] for one in self.forecast)
        if row.period < first:
            return self.fault(line, starts["period"], f"{row.period} was not held out; allowed: from {first} on")
        if row not in self.forecast:
            periods = sorted(one.period for one in self.forecast if one[:2] == row[:2] and one.resolution == row.resolution)
            allowed = f"{periods[0]} to {periods[-1]}" if periods else "other kinds of period"
            return self.fault(line, starts["period"], f"{row.period} is not forecast for {row.unit}; allowed: {allowed}")
        return None


def _scaled(values, is_count):
    return np.log1p(values) if is_count else np.asarray(values, dtype=float)


def crps(draws, fact):
    n, ordered = len(draws), np.sort(draws)
    spread = 2 * ((2 * np.arange(1, n + 1) - n - 1) * ordered).sum() / (n * (n - 1))  # mean |draw - draw| over pairs of different draws
    return float(np.abs(draws - fact).mean() - spread / 2)


def log_score(draws, fact, floor):
    spread = max(float(draws.std(ddof=1)), floor)
    return float(0.5 * np.log(2 * np.pi * spread**2) + 0.5 * ((fact - draws.mean()) / spread) ** 2)


def holds(draws, fact, share):
    low, high = np.quantile(draws, [(1 - share) / 2, (1 + share) / 2])
    return bool(low <= fact <= high)


def scored(draws, fact, is_count):
    """crps, log score, whether the 50% and the 90% band hold the fact; NaN where a forecast has no number."""
    draws = draws[np.isfinite(draws)]
    if len(draws) < 2:
        return np.full(4, np.nan)
    scale, at = _scaled(draws, is_count), float(_scaled(fact, is_count))
    return np.array([crps(scale, at), log_score(scale, at, FLOOR[is_count]), holds(draws, fact, 0.5), holds(draws, fact, 0.9)])


@dataclass(frozen=True)
class Score:
    """Means over the facts of one kind that a forecaster speaks of. `skill`: 1 less the model's crps over the forecaster's, on the same facts."""

    outcome: str
    resolution: str
    forecaster: str
    facts: int
    crps: float
    log_score: float
    within_50: float
    within_90: float
    skill: float


def _score(kind, name, forecast, model, facts):
    """`kind`: outcome and resolution as they are told; `facts`: those of the kind."""
    rows = [row for row in facts if row in forecast]
    values = [scored(forecast[row], facts[row], row.outcome in COUNTS) for row in rows]
    models = [scored(model[row], facts[row], row.outcome in COUNTS)[0] for row in rows]
    there = [at for at, (value, of_model) in enumerate(zip(values, models)) if np.isfinite(value[0]) and np.isfinite(of_model)]
    if not there:
        return None
    means = np.mean([values[at] for at in there], axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        skill = np.float64(1) - np.mean([models[at] for at in there]) / means[0]
    return Score(*kind, name, len(there), *map(float, means), float(skill))


def _is_primary(row, model):
    """Opinion by town; all else in whole years."""
    return not row.unit.endswith(".all") if row.outcome in ANSWERS else Row(row.outcome, row.unit, row.period[:4]) in model


def kinds_of(model, facts):
    """Facts by what is scored together: what is primary first (docs/hindcast.md), then each outcome and resolution."""
    kinds = {}
    for name, (outcomes, resolution) in PRIMARY.items():
        kinds[name, resolution] = {row: fact for row, fact in facts.items() if row.outcome in outcomes and row.resolution == resolution and _is_primary(row, model)}
    for outcome, resolution in sorted({(row.outcome, row.resolution) for row in facts}, key=lambda kind: (OUTCOMES.index(kind[0]), RESOLUTIONS.index(kind[1]))):
        kinds[outcome, resolution] = {row: fact for row, fact in facts.items() if (row.outcome, row.resolution) == (outcome, resolution)}
    return {kind: rows for kind, rows in kinds.items() if rows}


def scores_of(forecasts, facts):
    """One score for each kind of fact and forecaster."""
    model = forecasts[MODEL]
    found = (_score(kind, name, forecast, model, rows) for kind, rows in kinds_of(model, facts).items() for name, forecast in forecasts.items())
    return [score for score in found if score is not None]


def passes(scores):
    """For each primary outcome with facts: name, how many, and what the model does not pass it for."""
    for name in PRIMARY:
        model, rivals = (None, [])
        for score in (score for score in scores if score.outcome == name):
            if score.forecaster == MODEL:
                model = score
            elif score.forecaster in REFERENCES:
                rivals.append(score)
        if model is None:
            continue
        lost = [f"no skill against {rival.forecaster.replace('_', ' ')}" for rival in rivals if not rival.skill > 0]
        if model.within_90 < LEAST_WITHIN_90:
            lost.append(f"{model.within_90:.0%} of the facts within 90% bands, fewer than {LEAST_WITHIN_90:.0%}")
        yield name, model.facts, lost
