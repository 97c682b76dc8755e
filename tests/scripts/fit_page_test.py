# SPDX-License-Identifier: Apache-2.0
"""scripts/verification/fit_page.py counts what a calibration found, and refuses what is none."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "scripts/verification/fit_page.py"


def predictive(*means):
    return [{"mean": mean, "p05": mean - 1, "p95": mean + 1, "z": -mean, "log_score": -mean} for mean in means]


FIT = {
    "parameters_are": "fitted to 2 targets",
    "targets": [{"name": name, "block": block, "value": 0, "error": 0.3, "discrepancy": 0.4} for name, block in (("near", "first"), ("far", "second"))],
    "waves": [{"predictive": predictive(2, 5)}],
    "posterior_predictive": predictive(0.9, 3.5),
    "as_written_predictive": predictive(0, 1.1),
    "blocks_as_written": [-1, -2],
    "blocks_left_out": [{"block": block, "log_score_prior": -3, "log_score_given_others": -1} for block in ("first", "second")],
    "parameters": [{"path": "pace", "prior_p05": 0, "prior_p95": 1, "p05": 0.2, "p50": 0.3, "p95": 0.4, "sd_over_prior_sd": 0.25}],
    "learnt": {"degrees_of_freedom": 0.9},
    "twins": {"count": 400, "parameters": [{"name": "pace", "coverage_90": 0.91, "rank_p": 0.2}]},
    "does_not_hold_because": ["far stays away"],
}


class FitPage(unittest.TestCase):
    def told(self, content):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            file.write(content)
            file.flush()
            return subprocess.run([sys.executable, "-B", SCRIPT, file.name], capture_output=True, text=True)

    def test_counts_by_block_what_lies_within_two_standard_deviations_of_error_and_discrepancy(self):
        done = self.told(json.dumps(FIT))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("facts within tolerance: 1 of 2 (50%); beyond 3 standard deviations: far\n", done.stdout)
        self.assertIn("does not hold: far stays away\n", done.stdout)
        rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line.strip()}
        self.assertEqual(rows["all"], ["2", "0", "-7.0", "1", "-4.4", "1", "-1.1"])
        self.assertEqual(rows["far"], ["0.00", "3.50", "2.50", "4.50", "-3.50"])
        self.assertEqual(rows["pace"], ["0", "1", "0.2", "0.3", "0.4", "0.25", "0.910"])

    def test_without_runs_as_written_there_is_no_column_for_them(self):
        done = self.told(json.dumps({key: value for key, value in FIT.items() if "as_written" not in key}))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("as written", done.stdout)

    def test_what_holds_no_posterior_is_refused(self):
        for content in ("{}", "[]", "no JSON", json.dumps({"targets": []})):
            done = self.told(content)
            self.assertEqual(done.returncode, 1)
            self.assertIn("fit_page: error: ", done.stderr)
            self.assertNotIn("Traceback", done.stderr)


if __name__ == "__main__":
    unittest.main()
