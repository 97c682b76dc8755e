# SPDX-License-Identifier: Apache-2.0
"""The theatre of a result: its name, how it writes names, the days that pictures mark, its targets. Read from the result's
configuration; nothing is named or dated here."""

import re
from dataclasses import dataclass, field
from datetime import date

from configuration import NotAConfiguration, configuration_of

EXPRESSION = re.compile(r"(mean|sum)\(([^.,)]+)(?:\.([^,)]*))?(?:,\s*([^)]*))?\)")


@dataclass(frozen=True)
class Mark:
    when: date
    label: str


@dataclass(frozen=True)
class Marks:
    """Days that are marked in one way: `ticks` at the top, or `lines`."""

    shown: str
    meaning: str
    days: list


@dataclass(frozen=True)
class Theatre:
    name: str = ""
    labels: dict = field(default_factory=dict)
    marks: list = field(default_factory=list)
    patterns: dict = field(default_factory=dict)
    targets: dict = field(default_factory=dict)

    def label(self, name):
        """How pictures write a name of the parameters."""
        return self.labels.get(name, name.replace("_", " "))

    @property
    def where(self):
        """For captions: "in the scenario of X"; without a name: "in this scenario"."""
        return f"in the scenario of {self.name}" if self.name else "in this scenario"

    def marks_in_words(self):
        """For captions: what ticks and lines stand for, or that there are none."""
        words = {"ticks": "ticks at the top", "lines": "dashed"}
        shown = [f"{words[marks.shown]}: {marks.meaning}" for marks in self.marks]
        text = "; ".join(shown) or "no days marked: the theatre states none"
        return text[0].upper() + text[1:] + "."


def _marks(entry):
    days = [Mark(date.fromisoformat(day), label or "") for day, label in sorted((entry.get("days") or {}).items())]
    return Marks(entry.get("shown", "ticks"), entry.get("meaning", ""), days)


def theatre_in(configuration):
    """The theatre of a configuration; an empty one where it has none. Errors: NotAConfiguration."""
    found = configuration.get("theatre") or {}
    try:
        return Theatre(
            name=found.get("name") or "",
            labels=found.get("labels") or {},
            marks=[_marks(entry) for entry in (found.get("marks") or {}).values()],
            patterns=found.get("patterns") or {},
            targets=found.get("targets") or {},
        )
    except (AttributeError, ValueError) as fault:
        raise NotAConfiguration(f"the theatre in the configuration cannot be read ({fault})") from fault


def theatre_of(file):
    """The theatre of an open result."""
    return theatre_in(configuration_of(file))


@dataclass(frozen=True)
class Measured:
    """What an outcome measures: "mean(calm.north, 2014..2015)" by its parts."""

    observable: str
    labels: list
    window: str


def measured(expression):
    """The parts of an outcome's expression; None when it is no such expression."""
    match = EXPRESSION.match(expression)
    return Measured(match[2], (match[3] or "").split(".") if match[3] else [], (match[4] or "").strip()) if match else None


def outcome_of(expressions, observable, label=None):
    """The first outcome of an observable (and label), with what it measures; (None, None) when there is none.
    `expressions`: name -> expression."""
    for name, expression in expressions.items():
        found = measured(expression)
        if found and found.observable == observable and (label is None or label in found.labels):
            return name, found
    return None, None
