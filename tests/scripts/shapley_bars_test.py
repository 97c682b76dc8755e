# SPDX-License-Identifier: Apache-2.0
"""The bars of a decomposition, on small decompositions whose numbers are known."""

import json
import struct
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts/plot/shapley_bars.py"
sys.path.insert(0, str(SCRIPT.parent))
import shapley_bars  # noqa: E402  (the path above makes it importable)

SWITCHES = ["mechanisms.norm_law.enabled", "mechanisms.association.enabled"]


def part(name, mean, half=0.25, **more):
    low, high = (None, None) if mean is None else (mean - half, mean + half)
    return {"part": name, **more, "mean": mean, "low": low, "high": high, "sd": half, "order_error": 0.0, "replicates": 12}


def decomposition(outcome, shares, rest, unit="1", **more):
    parts = [part("share", share, switch=switch) for switch, share in zip(SWITCHES, shares)]
    parts += [part("interaction", 0.125, switch=SWITCHES[0], **{"with": SWITCHES[1]}), part("remainder", rest), part("total", sum(shares) + rest)]
    panel = {"outcome": outcome, "unit": unit, "expression": f"mean({outcome}, 2018-12..2020-11)", "arm": "triangle", "design": "",
             "replicates_without_runs": 0, "replicates_without_value": 1, "residual": 0.0, "parts": parts}
    return {**panel, **more}


def whole(decompositions, **more):
    return {"title": "A study", "notice": "a toy", "study_hash": "0123456789", "peacenorm_version": "9.8.7", "reference": "none",
            "switches": SWITCHES, "subsets": 4, "sampled_orders": 0, "decompositions": decompositions, **more}


THREE = whole([decomposition("calm", [0.5, -0.125], 0.0625), decomposition("deaths", [-12.0, 3.0], 1.0, unit="persons"),
               decomposition("voice", [0.0, 0.0], 0.0)])


class ShapleyBars(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.source, self.picture = Path(folder.name) / "shares.json", Path(folder.name) / "deep/shares.png"

    def run_script(self, text, *more):
        self.source.write_text(text if isinstance(text, str) else json.dumps(text))
        return subprocess.run([sys.executable, "-B", SCRIPT, self.source, "--out", self.picture, *more], capture_output=True, text=True)

    def test_draws_a_picture_180_mm_wide(self):
        ran = self.run_script(THREE)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        data = self.picture.read_bytes()
        self.assertAlmostEqual(struct.unpack(">I", data[16:20])[0], 180 / 25.4 * 300, delta=1)
        self.assertGreater(len(data), 30_000)
        self.assertIn(b", a toy", data)
        self.assertEqual([p.name for p in self.picture.parent.iterdir()], ["shares.png"])

    def test_draws_one_outcome(self):
        self.assertEqual([p["outcome"] for p in shapley_bars.chosen(THREE, ["deaths"])], ["deaths"])

    def test_bars_are_the_shares_the_rest_and_the_total_in_order(self):
        rows = shapley_bars.rows_of(THREE["decompositions"][0])
        self.assertEqual([(label, p["mean"]) for label, p, _ in rows],
                         [("norm law", 0.5), ("association", -0.125), ("all these off", 0.0625), ("total", 0.4375)])
        self.assertEqual([color for _, _, color in rows],
                         [shapley_bars.BLUE, shapley_bars.VERMILION, shapley_bars.REST, shapley_bars.TOTAL])

    def test_tells_a_sure_share_from_one_whose_interval_holds_zero(self):
        self.assertTrue(shapley_bars.is_sure(part("share", 0.5)))
        self.assertFalse(shapley_bars.is_sure(part("share", 0.125)))
        self.assertFalse(shapley_bars.is_sure(part("share", 0.0, half=0.0)))
        self.assertFalse(shapley_bars.is_sure(part("share", None)))

    def test_words_and_names(self):
        self.assertEqual(shapley_bars.words_of(part("share", 0.03125), "1"), "+0.0312")
        self.assertEqual(shapley_bars.words_of(part("share", -12.04), "persons"), "-12")
        self.assertEqual(shapley_bars.words_of(part("share", None), "1"), "no value")
        self.assertEqual(shapley_bars.short("mechanisms.posture_shift.enabled"), "posture shift")
        self.assertEqual(shapley_bars.short("organisations.minusma.enabled"), "organisations.minusma")

    def test_caption_says_what_was_run(self):
        text = shapley_bars.caption(THREE, THREE["decompositions"])
        for words in ("(a toy)", "all orders of switching 2 mechanisms", "over 12 replicates", "4 subsets", "left out: 3",
                      "Window: 2018-12..2020-11", "Study 01234567"):
            self.assertIn(words, text)
        self.assertIn("64 sampled orders", shapley_bars.caption(whole([], sampled_orders=64), THREE["decompositions"]))

    def test_parts_without_a_value_leave_a_gap(self):
        empty = decomposition("calm", [0.5, -0.125], 0.0625)
        for p in empty["parts"]:
            p["mean"] = p["low"] = p["high"] = None
        figure = shapley_bars.draw(whole([empty]), [empty], 0.02)
        self.assertIn("no value", [text.get_text() for text in figure.axes[0].texts])

    def refusal(self, text, *outcomes):
        self.source.write_text(text if isinstance(text, str) else json.dumps(text))
        with self.assertRaises(shapley_bars.NotADecomposition) as caught:
            shapley_bars.chosen(shapley_bars.load(self.source), outcomes)
        return str(caught.exception)

    def test_refuses_what_is_no_decomposition(self):
        self.assertIn("peacenorm decompose RESULT --json", self.refusal("calm,1"))
        self.assertIn("it lacks decompositions", self.refusal({"contrasts": []}))
        self.assertIn("is not a decomposition", self.refusal([]))
        self.assertIn("nothing to draw", self.refusal(whole([])))

    def test_refuses_an_unknown_outcome_and_too_many_panels(self):
        self.assertIn("no outcome is called 'clam'; expected one of calm", self.refusal(THREE, "clam"))
        self.assertIn("13 panels are too many", self.refusal(whole([decomposition("calm", [0.5, 0.0], 0.0)] * 13)))

    def test_a_refusal_is_a_line_and_an_exit_code(self):
        ran = subprocess.run([sys.executable, "-B", SCRIPT, self.source, "--out", self.picture], capture_output=True, text=True)
        self.assertEqual(ran.returncode, 2)
        self.assertIn("shapley_bars: ", ran.stderr)
        self.assertIn("No such file", ran.stderr)
        self.assertFalse(self.picture.exists())


if __name__ == "__main__":
    unittest.main()
