#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws the study over the cooperation ladder and prints its table.

usage: "$(scripts/find-python h5netcdf xarray matplotlib)" scripts/plot/cooperation_ladder.py RESULT --out PICTURE.png
"""

import argparse
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from command_line import place_to_write, plain_file, positive, run
from ladder_data import KINDS, OBSERVABLES, load, spread
from ladder_table import table
from plot_style import BLUE, GREEN, MM, PRINT, THRESHOLD_GREY, VERMILION, save, small_print, stamp

WORDS = {
    0: "0  none",
    1: "1  information",
    2: "2  + logistics",
    3: "3  + training,\nvisibility",
    4: "4  + joint operations,\nmandate",
    5: "5  all deep",
}
AXIS = {
    "poc_compliance": "PoC implementation\n(model index, 0 to 1)",
    "legitimacy_exposed": "local legitimacy, exposed\npopulation (index, 0 to 1)",
}
STYLE = {
    "baseline": {"color": BLUE, "band": 0.38, "marker": "o", "line": "-", "label": "chance alone"},
    "posterior": {"color": VERMILION, "band": 0.17, "marker": "s", "line": (0, (4, 1.5)), "label": "chance and fitted parameters"},
    "prior": {"color": GREEN, "band": 0.12, "marker": "D", "line": (0, (1.2, 1.2)), "label": "chance and parameters by their priors"},
}


def draw_spread(axes, positions, rows, style, depth):
    """One band (5th to 95th percentile) with the medians; positions without a run leave a gap."""
    summaries = [spread(row) for row in rows]
    low, median, high = (np.array([getattr(s, name) for s in summaries]) for name in ("low", "median", "high"))
    axes.fill_between(positions, low, high, color=style["color"], alpha=style["band"], linewidth=0, zorder=depth)
    for edge in (low, high):
        axes.plot(positions, edge, color=style["color"], linewidth=0.5, alpha=0.7, zorder=depth)
    axes.plot(
        positions, median, color=style["color"], linestyle=style["line"], linewidth=1.2, marker=style["marker"],
        markersize=3.4, markerfacecolor="white", markeredgewidth=0.9, zorder=depth + 4,
    )


def draw_row(level, change, ladder, observable, threshold):
    for depth, kind in enumerate(reversed(KINDS), start=2):  # the wider band first
        if ladder.replicates(kind):
            draw_spread(level, ladder.positions, ladder.values[observable][kind], STYLE[kind], depth)
            draw_spread(change, ladder.positions, ladder.differences(observable, kind), STYLE[kind], depth)
    change.axhspan(-threshold, threshold, color=THRESHOLD_GREY, linewidth=0, zorder=0)
    change.axhline(0.0, color="0.35", linewidth=0.6, zorder=1)
    level.margins(y=0.12)
    change.margins(y=0.12)
    bottom, top = level.get_ylim()
    level.set_ylim(max(0.0, bottom), min(1.0, top))
    bottom, top = change.get_ylim()
    change.set_ylim(min(bottom, -2.0 * threshold), max(top, 2.0 * threshold))
    level.set_ylabel(AXIS[observable])
    change.set_ylabel("difference to position 0\n(index points, paired runs)")


def legend_entries(ladder, threshold):
    entries = [
        (
            Patch(facecolor=STYLE[kind]["color"], alpha=STYLE[kind]["band"] + 0.1),
            Line2D([], [], color=STYLE[kind]["color"], linestyle=STYLE[kind]["line"], linewidth=1.2,
                   marker=STYLE[kind]["marker"], markersize=3.4, markerfacecolor="white", markeredgewidth=0.9),
        )
        for kind in KINDS
        if ladder.replicates(kind)
    ]
    labels = [f"{STYLE[kind]['label']}: median, 90% of runs" for kind in KINDS if ladder.replicates(kind)]
    return [*entries, Patch(facecolor=THRESHOLD_GREY)], [*labels, f"practically null: |difference| \N{LESS-THAN OR EQUAL TO} {threshold:g}"]


def caption(ladder):
    counts = []
    if ladder.replicates("baseline"):
        counts.append(f"chance alone: {ladder.replicates('baseline')} replicates at baseline parameters")
    for kind, source in (("posterior", "posterior that facts left"), ("prior", "priors")):
        if ladder.replicates(kind):
            counts.append(f"{STYLE[kind]['label']}: {ladder.replicates(kind)} draws of the {source}, one replicate each")
    without = "".join(f", without {ladder.names[observable]}: {n}" for observable, n in ladder.without.items() if n)
    return (
        f"In the model. {ladder.actor} {ladder.theatre.where}, means over {ladder.window or 'the window of the study'}. "
        f"Bands: 5th to 95th percentile of single runs ({'; '.join(counts)}). Differences pair runs of the same replicate and "
        f"parameters, which share their random numbers. Runs excluded with their pairs, failed or missing: {ladder.failed}"
        f"{without}. Study {ladder.study}, peacenorm {ladder.version}."
    )


def draw(ladder, threshold):
    figure, grid = plt.subplots(2, 2, figsize=(180 * MM, 146 * MM), sharex=True)
    figure.subplots_adjust(left=0.105, right=0.985, top=0.885, bottom=0.215, hspace=0.16, wspace=0.3)
    for (level, change), observable in zip(grid, OBSERVABLES):
        draw_row(level, change, ladder, observable, threshold)
    for letter, axes in zip("abcd", grid.flat):
        axes.text(-0.19, 1.03, letter, transform=axes.transAxes, fontsize=9, fontweight="bold", va="bottom")
        axes.grid(axis="y", color="0.9", linewidth=0.5)
        axes.set_axisbelow(True)
    for axes in grid[1]:
        axes.set_xticks(ladder.positions, [WORDS.get(p, f"{p:g}") for p in ladder.positions],
                        rotation=28, ha="right", rotation_mode="anchor", linespacing=1.0)
        axes.set_xlim(ladder.positions[0] - 0.2, ladder.positions[-1] + 0.2)
    grid[0, 0].set_title(f"{ladder.actor}: level", loc="left", fontweight="bold")
    grid[0, 1].set_title(f"{ladder.actor}: change against no cooperation", loc="left", fontweight="bold")
    figure.legend(*legend_entries(ladder, threshold), loc="upper left", bbox_to_anchor=(0.005, 0.993), ncol=3,
                  frameon=False, handlelength=2.6, columnspacing=1.6, borderaxespad=0.2)
    stamp(figure, 0.985, 0.945, ladder.notice)
    figure.text(0.545, 0.092, "position on the cooperation ladder", ha="center", va="center")
    small_print(figure, 0.012, 0.072, caption(ladder))
    return figure


def main():
    parser = argparse.ArgumentParser(description="Draws the study over the cooperation ladder and prints its table.")
    parser.add_argument("result", type=plain_file, help="what `peacenorm run configs/sweeps/cooperation_ladder.yaml` wrote")
    parser.add_argument("--out", type=Path, required=True, help="the picture, a PNG")
    parser.add_argument("--threshold", type=positive, default=0.02, help="d: smaller differences count as null (default %(default)s)")
    options = parser.parse_args()
    place_to_write(options.out, options.result)
    plt.rcParams.update(PRINT)
    ladder = load(options.result)
    print(table(ladder, options.threshold))
    save(draw(ladder, options.threshold), options.out, "Cooperation ladder", f"study {ladder.study}, peacenorm {ladder.version}", ladder.notice)
    print(f"\npicture: {options.out}")


if __name__ == "__main__":
    run(main)
