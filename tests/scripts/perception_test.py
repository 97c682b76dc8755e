# SPDX-License-Identifier: Apache-2.0
"""The page on perception, on a small result whose answers are known."""

import math
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import h5py
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts/plot/perception.py"
sys.path.insert(0, str(SCRIPT.parent))
import perception  # noqa: E402  (the path above makes it importable)
import targets_data  # noqa: E402

RUNS = 3
FACTS = {  # name: value, within, measure, of
    "blue_Alder": (60, 10, "answers", "w1.blue.Alder:positive+very_positive"),
    "blue_Birch": (20, 10, "answers", "w1.blue.Birch:positive+very_positive"),
    "blue_Cedar": (50, 10, "answers", "w1.blue.Cedar:positive+very_positive"),
    "blue_silent": (25, 6, "answers", "w1.blue.*:no_opinion"),
    "ratio": (0.7, 0.5, "reproach_ratio", "w1.blue.*:does_not_protect/partial"),
    "pair": (0.8, 0.15, "together", "w1.blue.army"),
    "killed": (7, 1, "", ""),
}
ANSWERS = {  # very negative, negative, positive, very positive, no opinion; of 100
    "w1.blue.Alder": (10, 10, 30, 30, 20),
    "w1.blue.Birch": (30, 10, 25, 15, 20),
    "w1.blue.Cedar": (20, 10, 20, 30, 20),
    "w1.army.Alder": (0, 0, 0, 100, 0),
}


def theatre(facts):
    lines = ["theatre:", "  name: the shore", "  targets:", "    towns:", "      title: opinion in towns", "      rows:"]
    for name, (value, within, measure, of) in facts.items():
        lines += [f"        {name}:", f'          what: "{name} asked"', '          period: "2015-05"', f"          value: {value}",
                  f'          within: "{within}"', f"          source: nobody of {name}", f'          measure: "{measure}"', f'          of: "{of}"']  # fmt: skip
    return "\n".join(lines) + "\n"


class Perception(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.result, self.page = (Path(self.folder.name) / name for name in ("perception.nc", "perception.md"))

    def write(self, facts=FACTS, leave_out=()):
        """Two recorded windows: surveys ask in the second, half of the persons in each of two weeks of it."""
        with h5py.File(self.result, "w") as file:
            file.attrs["model_version"] = "9.8.7"
            file.attrs["configuration"] = theatre(facts)
            file["status"] = np.ones(RUNS, "i1")
            file["survey"] = list(ANSWERS)
            file["answer"] = ["very_negative", "negative", "positive", "very_positive", "no_opinion"]
            file["reproach"] = ["does_not_protect", "partial"]
            file["survey_pair"] = ["w1.blue.army"]
            file["moment"] = ["both", "first", "second", "first_squared", "second_squared", "product"]
            series = {
                "survey_answers": np.array(list(ANSWERS.values())),
                "survey_reproaches": np.array([(20, 10), (20, 10), (14, 10), (0, 0)]),
                # answers (1, 2), (2, 1), (3, 4), (4, 3): a correlation of 0.6
                "survey_moments": np.array([(4, 10, 10, 30, 30, 28)]),
            }
            for name, counts in series.items():
                if name not in leave_out:
                    file[name] = np.tile(np.stack([np.zeros_like(counts), counts]), (RUNS, 1, 1, 1))
            file["killed"] = np.full(RUNS, 7.0)

    def run_script(self):
        command = [sys.executable, "-B", str(SCRIPT), str(self.result), "--out", str(self.page)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def test_answers_ratios_and_correlations_are_those_of_the_file(self):
        self.write()
        rows = {row.target.name: row.model for row in targets_data.score(self.result).blocks[0].rows}
        self.assertAlmostEqual(rows["blue_Alder"], 60)
        self.assertAlmostEqual(rows["blue_Birch"], 40)
        self.assertAlmostEqual(rows["blue_silent"], 20)
        self.assertAlmostEqual(rows["ratio"], math.log(54 / 30))
        self.assertAlmostEqual(rows["pair"], 0.6)

    def test_places_are_ranked_and_their_variance_is_told(self):
        self.write()
        groups = perception.compared(perception.rows_of(targets_data.score(self.result)))
        (rows,) = groups.values()
        self.assertEqual([row.where for row in rows], ["Alder", "Birch", "Cedar"])
        # Misses 0, 20 and 0; the facts lie 16.7, 23.3 and 6.7 from their mean.
        self.assertAlmostEqual(perception.explained(rows), 1 - 400 / (50**2 + 70**2 + 20**2) * 9)

    def test_the_page_is_written(self):
        self.write()
        done = self.run_script()
        self.assertEqual(done.returncode, 0, done.stderr)
        text = self.page.read_text(encoding="utf-8")
        for words in ("# What people answered, and what the model's civilians answer: the shore", "| opinion in towns | 6 | 4 |",
                      "4 of 6 rows lie within tolerance (67%).", "### Birch", "| blue_Birch asked | 2015-05 | 20 | 40 (40 to 40) | 10 | **no** |",
                      "| w1 | blue | positive+very_positive | 3 | 20 to 60 | 40 to 60 | +1.00 | 0.54 |", "2 rows lie beyond their tolerance, by question: blue 2.",
                      "| blue_Birch asked | 2015-05 | 20 | 40 | +20 |", "- nobody of blue_Alder"):  # fmt: skip
            self.assertIn(words, text)
        self.assertNotIn("killed asked", text)
        self.assertLess(text.index("| blue_Birch asked | 2015-05 | 20 | 40 | +20 |"), text.index("| pair asked | 2015-05 | 0.8 | 0.6 |"), "worst first")

    def test_what_a_result_does_not_have_is_told(self):
        wrong = {"no_row": (1, 1, "answers", "w1.blue.Alter:positive"), "no_answer": (1, 1, "answers", "w1.blue.Alder:postive"),
                 "no_form": (1, 1, "answers", "w1.blue"), "no_pair": (1, 1, "together", "w1.blue.red"),
                 "no_item": (1, 1, "reproach_ratio", "w1.blue.*:partial")}  # fmt: skip
        said = {"no_row": "no survey of this result has the row w1.blue.Alter", "no_answer": "there is no 'postive'; expected one of very_negative",
                "no_form": "expected WAVE.QUESTION.WHERE:WHAT", "no_pair": "no two questions of this result are w1.blue.red", "no_item": "there is no ''"}  # fmt: skip
        for name, fact in wrong.items():
            self.write({name: fact})
            done = self.run_script()
            self.assertEqual(done.returncode, 2, name)
            self.assertIn(said[name], done.stderr)
            self.assertFalse(self.page.exists())

    def test_a_result_without_surveys_is_refused(self):
        for facts, leave_out, words in (({"killed": FACTS["killed"]}, (), "states no answers to surveys"), (FACTS, ("survey_answers",), "no outcome or series survey_answers")):
            self.write(facts, leave_out)
            done = self.run_script()
            self.assertEqual(done.returncode, 2)
            self.assertIn(words, done.stderr)


if __name__ == "__main__":
    unittest.main()
