# SPDX-License-Identifier: Apache-2.0
"""The README's walk in another theatre: check, run, compare, verdict, decompose, every picture, with the program and the scripts as a user
runs them. Nothing that comes out may speak of the theatre that ships with the project."""

import base64
import os
import re
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib
from pathlib import Path

import h5py
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("PEACENORM", str(ROOT / "build/quick/peacenorm"))
CAR = ROOT / "configs/car_sketch"
PLOT = ROOT / "scripts/plot"
OTHER = re.compile(r"mali(?!s)|minusma|bamako|barkhane|kidal|mopti|\bgao\b|g5_joint|fulani|dogon", re.IGNORECASE)  # but: malice is nobody's


def texts_of_png(path):
    """The texts in a picture's own metadata."""
    data, at, found = path.read_bytes(), 8, []
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        if kind in (b"tEXt", b"iTXt"):
            found.append(body.decode("latin-1"))
        if kind == b"zTXt":
            found.append(zlib.decompress(body.split(b"\0", 1)[1][1:]).decode("latin-1"))
        at += 12 + length
    return "\n".join(found)


def texts_of_result(path):
    """Every text in a result: names, attributes, labels."""
    found = []

    def visit(name, thing):
        found.append(name)
        found.extend(str(value) for value in thing.attrs.values())
        if isinstance(thing, h5py.Dataset) and thing.dtype.kind in "OS":
            found.extend(value.decode() if isinstance(value, bytes) else str(value) for value in np.asarray(thing[()]).reshape(-1))

    with h5py.File(path) as file:
        visit("/", file)
        file.visititems(visit)
    return "\n".join(found)


