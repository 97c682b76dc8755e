# SPDX-License-Identifier: Apache-2.0
"""What the hindcast is held against: forecasts that are made without the model, from facts up to the year before what is held out
(here: the last year).

persistence  The last year again. A month of deaths is one of its twelve months, drawn anew for each month; each month's dead fall to
             classes, regions and cercles by that year's figures with half a death added (Dirichlet, so that a share is as uncertain as its
             count makes it). Peacekeepers: Poisson, the rate Gamma(dead of the last year + 1/2). Displaced: the last stock, with the spread
             of past changes, growing with the root of time. Opinion: the last wave before that printed the answers for the town, with the
             error of half its sample; where none did, the nation's with 10 points more. Waves of several years meet there, so: who is very
             dissatisfied is dissatisfied, and of answers that make more than a whole the older give way.
random_walk  The same deaths, and their level changes from year to year by one of the past changes of a year, up or down alike.
regression   Negative-binomial, penalised maximum likelihood, with dated inputs that the model is given (hindcast_inputs.py) and no trend:
             five years' trend, a factor of some 19 in deaths, would be carried on for as long again. Months for the nation; years for
             classes and regions, with slopes in common; years of peacekeepers. Inputs in standard deviations over the fitted years, slopes
             N(0, 1), constants of units N(0, 2): assumed; a half or a quarter for the slopes foresaw the known years no better. Months are
             independent given inputs. Bands: parametric bootstrap.

Sources: the file of facts and the answers to surveys that the result keeps; the random walk without drift as a reference: Hyndman and
Athanasopoulos 2021, Forecasting: Principles and Practice, 5.2.
"""

import math
import re
from datetime import date

import numpy as np
from hindcast_data import ANSWERS, Refused, Row, label_of
from hindcast_facts import FactTable, near
from hindcast_inputs import Inputs, national, of_class, of_mission, of_region, over_year
from negative_binomial import predict

HALF = 0.5  # added to counts that may be 0
ELSEWHERE = 10.0  # points: how far a town lies from the nation. assumed; towns of one wave differ by as much
DESIGN_EFFECT = 2.0  # as in the fit of opinion: the sample at half its size
REFITS = 200
UNIT_PRECISION, SLOPE_PRECISION = 1 / 2.0**2, 1.0
NO_CLASS = ("unidentified", "other")  # units of deaths_by_class


PERIODS = {  # of what references know
    "deaths": "month", "deaths_by_class": "year", "deaths_by_region": "year", "political_violence_deaths_by_cercle": "year", "peacekeepers_killed": "year",
    "displaced": "month",
}  # fmt: skip
PERIOD_OF = {"month": re.compile(r"\d{4}-(0[1-9]|1[0-2])"), "year": re.compile(r"\d{4}")}
OF_THE_WHOLE = ("deaths", "peacekeepers_killed", "displaced")  # of one unit: the nation, the mission


class KnownFile(FactTable):
    """The facts that references know."""

    def __init__(self, path):
        super().__init__(path, ("outcome", "unit", "period", "value"), dict.fromkeys(PERIODS, math.inf), ("mark", "source"))

    def check(self, line, starts, key):
        outcome, unit, period = key
        kind = PERIODS[outcome]
        if not PERIOD_OF[kind].fullmatch(period):
            self.fault(line, starts["period"], f"'{period}' is no {kind}; expected {'YYYY-MM' if kind == 'month' else 'YYYY'}")
        first = next((one[1] for one in self.lines if one[0] == outcome), unit)
        if outcome in OF_THE_WHOLE and unit != first:
            self.fault(line, starts["unit"], f"'{unit}' is another unit of {outcome} than '{first}' above; expected one")

    def check_whole(self):
        for outcome in (outcome for outcome in PERIODS if not any(one[0] == outcome for one in self.facts)):
            self.fault(1, 1, f"there is no {outcome}; expected rows {outcome},UNIT,PERIOD,VALUE")
        known = Facts(self.facts)
        if any(one[0] == "deaths" for one in self.facts) and not known.whole_years():
            return self.fault(1, 1, "no year has its twelve months of deaths; expected rows deaths,UNIT,YYYY-MM,VALUE")
        for key in (key for key in self.facts if known.whole_years() and key[2][:4] > f"{known.last}"):
            self.fault(self.lines[key], 1, f"{key[2]} is later than {known.last}, the last year of deaths by month; references know nothing of it")
        return None


def read_facts(path):
    """The facts that references know, by outcome, unit and period. Errors: Faults, Refused."""
    return Facts(KnownFile(path).facts)


