# SPDX-License-Identifier: Apache-2.0
"""The numbers behind the picture of the cooperation ladder: read from a result, paired, summarised. Draws nothing."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import xarray as xr

from command_line import Refused
from theatre import Theatre, measured, outcome_of, theatre_of

POSITION = "design_cooperation_ladder_position"
PARAMETERS = "design_parameters"  # what the parameters of a row are: "baseline", or a draw of the "prior" or the "posterior"
OBSERVABLES = {  # what is shown: the first outcome of each
    "poc_compliance": "PoC implementation (model index)",
    "legitimacy_exposed": "Local legitimacy, exposed population",
}
KINDS = ("baseline", "posterior", "prior")
DONE = 1  # value of `status`
LOW, HIGH = 5.0, 95.0  # percentiles that bound a 90% interval


class NotThisStudy(Refused):
    """The file cannot be shown; the text says why and what to do."""


@dataclass(frozen=True)
class Spread:
    """How a quantity is spread over runs: percentiles of single runs, not the error of their mean."""

    n: int
    mean: float
    median: float
    low: float
    high: float


@dataclass(frozen=True)
class Ladder:
    """The runs of a study over the ladder. Shape of `values[observable][kind]`: (position, replicate); NaN where a run has no outcome."""

    positions: np.ndarray
    names: dict  # observable -> the outcome that measures it
    values: dict
    failed: int  # runs with status failed or missing
    without: dict  # observable -> runs that are done, with nothing to measure
    window: str  # "2001-01-01 to 2002-12-29", or empty when the file does not say
    actor: str  # whose conduct is shown, as pictures write it
    theatre: Theatre
    study: str
    version: str
    notice: str  # what the result says of its parameters

    def differences(self, observable, kind):
        """Value minus that at position 0 of the same replicate and kind of parameters. Shape: (position, replicate)."""
        values = self.values[observable][kind]
        return values - values[np.flatnonzero(self.positions == 0.0)[0]]

    def replicates(self, kind):
        return next(iter(self.values.values()))[kind].shape[1]


def spread(values):
    """The spread of those that are not NaN; with none, n = 0 and NaN."""
    there = values[np.isfinite(values)]
    if there.size == 0:
        return Spread(0, np.nan, np.nan, np.nan, np.nan)
    low, median, high = np.percentile(there, [LOW, 50.0, HIGH])
    return Spread(there.size, float(there.mean()), float(median), float(low), float(high))


def verdict_shares(differences, threshold):
    """P(D < -d), P(|D| <= d), P(D > d) as shares of the pairs; NaN without pairs."""
    there = differences[np.isfinite(differences)]
    if there.size == 0:
        return (np.nan, np.nan, np.nan)
    below, above = np.mean(there < -threshold), np.mean(there > threshold)
    return (float(below), float(np.mean(np.abs(there) <= threshold)), float(above))


def load(path):
    """Reads a result. Errors: NotThisStudy when it is missing, damaged or of another study."""
    path = Path(path)
    if not path.is_file():
        raise NotThisStudy(f"{path}: no such file; make it with scripts/quickstart")
    try:
        with xr.open_dataset(path, engine="h5netcdf", decode_times=False) as file:
            return _ladder(file, path)
    except (OSError, ValueError, KeyError) as fault:
        raise NotThisStudy(f"{path}: cannot be read as a result ({fault}); is it complete? peacenorm inspect shows") from fault


def _ladder(file, path):
    expressions = {name: str(file[name].attrs.get("long_name", "")) for name in file.data_vars}
    found = {observable: outcome_of(expressions, observable) for observable in OBSERVABLES}
    names = {observable: name for observable, (name, _) in found.items() if name}
    needed = ("status", "replicate", POSITION, PARAMETERS, *names.values())
    absent = [name for name in needed if name not in file.variables]
    absent += [f"an outcome mean({observable}.ORGANISATION, FROM..TO)" for observable in OBSERVABLES if observable not in names]
    if absent:
        raise NotThisStudy(
            f"{path}: not a result of the cooperation ladder, for it lacks {', '.join(absent)}; "
            "wanted is a sweep like configs/sweeps/cooperation_ladder.yaml"
        )
    columns = {name: file[name].values for name in needed}
    kinds = np.array([text.decode() if isinstance(text, bytes) else str(text) for text in columns[PARAMETERS]])
    positions, row = np.unique(columns[POSITION].astype(float), return_inverse=True)
    if 0.0 not in positions or positions.size < 2:
        raise NotThisStudy(f"{path}: differences need position 0 of the ladder and another one; there is {positions.tolist()}")
    strange = sorted(set(kinds) - set(KINDS))
    if strange or not kinds.size:
        raise NotThisStudy(f"{path}: {PARAMETERS} must be one of {', '.join(KINDS)}; there is {strange}")

    done = columns["status"] == DONE
    values = {observable: {} for observable in OBSERVABLES}
    for kind in KINDS:
        mine = kinds == kind
        _, column = np.unique(columns["replicate"][mine], return_inverse=True)
        cells = (row[mine], column)
        if len(set(zip(*cells))) != mine.sum():
            raise NotThisStudy(f"{path}: several runs share a position and a replicate; this picture knows no further factor")
        for observable, name in names.items():
            table = np.full((positions.size, np.unique(column).size), np.nan)
            table[cells] = np.where(done[mine], columns[name][mine], np.nan)
            values[observable][kind] = table
    theatre, actor = theatre_of(file), found["poc_compliance"][1].labels
    return Ladder(
        positions=positions,
        names=names,
        values=values,
        failed=int(np.sum(~done)),
        without={observable: int(np.sum(done & ~np.isfinite(columns[name]))) for observable, name in names.items()},
        window=_window(expressions[name] for name in names.values()),
        actor=theatre.label(actor[0]) if actor else "everyone",
        theatre=theatre,
        study=str(file.attrs.get("study_hash", "unknown"))[:8],
        version=str(file.attrs.get("peacenorm_version", "unknown")),
        notice=str(file.attrs.get("notice", "")),
    )


def _window(expressions):
    """The window that all expressions name, as in "mean(x.y, 2001-01-01..2002-12-29)"; else empty."""
    found = {measured(expression).window for expression in expressions}
    return found.pop().replace("..", " to ") if len(found) == 1 else ""
