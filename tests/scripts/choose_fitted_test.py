# SPDX-License-Identifier: Apache-2.0
"""scripts/verification/choose_fitted.py finds the numbers that facts can speak of, whatever the facts say."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import h5py
import numpy as np

SCRIPT = Path(__file__).resolve().parents[2] / "scripts/verification/choose_fitted.py"
RUNS = 400


def target(name, outcome, **other):
    return {"name": name, "outcome": outcome, "scale": "identity", "shift": 0, "value": 1.0, "error": 0.5, "discrepancy": 0.5, **other}


def fit(*targets, fitted=("idle",)):
    return {"targets": list(targets), "parameters": [{"path": path} for path in fitted]}


TARGETS = (
    target("visits", "sum(visits, 2016..2016) + 1"),
    target("share", "sum(seen, 2016..2016) / (sum(seen, 2016..2016) + mean(unseen, 2016..2016))", scale="logit"),
    target("guess", "sum(guesses, 2016..2016)", error=50),
)


class ChooseFitted(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.wave = Path(self.folder.name) / "fit.wave-1.nc"
        draw = np.random.default_rng(1).standard_normal((RUNS, 8))
        pace, reach, luck, noise = draw.T[:4]
        columns = {
            "parameter_pace": ("pace", pace),
            "parameter_reach": ("some.reach", np.exp(reach)),
            "parameter_luck": ("luck", luck),
            "parameter_idle": ("idle", draw[:, 5]),
            "parameter_fixed": ("fixed", np.ones(RUNS)),
            "target_0": ("sum(visits, 2016..2016)", pace + reach + 0.3 * noise),
            "target_1": ("sum(seen, 2016..2016)", 10 * np.exp(2 * pace + 0.3 * draw[:, 4])),
            "target_2": ("mean(unseen, 2016..2016)", 10 * np.ones(RUNS)),
            "target_3": ("sum(guesses, 2016..2016)", 9 * luck),
        }
        columns["target_0"][1][7] = np.nan  # a run that gave no number
        with h5py.File(self.wave, "w") as file:
            for name, (words, values) in columns.items():
                file[name] = values
                file[name].attrs["long_name"] = np.bytes_(words)

    def told(self, what, *options):
        file = Path(self.folder.name) / "fit.calibration.json"
        file.write_text(json.dumps(what))
        return subprocess.run([sys.executable, "-B", SCRIPT, self.wave, file, *options], capture_output=True, text=True)

    def test_chooses_what_moves_facts_by_more_than_their_error(self):
        told = self.told(fit(*TARGETS), "--count", "2").stdout
        lines = told.splitlines()
        self.assertEqual(lines[0], "399 runs, 4 drawn numbers, 3 facts")
        self.assertEqual([line.split()[0] for line in lines[3:5]], ["pace", "some.reach"], told)
        self.assertIn("fitted now, not chosen: idle", told)
        gain = {word: float(part.split()[-1]) for part in told.split("log score: ")[1].splitlines()[0].split(", ") for word in (part.rsplit(" ", 1)[0],)}
        self.assertEqual(gain["fitted now"], 0)
        self.assertTrue(1 < gain["chosen"] <= gain["all"], told)

    def test_never_looks_at_what_the_facts_say(self):
        others = [{**one, "value": -1e6} for one in TARGETS]
        self.assertEqual(self.told(fit(*TARGETS)).stdout, self.told(fit(*others)).stdout)
        without = [{key: value for key, value in one.items() if key != "value"} for one in TARGETS]
        self.assertEqual(self.told(fit(*TARGETS)).stdout, self.told(fit(*without)).stdout)

    def test_a_gain_is_that_of_the_closed_form(self):
        # y = x1 + x2 + e: 2 of the variance 2 + 0.09 + 0.5 come from fitted numbers, and 2 * 2 / 2.59 of it go.
        told = self.told(fit(target("visits", "sum(visits, 2016..2016)"), fitted=("pace", "some.reach"))).stdout
        gain = float(told.split("log score: fitted now ")[1].split(",")[0])
        self.assertAlmostEqual(gain, -0.5 * np.log(1 - 4 / 2.59**2), delta=0.1)

    def test_refuses_a_result_without_an_outcome_and_a_formula_that_is_none(self):
        for outcome in ("sum(other, 2016..2016)", "().__class__"):
            refused = self.told(fit(target("visits", outcome)))
            self.assertEqual(refused.returncode, 2)
            self.assertIn("visits: the result has no", refused.stderr)

    def test_refuses_too_few_runs(self):
        with h5py.File(self.wave, "a") as file:
            for number in range(100):
                file[f"parameter_more_{number}"] = np.random.default_rng(number).standard_normal(RUNS)
                file[f"parameter_more_{number}"].attrs["long_name"] = np.bytes_(f"more.{number}")
        refused = self.told(fit(*TARGETS))
        self.assertEqual(refused.returncode, 2)
        self.assertIn("399 runs for 104 numbers", refused.stderr)


if __name__ == "__main__":
    unittest.main()
