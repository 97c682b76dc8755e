# SPDX-License-Identifier: Apache-2.0
"""Starts a hindcast from what is known of the years before it: a Bayes linear forecast.

A draw of the posterior knows what the facts say of the parameters. What a run made of them by chance, and by all that is drawn from priors, it does
not know: of two runs with the same parameters one has ten times as many dead in the last year as the other, and goes on from there. A
reference that carries the last year on does know. So each run's future y is moved by how far its own past z missed the facts f:

    y + C_yz (C_zz + R)^-1 (f + e - z) + e',  e and e' ~ N(0, R),

C the covariances over runs of what fitted parameters do not explain (residuals of a linear regression on them), R the errors of facts and what
the model leaves out, of facts to come (e') as of those that are known. What the facts say of parameters is in the draws already and is not used
twice; where all is linear and normal the result is a draw of the facts to come given those that are known. Each fifth of the runs is moved by what the
other four show.

Source: Craig, Goldstein, Rougier and Seheult 2001, Bayesian forecasting for complex systems using computer simulators, JASA 96; draws by
conditioning: Matheron's rule (Journel and Huijbregts 1978, Mining Geostatistics).
"""

import zlib
from dataclasses import dataclass

import numpy as np
from hindcast_data import ANSWERS, COUNTS, Row, share_of

FOLDS = 5
RUNS_A_PARAMETER, LEAST_RUNS = 4, 40  # runs that covariances need. assumed
# Error and discrepancy of a year's count, of logarithms. As in the fit: the dead, the mission's dead, the displaced. Classes and regions are shares in the
# fit, in logits: theirs beside the nation's, on the scale of counts
ERRORS = {"deaths": (0.2, 0.3), "deaths_by_class": (0.3, 0.4), "deaths_by_region": (0.4, 0.45), "deaths_by_cercle": (0.4, 0.45),
          "peacekeepers_killed": (0.2, 0.2), "displaced": (0.1, 0.3)}  # fmt: skip
POINTS = 0.05  # discrepancy of a share of answers; as in the fit
DESIGN_EFFECT = 2.0  # a sample at half its size; as in the fit
LEAST_SHARE = 0.005  # of answers to come, whose logits are moved
JUDGED = frozenset(("very_negative", "negative", "positive", "very_positive"))
WHOLE = ("opinion_positive", "opinion_negative", "opinion_no_opinion")  # together all who were asked


@dataclass(frozen=True)
class Known:
    """A fact beside what each run has for it, on the scale on which they are compared. Shape of `runs`: (run,)."""

    name: str
    runs: np.ndarray
    fact: float
    error: float


def _logit(share):
    return np.log(share / (1 - share))


def _error(outcome):
    return float(np.hypot(*ERRORS[outcome]))


def _slope(share):
    """Of logits by shares."""
    return 1 / (share * (1 - share))


def counted(row, runs, fact):
    return Known("/".join(row), np.log1p(runs), float(np.log1p(fact)), _error(row.outcome))


def answered(name, runs, fact, asked):
    """Shares, none of them 0 or 1."""
    slope = _slope(fact)
    return Known(name, _logit(runs), float(_logit(fact)), float(np.hypot(np.sqrt(slope * DESIGN_EFFECT / asked), POINTS * slope)))


def needed_runs(parameters):
    """How many runs are needed to tell chance from a number of parameters."""
    return max(LEAST_RUNS, RUNS_A_PARAMETER * (parameters + 1))


def _residuals(values, parameters):
    """What a linear regression on the parameters leaves. Shapes: (run, column), (run, parameter)."""
    inputs = np.column_stack([np.ones(len(parameters)), parameters])
    return values - inputs @ np.linalg.lstsq(inputs, values, rcond=None)[0]


def gains(past, future, parameters, errors):
    """(C_zz + R)^-1 C_zy. Shapes: (run, fact), (run, column), (run, parameter), (fact,); of what is given back: (fact, column)."""
    freedom = len(past) - parameters.shape[1] - 1
    z, y = _residuals(past, parameters), _residuals(future, parameters)
    return np.linalg.solve(z.T @ z / freedom + np.diag(errors**2), z.T @ y / freedom)


def drawn_error(seed, name, error, runs):
    """By the name of what errs, so that one fact errs alike wherever it is used."""
    return np.random.default_rng([seed, 4, zlib.crc32(name.encode())]).normal(0, 1, runs) * error


class Move:
    """By how much runs are moved, given facts. `future`: (run, column), on scales without bounds, NaN where a run has none; `parameters`: (run, parameter)."""

    def __init__(self, facts, future, parameters, seed):
        self.past = np.column_stack([fact.runs for fact in facts])
        self.facts, self.errors = np.array([fact.fact for fact in facts]), np.array([fact.error for fact in facts])
        self.drawn = np.column_stack([drawn_error(seed, fact.name, fact.error, len(future)) for fact in facts])
        self.names, there = [fact.name for fact in facts], np.isfinite(future).all(axis=1)
        fold, self.gains = np.arange(len(future)) % FOLDS, np.zeros((*self.past.shape, future.shape[1]))
        if there.sum() < needed_runs(parameters.shape[1]):
            return  # nothing can be told
        for one in range(FOLDS):
            others = there & (fold != one)
            self.gains[fold == one] = gains(self.past[others], future[others], parameters[others], self.errors)

    def by(self, facts):
        """Shape: (run, column)."""
        return np.einsum("rf,rfc->rc", facts + self.drawn - self.past, self.gains)


