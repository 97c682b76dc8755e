# SPDX-License-Identifier: Apache-2.0
"""The model's values beside the facts that it is held against, and how far they are apart. Draws nothing."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np

from command_line import Refused

BLOCKS = {
    "level": "civilians killed, as reported",
    "perpetrator": "share of deaths by state forces",
    "place": "share of lethal places by region",
    "attitudes": "attitudes, regional capitals",
    "attacks_on_peacekeepers": "MINUSMA members killed in attacks",
}
LEVELS = ("level", "attacks_on_peacekeepers")  # scored by log ratios and ranks over years
DEATHS_FACTOR = 3.0  # what the deaths of civilians must come within
DONE = 1


class NotThisStudy(Refused):
    """The file cannot be scored; the text says why and what to do."""


@dataclass(frozen=True)
class Target:
    name: str
    block: str
    what: str
    period: str
    value: float
    within: str
    source: str


@dataclass(frozen=True)
class Scored:
    """A target, and the model's values. Shape of `runs`: (replicate,)."""

    target: Target
    runs: np.ndarray

    @property
    def model(self):
        return float(np.nanmean(self.runs))

    @property
    def ok(self):
        value, model = self.target.value, self.model
        factor = re.match(r"factor ([\d.]+)(?: or ([\d.]+))?$", self.target.within)
        if not factor:
            return abs(model - value) <= float(self.target.within)
        if factor[2] and abs(model - value) <= float(factor[2]):
            return True
        return model > 0 and max(model / value, value / model) <= float(factor[1])


@dataclass(frozen=True)
class Score:
    """How one block does. `ratio` and `ranks` are NaN where the block has no levels."""

    block: str
    rows: list
    ratio: float  # geometric mean of |log ratio|, as a factor
    bias: float  # mean log ratio, as a factor: above 1 the model is too high
    ranks: float  # Spearman's rank correlation over years

    @property
    def within(self):
        return sum(row.ok for row in self.rows)


def read_targets(path):
    lines = [line for line in Path(path).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [
        Target(r["id"], r["block"], r["what"], r["period"], float(r["value"]), r["within"], r["source"])
        for r in csv.DictReader(lines)
    ]


def _years(file):
    """The year in which each recorded window begins. Shape: (time,)."""
    units = file["time"].attrs["units"]
    origin = np.datetime64(re.search(r"\d{4}-\d\d-\d\d", units if isinstance(units, str) else units.decode()).group())
    days = origin + file["time"][:].astype("int64").astype("timedelta64[D]")
    return days.astype("datetime64[Y]").astype(int) + 1970


def _labels(file, name):
    return [label.decode() if isinstance(label, bytes) else label for label in file[name][:]]


def state_share(file, year, organisations):
    """Deaths by organisations over all reported deaths, by run."""
    killed = file["civilians_killed_reported"][:, _years(file) == year, :].sum(axis=1).astype(float)
    states = [label in organisations for label in _labels(file, "perpetrator")]
    with np.errstate(invalid="ignore"):
        return killed[:, states].sum(axis=1) / killed.sum(axis=1)


def lethal_share(file, year, regions):
    """Of the pairs of cercle and four weeks with a reported death, the share in a region, by run. Shape: {region: (run,)}."""
    lethal = (file["civilians_killed_reported_by_place"][:, _years(file) == year, :] > 0).sum(axis=1).astype(float)
    places = np.array([regions[place] for place in _labels(file, "place")])
    with np.errstate(invalid="ignore", divide="ignore"):
        return {region: lethal[:, places == region].sum(axis=1) / lethal.sum(axis=1) for region in set(places)}


def regions_of(configuration):
    """The region of each place, from the configuration that a result keeps."""
    block = re.search(r"^  places:\n((?:    .*\n)+)", configuration, re.M)[1]
    return dict(re.findall(r"^    ([^ :]+):\n(?:      .*\n)*?      region: (.+)$", block, re.M))


def _survey(legitimacy, steepness):
    return 1 / (1 + np.exp(-steepness * (legitimacy - 0.5)))


def measured(file, target, context):
    """The model's analogue of a target, by run."""
    if target.block in LEVELS:
        return file[target.name][:].astype(float)
    if target.block == "perpetrator":
        return state_share(file, int(target.period), context["organisations"])
    if target.block == "place":
        return lethal_share(file, int(target.period), context["regions"])[target.name.split("_")[0]]
    asked = {"minusma_unfulfilled": "minusma_satisfied", "france_dissatisfied": "france_satisfied"}
    if target.name in asked:
        return 100 * (1 - file[asked[target.name]][:])
    place = target.name.removeprefix("minusma_")
    return 100 * (1 - _survey(file[f"minusma_legitimacy_{place}"][:], context["steepness"]))


def spearman(a, b):
    ranks = [np.argsort(np.argsort(x)) for x in (a, b)]
    return float(np.corrcoef(*ranks)[0, 1])


def score(path, targets):
    """Scores a result. Errors: NotThisStudy when it is missing or of another study."""
    if not Path(path).is_file():
        raise NotThisStudy(f"{path}: no such file; make it with peacenorm run configs/verification/targets.yaml --out {path}")
    with h5py.File(path) as file:
        missing = [t.name for t in targets if t.block in LEVELS and t.name not in file]
        if missing:
            raise NotThisStudy(f"{path}: has no {missing[0]}; expected a result of configs/verification/targets.yaml")
        configuration = file["configuration"][()] if "configuration" in file else file.attrs["configuration"]
        configuration = configuration.decode() if isinstance(configuration, bytes) else str(configuration)
        context = {
            "regions": regions_of(configuration),
            "organisations": _labels(file, "organisation"),
            "steepness": float(re.search(r"survey_steepness: ([\d.]+)", configuration)[1]),
        }
        done = file["status"][:] == DONE
        rows = [Scored(t, measured(file, t, context)[done]) for t in targets]
        change = 100 * float(np.mean(file["minusma_satisfied"][:][done] - file["minusma_satisfied_2016"][:][done]))
        version = file.attrs["model_version"]
    blocks = []
    for block in BLOCKS:
        of_block = [row for row in rows if row.target.block == block]
        ratio = bias = ranks = np.nan
        if block in LEVELS:
            values, models = (np.array([getattr(x, n) for x in y]) for n, y in
                              (("value", [r.target for r in of_block]), ("model", of_block)))  # fmt: skip
            logs = np.log(models / values)
            ratio, bias, ranks = float(np.exp(np.mean(np.abs(logs)))), float(np.exp(np.mean(logs))), spearman(values, models)
        blocks.append(Score(block, of_block, ratio, bias, ranks))
    return blocks, change, int(done.sum()), version.decode() if isinstance(version, bytes) else version
