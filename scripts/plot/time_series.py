#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws series over time by arm, with bands over runs; the branch and the days that the theatre marks are shown.

usage: "$(scripts/find-python h5netcdf xarray matplotlib)" scripts/plot/time_series.py RESULT \\
           --show poc_compliance.ORGANISATION --show legitimacy_exposed.ORGANISATION --out PICTURE.png
"""

import argparse
from datetime import date, timedelta
from pathlib import Path

import matplotlib.dates
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from command_line import Refused, place_to_write, plain_file, positive, run, whole
from plot_style import LINES, MM, NOTICE_RED, PALETTE, PRINT, THRESHOLD_GREY, further_lines, save, small_print, stamp
from series_data import band, open_result, read_context, read_series, smooth

PANEL, GAP, TOP, BOTTOM = 42.0, 9.0, 27.0, 24.0  # mm
REFERENCE = "0.3"  # a grey, as the ground that others stand on
INDEX = "1"
TICK = "0.45"


def styles_of(context):
    """arm -> (colour, line); the reference is grey."""
    others = [arm for arm in context.arms if arm != context.reference]
    styles = {arm: (PALETTE[i % len(PALETTE)], LINES[i % len(LINES)]) for i, arm in enumerate(others)}
    return {context.reference: (REFERENCE, "-"), **styles}


def draw_band(axes, dates, values, style, depth, is_step):
    color, line = style
    low, median, high = band(values)
    axes.fill_between(dates, low, high, color=color, alpha=0.16, linewidth=0, zorder=depth, step="post" if is_step else None)
    axes.plot(dates, median, color=color, linestyle=line, linewidth=1.2, zorder=depth + 10, drawstyle="steps-post" if is_step else "default")


def width_of(series, width):
    """Counts and inputs are shown row by row: a mean over rows would draw a step as a slope."""
    return 1 if series.is_step else width


def negligible(series):
    """Below it a difference is what rounding leaves."""
    sizes = [np.nanmax(np.abs(values)) for values in series.values.values() if np.any(np.isfinite(values))]
    return 1e-12 * max(sizes, default=0.0)


def draw_level(axes, series, context, styles, width):
    dates = context.dates()
    for depth, (arm, style) in enumerate(styles.items(), start=2):
        draw_band(axes, dates, smooth(series.values[arm], width_of(series, width)), style, depth, series.is_step)
    axes.set_ylabel("level (index)" if series.unit == INDEX else f"level ({series.unit})")


def draw_change(axes, series, context, styles, width, threshold):
    dates = context.dates()
    base = series.values[context.reference]
    largest = 0.0
    for depth, (arm, style) in enumerate(styles.items(), start=2):
        if arm != context.reference:
            change = series.values[arm] - base
            change[np.abs(change) <= negligible(series)] = 0.0
            largest = max(largest, np.nanmax(np.abs(change), initial=0.0, where=np.isfinite(change)))
            draw_band(axes, dates, smooth(change, width_of(series, width)), style, depth, series.is_step)
    if largest == 0.0:
        axes.set_ylim(-1.0, 1.0)
    if series.unit == INDEX:
        axes.axhspan(-threshold, threshold, color=THRESHOLD_GREY, linewidth=0, zorder=0)
        low, high = axes.get_ylim() if largest > 0.0 else (0.0, 0.0)
        axes.set_ylim(min(low, -1.5 * threshold), max(high, 1.5 * threshold))
    axes.axhline(0.0, color="0.35", linewidth=0.6, zorder=1)
    axes.set_ylabel("difference (index points)" if series.unit == INDEX else f"difference ({series.unit})")


def mark(axes, context, is_first):
    """The branch, and the days that the theatre marks: vertical lines, or short ticks at the top. Names stand in the first row."""
    start, end = axes.get_xlim()
    above = axes.get_xaxis_transform()

    def name(when, label, color):
        if is_first:
            axes.text(when, 1.015, label, transform=above, rotation=90, ha="center", va="bottom", fontsize=5.2, color=color)

    def inside(when):
        return start <= matplotlib.dates.date2num(when) <= end

    def shown(how):
        return (day for marks in context.theatre.marks if marks.shown == how for day in marks.days if inside(day.when))

    for event in shown("ticks"):
        axes.plot([event.when] * 2, [0.955, 1.0], transform=above, color=TICK, linewidth=0.8, zorder=20)
        if not context.branch or abs((event.when - context.branch).days) > 45:
            name(event.when, event.label, TICK)
    for event in shown("lines"):
        axes.axvline(event.when, color=NOTICE_RED, linewidth=0.8, linestyle=(0, (2, 1.5)), zorder=1.5)
        if is_first:
            axes.text(event.when, 0.93, event.label + " ", transform=above, rotation=90, ha="right", va="top", fontsize=5.2, color=NOTICE_RED)
    if context.branch and inside(context.branch):
        axes.axvline(context.branch, color="black", linewidth=0.9, zorder=1.6)
        name(context.branch, "branch", "black")


def first_shown(context):
    """Two years of the shared past are enough."""
    start = context.dates()[0]
    return max(start, context.branch - timedelta(days=730)) if context.branch else start


def draw_row(row, series, context, styles, options, is_first):
    level, change = (row[0], row[1]) if len(row) == 2 else (row[0], None)
    draw_level(level, series, context, styles, options.smooth)
    if change is not None:
        draw_change(change, series, context, styles, options.smooth, options.threshold)
    for axes in row:
        axes.set_xlim(options.start or first_shown(context), options.end or context.dates()[-1])
        axes.grid(axis="y", color="0.9", linewidth=0.5)
        axes.set_axisbelow(True)
        axes.xaxis.set_major_locator(matplotlib.dates.YearLocator())
        axes.xaxis.set_major_formatter(matplotlib.dates.DateFormatter("%Y"))
        mark(axes, context, is_first)
    level.set_title(f"{series.name.replace('_', ' ').replace('.', ', ')}", loc="left", fontweight="bold", pad=26 if is_first else 4)
    if change is not None and is_first:
        change.set_title(f"change against {context.reference}", loc="left", fontweight="bold", pad=26)


def said_of_outcomes(series):
    """How a curve and an outcome of one quantity differ: a row is made of its own sums, an outcome of those of its window."""
    if series.is_step:
        return f" {series.name}: total of each row, or an input, not averaged."
    text = f" {series.name}: each row by itself (a ratio of its own sums); an outcome is one ratio of the sums over its whole window."
    for outcome in series.outcomes:
        means = "; ".join(f"{arm} {outcome.means[arm]:.3g} against {outcome.rows[arm]:.3g}" for arm in outcome.means)
        text += f" Over {outcome.window} the outcome against the mean of these rows: {means}."
    return text


def caption(series, context, options):
    what = "; ".join(f"{one.name}: {one.long_name}" for one in series)
    smooth_ones = [one.name for one in series if not one.is_step]
    smoothing = f" Each run is averaged over the last {options.smooth} recorded rows{'' if len(smooth_ones) == len(series) else ': ' + ', '.join(smooth_ones)}." if options.smooth > 1 and smooth_ones else ""
    smoothing += "".join(said_of_outcomes(one) for one in series)
    if any(one.is_absent for one in series):
        smoothing += " Gaps: weeks in which the organisation is not there; a difference has the weeks of both arms."
    left_out = f" Left out, with a failed or missing run: {context.left_out}." if context.left_out else ""
    paired = "Differences pair runs that share replicate, parameters and random numbers; grey strip: practically null. " if len(context.arms) > 1 else ""
    return (
        f"In the model. {what}. Medians with 5th to 95th percentiles of single runs, {context.replicates - context.left_out} "
        f"replicates.{left_out}{smoothing} {paired}{context.theatre.marks_in_words()} "
        f"Study {context.study}, peacenorm {context.version}."
    )


def draw(series, context, options):
    styles = styles_of(context)
    columns = 2 if len(context.arms) > 1 else 1
    words = caption(series, context, options)
    bottom = BOTTOM + further_lines(words, 4)
    total = TOP + len(series) * PANEL + (len(series) - 1) * GAP + bottom
    figure, grid = plt.subplots(len(series), columns, figsize=(180 * MM, total * MM), sharex=True, squeeze=False)
    figure.subplots_adjust(left=0.085, right=0.985, top=1 - TOP / total, bottom=bottom / total, wspace=0.23, hspace=GAP / PANEL)
    for i, one in enumerate(series):
        draw_row(grid[i], one, context, styles, options, i == 0)
    entries = [(Patch(facecolor=c, alpha=0.2), Line2D([], [], color=c, linestyle=line, linewidth=1.2)) for c, line in styles.values()]
    labels = [arm + (" (reference)" if len(styles) > 1 and arm == context.reference else "") for arm in styles]
    figure.legend(entries, labels, loc="upper left", bbox_to_anchor=(0.005, 1 - 6.0 / total), ncol=4, frameon=False, handlelength=2.6,
                  columnspacing=1.6, borderaxespad=0.2)
    figure.text(0.012, 1 - 3.8 / total, context.title, fontsize=8.5, fontweight="bold", va="center")
    stamp(figure, 0.985, 1 - 4.4 / total, context.notice)
    small_print(figure, 0.012, (bottom - 10.0) / total, words)
    return figure


def parse():
    parser = argparse.ArgumentParser(description="Draws series over time by arm, with bands over runs.")
    parser.add_argument("result", type=plain_file, help="a result with series")
    parser.add_argument("--show", action="append", required=True, metavar="VARIABLE[.LABEL]", help="a series, e.g. poc_compliance.mission; may be repeated")
    parser.add_argument("--out", type=Path, required=True, help="the picture, a PNG")
    parser.add_argument("--smooth", type=whole(1), default=13, help="recorded rows that are averaged, up to the one shown; 1: none (default %(default)s: a year of four-week rows)")
    parser.add_argument("--point", type=whole(0), default=0, help="design point, from 0 (default %(default)s)")
    parser.add_argument("--from", dest="start", type=date.fromisoformat, help="first day shown, YYYY-MM-DD (default: two years before the branch)")
    parser.add_argument("--to", dest="end", type=date.fromisoformat, help="last day shown, YYYY-MM-DD")
    parser.add_argument("--threshold", type=positive, default=0.02, help="d: smaller differences of an index count as null (default %(default)s)")
    options = parser.parse_args()
    if options.start and options.end and options.start >= options.end:
        raise Refused(f"--from {options.start} is not before --to {options.end}")
    place_to_write(options.out, options.result)
    return options


def main():
    options = parse()
    plt.rcParams.update(PRINT)
    with open_result(options.result) as file:
        context = read_context(file, options.point)
        series = [read_series(file, path, options.point) for path in options.show]
    save(draw(series, context, options), options.out, "Series over time", f"study {context.study}, peacenorm {context.version}", context.notice)
    print(f"picture: {options.out}")


if __name__ == "__main__":
    run(main)
