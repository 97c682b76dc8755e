# SPDX-License-Identifier: Apache-2.0
"""The theatre is data: nothing in models/ or scripts/ names a place, a community, an organisation or a day of a theatre in configs/."""

import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
THEATRES = ("configs/mali", "configs/car_sketch")
ENTITIES = ("places", "regions", "communities", "organisations", "contingents", "bases", "armed_groups")
# What people call them beside: names that stand in comments and titles of the theatres, not as keys.
CALLED = """mali malian bamako minusma afisma misma barkhane serval takuba eutm eucap wagner gatia jnim aqim mujao sahel tuareg bambara peul
            katiba macina g5_sahel minusca bangui bambari bria""".split()
# Words of the model's own vocabulary or of plain English that a theatre also uses as a name.
SHARED = {"host_army", "self_defence", "europe", "asia", "other_contributors", "national_troops"}
# Titles of the literature name what it is about.
EXEMPT = {"models/references.bib"}


def entities(text):
    """The names of entities in a theatre's file: keys four deep under one of the sections of its parameters."""
    section, found = "", set()
    for line in text.splitlines():
        key = re.match(r"( *)([A-Za-z0-9_-]+):", line)
        if not key:
            continue
        if len(key[1]) == 2:
            section = key[2]
        elif len(key[1]) == 4 and section in ENTITIES:
            found.add(key[2].lower())
    return found


def words():
    found = set(CALLED)
    for theatre in THEATRES:
        for path in (ROOT / theatre).rglob("*.yaml"):
            found |= entities(path.read_text(encoding="utf-8"))
    return found - SHARED


def days():
    """The days that theatres mark."""
    return {day for theatre in THEATRES for day in re.findall(r"\b\d{4}-\d\d-\d\d\b", (ROOT / theatre / "theatre.yaml").read_text())}


def sources():
    for folder in ("models", "scripts"):
        for path in sorted((ROOT / folder).rglob("*")):
            name = str(path.relative_to(ROOT))
            if path.is_file() and name not in EXEMPT and "__pycache__" not in name:
                yield name, path.read_text(encoding="utf-8")


class Words(unittest.TestCase):
    def test_names_are_found_in_a_theatre(self):
        self.assertEqual(entities("parameters:\n  places:\n    Gao: {region: x}\n  host:\n    capital: Gao\n"), {"gao"})
        for name in ("minusma", "gao", "kidal", "mopti", "dogon", "fulani", "barkhane", "g5_joint_force", "katiba_macina", "minusca", "ouaka"):
            self.assertIn(name, words())
        self.assertIn("2017-12-08", days())

    def test_no_source_names_a_theatre(self):
        name = re.compile(r"(?<![A-Za-z0-9])(" + "|".join(sorted(map(re.escape, words()), key=len, reverse=True)) + r")(?![A-Za-z0-9])", re.IGNORECASE)
        day = re.compile("|".join(sorted(days())))
        for path, text in sources():
            for number, line in enumerate(text.splitlines(), start=1):
                for found in (name.search(line), day.search(line)):
                    self.assertIsNone(found, f"{path}:{number}: names '{found and found[0]}', which belongs to a theatre: {line.strip()}")


if __name__ == "__main__":
    unittest.main()