def check_units(path, known, result):
    """Whether the facts are of what a result has. Errors: Refused."""
    there = {"deaths_by_class": (*result.labels("class"), *NO_CLASS), "deaths_by_region": result.labels("region"),
             "political_violence_deaths_by_cercle": result.labels("place"), "deaths": [result.nation], "peacekeepers_killed": [result.mission],
             "displaced": [result.nation]}  # fmt: skip
    for outcome, units in there.items():
        for unit in (unit for unit in known.units(outcome) if unit not in units):
            raise Refused(f"{path}: '{unit}' is no unit of {outcome} in {result.path}; allowed: {', '.join(units)}{near(unit, units)}")


class Facts:
    """The facts that references know, as they ask for them. An outcome without parts has one unit: the nation, or the mission."""

    def __init__(self, facts):
        self.facts = facts

    @property
    def last(self):
        return self.whole_years()[-1]

    def whole_years(self):
        """Years whose deaths are known in every month."""
        months = [period for name, _, period in self.facts if name == "deaths"]
        return [int(year) for year in sorted({month[:4] for month in months}) if sum(month[:4] == year for month in months) == 12]

    def unit(self, outcome):
        return self.units(outcome)[0]

    def units(self, outcome):
        return list(dict.fromkeys(unit for name, unit, _ in self.facts if name == outcome))

    def periods(self, outcome, unit):
        return sorted(period for name, one, period in self.facts if (name, one) == (outcome, unit))

    def series(self, outcome, unit):
        return np.array([self.facts[outcome, unit, period] for period in self.periods(outcome, unit)])

    def of(self, outcome, unit, year):
        return self.facts.get((outcome, unit, f"{year}"), 0.0)

    def months(self, year):
        nation = self.unit("deaths")
        return np.array([self.facts["deaths", nation, period] for period in self.periods("deaths", nation) if period.startswith(f"{year}-")])

    def years(self, outcome, unit):
        """Whole years."""
        return [year for year in self.whole_years() if (outcome, unit, f"{year}") in self.facts]


def months_ahead(rows):
    """The months that the model forecasts, in order."""
    return [date(int(period[:4]), int(period[5:]), 1) for period in sorted({row.period for row in rows if row.resolution == "month"})]


def _put(found, outcome, unit, values, months):
    """Draws by month, (draw, month), into months and whole quarters and years."""
    for resolution, whole in (("month", 1), ("quarter", 3), ("year", 12)):
        labels = [label_of(month, resolution) for month in months]
        for period in dict.fromkeys(labels):
            at = [i for i, label in enumerate(labels) if label == period]
            if len(at) == whole:
                found[Row(outcome, unit, period)] = values[:, at].sum(axis=1).astype(float)


def _weights(facts, outcome):
    """The last year's figure of every unit of an outcome."""
    return {unit: facts.of(outcome, unit, facts.last) for unit in facts.units(outcome)}


def _cercle_weights(facts, region_of):
    """A region's dead among its cercles by those of all political violence: no list says where civilians alone died."""
    weights = _weights(facts, "political_violence_deaths_by_cercle")
    inside = {}
    for place, weight in weights.items():
        inside[region_of(place)] = inside.get(region_of(place), 0.0) + weight + HALF
    regions = _weights(facts, "deaths_by_region")
    return {place: regions[region_of(place)] * (weight + HALF) / inside[region_of(place)] for place, weight in weights.items()}


def _shared_out(found, outcome, weights, dead, months, rng):
    shares = rng.dirichlet(np.array(list(weights.values())) + HALF, size=len(dead))
    parts = rng.multinomial(dead, shares[:, None, :])
    for column, unit in enumerate(weights):
        _put(found, outcome, unit, parts[:, :, column], months)


def _deaths(facts, dead, months, region_of, rng):
    """A forecast of deaths by month, (draw, month), with all that it is shared out to."""
    found = {}
    _put(found, "deaths", facts.unit("deaths"), dead, months)
    _shared_out(found, "deaths_by_class", _weights(facts, "deaths_by_class"), dead, months, rng)
    _shared_out(found, "deaths_by_region", _weights(facts, "deaths_by_region"), dead, months, rng)
    _shared_out(found, "deaths_by_cercle", _cercle_weights(facts, region_of), dead, months, rng)
    return {row: values for row, values in found.items() if row.unit not in NO_CLASS}


def _levels(changes, months, draws, rng):
    """Factors by which a level has moved since the last year: one of the past changes each year, up or down. Shape: (draw, month)."""
    years = sorted({month.year for month in months})
    steps = rng.choice(np.abs(changes), (draws, len(years))) * rng.choice([-1, 1], (draws, len(years)))
    return np.exp(np.cumsum(steps, axis=1))[:, [years.index(month.year) for month in months]]


def _changes(yearly):
    return np.diff(np.log(np.asarray(yearly) + HALF))


