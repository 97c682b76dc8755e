# SPDX-License-Identifier: Apache-2.0
"""Scores forecasts by facts: the continuous ranked probability score, a log score, and how often bands hold the fact.

Counts are scored as log(1 + count), so that a factor counts the same in a quiet region and in a deadly one (Bosse and others 2023,
Scoring epidemiological forecasts on transformed scales, PLoS Computational Biology 19); percentages as they are. Lower is better for both.

crps       mean |draw - fact| less half the mean |draw - draw|, without bias for the number of draws (Gneiting and Raftery 2007, Strictly proper
           scoring rules, JASA 102; Ferro 2014, Fair scores for ensemble forecasts, QJRMS 140)
log_score  less log density of a normal with the draws' mean and spread (Dawid and Sebastiani 1999); its spread at least FLOOR
"""

import csv
import difflib
import io
import math
import re
from dataclasses import dataclass

import numpy as np
from hindcast_data import ANSWERS, COUNTS, OUTCOMES, RESOLUTIONS, Refused, Row

COLUMNS = ("outcome", "unit", "period", "value", "source")
PERIOD = re.compile(r"\d{4}(-\d\d(-\d\d)?|-Q[1-4])?")
FLOOR = {True: 0.1, False: 1.0}  # of a spread: counts, in logarithms; percent, points. assumed: facts are no finer
MODEL = "model"
REFERENCES = ("persistence", "random_walk", "regression")
PRIMARY = {  # docs/hindcast.md
    "P1": (("deaths",), "month"), "P2": (("deaths_by_class",), "year"), "P3": (("deaths_by_region",), "year"), "P4": (("peacekeepers_killed",), "year"),
    "P5": (("opinion_positive", "opinion_negative"), "quarter"),
}  # fmt: skip
LEAST_WITHIN_90 = 0.75


def _near(name, known):
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]}?" if close else ""


class Faults(Exception):
    """All that is wrong with a file of facts, a line each."""

    def __init__(self, lines):
        super().__init__("\n".join(lines))


class FactsFile:
    """The facts that a forecast is scored by, checked against what is forecast. Errors: Faults, all at once; Refused where there is no such file."""

    def __init__(self, path, forecast):
        self.path, self.forecast, self.faults, self.facts, self.lines = path, forecast, [], {}, {}
        try:
            text = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError as fault:
            raise Refused(f"{path}: no such file; expected facts with the columns {', '.join(COLUMNS)}") from fault
        except UnicodeDecodeError as fault:
            raise Refused(f"{path}: is no text in UTF-8 ({fault}); expected facts with the columns {', '.join(COLUMNS)}") from fault
        rows = [(number, cells) for number, cells in enumerate(csv.reader(io.StringIO(text)), 1) if cells and not cells[0].startswith("#")]
        self._read(rows)
        if self.faults:
            raise Faults(self.faults)

    def _fault(self, line, column, problem):
        self.faults.append(f"{self.path}:{line}:{column}: error: {problem}")

    def _read(self, rows):
        if not rows:
            return self._fault(1, 1, f"there are no facts; expected a line {','.join(COLUMNS)}, then a line a fact")
        (line, header), *facts = rows
        header = [name.strip() for name in header]
        missing = [name for name in COLUMNS if name not in header]
        for name in (name for name in header if name not in COLUMNS):
            self._fault(line, 1, f"'{name}' is no column; allowed: {', '.join(COLUMNS)}{_near(name, missing)}")
        for name in (name for name in COLUMNS if header.count(name) != 1):
            self._fault(line, 1, f"column {name} is there {header.count(name)} times; expected once")
        if self.faults:
            return None
        if not facts:
            return self._fault(line, 1, "no fact follows; expected a line a fact")
        for line, cells in facts:
            self._fact(line, header, [cell.strip() for cell in cells])
        return None

    def _fact(self, line, header, cells):
        if len(cells) != len(header):
            return self._fault(line, 1, f"{len(cells)} cells; expected {len(header)}: {', '.join(header)}")
        starts = dict(zip(header, np.cumsum([1, *[len(cell) + 1 for cell in cells[:-1]]])))
        fact = dict(zip(header, cells))
        row, before = Row(fact["outcome"], fact["unit"], fact["period"]), len(self.faults)
        self._check_value(line, starts, fact)
        self._check_row(line, starts, row)
        if row in self.lines:
            self._fault(line, 1, f"{', '.join(row)} stands in line {self.lines[row]} already; expected once")
        self.lines.setdefault(row, line)
        if len(self.faults) == before:
            self.facts[row] = float(fact["value"])
        return None

    def _check_value(self, line, starts, fact):
        highest = math.inf if fact["outcome"] in COUNTS else 100.0
        try:
            value = float(fact["value"])
        except ValueError:
            value = math.nan
        if not (math.isfinite(value) and 0 <= value <= highest):
            allowed = "a number of 0 or more" if highest == math.inf else "percent, 0 to 100"
            self._fault(line, starts["value"], f"'{fact['value']}' is no value; expected {allowed}")
        if not fact["source"]:
            self._fault(line, starts["source"], "the source is missing; expected where the fact was published")

    def _check_row(self, line, starts, row):
        if row.outcome not in OUTCOMES:
            return self._fault(line, starts["outcome"], f"'{row.outcome}' is no outcome; allowed: {', '.join(OUTCOMES)}{_near(row.outcome, OUTCOMES)}")
        if not PERIOD.fullmatch(row.period):
            return self._fault(line, starts["period"], f"'{row.period}' is no period; allowed: 2019, 2019-Q1, 2019-01, 2019-01-14 (the week that begins there)")
        units = dict.fromkeys(one.unit for one in self.forecast if one.outcome == row.outcome)
        if row.unit not in units:
            return self._fault(line, starts["unit"], f"'{row.unit}' is no unit of {row.outcome}; allowed: {', '.join(units)}{_near(row.unit, units)}")
        first = min(one.period[:4] for one in self.forecast)
        if row.period < first:
            return self._fault(line, starts["period"], f"{row.period} was not held out; allowed: from {first} on")
        if row not in self.forecast:
            periods = sorted(one.period for one in self.forecast if one[:2] == row[:2] and one.resolution == row.resolution)
            allowed = f"{periods[0]} to {periods[-1]}" if periods else "other kinds of period"
            return self._fault(line, starts["period"], f"{row.period} is not forecast for {row.unit}; allowed: {allowed}")
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
