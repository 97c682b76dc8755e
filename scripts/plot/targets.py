#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws the model beside its targets, 2014 to 2018, and writes the table by block.

usage: scripts/plot/targets.py RESULT [--targets CSV] [--out PNG] [--table MD]

RESULT comes from: peacenorm run configs/verification/targets.yaml --out results/targets.nc
"""

import argparse
from pathlib import Path

import numpy as np
from command_line import place_to_write, plain_file, run, write_text
from plot_style import BLUE, PRINT, VERMILION, save, stamp
from targets_data import BLOCKS, DEATHS_FACTOR, LEVELS, read_targets, score

import matplotlib.pyplot as plt  # after plot_style, which picks the backend


SHORT = {
    "level": "civilians killed, reported",
    "perpetrator": "share by state forces",
    "place": "lethal places by region",
    "attitudes": "attitudes in towns",
    "attacks_on_peacekeepers": "MINUSMA's dead",
}


def _form(value):
    return f"{value:.0f}" if abs(value) >= 10 else f"{value:.2g}"


def table(blocks, change, replicates, version):
    """The table as Markdown."""
    lines = [
        "# The model against its targets, Mali 2014 to 2018",
        "",
        f"Model {version}, baseline parameters (set by hand within their priors), {replicates} replicates. In the model; illustrative, not",
        "calibrated. Made by `peacenorm run configs/verification/targets.yaml --out results/targets.nc`, then",
        "`scripts/plot/targets.py results/targets.nc --out docs/targets.png --table docs/targets.md`; facts: `configs/mali/targets.csv`.",
        "",
        "![The model beside its targets](targets.png)",
        "",
        "| block | within tolerance | typical error (factor) | bias (model / fact) | rank correlation over years |",
        "| --- | --- | --- | --- | --- |",
    ]
    for block in blocks:
        numbers = [f"{block.ratio:.2f}", f"{block.bias:.2f}", f"{block.ranks:+.2f}"] if block.block in LEVELS else ["", "", ""]
        cells = [f"{block.block}: {BLOCKS[block.block]}", f"{block.within} of {len(block.rows)}", *numbers]
        lines.append("| " + " | ".join(cells) + " |")
    deaths = blocks[0]
    kept = "yes" if 1 / DEATHS_FACTOR <= deaths.bias <= DEATHS_FACTOR and deaths.ranks > 0 else "**no**"
    half = [b.block for b in blocks[1:] if 2 * b.within < len(b.rows)]
    lines += [
        "",
        f"Deaths are within a factor of {DEATHS_FACTOR:g} in geometric mean and rise with the facts over the years: {kept}. At least half of every "
        f"other block within tolerance: {'**no**, not ' + ', '.join(half) if half else 'yes'}.",
        "",
        "Named pattern: \"does not protect\" rose from 39% to 65% of the reproaches to MINUSMA between May 2015 and December 2016, before the",
        f"triangle. The model has no reproaches; its share of dissatisfied people in the surveyed capitals changes by {change:+.1f} points: "
        + ("reproduced." if change >= 13 else "same direction, far weaker." if change >= 2 else "not reproduced."),
        "",
        "| target | period | fact | model: mean (5th to 95th percentile of runs) | tolerance | within |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for block in blocks:
        for row in block.rows:
            low, high = np.nanpercentile(row.runs, [5, 95])
            cells = [f"{row.target.name}: {row.target.what}", row.target.period, _form(row.target.value),
                     f"{_form(row.model)} ({_form(low)} to {_form(high)})", row.target.within,
                     "yes" if row.ok else "**no**"]  # fmt: skip
            lines.append("| " + " | ".join(cells) + " |")
    lines += [
        "",
        "How the model's values are computed: deaths and members killed by year; deaths by organisations over all reported deaths; of the pairs",
        "of cercle and four weeks with a reported death, the share in a region (the facts count distinct sites, also of battles between",
        "armed actors, which the model does not have); for the nation, 100 less the survey analogue; for a town, 100 less the survey analogue of",
        "the cercle's legitimacy without fear.",
    ]
    return "\n".join(lines) + "\n"


def draw(blocks, out, version, replicates):
    with plt.rc_context(PRINT):
        figure, axes = plt.subplots(1, len(blocks), figsize=(9.2, 2.9))
        for axis, block, letter in zip(axes, blocks, "abcde"):
            x = np.arange(len(block.rows))
            low, high = np.array([np.nanpercentile(row.runs, [5, 95]) for row in block.rows]).T
            model = np.array([row.model for row in block.rows])
            axis.vlines(x, low, high, color=BLUE, lw=1.2)
            axis.plot(x, model, "o", color=BLUE, ms=3.5, label="model: mean, 90% of runs")
            axis.plot(x, [row.target.value for row in block.rows], "D", color=VERMILION, ms=3.2, mfc="none", label="fact")
            if block.block in LEVELS:
                axis.set_yscale("symlog", linthresh=1)
            axis.set_xticks(x, [row.target.name.replace("_", " ") for row in block.rows], rotation=90)
            axis.set_title(f"{letter}  {SHORT[block.block]}\n{block.within} of {len(block.rows)} within tolerance", loc="left")
            axis.set_xlim(-0.6, len(x) - 0.4)
        figure.legend(*axes[0].get_legend_handles_labels(), frameon=False, loc="center", bbox_to_anchor=(0.62, 0.03), ncols=2)
        axes[0].set_ylabel("persons per year")
        axes[1].set_ylabel("share")
        axes[2].set_ylabel("share")
        axes[3].set_ylabel("% unfavourable")
        axes[4].set_ylabel("persons per year")
        figure.tight_layout(rect=(0, 0.06, 1, 1))
        stamp(figure, 0.995, 0.03)
        figure.text(0.01, 0.03, f"Mali in the model {version}, baseline parameters, {replicates} replicates; facts: configs/mali/targets.csv",
                    fontsize=6, va="center")  # fmt: skip
        save(figure, out, "The model against its targets", str(out))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result", type=plain_file)
    parser.add_argument("--targets", type=plain_file, default=Path(__file__).resolve().parents[2] / "configs/mali/targets.csv")
    parser.add_argument("--out", default="results/targets.png")
    parser.add_argument("--table")
    options = parser.parse_args()
    for out in filter(None, (options.out, options.table)):
        place_to_write(out, options.result, options.targets)
    blocks, change, replicates, version = score(options.result, read_targets(options.targets))
    text = table(blocks, change, replicates, version)
    draw(blocks, options.out, version, replicates)
    if options.table:
        write_text(options.table, text)
    print(text)
    print(f"targets: {options.out}")


if __name__ == "__main__":
    run(main)
