# SPDX-License-Identifier: Apache-2.0
"""The shipped worlds: the thesis can come out supported, refuted, and by association alone."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv.pop(1)
REPLICATES = 24  # at fixed parameters a word takes 20


class VerdictStudies(unittest.TestCase):
    def verdict_of(self, study):
        with tempfile.TemporaryDirectory() as folder:
            result = str(pathlib.Path(folder) / "r.nc")
            subprocess.run([PROGRAM, "run", f"configs/studies/{study}.yaml", "--quiet", "--replicates",
                            str(REPLICATES), "--out", result], check=True)
            printed = subprocess.run([PROGRAM, "verdict", result, "--json"], check=True, capture_output=True, text=True)
        (view,) = json.loads(printed.stdout)["views"]
        return {line["id"]: line.get("verdict") for line in view["hypotheses"] if line["id"]}

    def test_a_world_in_which_the_thesis_holds(self):
        words = self.verdict_of("verdict_supported")
        self.assertEqual([words[h] for h in ("H1", "H2", "H3")], ["supported"] * 3)

    def test_a_world_in_which_it_is_false(self):
        words = self.verdict_of("verdict_refuted")
        self.assertEqual([words[h] for h in ("H1", "H2", "H3")], ["refuted"] * 3)

    def test_association_alone_lowers_legitimacy_without_conduct(self):
        words = self.verdict_of("verdict_association_only")
        self.assertEqual(words["H2"], "supported")
        self.assertEqual([words[h] for h in ("H1", "H3")], ["practically null"] * 2)


if __name__ == "__main__":
    unittest.main()
