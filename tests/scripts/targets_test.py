# SPDX-License-Identifier: Apache-2.0
"""The score and the picture of the model against its targets, on a small result whose numbers are known."""

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
CONFIGURATION = """parameters:
  places:
    Kidal:
      region: Kidal
    Menaka:
      region: Gao
      surveyed: true
    Mopti:
      region: Mopti
  observation:
    survey_steepness: 4
"""
DEATHS = {2014: 3.0, 2015: 17.0, 2016: 70.0, 2017: 82.0, 2018: 584.0}  # 2016: twice the fact
ATTACKS = {2014: 28.0, 2015: 22.0, 2016: 23.0, 2017: 21.0}  # 2015: twice the fact, out of tolerance


def write(path, status=(1,) * RUNS, leave_out=()):
    """One four-week window a year from 2014 to 2018; lethal places and perpetrators as `weeks` says."""
    years = range(2014, 2019)
    scalars = {f"deaths_{year}": value for year, value in DEATHS.items()}
    scalars |= {f"attacks_{year}": value for year, value in ATTACKS.items()}
    scalars |= {"minusma_satisfied": 0.6, "minusma_satisfied_2016": 0.4, "france_satisfied": 0.64,
                "minusma_legitimacy_Menaka": 0.5, "minusma_legitimacy_Gao": 0.5}  # fmt: skip
    with h5py.File(path, "w") as file:
        file.attrs["model_version"] = "9.8.7"
        file.attrs["configuration"] = CONFIGURATION
        file["status"] = np.array(status, "i1")
        for name, value in scalars.items():
            if name not in leave_out:
                file[name] = np.full(RUNS, value)
        file["time"] = np.array([int(np.datetime64(f"{year}-06-02", "D").astype(int)) for year in years])
        file["time"].attrs["units"] = "days since 1970-01-01"
        file["organisation"] = ["minusma", "malian_army"]
        file["perpetrator"] = ["rebels", "minusma", "malian_army"]
        file["place"] = ["Kidal", "Menaka", "Mopti"]
        file["civilians_killed_reported"] = np.tile([6, 1, 1], (RUNS, 5, 1))  # a quarter by state forces
        file["civilians_killed_reported_by_place"] = np.tile([3, 0, 9], (RUNS, 5, 1))  # half of them in Kidal, half in Mopti


class Targets(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.result = Path(self.folder.name) / "targets.nc"
        self.targets = targets_data.read_targets(ROOT / "configs/mali/targets.csv")

    def tearDown(self):
        self.folder.cleanup()

    def scored(self):
        blocks, change, replicates, _ = targets_data.score(self.result, self.targets)
        return {block.block: block for block in blocks}, change, replicates

    def row(self, blocks, name):
        return next(row for block in blocks.values() for row in block.rows if row.target.name == name)

    def run_script(self, *more):
        return subprocess.run([sys.executable, "-B", str(SCRIPT), str(self.result), *more], capture_output=True, text=True, check=False)

    def test_there_are_25_targets_in_five_blocks(self):
        self.assertEqual(len(self.targets), 25)
        self.assertEqual({target.block for target in self.targets}, set(targets_data.BLOCKS))

    def test_levels_are_scored_by_log_ratio_and_ranks(self):
        write(self.result)
        blocks, _, _ = self.scored()
        self.assertAlmostEqual(blocks["level"].ratio, 2 ** (1 / 5))
        self.assertAlmostEqual(blocks["level"].ranks, 1)
        self.assertEqual(blocks["level"].within, 5)
        self.assertEqual([row.ok for row in blocks["attacks_on_peacekeepers"].rows], [True, False, True, True])

    def test_shares_and_attitudes_are_those_of_the_file(self):
        write(self.result)
        blocks, change, replicates = self.scored()
        self.assertEqual(self.row(blocks, "governments_2016").model, 0.25)
        self.assertEqual(self.row(blocks, "Kidal_2015").model, 0.5)
        self.assertEqual(self.row(blocks, "Gao_2015").model, 0)
        self.assertAlmostEqual(self.row(blocks, "france_dissatisfied").model, 36)
        self.assertAlmostEqual(self.row(blocks, "minusma_Menaka").model, 50)
        self.assertAlmostEqual(change, 20)
        self.assertEqual(replicates, RUNS)

    def test_failed_runs_do_not_count(self):
        write(self.result, status=(1, 2, 1, 1))
        self.assertEqual(self.scored()[2], RUNS - 1)

    def test_the_picture_and_the_table_are_written(self):
        write(self.result)
        picture, table = (Path(self.folder.name) / name for name in ("targets.png", "targets.md"))
        done = self.run_script("--out", str(picture), "--table", str(table))
        self.assertEqual(done.returncode, 0, done.stderr)
        width, height = struct.unpack(">II", picture.read_bytes()[16:24])
        self.assertGreater(width, height)
        self.assertIn("| level: civilians killed, as reported | 5 of 5 |", table.read_text(encoding="utf-8"))
        self.assertIn("illustrative, not", table.read_text(encoding="utf-8"))

    def test_another_study_is_refused_with_the_way_out(self):
        write(self.result, leave_out=("deaths_2016",))
        done = self.run_script()
        self.assertEqual(done.returncode, 2)
        self.assertIn("has no deaths_2016; expected a result of configs/verification/targets.yaml", done.stderr)


if __name__ == "__main__":
    unittest.main()
