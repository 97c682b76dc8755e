#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes what a hindcast foresees from where the facts end, with 50% and 90% bands, beside its runs as they are, persistence, a random walk and a
negative-binomial regression that are made from facts up to the year before what is held out; scores all of them once there are facts. docs/hindcast.md
declares what is held out and how it is scored.

usage: scripts/verification/hindcast.py RESULT --out FOLDER [--frozen RESULT] [--score FACTS] [--known FACTS] [--draws N] [--seed N]

RESULT    of configs/verification/hindcast_2019_2023.yaml (stance given)
--frozen  of configs/verification/hindcast_stance_frozen.yaml
--out     folder for forecast.csv: forecaster, outcome, unit, resolution, period, median, low_50, high_50, low_90, high_90, draws
--score   CSV with the columns outcome, unit, period, value, source, as forecast.csv names them; lines that begin with # are passed over.
          Writes scores.csv too: outcome (the primary ones, P1 to P5, first), resolution, forecaster, facts, crps, log_score, within_50, within_90, skill
--known   the facts that the references are made from (default: configs/verification/facts_to_2018.csv)
"""

import argparse
import csv
import io
import sys
from datetime import date
from pathlib import Path

import numpy as np
from hindcast_data import OUTCOMES, RESOLUTIONS, Result, forecast_of
from hindcast_facts import Faults
from hindcast_references import Answers, check_units, read_facts, references
from hindcast_scores import MODEL, FactsFile, Score, passes, scores_of
from hindcast_start import Start, needed_runs, started

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "plot"))
from command_line import WRONG_INPUT, Refused, place_to_write, plain_file, run, whole, write_text  # noqa: E402  (the path above makes it importable)

FROZEN = "model_stance_frozen"
RUNS = "model_without_start"
KNOWN = Path(__file__).resolve().parents[2] / "configs/verification/facts_to_2018.csv"
LEVELS = (0.5, 0.25, 0.75, 0.05, 0.95)  # median, then the ends of the 50% and the 90% band
FORECAST_COLUMNS = "forecaster,outcome,unit,resolution,period,median,low_50,high_50,low_90,high_90,draws".split(",")
PRINTED = ("deaths", "deaths_by_class", "peacekeepers_killed")  # by year


def _text(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _order(row):
    return OUTCOMES.index(row.outcome), RESOLUTIONS.index(row.resolution), row.unit, row.period


def bands(draws):
    there = draws[np.isfinite(draws)]
    return np.quantile(there, LEVELS) if there.size else np.full(len(LEVELS), np.nan)


def forecast_table(forecasts):
    yield FORECAST_COLUMNS
    for name, forecast in forecasts.items():
        for row in sorted(forecast, key=_order):
            values = [f"{value:.6g}" for value in bands(forecast[row])]
            yield [name, row.outcome, row.unit, row.resolution, row.period, *values, int(np.isfinite(forecast[row]).sum())]


def score_table(scores):
    columns = list(Score.__dataclass_fields__)
    yield columns
    for score in scores:
        cells = [getattr(score, column) for column in columns]
        yield [f"{cell:.4f}" if isinstance(cell, float) else cell for cell in cells]


def _cells(*cells):
    return "| " + " | ".join(map(str, cells)) + " |"


def _is_printed(row, nation):
    """Years of what is primary and of the nation's displaced; of opinion the last quarters, over all towns."""
    if row.outcome == "opinion_negative":
        return row.unit.endswith(".all") and row.period.endswith("Q4")
    return row.resolution == "year" and (row.outcome in PRINTED or row[:2] == ("displaced", nation))


def printed_forecast(forecasts, nation):
    """What is read first, as medians and 90% bands."""
    yield _cells("outcome", "unit", "period", *(name.replace("_", " ") for name in forecasts))
    yield _cells(*["---"] * (3 + len(forecasts)))
    for row in sorted((row for row in forecasts[MODEL] if _is_printed(row, nation)), key=lambda row: (_order(row)[0], row.unit, row.period)):
        found = [bands(forecast[row]) if row in forecast else None for forecast in forecasts.values()]
        yield _cells(row.outcome, row.unit, row.period, *("-" if b is None else f"{b[0]:.0f} ({b[3]:.0f} to {b[4]:.0f})" for b in found))


