# SPDX-License-Identifier: Apache-2.0
"""The score and the picture of the model against the targets of a theatre, on a small result whose numbers are known."""

import struct
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import h5py
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts/plot/targets.py"
sys.path.insert(0, str(SCRIPT.parent))
import targets_data  # noqa: E402  (the path above makes it importable)

RUNS = 4
PARAMETERS = """parameters:
  places:
    Alder:
      region: North
    Birch:
      region: East
    Cedar:
      region: South
"""
TARGETS = """theatre:
  name: the shore
  patterns:
    loss:
      claim: people turn away
      outcome: "mean(legitimacy.blue, 2015-05)"
      less: "mean(legitimacy.blue, 2016-12)"
      source: nobody
      low: 0.1
      high: 0.3
    unasked:
      claim: something else
      outcome: "mean(legitimacy.red, 2015-05)"
      less: ""
      source: nobody
      low: 0
      high: 1
  targets:
    level:
      title: "civilians killed, as reported"
      axis: persons per year
      scored: ratio
      bias_within: 3
      rows:
        deaths_2014: {3, factor 2.5 or 15}
        deaths_2015: {17, factor 2.5 or 15}
        deaths_2016: {35, factor 2.5 or 15}
        deaths_2017: {82, factor 2.5 or 15}
        deaths_2018: {584, factor 2.5 or 15}
    attacks:
      title: members killed
      scored: ratio
      rows:
        attacks_2014: {28, factor 1.6}
        attacks_2015: {11, factor 1.6}
    shares:
      title: shares
      rows:
        forces_2017: {0.208, 0.15, share_by_organisations}
        North_2015: {0.444, 0.15, lethal_share, North}
        East_2015: {0.1, 0.15, lethal_share, East}
        rebels_2016: {0.5, 0.15, share_of_classes, rebel+communal}
        of_north_2016: {0.5, 0.15, share_of_region, North}
    counts:
      title: counts of a year
      rows:
        killed_2016: {10, 1, direct_deaths}
        attacks_2016: {8, 1, direct_events}
        named_2016: {100, 1, named_deaths}
    attitudes:
      title: attitudes
      rows:
        blue_all: {45, 8, answers, "wave.blue.*:negative+very_negative"}
        blue_Birch: {58, 12, answers, wave.blue.Birch:negative+very_negative}
"""
OUTCOMES = {  # 2016: twice the fact; attacks of 2015: twice the fact, out of tolerance
    **{f"deaths_{year}": value for year, value in {2014: 3.0, 2015: 17.0, 2016: 70.0, 2017: 82.0, 2018: 584.0}.items()},
    "attacks_2014": 28.0, "attacks_2015": 22.0, "blue_2015": 0.6, "blue_2016": 0.4,
}  # fmt: skip
EXPRESSIONS = {"blue_2015": "mean(legitimacy.blue, 2015-05)", "blue_2016": "mean(legitimacy.blue,2016-12)"}


def spelt_out(text):
    """`NAME: {VALUE, WITHIN, MEASURE, OF}` above stands for the keys that a result keeps of a target."""
    lines = []
    for line in text.splitlines():
        name, _, short = line.partition(": {")
        if short in ("", "}"):
            lines.append(line)
            continue
        value, within, measure, of = (short.rstrip("}").split(", ") + ["", ""])[:4]
        keys = {"what": "a fact", "period": f'"{name.rpartition("_")[2] if name[-1].isdigit() else 2015}"', "value": value, "unit": "persons",
                "within": f'"{within}"', "mark": "SOURCED", "source": "nobody", "measure": measure or '""', "of": of or '""'}  # fmt: skip
        lines += [f"{name}:", *(f"          {key}: {entry}" for key, entry in keys.items())]
    return "\n".join(lines) + "\n"


def write(path, status=(1,) * RUNS, leave_out=(), theatre=TARGETS):
    """One recorded window a year from 2014 to 2019, of which no target speaks."""
    with h5py.File(path, "w") as file:
        file.attrs["model_version"], file.attrs["notice"] = "9.8.7", "parameters set by hand"
        file.attrs["configuration"] = PARAMETERS + spelt_out(theatre)
        file["status"] = np.array(status, "i1")
        for name, value in OUTCOMES.items():
            if name not in leave_out:
                file[name] = np.full(RUNS, value)
                file[name].attrs["long_name"] = EXPRESSIONS.get(name, name)
        file["time"] = np.array([int(np.datetime64(f"{year}-06-02", "D").astype(int)) for year in range(2014, 2020)])
        file["time"].attrs["units"] = "days since 1970-01-01"
        file["organisation"] = ["blue", "army"]
        file["perpetrator"] = ["rebels", "blue", "army"]
        file["class"] = ["rebel", "communal", "forces"]
        file["place"] = ["Alder", "Birch", "Cedar"]
        file["civilians_killed_reported"] = np.tile([6, 1, 1], (RUNS, 6, 1))  # a quarter by organisations
        file["civilians_killed_reported"][:, 2, 0] = 30  # the rebels of 2016 are named in a yearly list, the others never
        file["civilians_killed_reported_by_class"] = np.tile([5, 1, 4], (RUNS, 6, 1))
        file["attacks_reported_by_class"] = np.tile([4, 1, 3], (RUNS, 6, 1))
        file["survey"] = ["wave.blue.Alder", "wave.blue.Birch", "wave.red.Alder"]
        file["answer"] = ["very_negative", "negative", "positive", "no_opinion"]
        file["survey_answers"] = np.zeros((RUNS, 6, 3, 4), "i8")
        file["survey_answers"][:, 1] = [[10, 20, 60, 10], [20, 30, 30, 20], [100, 0, 0, 0]]
        file["civilians_killed_reported_by_place"] = np.tile([3, 0, 9], (RUNS, 6, 1))  # half of the lethal ones in the north


