# SPDX-License-Identifier: Apache-2.0
"""What a hindcast's result says of the years that were held out, draw by draw."""

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import h5py
import numpy as np

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
    held_out = [(at, label_of(week, resolution)) for at, week in enumerate(weeks) if week >= first]
    beyond = label_of(weeks[-1] + timedelta(days=7), resolution)
    found = {}
    for at, label in held_out:
        if label != beyond:
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
        if not any(name.startswith("peacekeepers_killed_") for name in self.file):
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

    def region_of(self, place):
        return self.configuration["parameters"]["places"][place]["region"]


def _add(found, outcome, units, series, result, over=np.sum):
    """Puts a series, (run, week, unit), into the forecast, over the weeks of every period."""
    for resolution in RESOLUTIONS:
        for period, at in periods_of(result.weeks, resolution, result.first).items():
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


def _deaths(result, found, seed):
    by_class = result.series("civilians_killed_reported_by_class")
    _add(found, "deaths", [result.nation], by_class.sum(axis=2, keepdims=True), result)
    _add(found, "deaths_by_class", result.labels("class"), named(by_class, seed), result)
    by_place, places = result.series("civilians_killed_reported_by_place"), result.labels("place")
    _add(found, "deaths_by_cercle", places, by_place, result)
    regions = result.labels("region")
    inside = np.array([[result.region_of(place) == region for region in regions] for place in places], dtype=by_place.dtype)
    _add(found, "deaths_by_region", regions, by_place @ inside, result)


def _peacekeepers(result, found):
    months = {name[-7:].replace("_", "-"): result.file[name][:][result.done] for name in result.file if name.startswith("peacekeepers_killed_")}
    days = [date(int(month[:4]), int(month[5:]), 1) for month in sorted(months)]
    for resolution, whole in (("month", 1), ("quarter", 3), ("year", 12)):
        for period in dict.fromkeys(label_of(day, resolution) for day in days):
            parts = [months[f"{day:%Y-%m}"] for day in days if label_of(day, resolution) == period]
            if len(parts) == whole:
                found[Row("peacekeepers_killed", result.mission, period)] = np.sum(parts, axis=0).astype(float)


def _displaced(result, found):
    displaced = result.series("persons_displaced")
    everywhere = np.concatenate([displaced.sum(axis=2, keepdims=True), displaced], axis=2)
    _add(found, "displaced", [result.nation, *result.labels("region")], everywhere, result, np.mean)


def _asked_and_said(result):
    """Answers to every question of every wave, over the whole run. Shape: (run, question in a town, answer)."""
    return np.stack([result.file["survey_answers"][int(run)].sum(axis=0) for run in result.done])


def _opinion(result, found):
    counts, answers = _asked_and_said(result), result.labels("answer")
    groups = {}
    for at, label in enumerate(result.labels("survey")):
        wave, question, town = label.split(".")
        if wave.startswith(WAVE):
            period = wave.removeprefix(WAVE).replace("_q", "-Q")
            for where in (town, "all"):
                groups.setdefault((f"{question}.{where}", period), []).append(at)
    for (unit, period), rows in groups.items():
        said = counts[:, rows, :].sum(axis=1)
        for outcome, which in ANSWERS.items():
            with np.errstate(invalid="ignore"):
                share = 100 * said[:, [answers.index(answer) for answer in which]].sum(axis=1) / said.sum(axis=1)
            found[Row(outcome, unit, period)] = share


def forecast_of(result, seed):
    """All that a result forecasts: draws by row. Shape of each: (run,)."""
    found = {}
    _deaths(result, found, seed)
    _peacekeepers(result, found)
    _displaced(result, found)
    _opinion(result, found)
    return found
