# SPDX-License-Identifier: Apache-2.0
"""The model's values beside the facts that it is held against, and how far they are apart. Draws nothing."""

import re
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np

from command_line import Refused
from configuration import NotAConfiguration, configuration_of
from theatre import Theatre, theatre_in

DONE = 1


class NotThisStudy(Refused):
    """The file cannot be scored; the text says why and what to do."""


@dataclass(frozen=True)
class Target:
    name: str
    what: str
    period: str
    value: float
    within: str
    source: str
    measure: str
    of: str  # outcome or label that the measure is about


@dataclass(frozen=True, eq=False)
class Block:
    """Targets that are scored and drawn together, as the theatre words them."""

    name: str
    title: str
    brief: str
    axis: str
    has_levels: bool  # scored by log ratios and by ranks over years
    bias_within: float  # factor within which the geometric mean must lie; 0: not asked
    targets: list


@dataclass(frozen=True)
class Scored:
    """A target, and the model's values. Shape of `runs`: (replicate,)."""

    target: Target
    runs: np.ndarray

    @property
    def model(self):
        return float(np.nanmean(self.runs)) if np.isfinite(self.runs).any() else np.nan

    @property
    def ok(self):
        value, model = self.target.value, self.model
        factor = re.match(r"factor ([\d.]+)(?: or ([\d.]+))?$", self.target.within)
        if not factor:
            return abs(model - value) <= float(self.target.within)
        if factor[2] and abs(model - value) <= float(factor[2]):
            return True
        return model > 0 and value > 0 and max(model / value, value / model) <= float(factor[1])


@dataclass(frozen=True)
class Score:
    """How one block does. `ratio`, `bias` and `ranks` are NaN where the block has no levels."""

    block: Block
    rows: list
    ratio: float = np.nan  # geometric mean of |log ratio|, as a factor
    bias: float = np.nan  # mean log ratio, as a factor: above 1 the model is too high
    ranks: float = np.nan  # Spearman's rank correlation over years

    @property
    def within(self):
        return sum(row.ok for row in self.rows)


@dataclass(frozen=True)
class Pattern:
    """A fact that the theatre looks for, and the model's mean; NaN where the study has no such outcome."""

    claim: str
    low: float
    high: float
    value: float

    @property
    def found(self):
        if np.isnan(self.value):
            return "not in this study"
        return "reproduced" if self.low <= self.value <= self.high else "not reproduced"


@dataclass(frozen=True)
class Later:
    """A whole year after the last target: the model's reported direct violence. Shape of the counts: (replicate, class)."""

    year: int
    killed: np.ndarray
    attacks: np.ndarray


@dataclass(frozen=True)
class Scores:
    theatre: Theatre
    blocks: list
    patterns: list
    replicates: int
    version: str
    later: list  # of Later
    classes: list  # labels of the counts in `later`
    notice: str  # what the result says of its parameters


def _block(name, entry):
    targets = [
        Target(row, r["what"], r["period"], float(r["value"]), r["within"], r["source"], r.get("measure") or "outcome", r.get("of") or row)
        for row, r in (entry.get("rows") or {}).items()
    ]
    title = entry.get("title") or name
    return Block(name, title, entry.get("brief") or title, entry.get("axis") or "", entry.get("scored") == "ratio",
                 float(entry.get("bias_within") or 0), targets)  # fmt: skip


def blocks_of(theatre):
    """The targets of a theatre by block; empty where it has none. Errors: NotThisStudy."""
    try:
        blocks = [_block(name, entry or {}) for name, entry in theatre.targets.items()]
        for target in (target for block in blocks for target in block.targets):
            if not target.within.startswith("factor "):
                float(target.within)
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise NotThisStudy(f"the theatre's targets cannot be read ({fault})") from fault
    return [block for block in blocks if block.targets]


class Result:
    """An open result, as measures need it."""

    def __init__(self, file, configuration):
        self.file = file
        self.parameters = configuration.get("parameters") or {}

    def outcome(self, name):
        if name not in self.file:
            raise NotThisStudy(f"there is no outcome or series {name}, which the theatre's targets ask for; "
                               "expected a study that has them, such as configs/verification/targets.yaml")  # fmt: skip
        return self.file[name]

    def values(self, name):
        return self.outcome(name)[:].astype(float)

    def labels(self, axis):
        return [label.decode() if isinstance(label, bytes) else label for label in self.outcome(axis)[:]]

    def years(self):
        """The year in which each recorded window begins. Shape: (time,)."""
        units = self.outcome("time").attrs["units"]
        origin = np.datetime64(re.search(r"\d{4}-\d\d-\d\d", units if isinstance(units, str) else units.decode()).group())
        days = origin + self.file["time"][:].astype("int64").astype("timedelta64[D]")
        return days.astype("datetime64[Y]").astype(int) + 1970


def outcome(result, target):
    return result.values(target.of)


