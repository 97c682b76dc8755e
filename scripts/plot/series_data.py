# SPDX-License-Identifier: Apache-2.0
"""Series by arm out of a result: selected by name and labels, paired with the reference, smoothed. Draws nothing."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import xarray as xr

from command_line import Refused
from theatre import Theatre, theatre_of

EPOCH = date(1970, 1, 1)
DONE = 1  # value of `status`


class NotThatSeries(Refused):
    """The series cannot be shown; the text says why and what to do."""


@dataclass(frozen=True)
class Context:
    title: str
    notice: str
    study: str
    version: str
    branch: date | None
    reference: str
    arms: list
    days: np.ndarray  # first day of each row, since 1970-01-01
    replicates: int
    left_out: int  # replicates with a run that is not done
    theatre: Theatre

    def dates(self):
        return [EPOCH + timedelta(days=int(day)) for day in self.days]


@dataclass(frozen=True)
class Series:
    """Shape of `values[arm]`: (replicate and future, time); NaN where nothing happened."""

    name: str
    long_name: str
    unit: str
    values: dict
    is_step: bool = False  # a count of each row, or an input that changes on a day: never averaged, never drawn as a slope
    outcomes: tuple = ()  # of the same quantity: Outcome
    is_absent: bool = False  # some rows are left out, in which its actor is not there


@dataclass(frozen=True)
class Outcome:
    """An outcome of the series' quantity: its mean by arm, and that of the rows of the series within its window."""

    window: str
    means: dict
    rows: dict


def open_result(path):
    path = Path(path)
    if not path.is_file():
        raise NotThatSeries(f"{path}: no such file")
    try:
        return xr.open_dataset(path, engine="h5netcdf", decode_times=False)
    except (OSError, ValueError, KeyError) as fault:
        raise NotThatSeries(f"{path}: cannot be read as a result ({fault}); is it complete? peacenorm inspect shows") from fault


def text_of(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def one_point(file, point):
    """The runs of one design point: bundle = replicate * points + point."""
    bundles, replicates = file["bundle"].values, file["replicate"].values
    points = len(set(bundles[replicates == 0]))
    if not 0 <= point < points:
        raise NotThatSeries(f"there is no design point {point}; expected 0 to {points - 1}")
    return bundles % points == point


def read_context(file, point):
    if "time" not in file.variables:
        raise NotThatSeries("the result holds no series: record some (record: in the study) and run it again")
    rows = one_point(file, point)
    arms = list(dict.fromkeys(text_of(arm) for arm in file["arm"].values[rows]))
    branch = str(file.attrs.get("branch", ""))
    status = file["status"].values[rows].reshape(-1, rows.sum() // len(np.unique(file["replicate"].values[rows])))
    return Context(
        title=str(file.attrs.get("title", "")),
        notice=str(file.attrs.get("notice", "")),
        study=str(file.attrs.get("study_hash", "unknown"))[:8],
        version=str(file.attrs.get("peacenorm_version", "unknown")),
        branch=date.fromisoformat(branch) if branch else None,
        reference=str(file.attrs.get("reference", arms[0])),
        arms=arms,
        days=file["time"].values,
        replicates=status.shape[0],
        left_out=int(np.sum(np.any(status != DONE, axis=1))),
        theatre=theatre_of(file),
    )


def read_series(file, path, point):
    """`poc_compliance.mission`: a variable and a label for each dimension beyond run and time."""
    name, *labels = path.split(".")
    series = sorted(v for v in file.data_vars if file[v].dims[:2] == ("run", "time"))
    if name not in series:
        raise NotThatSeries(f"there is no series '{name}'; expected one of {', '.join(series)}")
    variable = file[name]
    extra = variable.dims[2:]
    if len(labels) != len(extra):
        raise NotThatSeries(f"{name} goes along {', '.join(extra) or 'time alone'}: write {'.'.join([name, *map(str.upper, extra)])}")
    for dimension, label in zip(extra, labels):
        known = [text_of(value) for value in file[dimension].values]
        if label not in known:
            raise NotThatSeries(f"{dimension} has no '{label}'; expected one of {', '.join(known)}")
        variable = variable.isel({dimension: known.index(label)})
    rows = one_point(file, point)
    values = variable.isel(run=np.flatnonzero(rows)).values.astype(float)
    absent = absence(file, name, labels, np.flatnonzero(rows))
    is_step = variable.dtype.kind in "iu" or variable.attrs.get("role") == "input"
    if absent is not None and absent.any() and not is_step:
        values[absent] = np.nan
    return Series(path, str(variable.attrs.get("long_name", name)), str(variable.attrs.get("units", "1")),
                  by_arm(file, rows, values), is_step, tuple(outcomes_of(file, path, rows, values)),
                  bool(not is_step and absent is not None and absent.any()))


def absence(file, name, labels, runs):
    """[run, time]: where an organisation has nobody deployed, if the result has the series that tells; else None."""
    if "strength" not in file or file[name].dims[2:3] != ("organisation",) or file["strength"].dims != ("run", "time", "organisation"):
        return None
    known = [text_of(value) for value in file["organisation"].values]
    return file["strength"].isel(run=runs, organisation=known.index(labels[0])).values == 0


def outcomes_of(file, path, rows, values):
    """The outcomes mean(PATH, FROM..TO), beside the mean of the series' own rows over the same dates."""
    days = file["time"].values
    for name in file.data_vars:
        written = str(file[name].attrs.get("long_name", "")).replace(" ", "")
        match = re.fullmatch(rf"mean\({re.escape(path)},(\d{{4}}-\d\d-\d\d)\.\.(\d{{4}}-\d\d-\d\d)(,across_branch)?\)", written)
        if file[name].dims != ("run",) or not match:
            continue
        first, last = ((date.fromisoformat(text) - EPOCH).days for text in match.groups()[:2])
        inside = (first <= days) & (days <= last)
        whole, parts = by_arm(file, rows, file[name].values[rows]), by_arm(file, rows, values[:, inside])
        yield Outcome(f"{match[1]}..{match[2]}", {arm: mean_of(v) for arm, v in whole.items()}, {arm: mean_of(v) for arm, v in parts.items()})


def mean_of(values):
    return float(np.nanmean(values)) if np.any(np.isfinite(values)) else float("nan")


def by_arm(file, rows, values):
    """Replicates with a run that is not done are left out of all arms, so that arms stay paired."""
    arms = np.array([text_of(arm) for arm in file["arm"].values[rows]])
    replicates, status = file["replicate"].values[rows], file["status"].values[rows]
    good = ~np.isin(replicates, replicates[status != DONE])
    return {arm: values[good & (arms == arm)] for arm in dict.fromkeys(arms)}


def smooth(values, width):
    """Mean over the last `width` rows that skips NaN; shorter at the start. Never centred: an effect must not precede its cause."""
    if width == 1:
        return values
    there = np.isfinite(values)

    def last(rows):
        sums = np.cumsum(rows, axis=1)
        sums[:, width:] -= sums[:, :-width].copy()
        return sums

    counts = last(there.astype(float))
    return np.divide(last(np.where(there, values, 0.0)), counts, out=np.full_like(values, np.nan), where=counts > 0)


def band(values, low=5.0, high=95.0):
    """Percentiles over runs by time: low, median, high; NaN where no run has a value."""
    out = np.full((3, values.shape[1]), np.nan)
    some = np.any(np.isfinite(values), axis=0)
    if some.any():
        out[:, some] = np.nanpercentile(values[:, some], [low, 50.0, high], axis=0)
    return out
