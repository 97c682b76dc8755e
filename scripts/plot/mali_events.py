# SPDX-License-Identifier: Apache-2.0
"""Dates that pictures of Mali mark: MINUSMA's mandates and the coups, as configs/mali has them. Nothing is dated here."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

MALI = Path(__file__).resolve().parents[2] / "configs/mali"
RESOLUTION = re.compile(r"^ +(\d{4}-\d{2}-\d{2}): .*#.*?\b(\d{4})\b")
COUP = re.compile(r"^ +(\d{4}-\d{2}-\d{2}): .*# \w+: (?:second )?coup\b")


@dataclass(frozen=True)
class Event:
    when: date
    label: str


def block(path, *keys):
    """The lines below nested keys of a YAML file, comments included: resolutions have their numbers there."""
    lines, depth = path.read_text().splitlines(), -1
    for key in keys:
        start = next((i for i, line in enumerate(lines) if re.match(rf" +{key}:", line) and indent(line) > depth), None)
        if start is None:
            raise ValueError(f"{path}: has no {'.'.join(keys)}")
        depth = indent(lines[start])
        below = lines[start + 1 :]
        end = next((i for i, line in enumerate(below) if line.strip() and indent(line) <= depth), len(below))
        lines = below[:end]
    return lines


def indent(line):
    return len(line) - len(line.lstrip(" "))


def mandates(folder=MALI):
    """The resolutions that changed what MINUSMA was to do."""
    found = (RESOLUTION.match(line) for line in block(folder / "missions.yaml", "minusma", "mandate", "protection"))
    return [Event(date.fromisoformat(match[1]), match[2]) for match in found if match]


def coups(folder=MALI):
    found = (COUP.match(line) for line in block(folder / "timeline.yaml", "regime"))
    return [Event(date.fromisoformat(match[1]), "coup") for match in found if match]
