#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Does a step in a file make a year? Replaces dated steps by ramps, a kind of input and half-year at a time, and compares deaths by year.

usage: scripts/verification/steps.py SCENARIO [--program FILE] [--replicates N] [--years A..B] [--out FILE]
Every step of the kind that lies in the half-year becomes a straight line over 26 weeks around its date, week by week; all entities of the
kind together, so that a merger of groups goes jointly. Same seeds in all variants. What is named by date (who commands) stays as it is.
Ends with 1 if a year's mean deaths move by more than a factor of 1.5. Writes a table; docs/steps.md was made by it.
"""

import argparse
import datetime
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import h5py
import numpy as np
from variants import parse, render

DATE = re.compile(r"(\d{4}-\d\d-\d\d)$")
RAMP = datetime.timedelta(weeks=26)
LIMIT = 1.5


def schedules(node, path=()):
    """Yields (path, node) of each map from dates to numbers."""
    entries = [child[0].strip().partition(":") for child in node[1]]
    if len(entries) > 1 and all(DATE.match(key) for key, _, _ in entries):
        try:
            [float(value) for _, _, value in entries]
        except ValueError:
            return
        yield path, node
        return
    for child in node[1]:
        yield from schedules(child, (*path, child[0].strip().partition(":")[0]))


def kind_of(path):
    """What is dated, whatever entity it belongs to: the first and the last name of its path."""
    return f"{path[1]}: {path[-1]}" if len(path) > 2 else path[-1]


def half_year(date):
    return f"{date.year}, {'first' if date.month <= 6 else 'second'} half"


def steps(node):
    """The steps of a schedule as (date, change); its first entry is none."""
    values = [(datetime.date.fromisoformat(key), float(value)) for key, _, value in (c[0].strip().partition(":") for c in node[1])]
    return values, [(date, value - before) for (_, before), (date, value) in zip(values, values[1:]) if value != before]


def ramped(values, chosen):
    """The schedule with the chosen steps as ramps: weekly dates and values."""
    first = values[0][0]
    dates = {date for date, _ in values}
    for date, _ in chosen:
        dates |= {date - RAMP / 2 + datetime.timedelta(weeks=week) for week in range(27)}
    smooth = []
    for date in sorted(d for d in dates if d >= first):
        value = [v for d, v in values if d <= date][-1]
        for at, change in chosen:
            share = min(1.0, max(0.0, (date - (at - RAMP / 2)) / RAMP))
            value += change * (share - (1.0 if date >= at else 0.0))
        smooth.append((date, round(max(0.0, value), 9)))
    return smooth


def variant(text, kind, window):
    """The configuration with the steps of a kind in a half-year as ramps."""
    root = parse(text)
    for path, node in schedules(root):
        if kind_of(path) != kind:
            continue
        values, changes = steps(node)
        chosen = [(date, change) for date, change in changes if half_year(date) == window]
        if not chosen:
            continue
        indent = node[1][0][0][: len(node[1][0][0]) - len(node[1][0][0].lstrip())]
        node[1] = [[f"{indent}{date.isoformat()}: {value!r}", []] for date, value in ramped(values, chosen)]
    return "\n".join(render(root)) + "\n"


HEAD = """# Does a step in a file make a year?

Every dated step of a kind of input in a half-year is replaced by a straight line over 26 weeks around its date, week by week, all
entities of the kind together; the table gives the mean deaths of civilians by year over those with the steps as they are. Same seeds,
{replicates} replicates. The largest factor is {worst:.2f}; up to {limit:g} is accepted. What is named by date (who commands a contingent)
stays as it is. Made by `scripts/verification/steps.py {scenario} --out docs/steps.md`."""


class Runs:
    def __init__(self, program, folder, replicates, years):
        self.program, self.folder, self.replicates, self.years = program, Path(folder), replicates, years

    def deaths(self, text):
        """Mean deaths of civilians by year."""
        scenario, out = self.folder / "variant.yaml", self.folder / "variant.nc"
        scenario.write_text(text, encoding="utf-8")
        out.unlink(missing_ok=True)
        done = subprocess.run([self.program, "run", scenario, "--replicates", str(self.replicates), "--out", out, "--quiet",
                               "--set", f"horizon.end={self.years[-1] + 1}-01-14"], capture_output=True, text=True, check=False)  # fmt: skip
        if done.returncode:
            raise SystemExit(done.stderr)
        with h5py.File(out) as file:
            units = file["time"].attrs["units"]
            origin = np.datetime64(DATE.search(units if isinstance(units, str) else units.decode())[1])
            year = (origin + file["time"][:].astype("timedelta64[D]")).astype("datetime64[Y]").astype(int) + 1970
            killed = file["civilians_killed"][:].reshape(self.replicates, len(year), -1).sum(axis=2)
        return np.array([killed[:, year == y].sum(axis=1).mean() for y in self.years])


def windows(text, years):
    """The kinds of input and half-years in which something steps, with how many steps."""
    found = {}
    for path, node in schedules(parse(text)):
        for date, _ in steps(node)[1]:
            if years[0] - 1 <= date.year <= years[-1]:
                key = (kind_of(path), half_year(date))
                found[key] = found.get(key, 0) + 1
    return dict(sorted(found.items()))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default="build/release/peacenorm")
    parser.add_argument("scenario")
    parser.add_argument("--replicates", type=int, default=20)
    parser.add_argument("--years", default="2014..2018")
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    first, last = (int(year) for year in asked.years.split(".."))
    years = list(range(first, last + 1))
    text = subprocess.run([asked.program, "check", asked.scenario], capture_output=True, text=True, check=True).stdout
    lines = ["| input | half-year | steps | " + " | ".join(map(str, years)) + " | largest factor |", "| --- " * (len(years) + 4) + "|"]
    worst = 1.0
    with tempfile.TemporaryDirectory() as folder:
        runs = Runs(asked.program, folder, asked.replicates, years)
        base = runs.deaths(text)
        lines.append(f"| as in the files | | | {' | '.join(f'{d:.0f}' for d in base)} | |")
        for (kind, window), count in windows(text, years).items():
            ratios = runs.deaths(variant(text, kind, window)) / base
            largest = float(np.max(np.maximum(ratios, 1 / ratios)))
            worst = max(worst, largest)
            lines.append(f"| {kind} | {window} | {count} | {' | '.join(f'{r:.2f}' for r in ratios)} | {largest:.2f} |")
            print(lines[-1], file=sys.stderr, flush=True)
    table = "\n".join([*HEAD.format(limit=LIMIT, worst=worst, replicates=asked.replicates, scenario=asked.scenario).splitlines(), "", *lines]) + "\n"
    if asked.out:
        asked.out.write_text(table, encoding="utf-8")
    print(table, end="")
    return 1 if worst > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
