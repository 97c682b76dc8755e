#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the page that sets what people answered in surveys beside what the model's civilians answer: town by town, and what stays
unexplained.

usage: scripts/plot/perception.py RESULT [--out MD]

RESULT comes from a study whose theatre has answers to surveys among its targets, such as:
peacenorm run configs/verification/perception.yaml --out results/perception.nc
"""

import argparse
from collections import Counter

import numpy as np
from command_line import Refused, place_to_write, plain_file, run, write_text
from targets_data import score, spearman

ASKED = {"answers", "reproach_ratio", "together"}
EVERYWHERE = "*"
FEW = 3  # places at least for a rank correlation


class Row:
    """A fact from a survey beside the model: which wave and question, where, which answers."""

    def __init__(self, scored):
        self.scored, self.target = scored, scored.target
        asked, _, self.said = self.target.of.partition(":")
        self.wave, self.question, self.where = (asked.split(".") + ["", "", ""])[:3]
        if self.target.measure == "together":
            self.where = EVERYWHERE

    @property
    def miss(self):
        return self.scored.model - self.target.value


def _form(value):
    return "-" if np.isnan(value) else f"{value:.0f}" if abs(value) >= 10 else f"{value:.2g}"


def _signed(value):
    return "-" if np.isnan(value) else f"{value:+.0f}" if abs(value) >= 10 else f"{value:+.2g}"


def _cells(*cells):
    return "| " + " | ".join(cells) + " |"


def _spread(runs):
    there = runs[np.isfinite(runs)]
    low, high = np.percentile(there, [5, 95]) if there.size else (np.nan, np.nan)
    return f"{_form(low)} to {_form(high)}"


def rows_of(scores):
    """The facts from surveys, by block. Errors: Refused where the theatre states none."""
    found = {one.block: [Row(row) for row in one.rows if row.target.measure in ASKED] for one in scores.blocks}
    found = {block: rows for block, rows in found.items() if rows}
    if not found:
        raise Refused("the theatre of this result states no answers to surveys (theatre.targets with measure: answers); "
                      "expected a study that starts from such a file, as configs/verification/perception.yaml does")  # fmt: skip
    return found


def _summary(blocks):
    yield from ("| block | rows | within tolerance | mean miss | typical miss |", "| --- | --- | --- | --- | --- |")
    everything = [row for rows in blocks.values() for row in rows]
    for block, rows in blocks.items():
        misses = np.array([row.miss for row in rows])
        yield _cells(block.title, str(len(rows)), f"{sum(row.scored.ok for row in rows)}", _signed(np.nanmean(misses)), _form(np.nanmean(np.abs(misses))))
    within = sum(row.scored.ok for row in everything)
    yield ""
    yield f"{within} of {len(everything)} rows lie within tolerance ({100 * within / len(everything):.0f}%)."


def _facts(rows, order):
    yield from ("| asked | when | fact | model: mean (5th to 95th percentile of runs) | tolerance | within |", "| --- | --- | --- | --- | --- | --- |")
    for row in sorted(rows, key=order):
        target = row.target
        model = f"{_form(row.scored.model)} ({_spread(row.scored.runs)})"
        yield _cells(target.what, target.period, _form(target.value), model, target.within, "yes" if row.scored.ok else "**no**")


def _by_place(blocks):
    local = [row for rows in blocks.values() for row in rows if row.where != EVERYWHERE]
    for where in sorted({row.where for row in local}):
        here = [row for row in local if row.where == where]
        yield from (f"### {where}", "", f"{sum(row.scored.ok for row in here)} of {len(here)} within tolerance.", "")
        yield from _facts(here, lambda row: (row.target.period, row.wave, row.question))
        yield ""


def _everywhere(blocks):
    for block, rows in blocks.items():
        wide = [row for row in rows if row.where == EVERYWHERE]
        if wide:
            yield from (f"### {block.title}", "", *_facts(wide, lambda row: (row.target.period, row.wave, row.question)), "")


def compared(blocks):
    """Facts over places of one wave, question and answer: (wave, question, answer) -> rows, where there are enough of them."""
    groups = {}
    for row in (row for rows in blocks.values() for row in rows if row.where != EVERYWHERE):
        groups.setdefault((row.wave, row.question, row.said), []).append(row)
    return {key: rows for key, rows in groups.items() if len(rows) >= FEW}


def explained(rows):
    """Share of the variance over places that the model explains: 1 less squared misses over squared deviations; below 0 it does worse
    than one number for all. NaN where the facts are alike."""
    facts, misses = np.array([row.target.value for row in rows]), np.array([row.miss for row in rows])
    around = float(np.sum((facts - facts.mean()) ** 2))
    return 1 - float(np.sum(misses**2)) / around if around > 0 else np.nan


def _places(blocks):
    head = "| wave | about | answer | places | fact: least to most | model: least to most | rank correlation | variance explained |"
    yield from (head, "| --- | --- | --- | --- | --- | --- | --- | --- |")
    for (wave, question, said), rows in sorted(compared(blocks).items()):
        facts, models = ([row.target.value for row in rows], [row.scored.model for row in rows])
        ends = [f"{_form(min(values))} to {_form(max(values))}" for values in (facts, models)]
        yield _cells(wave, question, said, str(len(rows)), *ends, f"{spearman(np.array(facts), np.array(models)):+.2f}", f"{explained(rows):.2f}")


def _unexplained(blocks):
    missed = [row for rows in blocks.values() for row in rows if not row.scored.ok]
    if not missed:
        yield "No row lies beyond its tolerance."
        return
    by_question = Counter(row.question for row in missed)
    yield f"{len(missed)} rows lie beyond their tolerance, by question: " + ", ".join(f"{name} {n}" for name, n in by_question.most_common()) + "."
    yield ""
    yield from ("| asked | when | fact | model | miss |", "| --- | --- | --- | --- | --- |")
    for row in sorted(missed, key=lambda row: -abs(row.miss) / float(row.target.within)):
        yield _cells(row.target.what, row.target.period, _form(row.target.value), _form(row.scored.model), _signed(row.miss))


def page(scores):
    """The page as Markdown. Errors: Refused where the theatre states no answers."""
    blocks = rows_of(scores)
    where = scores.theatre.name or "a theatre without a name"
    sources = sorted({row.target.source for rows in blocks.values() for row in rows})
    return "\n".join([
        f"# What people answered, and what the model's civilians answer: {where}",
        "",
        f"Model {scores.version}, parameters as in the result, {scores.replicates} runs. In the model. The model draws persons where each survey asked, half",
        "as many as it did, and asks them as it asked; percentages are of all who were asked, those without an opinion too.",
        "Tolerances stand in the theatre's file and were set before the model was run. Made by `scripts/plot/perception.py`.",
        "",
        *_summary(blocks),
        "",
        "## Over places",
        "",
        "Does the model order places as people did? Variance explained is 1 where it hits every place, 0 where it does no better than",
        "one number for all places, below 0 where it does worse.",
        "",
        *_places(blocks),
        "",
        "## Place by place",
        "",
        *_by_place(blocks),
        "## The whole country",
        "",
        *_everywhere(blocks),
        "## What stays unexplained",
        "",
        *_unexplained(blocks),
        "",
        "## Sources",
        "",
        *(f"- {source}" for source in sources),
    ]) + "\n"  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result", type=plain_file)
    parser.add_argument("--out", metavar="MD")
    options = parser.parse_args()
    if options.out:
        place_to_write(options.out, options.result)
    text = page(score(options.result))
    if options.out:
        write_text(options.out, text)
    print(text if not options.out else f"perception: {options.out}")


if __name__ == "__main__":
    run(main)
