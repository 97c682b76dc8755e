#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws one small picture for each comparison, and puts it into the table of studies of a README: the row whose first cell is the
study's name gets it as its third. scripts/gallery calls it.

usage: peacenorm compare RESULT --json > NAME.json
       "$(scripts/find-python matplotlib)" scripts/plot/gallery.py NAME.json... --pictures FOLDER --into README.md
"""

import argparse
import os
import re
from pathlib import Path

import matplotlib.pyplot as plt

from command_line import Refused, place_to_write, plain_file, positive, run, write_text
from effects import INDEX, blocks_of, draw_row, load, shown
from plot_style import MARKERS, MM, PALETTE, PRINT, THRESHOLD_GREY, save

WIDTH, ROW, HEADING, EDGE = 92.0, 3.6, 4.2, 10.0  # mm
OUTCOMES = 3  # a study names first what it is about
# The head of a table without a column for pictures, above a row that has one.
NARROW_HEAD = re.compile(r"^(\|[^|\n]*\|[^|\n]*\|)\n\| --- \| --- \|\n(?=\|[^|\n]*\|[^|\n]*\| !\[)", re.MULTILINE)


def rows_of(comparison):
    """The first outcomes that are indices; else the first of the first unit."""
    units, _ = blocks_of(comparison)
    unit = INDEX if INDEX in units else next(iter(units))
    return unit, units[unit][:OUTCOMES]


def limits_of(outcomes, threshold):
    values = [shown(c, name) or 0.0 for _, rows in outcomes for _, c in rows for name in ("difference", "low", "high")]
    return min(*values, -1.25 * threshold), max(*values, 1.25 * threshold)


def draw(comparison, threshold):
    unit, outcomes = rows_of(comparison)
    names = list(dict.fromkeys(name for _, rows in outcomes for name, _ in rows))
    styles = {name: (PALETTE[i % len(PALETTE)], MARKERS[i % len(MARKERS)]) for i, name in enumerate(names)}
    height = sum(HEADING + ROW * len(rows) for _, rows in outcomes)
    figure = plt.figure(figsize=(WIDTH * MM, (height + EDGE) * MM))
    axes = figure.add_axes((0.36, 8.0 / (height + EDGE), 0.61, height / (height + EDGE)))
    y = 0.0
    for outcome, rows in outcomes:
        axes.text(-0.02, y + HEADING / 2, outcome["name"].replace("_", " "), transform=axes.get_yaxis_transform(), ha="right", va="center", fontsize=5.6, fontweight="bold")
        y += HEADING
        for name, contrast in rows:
            axes.text(-0.02, y + ROW / 2, name.replace("_", " "), transform=axes.get_yaxis_transform(), ha="right", va="center", fontsize=5.4)
            draw_row(axes, y + ROW / 2, contrast, *styles[name])
            y += ROW
    if unit == INDEX:
        axes.axvspan(-threshold, threshold, color=THRESHOLD_GREY, linewidth=0, zorder=0)
        axes.set_xlim(limits_of(outcomes, threshold))
    axes.axvline(0.0, color="0.35", linewidth=0.6, zorder=1)
    axes.set_ylim(y, 0)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.tick_params(labelsize=5.4)
    pairs = max(c["pairs"] for _, rows in outcomes for _, c in rows)
    axes.set_xlabel(f"difference to {comparison['reference'].replace('_', ' ')}, {pairs:g} pairs", fontsize=5.4, labelpad=1)
    return figure


def with_pictures(text, pictures):
    """The README with the pictures of these studies in their rows. Errors: Refused where a study has no row."""
    for name, picture in pictures.items():
        row = re.compile(rf"^(\| `{re.escape(name)}` \|[^|\n]*\|).*$", re.MULTILINE)
        text, found = row.subn(lambda match, name=name, picture=picture: f"{match[1]} ![{name}]({picture}) |", text)
        if found != 1:
            raise Refused(f"the README has {found} rows for the study {name}; expected one row: | `{name}` | question |")
    return NARROW_HEAD.sub(r"\1 differences in the model |\n| --- | --- | --- |\n", text)


def main():
    parser = argparse.ArgumentParser(description="Draws small pictures of comparisons for the table of a README.")
    parser.add_argument("comparisons", nargs="+", type=plain_file, help="what `peacenorm compare RESULT --json` printed, as NAME.json")
    parser.add_argument("--pictures", type=Path, required=True, help="the folder for the pictures, NAME.png")
    parser.add_argument("--into", type=plain_file, required=True, help="the README whose table has a row for each NAME")
    parser.add_argument("--threshold", type=positive, default=0.02, help="d: smaller differences of an index count as null (default %(default)s)")
    options = parser.parse_args()
    plt.rcParams.update(PRINT)
    comparisons = {path.stem: load(path) for path in options.comparisons}
    targets = {name: options.pictures / f"{name}.png" for name in comparisons}
    text = options.into.read_text(encoding="utf-8")
    filled = with_pictures(text, {name: os.path.relpath(target, options.into.parent) for name, target in targets.items()})
    for name, comparison in comparisons.items():
        place_to_write(targets[name], *options.comparisons)
        save(draw(comparison, options.threshold), targets[name], f"Effects of {name}", f"study {comparison['study_hash'][:8]}", comparison["notice"])
    if filled != text:
        write_text(options.into, filled)
    print(f"pictures: {len(targets)} in {options.pictures}")


if __name__ == "__main__":
    run(main)
