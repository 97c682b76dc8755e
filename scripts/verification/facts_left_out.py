#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints how a calibration foresees each fact from all others, and what people of one region answered from all facts but those.

Runs of the prior are taken as jointly normal, as they come: with all that is drawn, fitted or not, and with chance. What is left out is foreseen by the
normal law given the facts that are left (as `peacenorm calibrate` does with blocks). A row that counts answers of several regions belongs to none. Beside
answers stands a constant: the mean of the block's other facts, or of its facts of all other regions.

usage: $(scripts/find-python h5py numpy scipy) scripts/verification/facts_left_out.py NAME.wave-1.nc NAME.calibration.json
"""

import json
import re

import numpy as np
from choose_fitted import Refused, asked, read, run

RUNS_A_FACT = 4
WITHIN, BEYOND = 2, 3  # standard deviations: of error and discrepancy; of all that a fact is foreseen with
ANSWERS = re.compile(r"survey_answers\.\w+\.\w+\.(\w+)\.\w+")


def region_of(target):
    """The one region whose answers a fact counts; None: of none, or of several."""
    regions = set(ANSWERS.findall(target["outcome"]))
    return regions.pop() if len(regions) == 1 else None


def log_density(facts, mean, spread):
    miss = facts - mean
    return -0.5 * (miss @ np.linalg.solve(spread, miss) + np.linalg.slogdet(spread)[1] + len(miss) * np.log(2 * np.pi))


class Foreseen:
    """Facts that are left out together, in groups: what the runs, and all other facts, make of them. `groups`: which facts each leaves out."""

    def __init__(self, y, facts, variances, groups):
        middle, spread = y.mean(axis=0), np.atleast_2d(np.cov(y.T)) + np.diag(variances)
        self.facts, self.prior, self.given, self.sd = facts, middle, np.full(len(facts), np.nan), np.full(len(facts), np.nan)
        self.scores = []  # of each group, all its facts together: by the prior, given the others
        for out in groups:
            others = ~out
            weights = np.linalg.solve(spread[np.ix_(others, others)], spread[np.ix_(others, out)]).T
            self.given[out] = middle[out] + weights @ (facts - middle)[others]
            narrowed = spread[np.ix_(out, out)] - weights @ spread[np.ix_(others, out)]
            self.sd[out] = np.sqrt(np.diag(narrowed))
            self.scores.append((log_density(facts[out], middle[out], spread[np.ix_(out, out)]), log_density(facts[out], self.given[out], narrowed)))


def seen(y, facts, variances):
    """What the normal law makes of each fact given all, itself too: log score, and how many lie within tolerance."""
    spread = np.atleast_2d(np.cov(y.T))
    weights = np.linalg.solve(spread + np.diag(variances), spread).T
    mean = y.mean(axis=0) + weights @ (facts - y.mean(axis=0))
    variance = np.diag(spread - weights @ spread) + variances
    miss = facts - mean
    return -0.5 * (miss**2 / variance + np.log(2 * np.pi * variance)).sum(), int((np.abs(miss) <= WITHIN * np.sqrt(variances)).sum())


def constants(targets, facts, groups):
    """What needs no model: the mean of the block's answers that are left; NaN where there are none, or it is no answer."""
    is_answer = np.array([bool(ANSWERS.search(target["outcome"])) for target in targets])
    blocks = np.array([target["block"] for target in targets])
    found = np.full(len(facts), np.nan)
    for out in groups:
        for k in np.flatnonzero(out & is_answer):
            others = ~out & is_answer & (blocks == blocks[k])
            if others.any():
                found[k] = facts[others].mean()
    return found


def missed(facts, means, rows):
    miss = (facts - means)[rows]
    return f"{np.sqrt(np.mean(miss**2)):.2f}" if np.isfinite(miss).all() else "-"


def table(name, foreseen, constant, tolerance, rows):
    """`rows`: by name, which facts, and their log scores."""
    yield f"{'':<24} {'':>5}  {'within':>6}  {'log score':^20}  root of the mean squared miss"
    yield f"{name:<24} {'facts':>5}  {'':>6}  {'prior':>9} {'others':>10}  {'prior':>9} {'others':>10} {'constant':>10}"
    for label, (chosen, scores) in rows.items():
        within = int((np.abs(foreseen.facts - foreseen.given) <= WITHIN * tolerance)[chosen].sum())
        means = (foreseen.prior, foreseen.given, constant)
        cells = [missed(foreseen.facts, mean, chosen) for mean in means]
        yield f"{label:<24} {chosen.sum():>5}  {within:>6}  {scores[0]:>9.1f} {scores[1]:>10.1f}  {cells[0]:>9} {cells[1]:>10} {cells[2]:>10}"


def summed(scores):
    return tuple(np.sum(scores, axis=0)) if len(scores) else (0.0, 0.0)


def told(result, fit):
    _, y, _, variances = read(result, fit)
    targets = fit["targets"]
    facts = np.array([target["value"] for target in targets])
    if len(y) < RUNS_A_FACT * len(facts):
        raise Refused(f"{result}: {len(y)} runs for {len(facts)} facts; at least {RUNS_A_FACT * len(facts)} are needed to tell how facts go together")
    tolerance, every = np.sqrt(variances), np.ones(len(facts), dtype=bool)
    single = list(np.eye(len(facts), dtype=bool))
    one_by_one = Foreseen(y, facts, variances, single)
    rows = {}
    for block in dict.fromkeys(target["block"] for target in targets):
        chosen = np.array([target["block"] == block for target in targets])
        rows[block] = (chosen, summed([score for score, is_in in zip(one_by_one.scores, chosen) if is_in]))
    rows["all"] = (every, summed(one_by_one.scores))
    beyond = [target["name"] for target, miss in zip(targets, np.abs(facts - one_by_one.given) / one_by_one.sd) if miss > BEYOND]
    score, within = seen(y, facts, variances)
    lines = [f"{len(y)} runs; each of {len(facts)} facts foreseen from the {len(facts) - 1} others; beyond {BEYOND} standard deviations: {', '.join(beyond) or 'none'}"]
    lines += [f"given all facts, itself too: log score {score:.1f}, within {within}", ""]
    lines += table("each fact left out", one_by_one, constants(targets, facts, single), tolerance, rows)
    regions = np.array([region_of(target) or "" for target in targets])
    named = [region for region in dict.fromkeys(regions) if region]
    if named:
        groups = [regions == region for region in named]
        by_region = Foreseen(y, facts, variances, groups)
        rows = {region: (out, scores) for region, out, scores in zip(named, groups, by_region.scores)}
        rows["all"] = (regions != "", summed(by_region.scores))
        lines += ["", *table("each region left out", by_region, constants(targets, facts, groups), tolerance, rows)]
    return "\n".join(lines)


def main():
    options = asked(__doc__).parse_args()
    print(told(options.result, json.loads(options.fit.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    run(main)
