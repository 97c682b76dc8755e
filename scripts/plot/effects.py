#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws a comparison as a forest plot: outcomes by arms (or design points), paired differences with their 95% intervals.

usage: peacenorm compare RESULT --json > effects.json
       "$(scripts/find-python numpy matplotlib)" scripts/plot/effects.py effects.json --out PICTURE.png
"""

import argparse
import json
import re
from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from command_line import Refused, place_to_write, plain_file, positive, run
from plot_style import MARKERS, MM, PALETTE, PRINT, THRESHOLD_GREY, further_lines, save, small_print, stamp

ROW, HEADING = 4.6, 5.2  # mm
TOP, BOTTOM, GAP = 14.0, 21.0, 14.0  # mm: legend; axis and small print; between two units
INDEX = "1"  # unit of shares and indices, where the threshold d has a meaning


class NotAComparison(Refused):
    """The file cannot be shown; the text says why and what to do."""


def load(path):
    """Reads what `peacenorm compare --json` printed. Errors: NotAComparison."""
    try:
        comparison = json.loads(Path(path).read_text())
        needed = {"outcomes", "contrasts", "reference", "replicates", "study_hash", "notice"}
        if not isinstance(comparison, dict) or needed - comparison.keys():
            raise ValueError("it lacks " + ", ".join(sorted(needed - set(comparison))))
    except (OSError, ValueError) as fault:
        raise NotAComparison(f"{path}: is not a comparison ({fault}); make one with: peacenorm compare RESULT --json > {path}") from fault
    return comparison


def varied(contrasts):
    """The factors of the design that tell rows apart."""
    seen = {}
    for contrast in contrasts:
        for design in (contrast["design"], contrast["reference_design"]):
            for factor, value in design.items():
                seen.setdefault(factor, set()).add(value)
    return [factor for factor, values in seen.items() if len(values) > 1]


def name_of(contrast, factors, has_arms):
    parts = [f"{factor.rsplit('.', 1)[-1]} {contrast['design'][factor]}" for factor in factors]
    return ", ".join(([contrast["arm"]] if has_arms else []) + parts)


def is_input(contrasts):
    """Whether a quantity moves by the same in every pair: it was set, not brought about."""
    return all(c["sd_of_difference"] == 0 for c in contrasts) and any(c["difference"] for c in contrasts)


def blocks_of(comparison):
    """unit -> [(outcome, [(name, contrast)])], in order; and the outcomes left out as inputs."""
    contrasts = comparison["contrasts"]
    has_arms = any(c["arm"] != c["reference_arm"] for c in contrasts) or len(comparison["arms"]) > 1
    factors = varied(contrasts)
    units, inputs = {}, []
    for outcome in comparison["outcomes"]:
        mine = [c for c in contrasts if c["outcome"] == outcome["name"] and c["difference"] is not None]
        if mine and is_input(mine):
            inputs.append(outcome["name"])
        elif mine:
            rows = [(name_of(c, factors, has_arms), c) for c in mine]
            units.setdefault(outcome["unit"], []).append((outcome, rows))
    if not units:
        raise NotAComparison("there is no difference to draw")
    return units, inputs


def rounding_of(contrast):
    """Below it a difference is what rounding leaves of two equal means."""
    return 1e-12 * max(abs(contrast.get("mean") or 0.0), abs(contrast.get("reference_mean") or 0.0))


def shown(contrast, name):
    value = contrast[name]
    return 0.0 if value is not None and abs(value) <= rounding_of(contrast) else value


def share_of(contrast):
    """Of the window: the weeks in which both arms have the outcome's actor."""
    share = contrast.get("share_of_window", 1.0)
    return 1.0 if share is None else share


def marks_of(contrast):
    marks = [("*", contrast["discovery"]), ("null", contrast.get("practically_null", False)),
             (f"{100 * share_of(contrast):.0f}% of window", share_of(contrast) < 1), ("partial", contrast["partial"])]
    return "".join(f" {mark}" for mark, is_so in marks if is_so)