def printed_scores(scores):
    yield from (_cells(*(column.replace("_", " ") for column in Score.__dataclass_fields__)), _cells(*["---"] * len(Score.__dataclass_fields__)))
    for line in list(score_table(scores))[1:]:
        yield _cells(*line)
    yield ""
    for name, facts, lost in passes(scores):
        yield f"{name}, {facts} fact{'s' * (facts != 1)}: {'not passed: ' + '; '.join(lost) if lost else 'passed'}"


def stamp(result, facts, options):
    """What the figures were made from."""
    model, version, parameters = (str(np.asarray(result.file.attrs.get(name, b"?")).astype(str)) for name in ("model", "model_version", "parameters"))
    needed = needed_runs(result.parameters().shape[1])
    few = f", since {needed} are needed to start them from facts" if len(result.done) < needed else ", since no fact is known of what they have"
    start = f"started from {facts} facts" if facts else f"as they are{few}"
    return f"{model} {version}; parameters {parameters}; {len(result.done)} runs that ended well, {start}; {options.draws} draws of each reference\n"


def _same_model(result, frozen):
    for name in ("model_version", "parameters"):
        ours, theirs = result.file.attrs.get(name), frozen.file.attrs.get(name)
        if ours != theirs:
            raise Refused(f"{frozen.path}: its {name} is {theirs}, that of {result.path} {ours}; expected both hindcasts of one model and one posterior")


def _check_frozen(frozen):
    def days(stance):  # by coding, or as it is
        for key, value in stance.items() if isinstance(stance, dict) else ():
            yield from days(value) if isinstance(value, dict) else [key] * key[:1].isdigit()

    last = max((day for one in frozen.configuration["parameters"]["organisations"].values() for day in days(one.get("stance"))), default="")
    if last >= f"{frozen.first}":
        raise Refused(f"{frozen.path}: its stance goes on to {last}; expected one that ends before {frozen.first}, and the one that goes on as RESULT")


def start_of(result, known, seed):
    past = forecast_of(result, seed, date(known.last - 1, 1, 1))
    return Start(known, Answers(result.configuration, result.first), past, result.said.share)


def forecast_from_facts(result, known, seed):
    """By name: what runs foresee from where the facts end, and what they foresee as they are; and how many facts moved them. The runs as they are alone, where
    they are too few, or no fact bears on them."""
    runs, parameters = forecast_of(result, seed), result.parameters()
    if len(result.done) < needed_runs(parameters.shape[1]):
        return {MODEL: runs}, 0
    found, facts = started(runs, start_of(result, known, seed), parameters, result.region_of, seed)
    return ({MODEL: found, RUNS: runs} if facts else {MODEL: runs}), facts


def forecasts_of(options):
    known = read_facts(options.known)
    result = Result(options.result, date(known.last + 1, 1, 1))
    check_units(options.known, known, result)
    found, facts = forecast_from_facts(result, known, options.seed)
    if options.frozen:
        frozen = Result(options.frozen, result.first)
        _same_model(result, frozen)
        _check_frozen(frozen)
        found = {MODEL: found.pop(MODEL), FROZEN: forecast_from_facts(frozen, known, options.seed)[0][MODEL]} | found
    truth = FactsFile(options.score, found[MODEL]).facts if options.score else {}
    found |= references(known, result, list(found[MODEL]), options.draws, options.seed)
    return found, truth, result, facts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result", type=plain_file, metavar="RESULT")
    parser.add_argument("--frozen", type=plain_file, metavar="RESULT")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--score", type=plain_file, metavar="FACTS")
    parser.add_argument("--known", type=plain_file, default=KNOWN, metavar="FACTS")
    parser.add_argument("--draws", type=whole(10), default=1000, metavar="N", help="of each reference (default: 1000)")
    parser.add_argument("--seed", type=whole(0), default=20190101, metavar="N")
    options = parser.parse_args()
    inputs = [one for one in (options.result, options.frozen, options.score, options.known) if one]
    for name in ("forecast.csv", "scores.csv"):
        place_to_write(options.out / name, *inputs)
    try:
        forecasts, truth, result, facts = forecasts_of(options)
    except Faults as faults:
        print(faults, file=sys.stderr)
        return WRONG_INPUT
    print(stamp(result, facts, options))
    write_text(options.out / "forecast.csv", _text(forecast_table(forecasts)))
    if not truth:
        print("\n".join(printed_forecast(forecasts, result.nation)))
        return 0
    scores = scores_of(forecasts, truth)
    write_text(options.out / "scores.csv", _text(score_table(scores)))
    print("\n".join(printed_scores(scores)))
    return 0


if __name__ == "__main__":
    run(main)
