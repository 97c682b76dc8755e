# SPDX-License-Identifier: Apache-2.0
"""What a hindcast's result says of the years that were held out, draw by draw."""

import re
import sys
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import h5py
import numpy as np
from scipy.special import ndtri
from scipy.stats import rankdata

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "plot"))
from command_line import Refused  # noqa: E402  (the path above makes these importable)
from configuration import configuration_of  # noqa: E402

DONE = 1  # value of `status`
RESOLUTIONS = ("week", "month", "quarter", "year")
COUNTS = ("deaths", "deaths_by_class", "deaths_by_region", "deaths_by_cercle", "peacekeepers_killed", "displaced")
ANSWERS = {  # percent of all who were asked
    "opinion_positive": ("positive", "very_positive"),
    "opinion_negative": ("negative", "very_negative"),
    "opinion_very_negative": ("very_negative",),
    "opinion_no_opinion": ("no_opinion",),
}
OUTCOMES = (*COUNTS, *ANSWERS)
UNIDENTIFIED = (2, 6)  # Beta: share of a class's dead whose perpetrator is not named. assumed; 20% of all in 2018, 29% in 2017 (facts_to_2018.csv)
KILLED = "peacekeepers_killed_"  # begins the names of outcomes, then YYYY_MM or YYYY
VARIABLE = re.compile(r"[^A-Za-z0-9]+")  # in a path, an underscore in the name of its variable
WAVE = "again_"  # begins the names of waves that ask after 2018, then YEAR_qQUARTER
MAKE_IT = "expected a result of configs/verification/hindcast_2019_2023.yaml or hindcast_stance_frozen.yaml"


class Row(NamedTuple):
    """What is forecast: an outcome of a unit in a period (2019-01-14: the week that begins there; 2019-01; 2019-Q1; 2019)."""

    outcome: str
    unit: str
    period: str

    @property
    def resolution(self):
        return {10: "week", 7: "quarter" if "Q" in self.period else "month", 4: "year"}[len(self.period)]


def label_of(day, resolution):
    """The period in which a day lies."""
    return {"week": f"{day}", "month": f"{day:%Y-%m}", "quarter": f"{day.year}-Q{(day.month + 2) // 3}", "year": f"{day.year}"}[resolution]


def periods_of(weeks, resolution, first):
    """The whole periods from a day on, each with the weeks that begin in it."""
    since = [(at, label_of(week, resolution)) for at, week in enumerate(weeks) if week >= first]
    torn = [label_of(week, resolution) for week in (weeks[0] - timedelta(days=7), weeks[-1] + timedelta(days=7))]
    found = {}
    for at, label in since:
        if label not in torn:
            found.setdefault(label, []).append(at)
    return found


class Result:
    """An open result of a hindcast; what is held out begins on the day `first`. Errors: Refused where it lacks what is needed."""

    def __init__(self, path, first):
        self.path, self.first = path, first
        if not Path(path).is_file():
            raise Refused(f"{path}: no such file; make it with scripts/hindcast, or peacenorm run configs/verification/hindcast_2019_2023.yaml --out {path}")
        try:
            self.file = h5py.File(path, "r")
        except OSError as fault:
            raise Refused(f"{path}: cannot be read as a result ({fault}); {MAKE_IT}") from fault
        self._check()
        self.done = np.flatnonzero(self.file["status"][:] == DONE)
        self.configuration = configuration_of(self.file)
        self.weeks = [date(1970, 1, 1) + timedelta(days=int(day)) for day in self.file["time"][:]]
        self._check_runs()
        self.nation = str((self.configuration.get("theatre") or {}).get("name") or "all")
        self.mission = self.configuration["parameters"]["conduct"]["organisation"]

    def _check(self):
        needed = ("status", "time", "class", "place", "region", "survey", "answer", "civilians_killed_reported_by_class",
                  "civilians_killed_reported_by_place", "persons_displaced", "survey_answers")  # fmt: skip
        missing = [name for name in needed if name not in self.file]
        if not any(re.fullmatch(KILLED + r"\d{4}_\d\d", name) for name in self.file):
            missing.append("outcomes peacekeepers_killed_YYYY_MM")
        if missing:
            raise Refused(f"{self.path}: {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing; {MAKE_IT}")

    def _check_runs(self):
        steps = {(later - former).days for former, later in zip(self.weeks, self.weeks[1:])}
        if steps != {7}:
            raise Refused(f"{self.path}: it was not recorded every week; {MAKE_IT}")
        if not periods_of(self.weeks, "year", self.first):
            raise Refused(f"{self.path}: it ends with {self.weeks[-1]}, before the end of {self.first.year}; {MAKE_IT}")
        if len(self.done) < 2:
            raise Refused(f"{self.path}: bands need 2 runs that ended well, there are {len(self.done)}; run it again")
        for name in ("arm", "design_parameters"):
            found = sorted(set(self.file[name][:][self.done])) if name in self.file else []
            if len(found) > 1:
                raise Refused(f"{self.path}: {name} has {len(found)} values; a hindcast has one; {MAKE_IT}")

    def labels(self, axis):
        return [label.decode() for label in self.file[axis][:]]

    def series(self, name):
        """Shape: (run, week, label)."""
        return self.file[name][:][self.done]

    @cached_property
    def said(self):
        return Said(self)

    def parameters(self):
        """Those that were fitted, drawn from a posterior, as normal scores of their ranks. Shape: (run, parameter)."""
        posterior = (self.configuration.get("design") or {}).get("posterior") or {}
        names = [VARIABLE.sub("_", f"parameter_{path}") for path in posterior.get("draws") or {}]
        missing = [name for name in names if name not in self.file]
        if missing:
            raise Refused(f"{self.path}: {', '.join(missing)}: drawn from a posterior, but not in the result; {MAKE_IT}")
        values = [self.file[name][:][self.done] for name in names]
        return ndtri((rankdata(values, axis=1).T - 0.5) / len(self.done)) if values else np.empty((len(self.done), 0))

    def region_of(self, place):
        return self.configuration["parameters"]["places"][place]["region"]


