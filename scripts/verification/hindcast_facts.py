# SPDX-License-Identifier: Apache-2.0
"""Tables of facts: a line of columns, then a line a fact; lines that begin with # are passed over. All that is wrong is told at once, by file, line and column."""

import csv
import difflib
import math
import re

import numpy as np
from hindcast_data import Refused

PERIOD = re.compile(r"\d{4}(-\d\d(-\d\d)?|-Q[1-4])?")


def near(name, known):
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]}?" if close else ""


class Faults(Exception):
    """All that is wrong with a file of facts, a line each."""

    def __init__(self, lines):
        super().__init__("\n".join(lines))


class FactTable:
    """Facts of a file, checked one by one: outcome, value and what a subclass asks of the rest. Errors: Faults, all at once; Refused where it is no text;
    OSError where there is no such file."""

    def __init__(self, path, columns, outcomes, others=()):
        self.path, self.columns, self.outcomes, self.others = path, columns, outcomes, others
        self.faults, self.facts, self.lines = [], {}, {}
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as fault:
            raise Refused(f"{path}: is no text in UTF-8 ({fault}); expected facts with the columns {', '.join(columns)}") from fault
        self._read(list(self._rows(text)))
        if not self.faults:
            self.check_whole()
        if self.faults:
            raise Faults(self.faults)

    def fault(self, line, column, problem):
        self.faults.append(f"{self.path}:{line}:{column}: error: {problem}")

    def check(self, line, starts, key):
        """What a subclass asks of outcome, unit and period, where the outcome is one."""

    def check_whole(self):
        """What a subclass asks of all facts together."""

    def _rows(self, text):
        """Numbers of lines and their cells. No quotation goes on in the next line."""
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                try:
                    yield number, next(csv.reader([line], strict=True))
                except csv.Error:
                    self.fault(number, line.rfind('"') + 1, "the quotation mark has no partner in its line; expected two, or none")

    def _read(self, rows):
        if not rows:
            return self.fault(1, 1, f"there are no facts; expected a line {','.join(self.columns)}, then a line a fact")
        (line, header), *facts = rows
        header = [name.strip() for name in header]
        missing, told = [name for name in self.columns if name not in header], len(self.faults)
        for name in (name for name in header if name not in (*self.columns, *self.others)):
            self.fault(line, 1, f"'{name}' is no column; allowed: {', '.join((*self.columns, *self.others))}{near(name, missing)}")
        for name in (name for name in self.columns if header.count(name) != 1):
            self.fault(line, 1, f"column {name} is there {header.count(name)} times; expected once")
        if len(self.faults) > told:
            return None
        if not facts:
            return self.fault(line, 1, "no fact follows; expected a line a fact")
        for number, cells in facts:
            self._fact(number, header, [cell.strip() for cell in cells])
        return None

    def _fact(self, line, header, cells):
        if len(cells) != len(header):
            return self.fault(line, 1, f"{len(cells)} cells; expected {len(header)}: {', '.join(header)}")
        starts = dict(zip(header, np.cumsum([1, *[len(cell) + 1 for cell in cells[:-1]]])))
        fact, before = dict(zip(header, cells)), len(self.faults)
        key = (fact["outcome"], fact["unit"], fact["period"])
        if key[0] not in self.outcomes:
            self._value(line, starts["value"], fact["value"], math.inf)
            self.fault(line, starts["outcome"], f"'{key[0]}' is no outcome; allowed: {', '.join(self.outcomes)}{near(key[0], self.outcomes)}")
        else:
            self._value(line, starts["value"], fact["value"], self.outcomes[key[0]])
            if "source" in self.columns and not fact["source"]:
                self.fault(line, starts["source"], "the source is missing; expected where the fact was published")
            self.check(line, starts, key)
        if key in self.lines:
            self.fault(line, 1, f"{', '.join(key)} stands in line {self.lines[key]} already; expected once")
        self.lines.setdefault(key, line)
        if len(self.faults) == before:
            self.facts[key] = float(fact["value"])
        return None

    def _value(self, line, start, text, highest):
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not (math.isfinite(value) and 0 <= value <= highest):
            self.fault(line, start, f"'{text}' is no value; expected {'a number of 0 or more' if highest == math.inf else 'percent, 0 to 100'}")
