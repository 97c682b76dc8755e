#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints what a calibration found, short enough to read.

usage: scripts/verification/fit_page.py FILE.calibration.json
"""

import argparse
import json
import math
import sys

WITHIN = 2  # standard deviations of error and discrepancy
BEYOND = 3  # standard deviations of runs, error and discrepancy


class NotACalibration(Exception):
    pass


def tolerance(target):
    return math.hypot(target["error"], target["discrepancy"])


def is_within(target, scaled_value, predictive):
    return abs(scaled_value - predictive["mean"]) <= WITHIN * tolerance(target)


def columns_of(fit):
    """What foresees the facts, by name: the prior, the posterior, and the parameters as written."""
    columns = {"prior": fit["waves"][0]["predictive"]}
    if "posterior_predictive" in fit:
        columns["posterior"] = fit["posterior_predictive"]
    if "as_written_predictive" in fit:
        columns["as written"] = fit["as_written_predictive"]
    return columns


def aligned(rows):
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    return "\n".join("  ".join([row[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]) for row in rows)


def blocks_of(targets):
    return list(dict.fromkeys(target["block"] for target in targets))


def by_block(fit):
    """Within tolerance and log score by block, for each of the columns."""
    targets, columns = fit["targets"], columns_of(fit)
    head = ["block", "facts"]
    for name in columns:
        head += [f"{name}: within", "log score"]
    rows = [head]
    for block in [*blocks_of(targets), "all"]:
        chosen = [k for k, target in enumerate(targets) if block in ("all", target["block"])]
        row = [block, str(len(chosen))]
        for predictive in columns.values():
            row.append(str(sum(is_within(targets[k], targets[k]["value"], predictive[k]) for k in chosen)))
            row.append(f"{sum(predictive[k]['log_score'] for k in chosen):.1f}")
        rows.append(row)
    return aligned(rows)


def left_out(fit):
    written = fit.get("blocks_as_written")
    rows = [["block left out", "by the prior", "given the others"] + (["as written"] if written else [])]
    for k, one in enumerate(fit["blocks_left_out"]):
        row = [one["block"], f"{one['log_score_prior']:.1f}", f"{one['log_score_given_others']:.1f}"]
        rows.append(row + ([f"{written[k]:.1f}"] if written else []))
    return aligned(rows)


def outside(fit):
    """Facts whose posterior mean lies outside tolerance, the farthest first."""
    targets = fit["targets"]
    found = []
    for target, one in zip(targets, fit.get("posterior_predictive", [])):
        if not is_within(target, target["value"], one):
            found.append((abs(target["value"] - one["mean"]) / tolerance(target), target, one))
    rows = [["fact", "value", "posterior mean", "5%", "95%", "z"]]
    for _, target, one in sorted(found, key=lambda item: -item[0]):
        rows.append([target["name"]] + [f"{x:.2f}" for x in (target["value"], one["mean"], one["p05"], one["p95"], one["z"])])
    return aligned(rows) if len(rows) > 1 else "none"


def learnt(fit):
    rows = [["parameter", "prior: 5%", "95%", "posterior: 5%", "50%", "95%", "sd over prior's", "twins in 90%"]]
    coverage = {one["name"]: one["coverage_90"] for one in fit["twins"]["parameters"]}
    for one in fit["parameters"]:
        held = coverage.get(one["path"])
        rows.append([one["path"]] + [f"{one[key]:.3g}" for key in ("prior_p05", "prior_p95", "p05", "p50", "p95")]
                    + [f"{one['sd_over_prior_sd']:.2f}", "" if held is None else f"{held:.3f}"])  # fmt: skip
    return aligned(rows)


def summary(fit):
    targets, posterior = fit["targets"], fit["posterior_predictive"]
    within = sum(is_within(target, target["value"], one) for target, one in zip(targets, posterior))
    beyond = [target["name"] for target, one in zip(targets, posterior) if abs(one["z"]) > BEYOND]
    ranks = [one["rank_p"] for one in fit["twins"]["parameters"]]
    lines = [
        fit["parameters_are"],
        f"learnt: {fit['learnt']['degrees_of_freedom']:.1f} of {len(fit['parameters'])} degrees of freedom",
        f"facts within tolerance: {within} of {len(targets)} ({100 * within / len(targets):.0f}%); beyond {BEYOND} standard deviations: {', '.join(beyond) or 'none'}",
    ]
    if ranks:
        lines.append(f"twins: {fit['twins']['count']}; least p of a parameter's ranks (Kolmogorov, Smirnov) {min(ranks):.3g}, {min(1, len(ranks) * min(ranks)):.2g} for all of them together")
    return "\n".join(lines + [f"does not hold: {reason}" for reason in fit["does_not_hold_because"]])


def page(fit):
    parts = [
        summary(fit),
        f"facts by block: posterior means within {WITHIN} standard deviations of error and discrepancy; log score, fact by fact (higher is better)\n" + by_block(fit),
        "a block foreseen by all others: log score of its facts together\n" + left_out(fit),
        "facts outside tolerance, on their scales\n" + outside(fit),
        "what was learnt\n" + learnt(fit),
    ]
    return "\n\n".join(parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", metavar="FILE")
    file = parser.parse_args().file
    try:
        with open(file, encoding="utf-8") as source:
            fit = json.load(source)
        if not isinstance(fit, dict) or "posterior_predictive" not in fit:
            raise NotACalibration("it holds no posterior: expected what `peacenorm calibrate` leaves beside one")
        print(page(fit))
    except (OSError, ValueError, KeyError, TypeError, NotACalibration) as fault:
        print(f"fit_page: error: {file}: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
