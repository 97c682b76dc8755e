#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws a decomposition: Shapley shares of mechanisms as bars with their 95% intervals, one panel an outcome.

usage: peacenorm decompose RESULT --json > shares.json
       "$(scripts/find-python numpy matplotlib)" scripts/plot/shapley_bars.py shares.json --out PICTURE.png
"""

import argparse
import json
from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from command_line import Refused, place_to_write, plain_file, positive, run
from plot_style import BLUE, MM, PRINT, THRESHOLD_GREY, VERMILION, save, small_print, stamp

ROW = 4.4  # mm
TOP, BOTTOM, GAP = 12.0, 15.0, 13.0  # mm: legend; small print; between panels
LEFT, RIGHT, BETWEEN = 0.21, 0.875, 0.46  # shares of the figure, of a panel
REST, TOTAL = "0.62", "0.25"
INDEX = "1"  # unit of shares and indices, where the threshold d has a meaning
MOST_PANELS = 12


class NotADecomposition(Refused):
    """The file cannot be shown; the text says why and what to do."""


def load(path):
    """Reads what `peacenorm decompose --json` printed. Errors: NotADecomposition."""
    try:
        whole = json.loads(Path(path).read_text())
        needed = {"switches", "decompositions", "reference", "study_hash", "notice"}
        if not isinstance(whole, dict) or needed - whole.keys():
            raise ValueError("it lacks " + ", ".join(sorted(needed - set(whole))))
    except (OSError, ValueError) as fault:
        raise NotADecomposition(
            f"{path}: is not a decomposition ({fault}); make one with: peacenorm decompose RESULT --json > {path}") from fault
    return whole


def chosen(whole, outcomes):
    """The decompositions to draw, in order. Errors: NotADecomposition."""
    names = list(dict.fromkeys(d["outcome"] for d in whole["decompositions"]))
    for name in outcomes:
        if name not in names:
            raise NotADecomposition(f"no outcome is called '{name}'; expected one of {', '.join(names)}")
    panels = [d for d in whole["decompositions"] if not outcomes or d["outcome"] in outcomes]
    if not panels:
        raise NotADecomposition("there is nothing to draw")
    if len(panels) > MOST_PANELS:
        raise NotADecomposition(f"{len(panels)} panels are too many, at most {MOST_PANELS}; choose with --outcome, or --arm of decompose")
    return panels


def rows_of(panel):
    """(label, part, colour) from top to bottom: shares in the order of the design, what remains, the total."""
    rows = []
    for part in panel["parts"]:
        if part["part"] == "share":
            rows.append((short(part["switch"]), part, BLUE if (part["mean"] or 0) >= 0 else VERMILION))
    rows += [("all these off", part, REST) for part in panel["parts"] if part["part"] == "remainder"]
    rows += [("total", part, TOTAL) for part in panel["parts"] if part["part"] == "total"]
    return rows


def short(path):
    """mechanisms.posture_shift.enabled -> posture shift"""
    steps = [step for step in path.split(".") if step not in ("mechanisms", "enabled")]
    return ".".join(steps).replace("_", " ") or path


def words_of(part, unit):
    """The mean of a bar: four decimals for an index, three digits for anything else and for next to nothing."""
    mean = part["mean"]
    if mean is None:
        return "no value"
    if mean == 0:
        return "0"
    return f"{mean:+.4f}" if unit == INDEX and abs(mean) >= 0.00005 else f"{mean:+.3g}"


def is_sure(part):
    """Whether the interval leaves out zero."""
    return part["low"] is not None and (part["low"] > 0 or part["high"] < 0)


def draw_panel(axes, panel, has_labels, threshold):
    rows, beside = rows_of(panel), axes.get_yaxis_transform()
    for i, (label, part, color) in enumerate(rows):
        if has_labels:
            weight = "bold" if part["part"] == "total" else "normal"
            axes.text(-0.03, i, label, transform=beside, ha="right", va="center", fontsize=6.5, fontweight=weight)
        axes.text(1.02, i, words_of(part, panel["unit"]), transform=beside, ha="left", va="center", fontsize=6)
        if part["mean"] is None:
            continue
        axes.barh(i, part["mean"], height=0.66, color=color, alpha=1.0 if is_sure(part) else 0.45, linewidth=0, zorder=2)
        if part["low"] is not None:
            for color_here, width in (("white", 2.2), ("0.05", 0.9)):  # the white edge shows it on dark bars
                axes.plot([part["low"], part["high"]], [i, i], color=color_here, linewidth=width, solid_capstyle="butt", zorder=4)
    axes.axhline(len(rows) - 2.5, color="0.75", linewidth=0.5, zorder=1)
    if panel["unit"] == INDEX:
        axes.axvspan(-threshold, threshold, color=THRESHOLD_GREY, linewidth=0, alpha=0.55, zorder=0)
        low, high = axes.get_xlim()
        axes.set_xlim(min(low, -1.25 * threshold), max(high, 1.25 * threshold))
    axes.axvline(0.0, color="0.35", linewidth=0.6, zorder=3)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.locator_params(axis="x", nbins=5)
    axes.set_title(title_of(panel), loc="left", fontweight="bold", fontsize=6.8, pad=3)
    axes.set_xlabel("index points" if panel["unit"] == INDEX else panel["unit"], fontsize=6.2, labelpad=1.5)


def title_of(panel):
    title = panel["outcome"].replace("_", " ")
    return f"{title}\n{panel['arm']}, {panel['design']}" if panel["design"] else title


def legend(figure, height, threshold, has_index):
    entries = [(Patch(facecolor=BLUE), "adds"), (Patch(facecolor=VERMILION), "takes away"), (Patch(facecolor=BLUE, alpha=0.45), "interval holds 0"),
               (Patch(facecolor=REST), "with all these off"), (Patch(facecolor=TOTAL), "total"),
               (Line2D([], [], color="0.05", linewidth=0.9), "95% interval")]
    if has_index:
        entries.append((Patch(facecolor=THRESHOLD_GREY, alpha=0.55), f"practically null: |effect| \N{LESS-THAN OR EQUAL TO} {threshold:g}"))
    figure.legend(*zip(*entries), loc="upper left", bbox_to_anchor=(0.005, 1 - 6.0 / height), ncol=len(entries), frameon=False,
                  handlelength=1.2, columnspacing=1.1, handletextpad=0.4, borderaxespad=0.0)


def subject(whole, panels):
    arms = sorted({p["arm"] for p in panels})
    if not whole["reference"]:
        return "What mechanisms do to outcomes"
    return f"Mechanisms of the effect: {', '.join(arms)} less {whole['reference']}"


def caption(whole, panels):
    replicates = sorted({part["replicates"] for p in panels for part in p["parts"] if part["part"] == "total"})
    counts = " to ".join(f"{n:g}" for n in (replicates if len(replicates) < 2 else (replicates[0], replicates[-1])))
    left_out = sum(p["replicates_without_runs"] + p["replicates_without_value"] for p in panels)
    orders = f"{whole['sampled_orders']} sampled orders" if whole.get("sampled_orders") else "all orders"
    window = sorted({p["expression"].split(",")[-1].strip(" )") for p in panels if "," in p["expression"]})
    return (
        f"In the model ({whole['notice']}). Shapley shares over {orders} of switching {len(whole['switches'])} mechanisms on; "
        f"shares and the effect that remains with all of them off sum to the total. Intervals: Student's t over {counts} replicates, "
        f"each with {whole['subsets']} subsets on common random numbers; replicates left out: {left_out}. "
        f"{'Window: ' + ', '.join(window) + '. ' if len(window) == 1 else ''}"
        f"Study {whole['study_hash'][:8]}, peacenorm {whole.get('peacenorm_version', '')}."
    )


def draw(whole, panels, threshold):
    columns = 2 if len(panels) > 1 else 1
    lines = -(-len(panels) // columns)
    rows = max(len(rows_of(p)) for p in panels)
    height = TOP + lines * (rows * ROW + GAP) + BOTTOM
    figure = plt.figure(figsize=(180 * MM, height * MM))
    width = (RIGHT - LEFT) / (columns + BETWEEN * (columns - 1))
    for i, panel in enumerate(panels):
        line, column = divmod(i, columns)
        top = TOP + 5.0 + line * (rows * ROW + GAP)
        axes = figure.add_axes((LEFT + column * width * (1 + BETWEEN), 1 - (top + rows * ROW) / height, width, rows * ROW / height))
        draw_panel(axes, panel, column == 0, threshold)
    figure.text(0.012, 1 - 3.4 / height, subject(whole, panels), fontsize=7.5, fontweight="bold", va="center")
    legend(figure, height, threshold, any(p["unit"] == INDEX for p in panels))
    stamp(figure, 0.985, 1 - 3.4 / height, whole["notice"])
    small_print(figure, 0.012, (BOTTOM - 4.0) / height, caption(whole, panels))
    return figure


def main():
    parser = argparse.ArgumentParser(description="Draws Shapley shares of mechanisms with their intervals.")
    parser.add_argument("decomposition", type=plain_file, help="what `peacenorm decompose RESULT --json` printed")
    parser.add_argument("--out", type=Path, required=True, help="the picture, a PNG")
    parser.add_argument("--outcome", action="append", default=[], help="an outcome to draw (default: all); may be repeated")
    parser.add_argument("--threshold", type=positive, default=0.02, help="d: smaller effects on an index count as null (default %(default)s)")
    options = parser.parse_args()
    place_to_write(options.out, options.decomposition)
    plt.rcParams.update(PRINT)
    whole = load(options.decomposition)
    panels = chosen(whole, options.outcome)
    figure = draw(whole, panels, options.threshold)
    save(figure, options.out, "Shapley shares", f"study {whole['study_hash']}, peacenorm {whole.get('peacenorm_version', '')}", whole["notice"])
    print(f"picture: {options.out}")


if __name__ == "__main__":
    run(main)
