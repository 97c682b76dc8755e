# SPDX-License-Identifier: Apache-2.0
"""Reads a study over a saltelli or morris design and computes what it was made for: Sobol indices, or elementary effects.

Sources: first-order indices by estimator (b) of table 2 in saltelli_2010, which gives a factor without effect exactly 0 with
the total's noise and not the outcome's; total indices by Jansen's (jansen_1999); elementary effects, mu* and sigma
(morris_1991; campolongo_2007 for mu*). Keys: models/references.bib.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np

from command_line import Refused

RESAMPLES = 1000
T_975 = (np.nan, 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110,
         2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042)  # by degrees of freedom


class NotThisStudy(Refused):
    """The file cannot be shown; the text says why and what to do."""


@dataclass
class Study:
    kind: str  # saltelli or morris
    second_order: bool
    levels: int
    factors: list  # paths
    labels: np.ndarray  # [factor, point], as text
    values: np.ndarray  # [point], mean over replicates
    outcome: str
    expression: str
    unit: str
    replicates: int
    subject: str  # ", ARM less REFERENCE"; empty without arms
    attributes: dict


@dataclass
class Index:
    """An estimate with its 95% interval."""

    mean: float
    low: float
    high: float
    error: float = np.nan  # its standard error


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def design_of(configuration):
    """kind, second_order and levels from the resolved study. Errors: NotThisStudy."""
    section = re.search(r"^design:\n((?:[ \t]+.*\n?)+)", configuration, re.MULTILINE)
    words = dict(re.findall(r"^  (kind|second_order|levels): (\S+)", section.group(1) if section else "", re.MULTILINE))
    if words.get("kind") not in ("saltelli", "morris"):
        raise NotThisStudy(f"its design is of kind {words.get('kind', 'none')}; needs design: {{kind: saltelli, ...}} or {{kind: morris, ...}}")
    return words["kind"], words.get("second_order") == "true", int(words.get("levels", 4))


def choose(word, words, what):
    """The word, or the first of them; by its place. Errors: NotThisStudy."""
    if word is None:
        return 0
    if word not in words:
        raise NotThisStudy(f"no {what} is called '{word}'; expected one of {', '.join(words)}")
    return words.index(word)


def read(path, outcome=None, arm=None):
    """Reads one outcome by design point, mean over futures and replicates; with arms the difference to the reference.
    Errors: NotThisStudy."""
    if not Path(path).is_file():
        raise NotThisStudy(f"{path}: no such file; run a study first: peacenorm run STUDY.yaml")
    try:
        with h5py.File(path, "r") as file:
            return read_open(file, outcome, arm)
    except (OSError, KeyError) as fault:
        raise NotThisStudy(f"{path}: cannot be read as a result ({fault})") from fault


def read_open(file, outcome, arm):
    attributes = {name: text(value) for name, value in file.attrs.items()}
    kind, second_order, levels = design_of(text(file["configuration"][()]) if "configuration" in file else "")
    names = outcomes_of(file)
    if not names:
        raise NotThisStudy("it has no outcomes; add outcomes: to the study and run it again")
    name = names[choose(outcome, names, "outcome")]
    if np.any(file["status"][:] != 1):
        raise NotThisStudy(f"{int(np.sum(file['status'][:] != 1))} runs failed or are missing; an index needs all points")
    replicates = int(file["replicate"][:].max()) + 1
    bundles = int(file["bundle"][-1]) + 1
    grid = (replicates, bundles // replicates, file["run"].shape[0] // bundles)  # replicate, point, run of a bundle
    arms = [text(a) for a in file["arm"][: grid[2]]]
    values, subject = difference(file, name, grid, arms, attributes.get("reference"), arm)
    if np.any(np.isnan(values)):
        raise NotThisStudy(f"{name} has no value in some runs, where nothing happened; an index needs all points")
    paths, labels = [], []
    for variable in file:
        if variable.startswith("design_") and variable != "design_parameters":
            paths.append(text(file[variable].attrs["long_name"]))
            labels.append([text(v) for v in file[variable][: grid[1] * grid[2] : grid[2]]])
    if "design_parameters" in file:
        raise NotThisStudy("the design runs parameters: [...] beside the sample; leave it out")
    return Study(kind, second_order, levels, paths, np.array(labels), values.mean(axis=0), name, text(file[name].attrs.get("long_name", name)),
                 text(file[name].attrs.get("units", "1")), replicates, subject, attributes)


def outcomes_of(file):
    """In the order of the file, which is the study's. Two '_' in a row: made for comparisons."""
    names = []
    file.id.links.iterate(lambda name: names.append(text(name)), idx_type=h5py.h5.INDEX_CRT_ORDER if keeps_order(file) else h5py.h5.INDEX_NAME)
    return [n for n in names if not n.startswith(("design_", "parameter_")) and "__" not in n and file[n].shape == file["run"].shape
            and file[n].dtype.kind == "f"]


def keeps_order(file):
    return bool(h5py.h5g.open(file.id, b"/").get_create_plist().get_link_creation_order() & h5py.h5p.CRT_ORDER_INDEXED)


