#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws the model beside the targets that its theatre states, and writes the table by block.

usage: scripts/plot/targets.py RESULT [--out PNG] [--table MD]

RESULT comes from a study whose theatre has targets, such as: peacenorm run configs/verification/targets.yaml --out results/targets.nc
A theatre without targets gives a table that says so, and no picture.
"""

import argparse
import textwrap
from pathlib import Path

import numpy as np
from command_line import place_to_write, plain_file, run, write_text
from plot_style import BLUE, PRINT, VERMILION, in_short, save, stamp
from targets_data import MEASURES, score

import matplotlib.pyplot as plt  # after plot_style, which picks the backend


def _form(value):
    return "-" if np.isnan(value) else f"{value:.0f}" if abs(value) >= 10 else f"{value:.2g}"


def _spread(runs):
    """5th and 95th percentile of the runs that have a value."""
    there = runs[np.isfinite(runs)]
    return np.percentile(there, [5, 95]) if there.size else (np.nan, np.nan)


def _row(cells):
    return "| " + " | ".join(cells) + " |"


def _period(scores):
    years = sorted({target.period[:4] for one in scores.blocks for target in one.block.targets})
    return f"{years[0]} to {years[-1]}" if len(years) > 1 else years[0]


def _head(scores):
    where = scores.theatre.name or "a theatre without a name"
    title = f"# The model against its targets, {where}" + (f" {_period(scores)}" if scores.blocks else "")
    return [
        title,
        "",
        f"Model {scores.version}, {in_short(scores.notice)}, {scores.replicates} runs. In the model. Made by",
        "`scripts/plot/targets.py`; the facts are those of the theatre (`theatre.targets`), with their sources.",
        "",
    ]


def _blocks(scores):
    yield from ("| block | within tolerance | typical error (factor) | bias (model / fact) | rank correlation over years |", "| --- | --- | --- | --- | --- |")
    for one in scores.blocks:
        numbers = [f"{one.ratio:.2f}", f"{one.bias:.2f}", f"{one.ranks:+.2f}"] if one.block.has_levels else ["", "", ""]
        yield _row([f"{one.block.name}: {one.block.title}", f"{one.within} of {len(one.rows)}", *numbers])
    yield ""
    for one in scores.blocks:
        factor = one.block.bias_within
        if factor:
            kept = 1 / factor <= one.bias <= factor and one.ranks > 0
            yield f"{one.block.name} is within a factor of {factor:g} in geometric mean and rises with the facts over the years: {'yes' if kept else '**no**'}."
    short = [one.block.name for one in scores.blocks if not one.block.bias_within and 2 * one.within < len(one.rows)]
    yield f"At least half of every other block within tolerance: {'**no**, not ' + ', '.join(short) if short else 'yes'}."


def _patterns(scores):
    for pattern in scores.patterns:
        if pattern.found != "not in this study":
            yield f"- {pattern.claim}: {pattern.value:.3g} in the model, {pattern.low:.3g} to {pattern.high:.3g} wanted: {pattern.found}"


def _later(scores):
    """Years after the targets, printed without comment."""
    yield f"Years after the targets, as reported, mean (5th to 95th percentile of runs), with the mean by class ({', '.join(scores.classes)}):"
    yield ""
    yield from ("| year | civilians killed in direct attacks | by class | direct attacks | by class |", "| --- | --- | --- | --- | --- |")
    for one in scores.later:
        cells = [str(one.year)]
        for counts in (one.killed, one.attacks):
            low, high = _spread(counts.sum(axis=1))
            cells.append(f"{counts.sum(axis=1).mean():.0f} ({low:.0f} to {high:.0f})")
            cells.append(", ".join(f"{mean:.0f}" for mean in counts.mean(axis=0)))
        yield _row(cells)


def _targets(scores):
    yield from ("| target | period | fact | model: mean (5th to 95th percentile of runs) | tolerance | within |", "| --- | --- | --- | --- | --- | --- |")
    for row in (row for one in scores.blocks for row in one.rows):
        low, high = _spread(row.runs)
        yield _row([f"{row.target.name}: {row.target.what}", row.target.period, _form(row.target.value),
                    f"{_form(row.model)} ({_form(low)} to {_form(high)})", row.target.within, "yes" if row.ok else "**no**"])  # fmt: skip


def table(scores, picture=""):
    """The table as Markdown."""
    lines = _head(scores)
    if not scores.blocks:
        lines.append("no targets: the theatre of this result states none (`theatre.targets`), so there is nothing to score.")
        return "\n".join(lines) + "\n"
    if picture:
        lines += [f"![The model beside its targets]({picture})", ""]
    lines += [*_blocks(scores), ""]
    patterns = list(_patterns(scores))
    if patterns:
        lines += ["Named patterns that this study measures:", "", *patterns, ""]
    lines += [*_targets(scores), ""]
    lines += [*_later(scores), ""] if scores.later else []
    used = dict.fromkeys(target.measure for one in scores.blocks for target in one.block.targets)
    lines.append("How the model's values are computed: " + "; ".join(MEASURES[name][1] for name in used) + ".")
    return "\n".join(lines) + "\n"


def draw_block(axis, score_of_block, letter):
    block, rows = score_of_block.block, score_of_block.rows
    x = np.arange(len(rows))
    low, high = np.array([_spread(row.runs) for row in rows]).T
    axis.vlines(x, low, high, color=BLUE, lw=1.2)
    axis.plot(x, [row.model for row in rows], "o", color=BLUE, ms=3.5, label="model: mean, 90% of runs")
    axis.plot(x, [row.target.value for row in rows], "D", color=VERMILION, ms=3.2, mfc="none", label="fact")
    if block.has_levels:
        axis.set_yscale("symlog", linthresh=1)
    axis.set_xticks(x, [row.target.name.replace("_", " ") for row in rows], rotation=90)
    words = textwrap.fill(f"{letter}  {block.brief}", 30)
    axis.set_title(f"{words}\n{score_of_block.within} of {len(rows)} within tolerance", loc="left", fontsize=6.5)
    axis.set_xlim(-0.6, len(x) - 0.4)
    axis.set_ylabel(block.axis)


def draw(scores, out):
    with plt.rc_context(PRINT):
        count = len(scores.blocks)
        figure, axes = plt.subplots(1, count, figsize=(max(4.6, 1.84 * count), 3.1), squeeze=False)
        for i, (axis, one) in enumerate(zip(axes[0], scores.blocks)):
            draw_block(axis, one, chr(ord("a") + i % 26))
        figure.legend(*axes[0, 0].get_legend_handles_labels(), frameon=False, loc="lower left", bbox_to_anchor=(0.0, 0.045), ncols=2)
        figure.tight_layout(rect=(0, 0.12, 1, 1))
        stamp(figure, 0.99, 0.08, scores.notice)
        figure.text(0.01, 0.025, f"{scores.theatre.name or 'This theatre'} in the model {scores.version}, {scores.replicates} runs; facts: theatre.targets of the result",
                    fontsize=6, va="center")  # fmt: skip
        save(figure, out, "The model against its targets", str(out), scores.notice)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result", type=plain_file)
    parser.add_argument("--out", default="results/targets.png")
    parser.add_argument("--table")
    options = parser.parse_args()
    for out in filter(None, (options.out, options.table)):
        place_to_write(out, options.result)
    scores = score(options.result)
    if scores.blocks:
        draw(scores, options.out)
    text = table(scores, Path(options.out).name)
    if options.table:
        write_text(options.table, text)
    print(text)
    print(f"targets: {options.out if scores.blocks else 'no picture: no targets'}")


if __name__ == "__main__":
    run(main)
