#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws and prints which factors an outcome depends on: Sobol indices of a saltelli design, screening of a morris design.

usage: "$(scripts/find-python h5py numpy matplotlib)" scripts/plot/sensitivity.py RESULT --outcome NAME --out PICTURE.png
"""

import argparse
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

from command_line import place_to_write, plain_file, run
from plot_style import BLUE, MM, PRINT, VERMILION, save, small_print, stamp
from sensitivity_data import NotThisStudy, beyond_total, elementary_effects, morris_measures, read, sobol_indices

ROW, TOP, BOTTOM = 8.0, 18.0, 24.0  # mm


def short(path):
    return " ".join(path.split(".")[-2:]).replace("_", " ")


def cell(x):
    if not hasattr(x, "low"):
        return f"{x:.4g}"
    error = "" if np.isnan(x.error) else f" +- {x.error:.2g}"
    return f"{x.mean:.4g}{error} [{x.low:.4g}, {x.high:.4g}]"


def warning(study, rows):
    """What a reader must know of indices that cannot be; empty where there are none."""
    beyond = beyond_total(study, rows) if study.kind == "saltelli" else []
    return f"first order above total beyond both errors, too few points for: {', '.join(beyond)}" if beyond else ""


def table(study, rows, heads):
    lines = [f"{study.outcome}: {study.expression}, unit {study.unit}{study.subject}; {study.kind}, {len(study.values)} points, replicates: {study.replicates}",
             "  " + "factor".ljust(max(map(len, study.factors))) + "".join(h.rjust(48) for h in heads)]
    for factor, row in zip(study.factors, rows):
        cells = [cell(x) for x in row]
        lines.append("  " + factor.ljust(max(map(len, study.factors))) + "".join(c.rjust(48) for c in cells))
    return "\n".join(lines)


def draw_sobol(axes, study, rows):
    for k, (name, color) in enumerate((("alone (first order)", BLUE), ("with all interactions (total)", VERMILION))):
        y = np.arange(len(rows)) + (k - 0.5) * 0.36
        axes.barh(y, [row[k].mean for row in rows], height=0.32, color=color, label=name, linewidth=0, zorder=2)
        for at, row in zip(y, rows):
            axes.plot([row[k].low, row[k].high], [at, at], color="white", linewidth=2.2, zorder=3)
            axes.plot([row[k].low, row[k].high], [at, at], color="0.05", linewidth=0.9, zorder=4)
    axes.set_yticks(range(len(rows)), [short(f) for f in study.factors])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.axvline(0.0, color="0.35", linewidth=0.6)
    axes.set_xlabel("share of the outcome's variance over the design")
    axes.legend(loc="lower left", bbox_to_anchor=(0.0, 1.0), ncol=2, frameon=False, borderaxespad=0.3)


def draw_morris(axes, study, rows):
    for k, (factor, (star, _, sigma)) in enumerate(zip(study.factors, rows)):
        axes.plot([star.low, star.high], [sigma, sigma], color=BLUE, linewidth=0.9, zorder=2)
        axes.plot([star.mean], [sigma], "o", color=BLUE, markersize=4, zorder=3)
        axes.annotate(short(factor), (star.mean, sigma), xytext=(4, 3 if k % 2 == 0 else -8), textcoords="offset points", fontsize=6)
    edge = max(max(row[0].mean for row in rows), 1e-300)
    axes.plot([0, edge], [0, edge], color="0.6", linewidth=0.6, linestyle=(0, (4, 2)), label="sigma = mu*: above it, not linear, or interacting")
    axes.set_xlabel("mu*: mean absolute elementary effect, over the whole range of a factor")
    axes.set_ylabel("sigma of the elementary effects")
    axes.legend(loc="lower left", bbox_to_anchor=(0.0, 1.0), frameon=False, borderaxespad=0.3)


def caption(study, rows):
    what = "95% intervals: bootstrap over rows" if study.kind == "saltelli" else "95% intervals: Student's t over trajectories"
    odd = warning(study, rows)
    what += f". Warning: {odd}" if odd else ""
    return (f"In the model ({study.attributes.get('notice', '')}). {study.outcome}: {study.expression}, unit {study.unit}{study.subject}; mean over "
            f"{study.replicates} replicates at each of {len(study.values)} points of a {study.kind} design. {what}. "
            f"Study {study.attributes.get('study_hash', '')[:8]}, peacenorm {study.attributes.get('peacenorm_version', '')}.")


def draw(study, rows):
    height = TOP + (max(len(rows), 3) * ROW if study.kind == "saltelli" else 80.0) + BOTTOM
    figure = plt.figure(figsize=(120 * MM, height * MM))
    axes = figure.add_axes((0.36 if study.kind == "saltelli" else 0.13, BOTTOM / height, 0.6 if study.kind == "saltelli" else 0.8,
                            1 - (TOP + BOTTOM) / height))
    (draw_sobol if study.kind == "saltelli" else draw_morris)(axes, study, rows)
    figure.text(0.015, 1 - 4.0 / height, study.outcome.replace("_", " "), fontsize=7.5, fontweight="bold", va="center")
    stamp(figure, 0.985, 1 - 4.0 / height, study.attributes.get("notice"))
    small_print(figure, 0.015, 10.5 / height, caption(study, rows), width=108)
    return figure


def main():
    parser = argparse.ArgumentParser(description="Which factors an outcome depends on.")
    parser.add_argument("result", type=plain_file, help="of a study with a saltelli or morris design")
    parser.add_argument("--out", type=Path, required=True, help="the picture, a PNG")
    parser.add_argument("--outcome", help="default: the first")
    parser.add_argument("--arm", help="of a study with arms: its difference to the reference (default: the first beside it)")
    options = parser.parse_args()
    place_to_write(options.out, options.result)
    plt.rcParams.update(PRINT)
    study = read(options.result, options.outcome, options.arm)
    if study.kind == "saltelli":
        rows, heads = sobol_indices(study), ("first order", "total")
    else:
        rows, heads = morris_measures(study), ("mu*", "mu", "sigma")
        if len(elementary_effects(study)) < 2:
            raise NotThisStudy("one trajectory gives no estimate of spread; use ten or more")
    print(table(study, rows, heads))
    if study.kind == "saltelli":
        print("  index +- standard error [95% interval], bootstrap over rows of the design")
    if warning(study, rows):
        print(f"warning: {warning(study, rows)}")
    save(draw(study, rows), options.out, "Sensitivity", f"study {study.attributes.get('study_hash', '')}", study.attributes.get("notice"))
    print(f"picture: {options.out}")


if __name__ == "__main__":
    run(main)
