# SPDX-License-Identifier: Apache-2.0
"""What all pictures share: size of print, colours, the stamp of the notice, and saving without a half file."""

import re
import textwrap

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

from command_line import write_whole

MM = 1.0 / 25.4  # inches
# Okabe and Ito's palette: told apart by colour-blind readers, and by lightness and marker in grey print.
BLUE, VERMILION, GREEN, PURPLE, SKY, ORANGE = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00"
PALETTE = (BLUE, VERMILION, GREEN, PURPLE, SKY, ORANGE)
MARKERS = ("o", "s", "D", "^", "v", "P")
LINES = ("-", (0, (4, 1.5)), (0, (1.2, 1.2)), (0, (5, 1.5, 1.2, 1.5)), (0, (7, 2)), (0, (2, 2)))
THRESHOLD_GREY = "0.82"
NOTICE = "in the model"
NOTICE_RED = "#9A3324"
PRINT = {
    "font.family": "DejaVu Sans",  # comes with matplotlib, so the picture is the same everywhere
    "font.size": 7,
    "axes.labelsize": 7,
    "axes.titlesize": 7.5,
    "xtick.labelsize": 6.5,
    "ytick.labelsize": 6.5,
    "legend.fontsize": 6.5,
    "axes.linewidth": 0.6,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def in_short(notice):
    """What a result says of its parameters, without the list of facts that they are fitted to."""
    return re.sub(r"(targets?) \([^()]*\)", r"\1", str(notice or "")) or NOTICE


def stamp(figure, x, y, notice=NOTICE):
    """The notice of a result in a frame, its right edge at x, its middle at y, in shares of the figure."""
    figure.text(x, y, in_short(notice), ha="right", va="center", fontsize=7, fontweight="bold", color=NOTICE_RED,
                bbox={"boxstyle": "square,pad=0.35", "facecolor": "white", "edgecolor": NOTICE_RED, "linewidth": 0.8})


def small_print(figure, x, y, text, width=165):
    """What a reader must know beside the picture, from y downwards."""
    figure.text(x, y, textwrap.fill(text, width), fontsize=5.8, va="top", color="0.2", linespacing=1.35)


def further_lines(text, room, width=165):
    """Height in mm of the lines of small print beyond those that there is room for."""
    return 2.8 * max(0, len(textwrap.wrap(text, width)) - room)


def save(figure, path, title, source, notice=NOTICE):
    """Writes a picture whole."""
    metadata = {"Title": f"{title}, {in_short(notice)}", "Source": source}
    write_whole(path, lambda beside: figure.savefig(beside, format="png", dpi=300, metadata=metadata))
    plt.close(figure)
