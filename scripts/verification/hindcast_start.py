# SPDX-License-Identifier: Apache-2.0
"""Starts a hindcast from what is known of the years before it: a Bayes linear forecast.

A draw of the posterior knows what the facts say of the parameters. What a run made of them by chance, and by all that is drawn from priors, it does
not know: of two runs with the same parameters one has ten times as many dead in the last year as the other, and goes on from there. A
reference that carries the last year on does know. So each run's future y is moved by how far its own past z missed the facts f:

    y + C_yz (C_zz + R)^-1 (f + e - z),  e ~ N(0, R),

C the covariances over runs of what fitted parameters do not explain (residuals of a linear regression on them), R the errors of the facts and what
the model leaves out. What the facts say of parameters is in the draws already and is not used twice; where all is linear and normal the result is a
draw of y given facts and parameters. Each fifth of the runs is moved by what the other four show.

Source: Craig, Goldstein, Rougier and Seheult 2001, Bayesian forecasting for complex systems using computer simulators, JASA 96; draws by
conditioning: Matheron's rule (Journel and Huijbregts 1978, Mining Geostatistics).
"""

from dataclasses import dataclass

import numpy as np
from hindcast_data import ANSWERS, COUNTS, Row, share_of

FOLDS = 5
RUNS_A_PARAMETER, LEAST_RUNS = 4, 40  # runs that covariances need. assumed
COUNTED, LEFT_OUT = 0.2, 0.3  # of logarithms: error of a count, discrepancy; as the fit has them for the dead of a year
POINTS = 0.05  # discrepancy of a share; as in the fit
DESIGN_EFFECT = 2.0  # a sample at half its size; as in the fit
LEAST_SHARE = 0.005  # of answers ahead, whose logits are moved
JUDGED = frozenset(("very_negative", "negative", "positive", "very_positive"))


@dataclass(frozen=True)
class Known:
    """A fact beside what each run has for it, on the scale on which they are compared. Shape of `runs`: (run,)."""

    runs: np.ndarray
    fact: float
    error: float


def _logit(share):
    return np.log(share / (1 - share))


def counted(runs, fact):
    return Known(np.log1p(runs), float(np.log1p(fact)), float(np.hypot(COUNTED, LEFT_OUT)))


def answered(runs, fact, asked):
    """Shares, none of them 0 or 1."""
    slope = 1 / (fact * (1 - fact))
    return Known(_logit(runs), float(_logit(fact)), float(np.hypot(np.sqrt(slope * DESIGN_EFFECT / asked), POINTS * slope)))


def needed_runs(parameters):
    """How many runs are needed to tell chance from a number of parameters."""
    return max(LEAST_RUNS, RUNS_A_PARAMETER * (parameters + 1))


def _residuals(values, parameters):
    """What a linear regression on the parameters leaves. Shapes: (run, column), (run, parameter)."""
    inputs = np.column_stack([np.ones(len(parameters)), parameters])
    return values - inputs @ np.linalg.lstsq(inputs, values, rcond=None)[0]


def gains(past, future, parameters, errors):
    """C_yz (C_zz + R)^-1. Shapes: (run, fact), (run,), (run, parameter), (fact,); of what is given back: (fact,)."""
    freedom = len(past) - parameters.shape[1] - 1
    z, y = _residuals(past, parameters), _residuals(future[:, None], parameters)
    return np.linalg.solve(z.T @ z / freedom + np.diag(errors**2), z.T @ y / freedom)[:, 0]


class Move:
    """By how much runs are moved, given facts. `future`: (run,), on a scale without bounds; `parameters`: (run, parameter)."""

    def __init__(self, facts, future, parameters, rng):
        self.past = np.column_stack([fact.runs for fact in facts])
        self.facts, self.errors = np.array([fact.fact for fact in facts]), np.array([fact.error for fact in facts])
        self.drawn = rng.normal(0, self.errors, self.past.shape)
        fold, self.gains = np.arange(len(future)) % FOLDS, np.empty_like(self.past)
        for one in range(FOLDS):
            others = fold != one
            self.gains[~others] = gains(self.past[others], future[others], parameters[others], self.errors)

    def by(self, facts):
        """Shape: (run,)."""
        return ((facts + self.drawn - self.past) * self.gains).sum(axis=1)