def _peacekeepers(facts, level, months, rng):
    mission = facts.unit("peacekeepers_killed")
    rate = rng.gamma(facts.of("peacekeepers_killed", mission, facts.last) + HALF, 1 / 12, (len(level), 1))
    found = {}
    _put(found, "peacekeepers_killed", mission, rng.poisson(rate * level), months)
    return found


def _displaced(facts, months, draws, rng):
    """The last stock as a random walk of its logarithm, without drift."""
    nation = facts.unit("displaced")
    days = [int(period[:4]) + (int(period[5:]) - 0.5) / 12 for period in facts.periods("displaced", nation)]
    stocks = np.log(facts.series("displaced", nation))
    spread = np.sqrt((np.diff(stocks) ** 2).sum() / (days[-1] - days[0]))  # of a year
    walk = np.cumsum(rng.normal(0, spread / np.sqrt(12), (draws, len(months))), axis=1)
    found = {}
    _put(found, "displaced", nation, np.exp(stocks[-1] + walk), months)
    whole = {"month": 1, "quarter": 3, "year": 12}
    return {row: values / whole[row.resolution] for row, values in found.items()}


class Answers:
    """What people in towns answered before a day, as the result keeps it: percent by wave, question, place and answers."""

    def __init__(self, configuration, first):
        self.first = first
        self.waves = configuration["parameters"].get("surveys") or {}
        self.printed = {}
        for block in ((configuration.get("theatre") or {}).get("targets") or {}).values():
            for fact in ((block or {}).get("rows") or {}).values():
                asked, _, said = (fact.get("of") or "").partition(":")
                if fact.get("measure") == "answers" and asked.count(".") == 2:
                    self.printed[(*asked.split("."), frozenset(said.split("+")))] = float(fact["value"])

    def _share(self, wave, question, where, answers):
        """The answers together, or their parts where each was printed."""
        whole = self.printed.get((wave, question, where, frozenset(answers)))
        parts = [self.printed.get((wave, question, where, frozenset([answer]))) for answer in answers]
        return whole if whole is not None else None if None in parts else sum(parts)

    def last(self, question, where, answers):
        """Percent in the last wave in towns that printed it, how many were asked, and when; None where none did."""
        for name, wave in sorted(self.waves.items(), key=lambda one: one[1]["date"], reverse=True):
            share = self._share(name, question, where, answers)
            if self._counts(wave) and share is not None:
                return share, self._asked(wave, where), wave["date"]
        return None

    def all(self, question, where):
        """What waves in towns printed: wave, answers, percent, how many were asked."""
        for (name, asked, place, answers), share in self.printed.items():
            wave = self.waves.get(name)
            if (asked, place) == (question, where) and wave and self._counts(wave):
                yield name, answers, share, self._asked(wave, where)

    def _counts(self, wave):
        return wave["date"] < f"{self.first}" and wave["villages"] != "true"

    @staticmethod
    def _asked(wave, where):
        return sum(float(n) for n in wave["places"].values()) if where == "*" else float(wave["places"][where])


def _last_wave(answers, row):
    """Percent, its standard deviation and the wave's date; None where no wave printed such answers."""
    question, where = row.unit.split(".")
    local = answers.last(question, "*" if where == "all" else where, ANSWERS[row.outcome])
    found = local or answers.last(question, "*", ANSWERS[row.outcome])
    if found is None:
        return None
    share, asked, when = found
    return share, np.hypot(np.sqrt(share * (100 - share) * DESIGN_EFFECT / asked), 0 if local else ELSEWHERE), when


def _opinion(result, rows, draws, rng):
    answers, found, dates = Answers(result.configuration, result.first), {}, {}
    for row in (row for row in rows if row.outcome in ANSWERS):
        last = _last_wave(answers, row)
        if last is not None:
            found[row], dates[row] = np.clip(rng.normal(*last[:2], draws), 0, 100), last[2]
    for unit, period in {(row.unit, row.period): None for row in found}:
        _agreed(found, dates, unit, period)
    return found


def _agreed(found, dates, unit, period):
    """Makes answers to one question fit each other that waves of several years printed: who is very dissatisfied is dissatisfied, and of answers that make
    more than a whole the older give way."""
    named = {outcome: Row(outcome, unit, period) for outcome in ANSWERS if Row(outcome, unit, period) in found}
    worst, bad = named.pop("opinion_very_negative", None), named.get("opinion_negative")
    dates = dict(dates)
    if worst and bad and dates[worst] > dates[bad]:
        found[bad], dates[bad] = np.maximum(found[bad], found[worst]), dates[worst]
    left = np.full(len(found[next(iter(named.values()), worst)]), 100.0)
    for row in sorted(named.values(), key=lambda row: dates[row], reverse=True):
        found[row] = np.minimum(found[row], left)
        left = left - found[row]
    if worst and bad:
        found[worst] = np.minimum(found[worst], found[bad])