def words_of(contrast, unit):
    """The numbers of a row; four decimals for an index, three digits for anything else."""
    mean, low, high = (
        None if value is None else "0" if value == 0 else f"{value:+.4f}" if unit == INDEX else f"{value:+.3g}"
        for value in (shown(contrast, name) for name in ("difference", "low", "high"))
    )
    if low is None:
        return f"{mean}  (one pair)"
    return f"{mean}  [{low}, {high}]{marks_of(contrast)}"


def draw_row(axes, y, contrast, color, marker):
    if contrast["low"] is not None:
        axes.plot([shown(contrast, "low"), shown(contrast, "high")], [y, y], color=color, linewidth=1.3, solid_capstyle="butt", zorder=3)
    axes.plot([shown(contrast, "difference")], [y], marker=marker, markersize=4, color=color, markeredgewidth=0.9, zorder=4,
              markerfacecolor=color if contrast["discovery"] else "white")


def draw_unit(axes, unit, outcomes, styles, threshold):
    """All outcomes of one unit on one axis; y runs downwards in mm."""
    y = 0.0
    beside = axes.get_yaxis_transform()
    for outcome, rows in outcomes:
        axes.text(-0.01, y + HEADING / 2, outcome["name"].replace("_", " ") + (", opens before the branch" if outcome.get("across_branch") else ""), transform=beside, ha="right", va="center",
                  fontweight="bold", fontsize=6.8)
        y += HEADING
        for name, contrast in rows:
            axes.text(-0.01, y + ROW / 2, name, transform=beside, ha="right", va="center", fontsize=6.5)
            axes.text(1.015, y + ROW / 2, words_of(contrast, unit), transform=beside, ha="left", va="center", fontsize=6.2)
            draw_row(axes, y + ROW / 2, contrast, *styles[name])
            y += ROW
    if unit == INDEX:
        axes.axvspan(-threshold, threshold, color=THRESHOLD_GREY, linewidth=0, zorder=0)
    axes.axvline(0.0, color="0.35", linewidth=0.6, zorder=1)
    low, high = axes.get_xlim()
    if unit == INDEX:
        low, high = min(low, -1.25 * threshold), max(high, 1.25 * threshold)
    elif not any(shown(contrast, name) for _, rows in outcomes for _, contrast in rows for name in ("difference", "low", "high")):
        low, high = -1.0, 1.0  # all are 0: an axis of its own would show powers of ten of nothing
    axes.set_xlim(low, high)
    axes.set_ylim(y + 0.5, -0.5)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", color="0.9", linewidth=0.5)
    axes.set_axisbelow(True)
    axes.set_xlabel("difference (index points)" if unit == INDEX else f"difference ({unit})")


def height_of(outcomes):
    return sum(HEADING + ROW * len(rows) for _, rows in outcomes) + 1.0


def window_of(comparison):
    """The window that all expressions name, as in "mean(x.y, 2018-12-03..2020-11-29)"; else empty."""
    found = {match.groups() if (match := re.search(r"([\d-]+)\.\.([\d-]+)", outcome["expression"])) else None for outcome in comparison["outcomes"]}
    window = found.pop() if len(found) == 1 else None
    return f" Outcomes from {window[0]} to {window[1]}." if window else ""


