# SPDX-License-Identifier: Apache-2.0
"""scripts/verification/facts_left_out.py foresees facts from others as a normal law does."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import h5py
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts/verification/facts_left_out.py"
sys.path.insert(0, str(SCRIPT.parent))
import facts_left_out  # noqa: E402  (the path above makes it importable)

RUNS = 4000


def target(name, outcome, value, block="opinion"):
    return {"name": name, "outcome": outcome, "scale": "identity", "shift": 0, "value": value, "error": 0.6, "discrepancy": 0.8, "block": block}  # variance 1


NORTH, SOUTH = ("sum(survey_answers.wave.blue.%s.positive, 2016..2016)" % region for region in ("North", "South"))
TARGETS = [target("north", NORTH, 2.0), target("south", SOUTH, 3.0), target("both", f"{NORTH} + {SOUTH}", 4.0), target("deaths", "sum(deaths, 2016..2016)", 0.0, "deaths")]


class FactsLeftOut(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.wave, self.fit = (Path(self.folder.name) / name for name in ("fit.wave-1.nc", "fit.calibration.json"))
        shared, north, south, deaths = np.random.default_rng(2).standard_normal((4, RUNS))
        with h5py.File(self.wave, "w") as file:
            for name, words, values in (("target_0", NORTH, 3 * shared + north), ("target_1", SOUTH, 3 * shared + south), ("target_2", "sum(deaths, 2016..2016)", deaths),
                                        ("parameter_shared", "shared", shared)):  # fmt: skip
                file[name] = values
                file[name].attrs["long_name"] = np.bytes_(words)

    def told(self, *targets):
        self.fit.write_text(json.dumps({"targets": targets, "parameters": []}))
        return subprocess.run([sys.executable, "-B", SCRIPT, self.wave, self.fit], capture_output=True, text=True)

    def rows(self, *targets):
        """By table and name: facts, within, scores, misses."""
        done = self.told(*targets)
        self.assertEqual(done.returncode, 0, done.stderr)
        tables, table = {}, None
        for line in done.stdout.splitlines()[3:]:
            cells = line.split()
            if line.endswith("constant"):
                table = tables.setdefault(cells[1], {})
            elif table is not None and cells:
                table[cells[0]] = [float(cell) if cell != "-" else None for cell in cells[1:]]
            if not cells:
                table = None
        return tables, done.stdout

    def test_what_is_left_out_is_foreseen_by_a_normal_law_from_what_is_left(self):
        tables, text = self.rows(*TARGETS[:2], TARGETS[3])
        self.assertEqual([list(tables["fact"]), list(tables["region"])], [["opinion", "deaths", "all"], ["North", "South", "all"]])
        # The prior: a normal of mean 0 and variance 9 + 1 + 1. Given the other: 9 / 11 of it, variance 11 - 81 / 11.
        for region, fact, other in (("North", 2, 3), ("South", 3, 2)):
            mean, variance = 9 / 11 * other, 11 - 81 / 11
            facts, within, prior, given, _, missed, constant = tables["region"][region]
            self.assertEqual((facts, within, constant), (1, 1, 1))  # a constant: what the other region says
            self.assertAlmostEqual(prior, -0.5 * (fact**2 / 11 + np.log(2 * np.pi * 11)), delta=0.1)
            self.assertAlmostEqual(given, -0.5 * ((fact - mean) ** 2 / variance + np.log(2 * np.pi * variance)), delta=0.1)
            self.assertAlmostEqual(missed, abs(fact - mean), delta=0.08)
        opinion, deaths = tables["fact"]["opinion"], tables["fact"]["deaths"]
        self.assertAlmostEqual(opinion[3], tables["region"]["all"][3], delta=0.11)  # here a region has one fact
        self.assertIsNone(deaths[-1])
        self.assertAlmostEqual(deaths[2], -0.5 * np.log(2 * np.pi * 2), delta=0.1)  # nothing else tells of it
        self.assertAlmostEqual(deaths[3], deaths[2], delta=0.1)
        self.assertIn("3 facts foreseen from the 2 others; beyond 3 standard deviations: none", text)

    def test_given_itself_a_fact_is_foreseen_as_by_one_measurement(self):
        _, text = self.rows({**TARGETS[3], "value": 1.0})
        # Of a normal of variance 1 and a fact with error of variance 1: mean a half, variance a half and one.
        score = -0.5 * (0.25 / 1.5 + np.log(2 * np.pi * 1.5))
        told = float(text.splitlines()[1].split("log score ")[1].split(",")[0])
        self.assertAlmostEqual(told, score, delta=0.06)
        self.assertIn("within 1", text.splitlines()[1])

    def test_a_fact_far_from_what_the_others_say_is_named(self):
        _, text = self.rows(TARGETS[0], {**TARGETS[1], "value": 20.0}, TARGETS[3])
        self.assertIn("beyond 3 standard deviations: north, south", text)

    def test_answers_of_several_regions_are_of_none(self):
        self.assertEqual([facts_left_out.region_of(one) for one in TARGETS], ["North", "South", None, None])

    def test_without_answers_of_a_region_none_is_left_out(self):
        tables, _ = self.rows(TARGETS[3])
        self.assertEqual(list(tables), ["fact"])

    def test_few_runs_are_refused(self):
        done = self.told(*[target(f"north_{k}", NORTH, 1.0) for k in range(RUNS // 4 + 1)])
        self.assertEqual(done.returncode, 2)
        self.assertIn(f"{RUNS} runs for {RUNS // 4 + 1} facts; at least {RUNS + 4} are needed", done.stderr)


if __name__ == "__main__":
    unittest.main()