class Targets(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.result, self.picture, self.table = (Path(self.folder.name) / name for name in ("targets.nc", "targets.png", "targets.md"))

    def scored(self):
        scores = targets_data.score(self.result)
        return {one.block.name: one for one in scores.blocks}, scores

    def row(self, blocks, name):
        return next(row for one in blocks.values() for row in one.rows if row.target.name == name)

    def run_script(self):
        command = [sys.executable, "-B", str(SCRIPT), str(self.result), "--out", str(self.picture), "--table", str(self.table)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def test_levels_are_scored_by_log_ratio_and_ranks(self):
        write(self.result)
        blocks, _ = self.scored()
        self.assertAlmostEqual(blocks["level"].ratio, 2 ** (1 / 5))
        self.assertAlmostEqual(blocks["level"].ranks, 1)
        self.assertEqual(blocks["level"].within, 5)
        self.assertEqual([row.ok for row in blocks["attacks"].rows], [True, False])
        self.assertTrue(np.isnan(blocks["shares"].ratio))

    def test_shares_and_answers_are_those_of_the_file(self):
        write(self.result)
        blocks, scores = self.scored()
        self.assertEqual(self.row(blocks, "forces_2017").model, 0.25)
        self.assertEqual(self.row(blocks, "North_2015").model, 0.5)
        self.assertEqual(self.row(blocks, "East_2015").model, 0)
        self.assertEqual(self.row(blocks, "rebels_2016").model, 0.6)
        self.assertEqual(self.row(blocks, "of_north_2016").model, 0.25)
        self.assertEqual([row.model for row in blocks["counts"].rows], [10, 8, 30])
        self.assertAlmostEqual(self.row(blocks, "blue_all").model, 40)
        self.assertAlmostEqual(self.row(blocks, "blue_Birch").model, 50)
        self.assertEqual(scores.replicates, RUNS)

    def test_patterns_are_found_by_their_expressions(self):
        write(self.result)
        loss, unasked = self.scored()[1].patterns
        self.assertAlmostEqual(loss.value, 0.2)
        self.assertEqual((loss.found, unasked.found), ("reproduced", "not in this study"))

    def test_failed_runs_do_not_count(self):
        write(self.result, status=(1, 2, 1, 1))
        self.assertEqual(self.scored()[1].replicates, RUNS - 1)

    def test_the_picture_and_the_table_are_written(self):
        write(self.result)
        done = self.run_script()
        self.assertEqual(done.returncode, 0, done.stderr)
        width, height = struct.unpack(">II", self.picture.read_bytes()[16:24])
        self.assertGreater(width, height)
        table = self.table.read_text(encoding="utf-8")
        for words in ("# The model against its targets, the shore 2014 to 2018", "| level: civilians killed, as reported | 5 of 5 |",
                      "Model 9.8.7, parameters set by hand, ", "| 2019 | 10 (10 to 10) | 5, 1, 4 | 8 (8 to 8) | 4, 1, 3 |", "- people turn away: 0.2 in the model, 0.1 to 0.3 wanted: reproduced"):  # fmt: skip
            self.assertIn(words, table)
        self.assertNotIn("something else", table)

    def test_a_theatre_without_targets_is_said_to_have_none(self):
        for theatre in ("", "theatre:\n  name: the shore\n", "theatre:\n  name: the shore\n  targets: {}\n"):
            write(self.result, theatre=theatre)
            done = self.run_script()
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("no targets: the theatre of this result states none", self.table.read_text(encoding="utf-8"))
            self.assertFalse(self.picture.exists())

    def test_another_study_is_refused_with_the_way_out(self):
        write(self.result, leave_out=("deaths_2016",))
        done = self.run_script()
        self.assertEqual((done.returncode, "Traceback" in done.stderr), (2, False), done.stderr)
        self.assertIn("there is no outcome or series deaths_2016", done.stderr)

    def test_a_theatre_of_another_shape_is_refused_in_words(self):
        for theatre in ("theatre: words\n", "theatre:\n  name: x\n  targets: [a, b]\n", "theatre:\n  name: x\n  targets:\n    a:\n      rows: none\n",
                        "theatre:\n  name: x\n  targets:\n    a:\n      rows:\n        b:\n          value: many\n"):  # fmt: skip
            write(self.result, theatre=theatre)
            done = self.run_script()
            self.assertEqual((done.returncode, "Traceback" in done.stderr), (2, False), theatre + done.stderr)

    def test_a_measure_that_nobody_knows_is_refused_with_those_that_are(self):
        write(self.result, theatre=TARGETS.replace("share_by_organisations", "by_magic"))
        done = self.run_script()
        self.assertEqual((done.returncode, "Traceback" in done.stderr), (2, False), done.stderr)
        self.assertIn("no measure is called 'by_magic'; expected one of outcome, share_by_organisations", done.stderr)

    def test_a_retired_measure_is_told_its_successor(self):
        for old in ("unfavourable", "unfavourable_town"):
            write(self.result, theatre=TARGETS.replace("share_by_organisations", old))
            done = self.run_script()
            self.assertEqual(done.returncode, 2)
            self.assertIn(f"the measure '{old}' is retired; see answers", done.stderr)


if __name__ == "__main__":
    unittest.main()
