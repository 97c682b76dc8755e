# SPDX-License-Identifier: Apache-2.0
"""Paired differences of a result with two arms, and what the gates ask of them."""

from dataclasses import dataclass

import h5py
import numpy as np

DONE = 1  # value of `status`
# Student's t, 97.5%, by degrees of freedom: what a mean over futures is held against.
T_975 = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 11: 2.201, 15: 2.131}
Z_95 = 1.645  # normal, for two one-sided tests at 5%
THRESHOLD = 0.02  # d: the difference that counts (an index from 0 to 1)


@dataclass(frozen=True)
class Effects:
    """One effect a draw: the mean difference over its futures, and that mean's standard error. Shape: (draw,)."""

    mean: np.ndarray
    error: np.ndarray
    futures: int

    @property
    def draws(self):
        return self.mean.size

    def sign(self):
        """+1 or -1 where the 95% interval over futures leaves out 0, else 0 (unresolved). Shape: (draw,)."""
        limit = T_975[self.futures - 1] * self.error
        return np.where(np.abs(self.mean) > limit, np.sign(self.mean), 0).astype(int)

    def without_noise(self):
        """The effects drawn toward their mean until they vary as much as the true ones: chance over futures is taken out."""
        total = self.mean.var(ddof=1)
        true = max(0.0, total - float(np.mean(self.error**2)))
        return self.mean.mean() + (self.mean - self.mean.mean()) * np.sqrt(true / total if total > 0 else 0.0)


def open_result(path):
    file = h5py.File(path, "r")
    failed = int(np.count_nonzero(file["status"][:] != DONE))
    if failed:
        raise SystemExit(f"gates: {failed} runs of {path} failed or are missing")
    return file


def table(file, outcome, arm, rows=None):
    """The outcome of one arm. Shape: (replicate, future). `rows`: which runs, else all."""
    chosen = file["arm"][:] == arm.encode()
    if rows is not None:
        chosen &= rows
    replicate = file["replicate"][:]
    future = file["future"][:] if "future" in file else np.zeros_like(replicate)
    values = np.full((replicate.max() + 1, future.max() + 1), np.nan)
    values[replicate[chosen], future[chosen]] = file[outcome][:][chosen]
    return values


def effects(file, outcome, rows=None):
    """What `together` does against `apart`."""
    difference = table(file, outcome, "together", rows) - table(file, outcome, "apart", rows)
    futures = difference.shape[1]
    difference = difference[np.isfinite(difference).all(axis=1)]  # a draw in which nothing happened has no effect
    error = difference.std(axis=1, ddof=1) / np.sqrt(futures) if futures > 1 else np.zeros(len(difference))
    return Effects(difference.mean(axis=1), error, futures)


def differing_series(file):
    """How many recorded series differ in any bit between the two arms, and how many there are; inputs are left out."""
    arms = file["arm"][:]
    differing = compared = 0
    for name, series in file.items():
        is_series = series.ndim >= 2 and series.shape[0] == arms.size and series.dtype.kind in "iuf"
        if not is_series or name in ("cooperation_depth", "strength"):
            continue
        pairs = (series[:][arms == arm] for arm in (b"apart", b"together"))
        compared += 1
        differing += next(pairs).tobytes() != next(pairs).tobytes()
    return differing, compared


def mean_and_error(values):
    """Mean over replicates and its standard error."""
    return float(values.mean()), float(values.std(ddof=1) / np.sqrt(values.size))


def widest(difference, error):
    """The end of the 90% interval that lies farther from 0: within a bound, two one-sided tests show equivalence."""
    return abs(difference) + Z_95 * error