def _add(found, outcome, units, series, result, since, over=np.sum):
    """Puts a series, (run, week, unit), into the forecast, over the weeks of every period."""
    for resolution in RESOLUTIONS:
        for period, at in periods_of(result.weeks, resolution, since).items():
            values = over(series[:, at, :], axis=1)
            for column, unit in enumerate(units):
                found[Row(outcome, unit, period)] = values[:, column].astype(float)


def named(killed, seed):
    """Dead by class whose perpetrator is named: each with the chance that the class's share of unidentified leaves. Each run has luck of its
    own, so that two results differ where their runs do. Shape: (run, week, class)."""
    found = np.empty_like(killed)
    for run, counts in enumerate(killed):
        rng = np.random.default_rng([seed, 3, run])
        found[run] = rng.binomial(counts, 1 - rng.beta(*UNIDENTIFIED, size=counts.shape[1]))
    return found


def _deaths(result, found, since, seed):
    by_class = result.series("civilians_killed_reported_by_class")
    _add(found, "deaths", [result.nation], by_class.sum(axis=2, keepdims=True), result, since)
    _add(found, "deaths_by_class", result.labels("class"), named(by_class, seed), result, since)
    by_place, places = result.series("civilians_killed_reported_by_place"), result.labels("place")
    _add(found, "deaths_by_cercle", places, by_place, result, since)
    regions = result.labels("region")
    inside = np.array([[result.region_of(place) == region for region in regions] for place in places], dtype=by_place.dtype)
    _add(found, "deaths_by_region", regions, by_place @ inside, result, since)


def _peacekeepers(result, found, since):
    """Months and what they add up to; of years before what is held out, the year alone."""
    killed = {name.removeprefix(KILLED).replace("_", "-"): result.file[name][:][result.done] for name in result.file if name.startswith(KILLED)}
    for year in (period for period in killed if len(period) == 4 and since.year <= int(period) < result.first.year):
        found[Row("peacekeepers_killed", result.mission, year)] = killed[year].astype(float)
    months = {period: values for period, values in killed.items() if len(period) == 7}
    days = [date(int(month[:4]), int(month[5:]), 1) for month in sorted(months)]
    for resolution, whole in (("month", 1), ("quarter", 3), ("year", 12)):
        for period in dict.fromkeys(label_of(day, resolution) for day in days):
            parts = [months[f"{day:%Y-%m}"] for day in days if label_of(day, resolution) == period]
            if len(parts) == whole:
                found[Row("peacekeepers_killed", result.mission, period)] = np.sum(parts, axis=0).astype(float)


def _displaced(result, found, since):
    displaced = result.series("persons_displaced")
    everywhere = np.concatenate([displaced.sum(axis=2, keepdims=True), displaced], axis=2)
    _add(found, "displaced", [result.nation, *result.labels("region")], everywhere, result, since, np.mean)


def _asked_and_said(result):
    """Answers to every question of every wave, over the whole run. Shape: (run, question in a town, answer)."""
    return np.stack([result.file["survey_answers"][int(run)].sum(axis=0) for run in result.done])


class Said:
    """What people answered in a run."""

    def __init__(self, result):
        self.counts, self.answers, self.asked = _asked_and_said(result), result.labels("answer"), result.labels("survey")

    def count(self, rows, answers=None):
        """Over questions in towns. Shape: (run,)."""
        columns = [self.answers.index(answer) for answer in answers or self.answers]
        return self.counts[:, rows][:, :, columns].sum(axis=(1, 2))

    def share(self, wave, question, place, answers):
        """In a wave, in a town or (*) in all, never 0 or 1: half an answer is added on either side. Shape: (run,)."""
        rows = [at for at, label in enumerate(self.asked) if label == f"{wave}.{question}.{place}" or (place == "*" and label.startswith(f"{wave}.{question}."))]
        return share_of(self.count(rows, answers), self.count(rows))


def share_of(said, asked):
    return (said + 0.5) / (asked + 1.0)


def _opinion(said, found):
    groups = {}
    for at, label in enumerate(said.asked):
        wave, question, town = label.split(".")
        if wave.startswith(WAVE):
            period = wave.removeprefix(WAVE).replace("_q", "-Q")
            for where in (town, "all"):
                groups.setdefault((f"{question}.{where}", period), []).append(at)
    for (unit, period), rows in groups.items():
        for outcome, which in ANSWERS.items():
            with np.errstate(invalid="ignore"):
                found[Row(outcome, unit, period)] = 100 * said.count(rows, which) / said.count(rows)


def forecast_of(result, seed, since=None):
    """All that a result forecasts, or has since a day before what is held out: draws by row. Shape of each: (run,)."""
    found, since = {}, since or result.first
    _deaths(result, found, since, seed)
    _peacekeepers(result, found, since)
    _displaced(result, found, since)
    _opinion(result.said, found)
    return found
