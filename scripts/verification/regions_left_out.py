#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints how a calibration foresees what people of one region answered from all facts but those: each region left out in turn.

Runs of the prior are taken as jointly normal, as they come; of the facts that are left, the region's are foreseen by the normal law given them
(as `peacenorm calibrate` does with blocks). A row that counts answers of several regions belongs to none. Beside it a constant: the mean of the
block's facts of all other regions.

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


def constants(targets, facts, regions, left_out):
    """What needs no model: the mean of the block's facts of other regions; NaN where there are none."""
    found = np.full(left_out.sum(), np.nan)
    for at, k in enumerate(np.flatnonzero(left_out)):
        others = [j for j, region in enumerate(regions) if region and not left_out[j] and targets[j]["block"] == targets[k]["block"]]
        if others:
            found[at] = facts[others].mean()
    return found


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
    misses, scores = np.full((3, len(facts)), np.nan), {}
    for region in named:
        left_out = np.array([one == region for one in regions])
        rows = foreseen(y, facts, variances, left_out)
        scores[region] = [score for score, _ in rows]
        for at, means in enumerate((rows[0][1], rows[1][1], constants(targets, facts, regions, left_out))):
            misses[at, left_out] = facts[left_out] - means
    scores["all"] = list(np.sum(list(scores.values()), axis=0))
    blocks = list(dict.fromkeys(target["block"] for target, region in zip(targets, regions) if region))
    groups = {region: [one == region for one in regions] for region in named} | {"all": [bool(one) for one in regions]}
    by_block = {block: [bool(one) and target["block"] == block for target, one in zip(targets, regions)] for block in blocks}
    return "\n".join([
        f"{len(y)} runs; each region's answers foreseen from the {len(facts)} facts but those", "",
        f"{'':<24} {'':>5}  {'log score':^20}  root of the mean squared miss", header("region left out"),
        *(line(region, np.array(rows), misses, scores[region]) for region, rows in groups.items()), "",
        *(line(block, np.array(rows), misses) for block, rows in by_block.items()),
    ])  # fmt: skip


def header(name):
    return f"{name:<24} {'facts':>5}  {'prior':>9} {'others':>10}  {'prior':>9} {'others':>10} {'constant':>10}"


def line(name, rows, misses, scores=None):
    """`prior`, `others`: foreseen by runs of the prior, and given all other facts; `constant`: by the mean of the block's other regions."""
    told_scores = f"{scores[0]:>9.1f} {scores[1]:>10.1f}" if scores else f"{'':>9} {'':>10}"
    cells = [np.sqrt(np.mean(miss[rows] ** 2)) for miss in misses]
    return f"{name:<24} {rows.sum():>5}  {told_scores}  {cells[0]:>9.2f} {cells[1]:>10.2f} {'-' if np.isnan(cells[2]) else f'{cells[2]:.2f}':>10}"


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