def _in_year(result, name, target):
    """A count of a year by run and label. Shape: (run, label)."""
    return result.outcome(name)[:, result.years() == int(target.period), :].sum(axis=1).astype(float)


def _share(counts, chosen):
    """The share of the chosen columns in all, by row; NaN in a row without any. Shape: (run,)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return counts[:, chosen].sum(axis=1) / counts.sum(axis=1)


def _in_region(result, region):
    """Which places lie in a region, or are the place of that name. Shape: (place,)."""
    places = result.parameters.get("places") or {}
    return np.array([region in (place, (places.get(place) or {}).get("region")) for place in result.labels("place")])


def direct_deaths(result, target):
    """Civilians killed in direct attacks of a year, as reported, by run."""
    return _in_year(result, "civilians_killed_reported_by_class", target).sum(axis=1)


def direct_events(result, target):
    """Direct attacks on civilians of a year, as reported, by run."""
    return _in_year(result, "attacks_reported_by_class", target).sum(axis=1)


def share_by_organisations(result, target):
    """Deaths by organisations over all reported deaths of a year, by run."""
    organisations = result.labels("organisation")
    theirs = [label in organisations for label in result.labels("perpetrator")]
    return _share(_in_year(result, "civilians_killed_reported", target), np.array(theirs))


def named_deaths(result, target):
    """Reported deaths of a year by perpetrators with at least 25 of them, by run."""
    killed = _in_year(result, "civilians_killed_reported", target)
    return np.where(killed >= 25, killed, 0).sum(axis=1)


def share_of_classes(result, target):
    """Deaths in direct attacks by the classes named over those by all classes, of a year, by run."""
    killed = _in_year(result, "civilians_killed_reported_by_class", target)
    named = target.of.split("+")
    theirs = np.array([label in named for label in result.labels("class")])
    return _share(killed, theirs)


def share_of_region(result, target):
    """Reported deaths in a region or place over all, of a year, by run."""
    killed = _in_year(result, "civilians_killed_reported_by_place", target)
    return _share(killed, _in_region(result, target.of))


def lethal_share(result, target):
    """Of the pairs of place and recorded window with a reported death in a year, the share in a region, by run."""
    deaths = result.outcome("civilians_killed_reported_by_place")[:, result.years() == int(target.period), :]
    return _share((deaths > 0).sum(axis=1), _in_region(result, target.of))


def _asked(target):
    """`of` by its parts: "WAVE.QUESTION.WHERE:WHAT". Errors: NotThisStudy."""
    row, _, what = target.of.partition(":")
    parts = row.split(".")
    if len(parts) != 3 or not what:
        raise NotThisStudy(f"target {target.name}: of: '{target.of}' is no row of a survey; expected WAVE.QUESTION.WHERE:WHAT, WHERE a place, a region or *")
    return parts, what


def _counted(result, target, series, axis):
    """Counts of one row of a survey, or of all that a question was asked in, over the whole run, by run and label of the axis."""
    (wave, question, where), _ = _asked(target)
    rows = [label.split(".") for label in result.labels("survey")]
    chosen = np.array([row[:2] == [wave, question] and where in ("*", row[2]) for row in rows], dtype=bool)
    if not chosen.any():
        raise NotThisStudy(f"target {target.name}: no survey of this result has the row {wave}.{question}.{where}")
    return result.outcome(series)[:].sum(axis=1)[:, chosen, :].sum(axis=1).astype(float), result.labels(axis)


def _labelled(target, counts, labels, names):
    """The columns of the labels named. Errors: NotThisStudy."""
    for name in names:
        if name not in labels:
            raise NotThisStudy(f"target {target.name}: there is no '{name}'; expected one of {', '.join(labels)}")
    return [labels.index(name) for name in names]


def answers(result, target):
    """The answers named over all who were asked, in percent, by run."""
    counts, labels = _counted(result, target, "survey_answers", "answer")
    return 100 * _share(counts, _labelled(target, counts, labels, _asked(target)[1].split("+")))


def reproach_ratio(result, target):
    """The log of one reproach over another, by run; NaN where one was never made."""
    counts, labels = _counted(result, target, "survey_reproaches", "reproach")
    above, below = _labelled(target, counts, labels, (_asked(target)[1].split("/") + [""])[:2])
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log(counts[:, above] / counts[:, below])
    return np.where(np.isfinite(ratio), ratio, np.nan)


def together(result, target):
    """The correlation of answers 1 to 4 to two questions of a wave over the persons who answer both, by run."""
    pairs = result.labels("survey_pair")
    if target.of not in pairs:
        raise NotThisStudy(f"target {target.name}: no two questions of this result are {target.of}; expected WAVE.QUESTION.QUESTION")
    sums = result.outcome("survey_moments")[:].sum(axis=1)[:, pairs.index(target.of), :].astype(float)
    n, x, y, xx, yy, xy = (sums[:, result.labels("moment").index(name)]
                           for name in ("both", "first", "second", "first_squared", "second_squared", "product"))  # fmt: skip
    with np.errstate(divide="ignore", invalid="ignore"):
        return (n * xy - x * y) / np.sqrt((n * xx - x * x) * (n * yy - y * y))


MEASURES = {
    measure.__name__: (measure, words)
    for measure, words in (
        (outcome, "an outcome of the study"),
        (share_by_organisations, "deaths by organisations over all reported deaths"),
        (direct_deaths, "reported deaths in direct attacks"),
        (direct_events, "reported direct attacks"),
        (named_deaths, "reported deaths by perpetrators with at least 25 in the year"),
        (share_of_classes, "deaths by classes of perpetrators over all reported in direct attacks"),
        (share_of_region, "reported deaths in a region or place over all"),
        (lethal_share, "of the pairs of place and recorded window with a reported death, the share in a region (facts count distinct sites, "
                       "also of battles between armed actors, which are not counted here)"),
        (answers, "the answers over all who were asked in the model's survey"),
        (reproach_ratio, "the log ratio of two reproaches in the model's survey"),
        (together, "the correlation of two answers over the persons of the model's survey"),
    )
}  # fmt: skip


RETIRED = {name: "answers, of persons whom a survey asks" for name in ("unfavourable", "unfavourable_town")}


def measured(result, target):
    """The model's analogue of a target, by run. Errors: NotThisStudy."""
    if target.measure in RETIRED:
        raise NotThisStudy(f"target {target.name}: the measure '{target.measure}' is retired; see {RETIRED[target.measure]}")
    if target.measure not in MEASURES:
        raise NotThisStudy(f"target {target.name}: no measure is called '{target.measure}'; expected one of {', '.join(MEASURES)}")
    return MEASURES[target.measure][0](result, target)


