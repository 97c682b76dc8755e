# SPDX-License-Identifier: Apache-2.0
"""scripts/verification/regions_left_out.py foresees a region's answers from those of others as a normal law does."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import h5py
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts/verification/regions_left_out.py"
sys.path.insert(0, str(SCRIPT.parent))
import regions_left_out  # noqa: E402  (the path above makes it importable)

RUNS = 4000


def target(name, outcome, value):
    return {"name": name, "outcome": outcome, "scale": "identity", "shift": 0, "value": value, "error": 0.6, "discrepancy": 0.8, "block": "opinion"}  # variance 1


NORTH, SOUTH = ("sum(survey_answers.wave.blue.%s.positive, 2016..2016)" % region for region in ("North", "South"))
TARGETS = [target("north", NORTH, 2.0), target("south", SOUTH, 3.0), target("both", f"{NORTH} + {SOUTH}", 4.0), target("deaths", "sum(deaths, 2016..2016)", 0.0)]


class RegionsLeftOut(unittest.TestCase):
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

    def test_a_region_is_foreseen_from_the_other(self):
        done = self.told(*TARGETS[:2], TARGETS[3])
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = {line.split()[0]: [float(cell) for cell in line.split()[1:]] for line in done.stdout.splitlines()[4:] if line}
        self.assertEqual(list(rows), ["North", "South", "all", "opinion"])
        # The prior: a normal of mean 0 and variance 9 + 1 + 1. Given the other: 9 / 11 of it, variance 11 - 81 / 11.
        for region, fact, other in (("North", 2, 3), ("South", 3, 2)):
            mean, variance = 9 / 11 * other, 11 - 81 / 11
            self.assertAlmostEqual(rows[region][1], -0.5 * (fact**2 / 11 + np.log(2 * np.pi * 11)), delta=0.1)
            self.assertAlmostEqual(rows[region][2], -0.5 * ((fact - mean) ** 2 / variance + np.log(2 * np.pi * variance)), delta=0.1)
            self.assertAlmostEqual(rows[region][4], abs(fact - mean), delta=0.08)
            self.assertEqual(rows[region][5], 1)  # a constant: what the other region says
        self.assertAlmostEqual(rows["all"][1], rows["North"][1] + rows["South"][1], delta=0.11)

    def test_answers_of_several_regions_are_of_none(self):
        self.assertEqual([regions_left_out.region_of(one) for one in TARGETS], ["North", "South", None, None])

    def test_without_answers_of_a_region_there_is_nothing_to_leave_out(self):
        done = self.told(TARGETS[3])
        self.assertEqual(done.returncode, 1)
        self.assertIn("no fact is an answer of one region", done.stderr)

    def test_few_runs_are_refused(self):
        done = self.told(*[target(f"north_{k}", NORTH, 1.0) for k in range(RUNS // 4 + 1)])
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"{RUNS} runs for {RUNS // 4 + 1} facts; at least {RUNS + 4} are needed", done.stderr)


if __name__ == "__main__":
    unittest.main()
