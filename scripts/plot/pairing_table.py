#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the table of what is gained by pairing, over several comparisons.

usage: pairing_table.py --replicates N --out FILE.md COMPARISON.json [COMPARISON.json ...]

Each input is the output of `peacenorm compare --json`. One row per study, arm and outcome; a variance reduction below the aim
of five times is marked.
"""
import argparse
import json
import pathlib

from command_line import Refused, place_to_write, plain_file, run, whole, write_text
from theatre import measured

AIM = 5.0  # variance reduction asked for
OBSERVABLES = ("poc_compliance", "legitimacy_exposed", "civilians_killed_total")


def reduction_text(contrast):
    """The variance reduction, or why there is none."""
    reduction = contrast["variance_reduction"]
    if reduction is None:
        return "exact" if contrast["sd_of_difference"] == 0 else "-"
    return f"{min(reduction, 1e6):,.1f}" if reduction < 1e6 else "> 1e6"


def rows_of(path):
    """(study, arm, outcome, effect, interval, correlation, reduction, misses the aim) of a comparison."""
    table = json.loads(path.read_text(encoding="utf-8"))
    what = {outcome["name"]: measured(outcome["expression"]) for outcome in table["outcomes"]}
    for contrast in table["contrasts"]:
        observed = what[contrast["outcome"]]
        if observed is None or observed.observable not in OBSERVABLES:
            continue
        reduction = contrast["variance_reduction"]
        correlation = contrast["correlation"]
        yield (
            path.stem,
            contrast["arm"],
            contrast["outcome"],
            f"{contrast['difference']:+.4g}",
            f"[{contrast['low']:+.4g}, {contrast['high']:+.4g}]",
            "-" if correlation is None else f"{correlation:.3f}",
            reduction_text(contrast),
            reduction is not None and reduction < AIM,
        )


def text_of(paths, replicates):
    """The whole page."""
    tables = [list(rows_of(path)) for path in paths]
    for path, table in zip(paths, tables):
        if not table:
            raise Refused(f"{path}: holds no difference of {', '.join(OBSERVABLES)}; make one with: peacenorm compare RESULT --json")
    rows = [row for table in tables for row in table]
    missed = [row for row in rows if row[7]]
    lines = [
        "# What is gained by pairing",
        "",
        "Written by `scripts/pairing`. Results hold in the model, with parameters set by hand.",
        f"Every study of `configs/counterfactuals`, {replicates} replicates, common random numbers, 95% intervals of the paired difference from",
        "the reference arm. Reduction: variance of the difference between unpaired runs, divided by that of pairs (exact: every pair",
        f"differs by the same amount). Aim: {AIM:.0f} times or better; {len(rows) - len(missed)} of {len(rows)} rows reach it"
        + (", the others are marked *." if missed else "."),
        "",
        "| study | arm | outcome | effect | 95% interval | correlation | reduction |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        lines.append("| " + " | ".join(row[:7]) + (" * |" if row[7] else " |"))
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--replicates", type=whole(1, 10**9), required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("comparisons", type=plain_file, nargs="+", metavar="COMPARISON.json")
    options = parser.parse_args()
    place_to_write(options.out, *options.comparisons)
    write_text(options.out, text_of(options.comparisons, options.replicates))


if __name__ == "__main__":
    run(main)
