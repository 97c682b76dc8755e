# SPDX-License-Identifier: Apache-2.0
"""The examples of docs/evaluate.md, run as written over a small model: a spreadsheet, Dakota's files, the Python script."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ["PEACENORM"])
TEXT = (ROOT / "docs/evaluate.md").read_text()
STUDY = ("model: toy\nseed: 7\nhorizon: {start: 2013-07-01, end: 2014-06-30}\n"
         "outcomes: {calm_mean: mean(calm), visited: sum(visits.minusma)}\n")


def block(language, heading):
    section = TEXT[TEXT.index(f"## {heading}"):]
    return re.search(rf"```{language}\n(.*?)```", section, re.S).group(1)


class Examples(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.write("study.yaml", STUDY)

    def write(self, name, text):
        (self.folder / name).write_text(text)

    def call(self, *words, **more):
        return subprocess.run([str(word) for word in words], cwd=self.folder, capture_output=True, text=True, check=False, **more)

    def test_the_spreadsheet_runs(self):
        self.write("points.csv", block("", "A spreadsheet").replace(".mission.", ".minusma."))
        done = self.call(PROGRAM, "evaluate", "study.yaml", "--points", "points.csv", "--out", "outcomes.csv")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len((self.folder / "outcomes.csv").read_text().splitlines()), 3)

    def test_the_driver_gives_dakota_its_responses_and_its_failures(self):
        self.write("driver.sh", block("sh", "Dakota"))
        (self.folder / "peacenorm").symlink_to(PROGRAM)
        path = f"{self.folder}:{os.environ['PATH']}"
        for value, wanted in (("1.000000000000000e-01", r"-?[0-9.e-]+ calm_mean\n[0-9]+ visited\n"), ("9.0e-01", "FAIL\n")):
            self.write("params.in", f"   1 variables\n  {value} decay\n   1 functions\n   1 ASV_1:calm_mean\n   1 eval_id\n")
            done = self.call("sh", "driver.sh", "params.in", "results.out", env={**os.environ, "PATH": path})
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertRegex((self.folder / "results.out").read_text(), f"^{wanted}$")

    def test_the_script_finds_the_parameter_that_gives_the_wanted_outcome(self):
        script = block("python", "Python")
        self.assertLessEqual(len([line for line in script.splitlines() if line.strip()]), 20)
        self.write("search.py", script)
        self.write("one.csv", "decay\n0.123\n")
        self.call(PROGRAM, "evaluate", "study.yaml", "--points", "one.csv", "--out", "one.jsonl")
        wanted = re.search(r'"calm_mean": ([-0-9.e]+)', (self.folder / "one.jsonl").read_text()).group(1)
        done = self.call(sys.executable, "search.py", PROGRAM, "study.yaml", "decay", "calm_mean", wanted, "0.05", "0.3")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertAlmostEqual(float(done.stdout.split()[0]), 0.123, delta=0.002)


if __name__ == "__main__":
    unittest.main()