class Start:
    """The facts from which forecasts start, beside what the runs have for them."""

    def __init__(self, known, answers, past, said):
        """`past`: what runs have for whole years and months before the hindcast, as a forecast; `said`: from wave, question, town (or *) and answers to
        their share in each run."""
        self.known, self.answers, self.past, self.said = known, answers, past, said

    def _of_year(self, outcome, unit, year):
        if outcome != "deaths":
            return self.known.facts.get((outcome, unit, f"{year}"))
        return self.known.months(year).sum() if year in self.known.whole_years() else None

    def _years(self, outcome, unit, years):
        for year in years:
            fact, row = self._of_year(outcome, unit, year), Row(outcome, unit, f"{year}")
            if fact is not None and row in self.past:
                yield counted(row, self.past[row], float(fact))

    def _stock(self, outcome):
        """The last that is known."""
        unit = self.known.unit(outcome)
        rows = [row for row in (Row(outcome, unit, period) for period in self.known.periods(outcome, unit)) if row in self.past]
        return [counted(row, self.past[row], self.known.facts[tuple(row)]) for row in rows[-1:]]

    def _opinion(self, question, where):
        for place in dict.fromkeys(("*" if where == "all" else where, "*")):
            for wave, answers, percent, asked in self.answers.all(question, place):
                if answers <= JUDGED:
                    name = "/".join((wave, question, place, *sorted(answers)))
                    yield answered(name, self.said(wave, question, place, answers), share_of(percent / 100 * asked, asked), asked)

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
    """All shares of the answers to one question in one place and period, moved on the scale of logits; those that make a whole still do."""

    def __init__(self, rows):
        self.rows = rows
        shares = np.column_stack(list(rows.values())) / 100
        self.future = _logit(np.clip(shares, LEAST_SHARE, 1 - LEAST_SHARE))
        self.error = POINTS * np.nanmean(_slope(np.clip(shares, LEAST_SHARE, 1 - LEAST_SHARE)), axis=0)  # a sample's own is in the run's answers

    def moved(self, by):
        share = dict(zip(self.rows, 100 / (1 + np.exp(-(self.future + by))).T))
        named = {row.outcome: row for row in share}
        if all(outcome in named for outcome in WHOLE):
            total = sum(share[named[outcome]] for outcome in WHOLE)
            share |= {named[outcome]: 100 * share[named[outcome]] / total for outcome in WHOLE}
        worst, bad = named.get("opinion_very_negative"), named.get("opinion_negative")
        if worst and bad:
            share[worst] = np.minimum(share[worst], share[bad])
        return share


class Counted:
    """A year of a unit: its level is moved, on the scale of log(1 + level), and its weeks, months and quarters in proportion. Where a run had nobody, weeks are
    those of the other runs."""

    def __init__(self, rows):
        self.rows = rows
        self.level = np.sum([values for row, values in rows.items() if row.resolution == "month"], axis=0)
        self.future = np.log1p(self.level)[:, None]
        self.error = np.array([_error(next(iter(rows)).outcome)])

    def moved(self, by):
        level, had = np.expm1(np.maximum((self.future + by)[:, 0], 0.0)), self.level > 0
        factor = np.divide(level, self.level, out=np.ones_like(level), where=had)
        return {row: np.where(had, values * factor, level * self._share(values, had)) for row, values in self.rows.items()}

    def _share(self, values, had):
        return (values[had] / self.level[had]).mean() if had.any() else 0.0


def parts_of(found):
    """A forecast in parts that are moved as one: an outcome's years of a unit, a wave's question in a place."""
    groups = {}
    for row, values in found.items():
        kind, period = (row.outcome, row.period[:4]) if row.outcome in COUNTS else ("answers", row.period)
        groups.setdefault((kind, row.unit, period), {})[row] = values
    for rows in groups.values():
        first = next(iter(rows))
        if first.outcome not in COUNTS:
            yield first, Answered(rows)
        elif any(row.resolution == "month" for row in rows):
            yield first, Counted(rows)


def moves(found, start, parameters, region_of, seed):
    """Each part of a forecast that facts bear on, and what moves it."""
    for row, part in parts_of(found):
        facts = start.facts(row, region_of)
        if facts:
            yield row, part, Move(facts, part.future, parameters, seed)


def to_come(row, part, seed):
    """How facts to come err, and what the model leaves out of them. Shape: (run, column)."""
    names = ["/".join((*row, f"{column}")) for column in range(len(part.error))]
    return np.column_stack([drawn_error(seed, name, error, len(part.future)) for name, error in zip(names, part.error)])


def started(found, start, parameters, region_of, seed):
    """A forecast that starts from the facts, and how many facts moved it; what no fact bears on stays. Shapes: `found` (run,) each, `parameters` (run, parameter)."""
    moved, facts = dict(found), set()
    for row, part, move in moves(found, start, parameters, region_of, seed):
        moved |= part.moved(move.by(move.facts) + to_come(row, part, seed))
        facts |= set(move.names)
    return moved, len(facts)
