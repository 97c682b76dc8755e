#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints which drawn numbers the facts of a calibration can say most about, from runs of the prior.

Of each fact its outcome, error and discrepancy are read, never its value: the choice cannot follow how a fit turns out.

usage: $(scripts/find-python h5py numpy scipy) scripts/verification/choose_fitted.py NAME.wave-1.nc NAME.calibration.json
"""

import argparse
import json
import re
import sys
from pathlib import Path

import h5py
import numpy as np
from scipy.stats import norm, rankdata

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "plot"))
from command_line import Refused, plain_file, run, whole  # noqa: E402  (the path above makes it importable)

TERM = re.compile(r"(?:mean|sum)\([^()]*\)")
FORMULA = re.compile(r"(?:[-+*/() ,.0-9]|log|logit|t\[\d+\])*")
SEEN = 3  # standard errors below which a slope is none: 1 of 400 by chance, of 300 slopes a fact
NOTHING = 1e-9  # of a variance: the least that is left of it
SCALES = {"identity": lambda y: y, "log": np.log, "logit": lambda y: np.log(y / (1 - y))}


def values_of(target, columns):
    """A fact's outcome by run, on its scale."""
    terms = []

    def column(found):
        terms.append(found.group())
        return f"t[{len(terms) - 1}]"

    formula = TERM.sub(column, target["outcome"])
    missing = [term for term in terms if term not in columns]
    if missing or not FORMULA.fullmatch(formula):
        raise Refused(f"{target['name']}: the result has no {(missing or [formula])[0]}")
    with np.errstate(all="ignore"):
        value = eval(formula, {"__builtins__": {}}, {"t": [columns[term] for term in terms], "log": np.log, "logit": SCALES["logit"]})
        return SCALES[target["scale"]](value + target["shift"])


def read(result, fit):
    """Normal scores of the drawn numbers, and outcomes of the facts, by run; paths of the numbers; variances of error and discrepancy."""
    with h5py.File(result) as file:
        columns = {at.attrs["long_name"].decode(): at[:] for name, at in file.items() if name.startswith("target_")}
        drawn = {at.attrs["long_name"].decode(): at[:] for name, at in file.items() if name.startswith("parameter_") and at.dtype.kind == "f"}
    y = np.column_stack([values_of(target, columns) for target in fit["targets"]])
    whole = np.isfinite(y).all(axis=1)
    paths = [path for path, values in drawn.items() if len(set(values[whole])) > 1]
    ranks = np.column_stack([rankdata(drawn[path][whole]) for path in paths])
    variances = np.array([target["error"] ** 2 + target["discrepancy"] ** 2 for target in fit["targets"]])
    return norm.ppf((ranks - 0.5) / whole.sum()), y[whole], paths, variances


class Plane:
    """Outcomes as a plane over all drawn numbers, with what is left as chance. A number's prior has variance 1."""

    def __init__(self, x, y, variances):
        x, y = x - x.mean(axis=0), y - y.mean(axis=0)
        inverse = np.linalg.inv(x.T @ x + np.eye(x.shape[1]))
        slopes = inverse @ (x.T @ y)
        left = ((y - x @ slopes) ** 2).sum(axis=0) / (len(x) - x.shape[1])
        self.slopes = np.where(slopes**2 > SEEN**2 * np.outer(np.diag(inverse), left), slopes, 0)
        spread = self.slopes.T @ self.slopes + np.cov((y - x @ self.slopes).T) + np.diag(variances)
        self.variance = np.diag(spread)
        self.white = np.linalg.solve(np.linalg.cholesky(spread), self.slopes.T)

    def gains(self, chosen):
        """What one more fitted number brings, for each: the expected log score of the facts, over that of the prior.

        Of facts with spread V, of which A comes from the fitted numbers, the posterior foresees V - A V^-1 A."""
        known = self.white[:, chosen] @ self.slopes[chosen]
        taken = (known**2).sum(axis=0)[:, None] + 2 * self.slopes.T * (known.T @ self.white) + self.slopes.T**2 * (self.white**2).sum(axis=0)
        gains = -0.5 * np.log(np.maximum(1 - taken / self.variance[:, None], NOTHING)).sum(axis=0)
        gains[chosen] = 0  # what is fitted brings nothing more
        return gains

    def gain(self, chosen):
        known = self.white[:, chosen] @ self.slopes[chosen]
        return -0.5 * np.log(1 - (known**2).sum(axis=0) / self.variance).sum()

    def choice(self, count):
        """One number after the other, each the one that brings most beside those before."""
        chosen = []
        for _ in range(count):
            chosen.append(int(self.gains(chosen).argmax()))
        return chosen


def told(result, fit, count):
    x, y, paths, variances = read(result, fit)
    if len(x) < 4 * len(paths):
        raise Refused(f"{result}: {len(x)} runs for {len(paths)} numbers; at least {4 * len(paths)} are needed")
    plane = Plane(x, y, variances)
    count = min(count, len(paths))
    chosen = plane.choice(count)
    fitted = [paths.index(one["path"]) for one in fit["parameters"] if one["path"] in paths]
    lines = [f"{len(x)} runs, {len(paths)} drawn numbers, {len(variances)} facts", "", f"{'number':<54} gain, with those above  fitted now"]
    for i, number in enumerate(chosen):
        lines.append(f"{paths[number]:<54} {plane.gain(chosen[: i + 1]):>22.2f}  {'yes' if number in fitted else 'no'}")
    out = [paths[number] for number in fitted if number not in chosen]
    lines += ["", f"fitted now, not chosen: {', '.join(out) or 'none'}"]
    lines.append(f"expected gain of log score: fitted now {plane.gain(fitted):.1f}, chosen {plane.gain(chosen):.1f}, all {plane.gain(list(range(len(paths)))):.1f}")
    halves = [Plane(x[half::2], y[half::2], variances) for half in (0, 1)]
    for one, other, word in ((*halves, "even"), (*reversed(halves), "odd")):
        again = one.choice(count)
        lines.append(f"chosen by {word} runs alone: {len(set(again) & set(chosen))} of {count} the same; gain by the others {other.gain(again):.1f}, of those fitted now {other.gain(fitted):.1f}")
    return "\n".join(lines)


def asked(about):
    """The arguments of a script that reads a first wave: a parser that has them."""
    parser = argparse.ArgumentParser(description=about.splitlines()[0])
    parser.add_argument("result", type=plain_file, help="the first wave of `peacenorm calibrate`: NAME.wave-1.nc")
    parser.add_argument("fit", type=plain_file, help="NAME.calibration.json")
    return parser


def main():
    parser = asked(__doc__)
    parser.add_argument("--count", type=whole(1, 10**6), default=25, help="numbers to choose (default: 25)")
    options = parser.parse_args()
    print(told(options.result, json.loads(options.fit.read_text(encoding="utf-8")), options.count))


if __name__ == "__main__":
    run(main)