class Walk(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.out = Path(cls.folder.name)
        cls.said = []
        for name, replicates in (("baseline", 2), ("bilaterals", 3), ("ladder", 2), ("mechanisms", 2), ("scored", 3), ("screening", 1), ("verdict", 8)):
            cls.program("run", CAR / f"{name}.yaml", "--replicates", replicates, "--out", cls.out / f"{name}.nc")

    @classmethod
    def command(cls, *command):
        """Runs a command; keeps what it says, and fails when it does."""
        ran = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd=ROOT, check=False)
        cls.said.append(ran.stdout + ran.stderr)
        if ran.returncode:
            raise AssertionError(f"{command}: exit {ran.returncode}\n{ran.stdout}{ran.stderr}")
        return ran.stdout

    @classmethod
    def program(cls, *arguments):
        return cls.command(PROGRAM, *arguments)

    @classmethod
    def script(cls, name, *arguments):
        return cls.command(sys.executable, "-B", PLOT / name, *arguments)

    def assert_speaks_of_no_other_theatre(self, text, where):
        found = OTHER.search(text)
        self.assertIsNone(found, f"{where}: {found and text[max(0, found.start() - 80) : found.end() + 80]}")

    def test_every_study_checks_and_says_nothing_of_another_theatre(self):
        for study in sorted(CAR.glob("*.yaml")):
            if re.search(r"^(base|model):.*", study.read_text(), re.MULTILINE):
                self.assert_speaks_of_no_other_theatre(self.program("check", study), study.name)

    def test_results_hold_no_word_of_another_theatre(self):
        for result in sorted(self.out.glob("*.nc")):
            text = texts_of_result(result)
            self.assertIn("minusca", text, result.name)
            self.assert_speaks_of_no_other_theatre(text, result.name)

    def test_pages_speak_of_this_theatre(self):
        for result in sorted(self.out.glob("*.nc")):
            page = result.with_suffix(".html")
            self.program("report", result, "--out", page)
            data = re.search(r'id="data-head">([^<]*)<', page.read_text(encoding="utf-8"))[1]
            text = zlib.decompress(base64.b64decode(data), -15).decode()
            self.assertIn("the EU training mission", text)
            self.assert_speaks_of_no_other_theatre(text, page.name)

    def test_comparisons_speak_of_this_theatre(self):
        for form in ((), ("--json",), ("--csv",)):
            text = self.program("compare", self.out / "bilaterals.nc", *form)
            self.assertIn("minusca", text)
            self.assert_speaks_of_no_other_theatre(text, f"compare {form}")
        for text in (self.program("decompose", self.out / "mechanisms.nc"), self.program("inspect", self.out / "ladder.nc"),
                     self.program("replay", self.out / "bilaterals.nc", 1, "--trace", "--out", self.out / "trace.jsonl")):  # fmt: skip
            self.assert_speaks_of_no_other_theatre(text, "a command")
        self.program("export", self.out / "bilaterals.nc", "--out", self.out / "runs.csv")
        for name in ("runs.csv", "trace.jsonl"):
            self.assert_speaks_of_no_other_theatre((self.out / name).read_text(), name)

    def test_the_verdict_looks_for_the_facts_of_this_theatre(self):
        text = self.program("verdict", self.out / "verdict.nc")
        for words in ("theatre: Central African Republic (a sketch, illustrative numbers)", "actor: minusca", "legitimacy_by_region Haute-Kotto",
                      "reported deaths of 2018 between 50 and 1,000", "between a tenth and a half of threats answered in 2016"):  # fmt: skip
            self.assertIn(words, text)
        self.assertNotIn("needs outcome", text)
        self.assert_speaks_of_no_other_theatre(text, "verdict")
        self.assert_speaks_of_no_other_theatre(self.program("verdict", self.out / "verdict.nc", "--json"), "verdict --json")

    def test_every_picture_can_be_drawn(self):
        for name, command in (("effects.json", "compare"), ("shares.json", "decompose")):
            result = "bilaterals.nc" if command == "compare" else "mechanisms.nc"
            (self.out / name).write_text(self.program(command, self.out / result, "--json"))
        pictures = {
            "effects": ("effects.py", self.out / "effects.json"),
            "series": ("time_series.py", self.out / "bilaterals.nc", "--show", "poc_compliance.minusca", "--show", "legitimacy_exposed.minusca"),
            "shapley": ("shapley_bars.py", self.out / "shares.json"),
            "ladder": ("cooperation_ladder.py", self.out / "ladder.nc"),
            "sensitivity": ("sensitivity.py", self.out / "screening.nc", "--outcome", "poc_compliance_minusca"),
            "targets": ("targets.py", self.out / "scored.nc", "--table", self.out / "targets.md"),
        }
        for name, (script, *arguments) in pictures.items():
            picture = self.out / f"{name}.png"
            text = self.script(script, *arguments, "--out", picture)
            self.assert_speaks_of_no_other_theatre(text, script)
            self.assert_speaks_of_no_other_theatre(texts_of_png(picture), picture.name)
            if script == "cooperation_ladder.py":
                self.assertIn("MINUSCA, means over 2018-01-01 to 2019-12-29", text)
        self.script("pairing_table.py", "--replicates", 3, "--out", self.out / "pairing.md", self.out / "effects.json")
        self.assertIn("| effects | deep | poc_compliance_minusca |", (self.out / "pairing.md").read_text())
        table = (self.out / "targets.md").read_text()
        self.assertIn("# The model against its targets, Central African Republic", table)
        self.assertIn("deaths_2018", table)
        self.assert_speaks_of_no_other_theatre(table, "targets.md")

    def test_a_theatre_that_states_nothing_works_and_says_so(self):
        out = self.out / "bare.h5"
        bare = self.out / "bare.yaml"
        parts = ", ".join(str(CAR / part) for part in ("places.yaml", "interveners.yaml", "armed_groups.yaml"))
        study = (CAR / "bilaterals.yaml").read_text().replace("base: baseline.yaml", f"base: [{parts}]\nmodel: intervention\nhorizon: {{start: 2015-01-05, end: 2019-12-30}}")
        bare.write_text(study)
        self.program("run", bare, "--replicates", 2, "--out", out)
        self.assertIn("none: the study's theatre states no facts to look for", self.program("verdict", out))
        self.assertIn("no targets: the theatre of this result states none", self.script("targets.py", out, "--out", self.out / "none.png"))
        self.assertFalse((self.out / "none.png").exists())
        self.script("time_series.py", out, "--show", "poc_compliance.minusca", "--out", self.out / "bare.png")

    def test_a_slip_in_a_theatre_is_said_with_its_place(self):
        slip = self.out / "slip.yaml"
        slip.write_text(f"base: {CAR / 'baseline.yaml'}\ntheatre:\n  hypotheses:\n    H9: {{beside: [legitimacy_by_regoin.Ouaka]}}\n  marks:\n    mandates: {{days: {{soon: x}}}}\n")
        ran = subprocess.run([PROGRAM, "check", slip], capture_output=True, text=True, check=False)
        self.assertEqual(ran.returncode, 2)
        for words in ("slip.yaml:4:5: error: there is no hypothesis 'H9'; expected one of H1", "did you mean 'legitimacy_by_region'?", "'soon' is not a day"):
            self.assertIn(words, ran.stderr)


class Skeleton(unittest.TestCase):
    def test_new_theatre_runs_as_printed(self):
        with tempfile.TemporaryDirectory() as folder:
            for argument in ("theatre", "intervention"):
                text = subprocess.run([PROGRAM, "new", argument], capture_output=True, text=True, check=True).stdout
                self.assertIn("\ntheatre:\n", text)
                file, result = Path(folder) / "mine.yaml", Path(folder) / f"{argument}.nc"
                file.write_text(text)
                for command in (("check", file), ("run", file, "--replicates", "2", "--out", result), ("compare", result), ("verdict", result)):
                    ran = subprocess.run([PROGRAM, *map(str, command)], capture_output=True, text=True, check=False)
                    self.assertEqual(ran.returncode, 0, f"{command}: {ran.stderr}")
            self.assertIsNone(OTHER.search(texts_of_result(result) + text))


if __name__ == "__main__":
    unittest.main()