def spearman(a, b):
    if len(a) < 2:
        return np.nan
    ranks = [np.argsort(np.argsort(x)) for x in (a, b)]
    return float(np.corrcoef(*ranks)[0, 1])


def _score(block, rows):
    if not block.has_levels:
        return Score(block, rows)
    values, models = np.array([row.target.value for row in rows]), np.array([row.model for row in rows])
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(models / values)
    return Score(block, rows, float(np.exp(np.mean(np.abs(logs)))), float(np.exp(np.mean(logs))), spearman(values, models))


def _patterns(theatre, file, done):
    """The theatre's patterns with the means of the outcomes that have their expressions."""

    def plain(text):
        return re.sub(r"\s", "", text.decode() if isinstance(text, bytes) else str(text))

    names = {plain(file[name].attrs.get("long_name", "")): name for name in file if file[name].shape == done.shape}

    def mean(expression):
        name = names.get(plain(expression))
        values = file[name][:][done].astype(float) if name else np.array([])
        return float(np.nanmean(values)) if np.isfinite(values).any() else np.nan

    return [
        Pattern(p["claim"], float(p["low"]), float(p["high"]), mean(p["outcome"]) - (mean(p["less"]) if p.get("less") else 0.0))
        for p in theatre.patterns.values()
    ]


def _later(result, blocks, done):
    """Reported direct violence of the years after the targets' last that the result holds whole."""
    asked = [int(target.period[:4]) for block in blocks for target in block.targets]
    if not asked or "civilians_killed_reported_by_class" not in result.file:
        return [], []
    years = result.years()
    whole = [year for year in sorted(set(years)) if year > max(asked) and 10 * (years == year).sum() > 9 * (years == max(asked)).sum()]
    killed, attacks = (result.file[name][:][done] for name in ("civilians_killed_reported_by_class", "attacks_reported_by_class"))
    found = [Later(int(year), killed[:, years == year].sum(axis=1), attacks[:, years == year].sum(axis=1)) for year in whole]
    return found, result.labels("class") if found else []


def score(path):
    """Scores a result by the targets that its theatre states. Errors: NotThisStudy when it is missing or of another study."""
    if not Path(path).is_file():
        raise NotThisStudy(f"{path}: no such file; make it with peacenorm run configs/verification/targets.yaml --out {path}")
    with h5py.File(path) as file:
        try:
            configuration = configuration_of(file)
            theatre = theatre_in(configuration)
            result, done = Result(file, configuration), file["status"][:] == DONE
            rows = {block: [Scored(t, measured(result, t)[done]) for t in block.targets] for block in blocks_of(theatre)}
            patterns = _patterns(theatre, file, done)
            later, classes = _later(result, list(rows), done)
            version, notice = (str(np.asarray(told).astype(str)) for told in (file.attrs["model_version"], file.attrs.get("notice", b"")))
        except (NotThisStudy, NotAConfiguration) as fault:
            raise NotThisStudy(f"{path}: {fault}") from fault
        except (AttributeError, KeyError, TypeError, ValueError) as fault:
            raise NotThisStudy(f"{path}: cannot be scored ({fault}); is it a result? peacenorm inspect shows") from fault
    return Scores(theatre, [_score(block, found) for block, found in rows.items()], patterns, int(done.sum()), version, later, classes, notice)