class Start:
    """The facts from which forecasts start, beside what the runs have for them."""

    def __init__(self, known, answers, past, said):
        """`past`: what runs have for whole years and months before the hindcast, as a forecast; `said`: from wave, question, town (or *) and answers to
        their share in each run."""
        self.known, self.answers, self.past, self.said = known, answers, past, said

    def _of_year(self, outcome, unit, year):
        return self.known.months(year).sum() if outcome == "deaths" else self.known.facts.get((outcome, unit, f"{year}"))

    def _years(self, outcome, unit, years):
        for year in years:
            fact, row = self._of_year(outcome, unit, year), Row(outcome, unit, f"{year}")
            if fact is not None and row in self.past:
                yield counted(self.past[row], float(fact))

    def _stock(self, outcome):
        """The last that is known."""
        unit = self.known.unit(outcome)
        periods = [period for period in self.known.periods(outcome, unit) if Row(outcome, unit, period) in self.past]
        return [counted(self.past[Row(outcome, unit, period)], self.known.facts[outcome, unit, period]) for period in periods[-1:]]

    def _opinion(self, question, where):
        for place in dict.fromkeys(("*" if where == "all" else where, "*")):
            for wave, answers, percent, asked in self.answers.all(question, place):
                if answers <= JUDGED:
                    yield answered(self.said(wave, question, place, answers), share_of(percent / 100 * asked, asked), asked)

    def facts(self, row, region_of):
        """What bears on a forecast. Deaths and peacekeepers: the unit's own in the last two years (a cercle's: its region's), and the nation's in
        the last. Displaced: the last stock of the nation. Opinion: all that was printed of the town and of the nation on the same question."""
        last = self.known.last
        if row.outcome in ANSWERS:
            return list(self._opinion(*row.unit.split(".")))
        if row.outcome == "displaced":
            return self._stock(row.outcome)
        own = ("deaths_by_region", region_of(row.unit)) if row.outcome == "deaths_by_cercle" else (row.outcome, row.unit)
        nation = () if row.outcome == "deaths" else self._years("deaths", self.known.unit("deaths"), [last])
        return [*self._years(*own, [last, last - 1]), *nation]


class Answered:
    """A share of answers, moved on the scale of logits."""

    def __init__(self, row, percent):
        self.row, self.future = row, _logit(np.clip(percent / 100, LEAST_SHARE, 1 - LEAST_SHARE))

    def moved(self, by):
        return {self.row: 100 / (1 + np.exp(-(self.future + by)))}


class Counted:
    """A year of a unit: its level is moved, on the scale of log(1 + level), and its weeks, months and quarters in proportion. A quiet week stays quiet."""

    def __init__(self, rows):
        self.rows = rows
        self.level = np.sum([values for row, values in rows.items() if row.resolution == "month"], axis=0)
        self.future = np.log1p(self.level)

    def moved(self, by):
        level = np.expm1(np.maximum(self.future + by, 0.0))
        factor = np.divide(level, self.level, out=np.ones_like(level), where=self.level > 0)
        return {row: values * factor for row, values in self.rows.items()}


def parts_of(found):
    """A forecast in parts that are moved as one. Answers that nobody was asked for in some run are none."""
    years = {}
    for row, values in found.items():
        if row.outcome in COUNTS:
            years.setdefault((row.outcome, row.unit, row.period[:4]), {})[row] = values
        elif np.isfinite(values).all():
            yield row, Answered(row, values)
    for rows in years.values():
        yield next(iter(rows)), Counted(rows)


def moves(found, start, parameters, region_of, seed):
    """Each part of a forecast that facts bear on, and what moves it. The errors of facts are drawn alike for all."""
    for row, part in parts_of(found):
        facts = start.facts(row, region_of)
        if facts:
            yield part, Move(facts, part.future, parameters, np.random.default_rng([seed, 4]))


def started(found, start, parameters, region_of, seed):
    """A forecast that starts from the facts; what no fact bears on stays. Shapes: `found` (run,) each, `parameters` (run, parameter)."""
    moved = dict(found)
    for part, move in moves(found, start, parameters, region_of, seed):
        moved |= part.moved(move.by(move.facts))
    return moved