def caption(comparison, inputs):
    counts = {c["pairs"] for c in comparison["contrasts"]}
    pairs = f"{min(counts):g}" if len(counts) == 1 else f"{min(counts):g} to {max(counts):g}"
    methods = {c["method"] for c in comparison["contrasts"]}
    how = "Student's t" if methods <= {"t", ""} else "Student's t, or BCa bootstrap where differences are too skewed for it"
    branch = f", branched on {comparison['branch']}" if comparison.get("branch") else ""
    parts = [
        f"In the model. Mean paired differences to {comparison['reference']}{branch}, over {pairs} pairs that share replicate, "
        f"parameters and random numbers; bars: 95% intervals of the mean ({how}).{window_of(comparison)}",
        "Filled and *: discovery at a false discovery rate of 5% over all rows (Benjamini and Hochberg).",
    ]
    if any(share_of(c) < 1 for c in comparison["contrasts"]):
        parts.append("% of window: the outcome's actor is there in both arms in so much of it, and the difference is over those weeks alone.")
    if any(o.get("across_branch") for o in comparison["outcomes"]):
        parts.append("A window that opens before the branch holds weeks that all arms share, which draws differences toward 0.")
    if any(c.get("practically_null") for c in comparison["contrasts"]):
        parts.append("null: practically null, difference and interval within the grey strip.")
    if comparison.get("looks", 1) > 1:
        parts.append(f"Intervals hold at all {comparison['looks']} planned interim analyses together.")
    if inputs:
        parts.append(f"Left out, set and not brought about: {', '.join(inputs)}.")
    if comparison.get("runs_failed", 0) + comparison.get("runs_missing", 0):
        parts.append(f"Partial: runs failed {comparison['runs_failed']}, missing {comparison['runs_missing']}.")
    parts.append(f"Study {comparison['study_hash'][:8]}, peacenorm {comparison.get('peacenorm_version', 'unknown')}.")
    return " ".join(parts)


def legend(figure, y, styles, threshold, has_index):
    entries = [Line2D([], [], color=color, marker=marker, markersize=4, linewidth=1.3) for color, marker in styles.values()]
    labels = list(styles)
    if has_index:
        entries.append(Patch(facecolor=THRESHOLD_GREY))
        labels.append(f"practically null: |difference| \N{LESS-THAN OR EQUAL TO} {threshold:g}")
    figure.legend(entries, labels, loc="upper left", bbox_to_anchor=(0.005, y), ncol=min(4, len(labels)), frameon=False,
                  handlelength=1.8, columnspacing=1.4, borderaxespad=0.2)


def draw(comparison, threshold):
    units, inputs = blocks_of(comparison)
    names = list(dict.fromkeys(name for outcomes in units.values() for _, rows in outcomes for name, _ in rows))
    styles = {name: (PALETTE[i % len(PALETTE)], MARKERS[i % len(MARKERS)]) for i, name in enumerate(names)}
    heights = [height_of(outcomes) for outcomes in units.values()]
    words = caption(comparison, inputs)
    bottom = BOTTOM + further_lines(words, 4)
    total = TOP + sum(heights) + GAP * (len(heights) - 1) + bottom + 6.0
    figure = plt.figure(figsize=(180 * MM, total * MM))
    above = TOP + 3.0
    for height, (unit, outcomes) in zip(heights, units.items()):
        axes = figure.add_axes((0.25, 1 - (above + height) / total, 0.47, height / total))
        draw_unit(axes, unit, outcomes, styles, threshold)
        above += height + GAP
    figure.text(0.012, 1 - 3.6 / total, comparison.get("title") or "Comparison", fontsize=8.5, fontweight="bold", va="center")
    stamp(figure, 0.988, 1 - 4.2 / total, comparison["notice"])
    legend(figure, 1 - 7.0 / total, styles, threshold, INDEX in units)
    small_print(figure, 0.012, (bottom - 9.0) / total, words)
    return figure


def main():
    parser = argparse.ArgumentParser(description="Draws a comparison as a forest plot.")
    parser.add_argument("comparison", type=plain_file, help="what `peacenorm compare RESULT --json` printed")
    parser.add_argument("--out", type=Path, required=True, help="the picture, a PNG")
    parser.add_argument("--threshold", type=positive, default=0.02, help="d: smaller differences of an index count as null (default %(default)s)")
    options = parser.parse_args()
    place_to_write(options.out, options.comparison)
    plt.rcParams.update(PRINT)
    comparison = load(options.comparison)
    save(draw(comparison, options.threshold), options.out, "Effects of a comparison", f"study {comparison['study_hash'][:8]}", comparison["notice"])
    print(f"picture: {options.out}")


if __name__ == "__main__":
    run(main)
