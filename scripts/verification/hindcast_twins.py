#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Shows whether a hindcast does well to start from the facts (hindcast_start.py): runs of it are taken as truth, one by one, with facts up to their own last
year; all other runs foresee what comes then, as they are and started from those facts. Facts before and after err as facts do. No fact of the world is
used. A twin's own run stays among those from which covariances are told: one in 320. Unlike the world's, its facts did not make the posterior.

usage: scripts/verification/hindcast_twins.py RESULT [--known FACTS] [--twins N] [--seed N]

Prints for each kind of outcome the mean crps and log score of both (hindcast_scores.py; lower is better) and how many truths their bands hold.
"""

import argparse
import sys
from datetime import date
from pathlib import Path

import numpy as np
from hindcast import KNOWN, WRONG_INPUT, Refused, plain_file, run, start_of, whole
from hindcast_data import COUNTS, Result, forecast_of
from hindcast_facts import Faults
from hindcast_references import check_units, read_facts
from hindcast_scores import scored
from hindcast_start import moves, needed_runs, to_come

KINDS = {  # what is primary (docs/hindcast.md), and the displaced
    "deaths": "month", "deaths_by_class": "year", "deaths_by_region": "year", "peacekeepers_killed": "year", "displaced": "year",
    "opinion_positive": "quarter", "opinion_negative": "quarter",
}  # fmt: skip


def scores_of_twins(found, start, result, twins, seed):
    """Scores of runs as they are and started, by outcome. What a twin has is scored with errors of facts, as its past is known with. Shape of each: (twin
    and row, score)."""
    rng, scores = np.random.default_rng([seed, 5]), {}
    for one, part, move in moves(found, start, result.parameters(), result.region_of, seed):
        runs, erring = np.arange(len(part.future)), to_come(one, part, seed)
        truths = part.moved(rng.normal(0, part.error, part.future.shape))
        for twin in twins:
            moved = part.moved(move.by(move.past[twin] + rng.normal(0, move.errors)) + erring)
            for row in (row for row in moved if KINDS.get(row.outcome) == row.resolution and np.isfinite(truths[row][twin])):
                is_count = row.outcome in COUNTS
                both = [scored(draws[runs != twin], truths[row][twin], is_count) for draws in (found[row], moved[row])]
                scores.setdefault(row.outcome, ([], []))
                for told, score in zip(scores[row.outcome], both):
                    told.append(score)
    return {outcome: [np.array(told) for told in both] for outcome, both in scores.items()}


def printed(scores):
    yield "| outcome | by | crps: as they are | started | log score: as they are | started | in 50% | started | in 90% | started |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for outcome in (outcome for outcome in KINDS if outcome in scores):
        as_they_are, started = (one.mean(axis=0) for one in scores[outcome])
        digits = 2 if outcome in COUNTS else 1
        cells = [f"{value:.{digits}f}" for pair in zip(as_they_are[:2], started[:2]) for value in pair]
        cells += [f"{100 * value:.0f}%" for pair in zip(as_they_are[2:], started[2:]) for value in pair]
        yield f"| {outcome} | {KINDS[outcome]} | " + " | ".join(cells) + " |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result", type=plain_file, metavar="RESULT")
    parser.add_argument("--known", type=plain_file, default=KNOWN, metavar="FACTS")
    parser.add_argument("--twins", type=whole(1), default=50, metavar="N", help="runs that are taken as truth, evenly spread (default: 50)")
    parser.add_argument("--seed", type=whole(0), default=20190101, metavar="N")
    options = parser.parse_args()
    try:
        known = read_facts(options.known)
    except Faults as faults:
        print(faults, file=sys.stderr)
        return WRONG_INPUT
    result = Result(options.result, date(known.last + 1, 1, 1))
    check_units(options.known, known, result)
    runs, needed = len(result.done), needed_runs(result.parameters().shape[1])
    if runs < needed:
        raise Refused(f"{options.result}: {runs} runs ended well; expected at least {needed}, so that covariances can be told from chance")
    found = forecast_of(result, options.seed)
    twins = np.unique(np.linspace(0, runs - 1, min(options.twins, runs)).round().astype(int))
    print(f"{len(twins)} runs of {Path(options.result).name} taken as truth, foreseen by the others\n")
    print("\n".join(printed(scores_of_twins(found, start_of(result, known, options.seed), result, twins, options.seed))))
    return 0


if __name__ == "__main__":
    run(main)
