# SPDX-License-Identifier: Apache-2.0
"""The forest plot of a comparison, on small comparisons whose numbers are known."""

import json
import struct
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts/plot/effects.py"
sys.path.insert(0, str(SCRIPT.parent))
import effects  # noqa: E402  (the path above makes it importable)


def contrast(outcome, arm, difference, half=0.25, **more):
    row = {
        "outcome": outcome, "design": {}, "arm": arm, "reference_design": {}, "reference_arm": "history", "method": "t",
        "difference": difference, "low": difference - half, "high": difference + half, "sd_of_difference": half,
        "pairs": 40, "discovery": abs(difference) > half, "partial": False,
    }
    return {**row, **more}


def comparison(contrasts, **more):
    units = {"calm": "1", "depth": "1", "deaths": "persons"}
    names = list(dict.fromkeys(c["outcome"] for c in contrasts))
    whole = {
        "title": "A study", "notice": "a toy", "study_hash": "0123456789", "peacenorm_version": "9.8.7", "branch": "2017-12-04",
        "arms": ["history", "strict", "loose"], "reference": "history", "replicates": 40, "looks": 1, "runs_failed": 0, "runs_missing": 0,
        "outcomes": [{"name": n, "unit": units[n], "expression": f"mean({n}, 2018-12..2020-11)"} for n in names],
        "contrasts": contrasts,
    }
    return {**whole, **more}


WHOLE = comparison([
    contrast("calm", "strict", 0.03125, half=0.015625), contrast("calm", "loose", 0.0, half=0.0),
    contrast("depth", "strict", 0.5, half=0.0), contrast("depth", "loose", 0.25, half=0.0),
    contrast("deaths", "strict", -12.0, half=20.0), contrast("deaths", "loose", 30.0, half=8.0, method="bca"),
])


class Effects(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.source, self.picture = Path(folder.name) / "effects.json", Path(folder.name) / "deep/effects.png"

    def run_script(self, text):
        self.source.write_text(text if isinstance(text, str) else json.dumps(text))
        return subprocess.run([sys.executable, "-B", SCRIPT, self.source, "--out", self.picture], capture_output=True, text=True)

    def test_draws_a_picture_180_mm_wide(self):
        ran = self.run_script(WHOLE)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        data = self.picture.read_bytes()
        self.assertAlmostEqual(struct.unpack(">I", data[16:20])[0], 180 / 25.4 * 300, delta=1)
        self.assertGreater(len(data), 30_000)
        self.assertIn(b", a toy", data)
        self.assertEqual([p.name for p in self.picture.parent.iterdir()], ["effects.png"])

    def test_groups_outcomes_by_unit_and_leaves_out_what_was_set(self):
        units, inputs = effects.blocks_of(WHOLE)
        self.assertEqual(inputs, ["depth"])
        self.assertEqual({unit: [o["name"] for o, _ in outcomes] for unit, outcomes in units.items()}, {"1": ["calm"], "persons": ["deaths"]})
        self.assertEqual([name for name, _ in units["1"][0][1]], ["strict", "loose"])

    def test_every_mark_stands_where_its_number_is(self):
        figure = effects.draw(WHOLE, 0.02)
        index, persons = figure.axes
        drawn = sorted(tuple(line.get_xdata()) for line in index.lines if len(line.get_xdata()) == 2 and line.get_linewidth() > 1)
        self.assertEqual(drawn, [(0.0, 0.0), (0.015625, 0.046875)])
        marks = [line for line in persons.lines if line.get_marker() not in ("None", None, "")]
        self.assertEqual([float(m.get_xdata()[0]) for m in marks], [-12.0, 30.0])
        self.assertEqual([m.get_markerfacecolor() == "white" for m in marks], [True, False])  # hollow: no discovery
        self.assertEqual(len([p for p in index.patches]), 1)  # the strip of d
        self.assertEqual(len([p for p in persons.patches]), 0)  # has no meaning for persons
        words = [text.get_text() for text in figure.texts]
        self.assertTrue(any("Outcomes from 2018-12 to 2020-11." in text and "branched on 2017-12-04" in text for text in words), words)
        self.assertIn("a toy", words)

    def test_numbers_read_as_in_the_table(self):
        self.assertEqual(effects.words_of(contrast("calm", "a", 0.0, half=0.0), "1"), "0  [0, 0]")
        self.assertEqual(effects.words_of(contrast("calm", "a", 0.5), "1"), "+0.5000  [+0.2500, +0.7500] *")
        self.assertEqual(effects.words_of(contrast("deaths", "a", 1.0, half=2, partial=True), "persons"), "+1  [-1, +3] partial")
        self.assertEqual(effects.words_of(contrast("calm", "a", 0.5, low=None, high=None), "1"), "+0.5000  (one pair)")

    def test_marks_what_is_null_and_what_is_over_fewer_weeks(self):
        row = contrast("calm", "a", 0.0078125, half=0.00390625, practically_null=True, share_of_window=0.25)
        self.assertEqual(effects.words_of(row, "1"), "+0.0078  [+0.0039, +0.0117] * null 25% of window")
        words = effects.caption(comparison([row]), [])
        self.assertIn("over those weeks alone", words)
        self.assertIn("practically null", words)
        across = comparison([row])
        across["outcomes"][0]["across_branch"] = True
        self.assertIn("draws differences toward 0", effects.caption(across, []))
        self.assertIn("calm, opens before the branch", [t.get_text() for t in effects.draw(across, 0.02).axes[0].texts])

    def test_zero_has_no_axis_of_powers_of_ten(self):
        rounding = contrast("deaths", "strict", 1.2e-13, half=2e-14, mean=700.0, reference_mean=700.0)
        self.assertEqual(effects.words_of(rounding, "persons"), "0  [0, 0] *")
        for rows in ([rounding], [contrast("deaths", "strict", 0.0, half=0.0)]):
            (axes,) = effects.draw(comparison(rows), 0.02).axes
            self.assertEqual(axes.get_xlim(), (-1.0, 1.0))

    def test_names_design_points_by_what_varies(self):
        rows = [contrast("calm", "default", 0.5, design={"cooperation.ladder.position": p, "kind": "x"},
                         reference_design={"cooperation.ladder.position": "0", "kind": "x"}, reference_arm="default") for p in ("1", "2")]
        units, _ = effects.blocks_of(comparison(rows, arms=["default"]))
        self.assertEqual([name for name, _ in units["1"][0][1]], ["position 1", "position 2"])

    def test_says_what_is_partial_and_how_many_looks(self):
        words = effects.caption(comparison(WHOLE["contrasts"], runs_failed=3, looks=4), [])
        self.assertIn("runs failed 3, missing 0", words)
        self.assertIn("all 4 planned interim analyses", words)

    def test_refuses_what_is_no_comparison(self):
        for text, word in (("model: toy\n", "is not a comparison"), ("{}", "it lacks"), (comparison([]), "no difference to draw")):
            ran = self.run_script(text)
            self.assertEqual(ran.returncode, 2)
            self.assertIn(word, ran.stderr)
            self.assertNotIn("Traceback", ran.stderr)
            self.assertFalse(self.picture.exists())


if __name__ == "__main__":
    unittest.main()