def _standardised(fitted, ahead):
    """Inputs in standard deviations over the fitted rows; one that never changed tells nothing."""
    fitted, ahead = np.asarray(fitted, dtype=float), np.asarray(ahead, dtype=float)
    middle, spread = fitted.mean(axis=0), fitted.std(axis=0)
    moves = spread > 1e-9
    return (fitted - middle)[:, moves] / spread[moves], (ahead - middle)[:, moves] / spread[moves]


def _predicted(counts, fitted, ahead, rng, draws):
    """`fitted` and `ahead`: a row of inputs for each count, and for each count to come."""
    fitted, ahead = _standardised(fitted, ahead)
    refits = min(REFITS, draws)
    precision = np.array([0.0, *[SLOPE_PRECISION] * fitted.shape[1]])
    one = [np.column_stack([np.ones(len(rows)), rows]) for rows in (fitted, ahead)]
    return predict(np.asarray(counts), *one, precision, rng, refits, -(-draws // refits))


def _months(facts, inputs, months, rng, draws):
    nation = facts.unit("deaths")
    known = [date(int(period[:4]), int(period[5:]), 15) for period in facts.periods("deaths", nation)]
    fitted = [national(inputs, day) for day in known]
    ahead = [national(inputs, month.replace(day=15)) for month in months]
    found = {}
    _put(found, "deaths", nation, _predicted(facts.series("deaths", nation), fitted, ahead, rng, draws), months)
    return found


def _panel(facts, outcome, units, rule, years, rng, draws):
    """Years of several units: a constant each, slopes in common."""
    known = [(unit, year) for unit in units for year in facts.years(outcome, unit)]
    to_come = [(unit, year) for unit in units for year in years]
    inputs = [np.array([over_year(lambda day, u=unit: rule(u, day), year) for unit, year in cells]) for cells in (known, to_come)]
    fitted, ahead = _standardised(*inputs)
    is_unit = [np.array([[unit == one for one in units] for unit, _ in cells], dtype=float) for cells in (known, to_come)]
    precision = np.array([0.0, *[UNIT_PRECISION] * len(units), *[SLOPE_PRECISION] * fitted.shape[1]])
    design = [np.column_stack([np.ones(len(rows)), constants, rows]) for constants, rows in zip(is_unit, (fitted, ahead))]
    counts = np.array([facts.of(outcome, *cell) for cell in known])
    refits = min(REFITS, draws)
    values = predict(counts, *design, precision, rng, refits, -(-draws // refits)).astype(float)
    return {Row(outcome, unit, f"{year}"): values[:, column] for column, (unit, year) in enumerate(to_come)}


def regression(facts, configuration, months, draws, seed):
    rng, inputs = np.random.default_rng([seed, 2]), Inputs(configuration)
    years = [year for year in sorted({month.year for month in months}) if sum(month.year == year for month in months) == 12]
    panels = (
        ("deaths_by_class", [unit for unit in facts.units("deaths_by_class") if unit not in NO_CLASS], lambda unit, day: of_class(inputs, unit, day)),
        ("deaths_by_region", facts.units("deaths_by_region"), lambda unit, day: of_region(inputs, unit, day)),
        ("peacekeepers_killed", facts.units("peacekeepers_killed"), lambda unit, day: of_mission(inputs, unit, day)),
    )
    found = _months(facts, inputs, months, rng, draws)
    for outcome, units, rule in panels:
        found |= _panel(facts, outcome, units, rule, years, rng, draws)
    return found


def references(facts, result, rows, draws, seed):
    """Forecasts of the references by name: draws by row, as the model's."""
    months = months_ahead(rows)
    rng = np.random.default_rng([seed, 1])
    dead = rng.choice(facts.months(facts.last), (draws, len(months))).astype(int)
    yearly = [facts.months(year).sum() for year in facts.whole_years()]
    moved = np.floor(dead * _levels(_changes(yearly), months, draws, rng) + rng.random(dead.shape)).astype(int)
    killed = [facts.of("peacekeepers_killed", facts.unit("peacekeepers_killed"), year) for year in facts.whole_years()]
    still = np.ones(dead.shape)
    persistence = (_deaths(facts, dead, months, result.region_of, rng) | _peacekeepers(facts, still, months, rng)
                   | _displaced(facts, months, draws, rng) | _opinion(result, rows, draws, rng))  # fmt: skip
    walk = (_deaths(facts, moved, months, result.region_of, rng)
            | _peacekeepers(facts, _levels(_changes(killed), months, draws, rng), months, rng))  # fmt: skip
    return {"persistence": persistence, "random_walk": walk, "regression": regression(facts, result.configuration, months, draws, seed)}