def beside(file, name, grid, mine, others):
    """[replicate, point, future] of an arm's runs (places in a bundle): over the weeks in which the outcome's actor is there in the
    other arm's runs too. Where it always is, that is the whole window."""
    values = file[name][:].reshape(grid)[:, :, mine]
    if f"{name}__presence" not in file:
        return values
    weeks = file[f"{name}__presence"][:].reshape(grid)[:, :, others]
    shared = np.full_like(values, np.nan)
    for k in np.unique(weeks[weeks >= 0]).astype(int):
        shared = np.where(weeks == k, file[f"{name}__over_{k}"][:].reshape(grid)[:, :, mine], shared)
    return shared


def difference(file, name, grid, arms, reference, arm):
    """[replicate, point]: means over futures, of an arm less the reference where there are arms; and which."""
    names = list(dict.fromkeys(arms))
    if len(names) == 1:
        return file[name][:].reshape(grid).mean(axis=2), ""
    others = [a for a in names if a != reference]
    chosen = others[choose(arm, others, "arm beside the reference")]
    places = {a: [i for i, b in enumerate(arms) if a == b] for a in (chosen, reference)}
    values = beside(file, name, grid, places[chosen], places[reference]) - beside(file, name, grid, places[reference], places[chosen])
    return values.mean(axis=2), f", {chosen} less {reference}"


def columns_of(study, block):
    """By factor the place of its column among those that A takes from B. A file lists variables by name, not in the design's order,
    so a column is known by the factor that differs from A in it; one that never does takes a place that is left."""
    d = len(study.factors)
    rows = study.labels.reshape(d, -1, block)
    differs = np.array([[np.any(rows[j, :, 0] != rows[j, :, 2 + c]) for c in range(d)] for j in range(d)])
    if np.any(differs.sum(axis=0) > 1) or np.any(differs.sum(axis=1) > 1):
        raise NotThisStudy("its points are not in the order of a saltelli design")
    left = iter([c for c in range(d) if not differs[:, c].any()])
    return [int(np.argmax(differs[j])) if differs[j].any() else next(left) for j in range(d)]


def sobol_indices(study, seed=0):
    """By factor (first order, total), percentile bootstrap over rows of A. Errors: NotThisStudy when nothing varies."""
    d = len(study.factors)
    block = 2 * d + 2 if study.second_order else d + 2
    rows = study.values.reshape(-1, block)
    if np.ptp(rows[:, :2]) == 0:
        raise NotThisStudy(f"{study.outcome} is the same at all points: there is no variance to share out")

    def estimate(r):
        variance = np.var(r[:, :2])
        change = r[:, 2 : 2 + d] - r[:, 0:1]
        first = np.mean((r[:, 1:2] - np.mean(r[:, :2])) * change, axis=0) / variance
        total = np.mean(change**2, axis=0) / (2 * variance)
        return np.array([first, total])

    generator = np.random.default_rng(seed)
    resampled = np.array([estimate(rows[generator.integers(0, len(rows), len(rows))]) for _ in range(RESAMPLES)])
    low, high = np.nanpercentile(resampled, [2.5, 97.5], axis=0)
    error = np.nanstd(resampled, axis=0, ddof=1)
    mean = estimate(rows)
    return [tuple(Index(mean[k, c], low[k, c], high[k, c], error[k, c]) for k in (0, 1)) for c in columns_of(study, block)]


def beyond_total(study, rows):
    """The factors whose first-order index exceeds their total by more than both errors: the sample is too small for them, or the
    outcome too rough. No index of a variance does so."""
    return [factor for factor, (first, total) in zip(study.factors, rows)
            if first.mean - total.mean > 1.96 * np.hypot(first.error, total.error)]


def elementary_effects(study):
    """Shape [trajectory, factor]: change over delta, signed by the direction in which a number moves."""
    d = len(study.factors)
    delta = study.levels / (2 * (study.levels - 1))
    trajectories = len(study.values) // (d + 1)
    effects = np.zeros((trajectories, d))
    for t in range(trajectories):
        for step in range(d):
            before, after = t * (d + 1) + step, t * (d + 1) + step + 1
            moved = [j for j in range(d) if study.labels[j, before] != study.labels[j, after]]
            for j in moved:  # none where a step leaves a listed value as it was: no change, effect 0
                effects[t, j] = (study.values[after] - study.values[before]) / (delta * direction(study.labels[j, before], study.labels[j, after]))
    return effects


def direction(before, after):
    try:
        return 1.0 if float(after) > float(before) else -1.0
    except ValueError:  # words: false, true; a, b: in alphabetical order
        return 1.0 if after > before else -1.0


def morris_measures(study):
    """By factor (mu*, mu, sigma): mu* and mu with Student's interval over trajectories, sigma the standard deviation."""
    effects = elementary_effects(study)
    r = len(effects)
    half = T_975[min(r - 1, len(T_975) - 1)] if r > 1 else np.nan

    def mean_of(values):
        error = half * np.std(values, ddof=1) / np.sqrt(r) if r > 1 else np.nan
        return Index(np.mean(values), np.mean(values) - error, np.mean(values) + error)

    return [(mean_of(np.abs(effects[:, j])), mean_of(effects[:, j]), np.std(effects[:, j], ddof=1) if r > 1 else np.nan)
            for j in range(effects.shape[1])]
