#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints how a calibration foresees what people of one region answered from all facts but those: each region left out in turn.

Runs of the prior are taken as jointly normal, as they come; of the facts that are left, the region's are foreseen by the normal law given them
(as `peacenorm calibrate` does with blocks). A row that counts answers of several regions belongs to none.

usage: $(scripts/find-python h5py numpy scipy) scripts/verification/regions_left_out.py NAME.wave-1.nc NAME.calibration.json
"""

import argparse
import json
import re
import sys

import numpy as np
from choose_fitted import NotAFirstWave, read

RUNS_A_FACT = 4
ANSWERS = re.compile(r"survey_answers\.\w+\.\w+\.(\w+)\.\w+")


def region_of(target):
    """The one region whose answers a fact counts; None: of none, or of several."""
    regions = set(ANSWERS.findall(target["outcome"]))
    return regions.pop() if len(regions) == 1 else None


def foreseen(y, facts, variances, left_out):
    """Log score of the facts left out, together, and their means: by the runs as they are, and given all others."""
    middle, spread = y.mean(axis=0), np.cov(y.T) + np.diag(variances)
    others = ~left_out
    weights = np.linalg.solve(spread[np.ix_(others, others)], spread[np.ix_(others, left_out)]).T
    given = middle[left_out] + weights @ (facts - middle)[others]
    narrowed = spread[np.ix_(left_out, left_out)] - weights @ spread[np.ix_(others, left_out)]
    return [(log_density(facts[left_out], mean, law), mean) for mean, law in ((middle[left_out], spread[np.ix_(left_out, left_out)]), (given, narrowed))]


def log_density(facts, mean, spread):
    miss = facts - mean
    return -0.5 * (miss @ np.linalg.solve(spread, miss) + np.linalg.slogdet(spread)[1] + len(miss) * np.log(2 * np.pi))


def told(result, fit):
    _, y, _, variances = read(result, fit)
    targets = fit["targets"]
    facts = np.array([target["value"] for target in targets])
    regions = [region_of(target) for target in targets]
    named = list(dict.fromkeys(region for region in regions if region))
    if len(y) < RUNS_A_FACT * len(facts):
        raise NotAFirstWave(f"{result}: {len(y)} runs for {len(facts)} facts; at least {RUNS_A_FACT * len(facts)} are needed to tell how facts go together")
    if not named:
        raise NotAFirstWave(f"{result}: no fact is an answer of one region")
    lines = [f"{len(y)} runs; each region's answers foreseen from the {len(facts)} facts but those", ""]
    lines.append(f"{'region left out':<16} {'facts':>5}  {'log score: by the prior':>23}  {'given the others':>16}  {'root of mean squared miss':>25}  {'given the others':>16}")
    total = np.zeros(5)
    for region in named:
        left_out = np.array([one == region for one in regions])
        rows = foreseen(y, facts, variances, left_out)
        missed = [((facts[left_out] - mean) ** 2).sum() for _, mean in rows]
        row = np.array([left_out.sum(), rows[0][0], rows[1][0], *missed])
        total += row
        lines.append(line(region, row))
    return "\n".join([*lines, line("all", total)])


def line(name, row):
    count, prior, given, *missed = row
    before, after = np.sqrt(np.array(missed) / count)
    return f"{name:<16} {count:>5.0f}  {prior:>23.1f}  {given:>16.1f}  {before:>25.2f}  {after:>16.2f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("result", help="the first wave of `peacenorm calibrate`: NAME.wave-1.nc")
    parser.add_argument("fit", help="NAME.calibration.json")
    asked = parser.parse_args()
    try:
        with open(asked.fit, encoding="utf-8") as file:
            fit = json.load(file)
        print(told(asked.result, fit))
    except (NotAFirstWave, OSError, ValueError, KeyError) as fault:
        print(f"regions_left_out.py: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
