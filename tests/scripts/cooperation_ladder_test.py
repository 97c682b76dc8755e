# SPDX-License-Identifier: Apache-2.0
"""The picture and the table of the cooperation ladder, on a small result whose numbers are known."""

import struct
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import h5py
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts/plot/cooperation_ladder.py"
sys.path.insert(0, str(SCRIPT.parent))
import ladder_data  # noqa: E402  (the path above makes it importable)

POC, LEGITIMACY = "of_the_mission", "as_people_see_it"  # names say nothing: expressions do
EXPRESSIONS = {POC: "mean(poc_compliance.blue, 2018-12-03..2020-11-29)", LEGITIMACY: "mean(legitimacy_exposed.blue, 2018-12-03..2020-11-29)"}
CONFIGURATION = 'model: intervention\ntheatre:\n  name: the shore\n  labels:\n    blue: "the Blue Mission"\n'
POSITIONS = (0.0, 1.0, 2.0)
# Differences to position 0 by (kind, position), one a replicate. Powers of two: subtraction is exact.
CHANGE = {
    ("baseline", 1.0): (-0.125, -0.25, 0.0, 0.0078125),
    ("baseline", 2.0): (-0.125, -0.125, -0.125, -0.125),
    ("prior", 1.0): (0.125, 0.25, -0.125, 0.0),
    ("prior", 2.0): (0.0, 0.0, 0.0, 0.5),
}


def rows():
    """(kind, position, replicate, value): replicates differ in level, so that only pairing recovers CHANGE."""
    for kind in ("baseline", "prior"):
        for replicate in range(4):
            for position in reversed(POSITIONS):  # an order that the script must not lean on
                change = CHANGE[kind, position][replicate] if position else 0.0
                yield kind, position, replicate, 0.25 + 0.0625 * replicate + change


def write(path, leave_out=(), status=None, poc=None, drawn="prior"):
    kinds, positions, replicates, values = map(list, zip(*rows()))
    kinds = [drawn if kind == "prior" else kind for kind in kinds]
    columns = {
        "status": np.array(status or [1] * len(kinds), "i1"),
        "replicate": np.array(replicates, "i4"),
        "design_cooperation_ladder_position": np.array(positions),
        POC: np.array(poc or values),
        LEGITIMACY: np.array(values) / 2.0,
    }
    with h5py.File(path, "w") as file:
        file.attrs.update(study_hash="0123456789abcdef", peacenorm_version="9.8.7", configuration=CONFIGURATION,
                          notice="parameters set by hand and fitted to 3 targets (towns 2, deaths 1), posterior 0123abcd")  # fmt: skip
        file["run"] = np.arange(len(kinds))
        file["run"].make_scale("run")
        for name, values in columns.items():
            if name not in leave_out:
                file[name] = values
                file[name].dims[0].attach_scale(file["run"])
        text = file.create_dataset("design_parameters", shape=(len(kinds),), dtype=h5py.string_dtype())
        text[:] = kinds
        text.dims[0].attach_scale(file["run"])
        for name in {POC, LEGITIMACY} - set(leave_out):
            file[name].attrs["long_name"] = EXPRESSIONS[name]
            file[name].attrs["coordinates"] = "replicate design_parameters design_cooperation_ladder_position"


def index_of(kind, position, replicate):
    return [row[:3] for row in rows()].index((kind, position, replicate))


class CooperationLadder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.result, self.picture = Path(folder.name) / "ladder.h5", Path(folder.name) / "deep/ladder.png"

    def run_script(self):
        return subprocess.run(
            [sys.executable, "-B", SCRIPT, self.result, "--out", self.picture], capture_output=True, text=True, cwd=self.result.parent
        )

    def line(self, output, outcome, kind, position):
        """The cells of one line of the table."""
        block = output.split(f"({outcome};")[1].split({"baseline": "chance alone", "prior": "chance and parameters"}[kind])[1]
        return next(line for line in block.splitlines() if line.split()[:1] == [str(position)]).split()

    def test_draws_a_picture_180_mm_wide_at_300_dots_an_inch(self):
        write(self.result)
        ran = self.run_script()
        self.assertEqual(ran.returncode, 0, ran.stderr)
        data = self.picture.read_bytes()
        self.assertEqual(data[:8], b"\x89PNG\r\n\x1a\n")
        width, height = struct.unpack(">II", data[16:24])
        self.assertAlmostEqual(width, 180 / 25.4 * 300, delta=1)
        self.assertTrue(1000 < height < 2400, height)
        self.assertGreater(len(data), 50_000)
        self.assertEqual([p.name for p in self.picture.parent.iterdir()], ["ladder.png"])

    def test_table_equals_hand_computed_numbers(self):
        write(self.result)
        output = self.run_script().stdout
        # Levels at position 1, baseline: .25 .3125 .375 .4375 plus the changes = .125 .0625 .375 .4453125
        # Mean .251953; sorted, the 5th percentile lies .15 of the way from the first to the second: .071875,
        # the 95th .85 of the way from the third to the fourth: .434766. Differences sorted: -.25 -.125 0 .0078125.
        self.assertEqual(
            self.line(output, POC, "baseline", 1),
            ["1", "0.252", "[0.072,", "0.435]", "4", "-0.092", "[-0.231,", "+0.007]", "4", "0.50", "0.50", "0.00"],
        )
        self.assertEqual(self.line(output, POC, "baseline", 2)[5:], ["-0.125", "[-0.125,", "-0.125]", "4", "1.00", "0.00", "0.00"])
        self.assertEqual(self.line(output, POC, "prior", 1)[-3:], ["0.25", "0.25", "0.50"])
        self.assertEqual(self.line(output, LEGITIMACY, "prior", 2)[5:], ["+0.062", "[+0.000,", "+0.212]", "4", "0.00", "0.75", "0.25"])
        self.assertIn("2018-12-03 to 2020-11-29", output)
        self.assertIn("in the model; parameters set by hand and fitted to 3 targets, posterior 0123abcd\n", output)
        self.assertNotIn("excluded", output)

    def test_draws_of_a_posterior_are_told_as_such(self):
        write(self.result, drawn="posterior")
        ran = self.run_script()
        self.assertEqual(ran.returncode, 0, ran.stderr)
        block = ran.stdout.split(f"({POC};")[1].split("chance and parameters (draws of the posterior)")[1]
        line = next(line for line in block.splitlines() if line.split()[:1] == ["1"])
        self.assertEqual(line.split()[-3:], ["0.25", "0.25", "0.50"])
        self.assertNotIn("draws of the priors", ran.stdout)

    def test_a_failed_run_and_a_missing_outcome_lose_their_pairs_and_are_counted(self):
        status, poc = [1] * 24, [row[3] for row in rows()]
        status[index_of("baseline", 0.0, 0)] = 2  # loses this replicate's pair at every position
        poc[index_of("prior", 1.0, 3)] = np.nan
        write(self.result, status=status, poc=poc)
        ran = self.run_script()
        self.assertEqual(ran.returncode, 0, ran.stderr)
        level = self.line(ran.stdout, POC, "baseline", 1)
        self.assertEqual((level[4], level[8]), ("4", "3"))
        self.assertEqual(self.line(ran.stdout, LEGITIMACY, "baseline", 2)[8], "3")
        self.assertEqual(self.line(ran.stdout, POC, "prior", 1)[8:], ["3", "0.33", "0.00", "0.67"])
        self.assertEqual(self.line(ran.stdout, LEGITIMACY, "prior", 1)[8], "4")
        self.assertIn("runs excluded, failed or missing: 1", ran.stdout)
        self.assertIn("runs excluded, done with nothing to measure: 1", ran.stdout)

    def test_differences_at_position_0_are_exactly_zero(self):
        write(self.result)
        ladder = ladder_data.load(self.result)
        for kind in ladder_data.KINDS:
            self.assertTrue(np.all(ladder.differences("poc_compliance", kind)[0] == 0.0))
        np.testing.assert_array_equal(ladder.differences("poc_compliance", "baseline")[1], CHANGE["baseline", 1.0])

    def assert_refused(self, *words):
        ran = self.run_script()
        self.assertEqual(ran.returncode, 2)
        for word in words:
            self.assertIn(word, ran.stderr)
        self.assertNotIn("Traceback", ran.stderr)
        self.assertFalse(self.picture.exists())

    def test_names_come_from_the_theatre_of_the_result(self):
        write(self.result)
        ran = self.run_script()
        self.assertIn("the Blue Mission, means over 2018-12-03 to 2020-11-29", ran.stdout)
        ladder = ladder_data.load(self.result)
        self.assertEqual((ladder.actor, ladder.theatre.where), ("the Blue Mission", "in the scenario of the shore"))
        with h5py.File(self.result, "r+") as file:
            del file.attrs["configuration"]
        ladder = ladder_data.load(self.result)
        self.assertEqual((ladder.actor, ladder.theatre.where), ("blue", "in this scenario"))

    def test_says_that_the_file_is_missing(self):
        self.assert_refused("ladder.h5", "no such file", "scripts/quickstart")

    def test_refuses_another_study(self):
        write(self.result, leave_out=[LEGITIMACY])
        self.assert_refused("lacks an outcome mean(legitimacy_exposed.ORGANISATION, FROM..TO)", "configs/sweeps/cooperation_ladder.yaml")

    def test_refuses_a_truncated_file(self):
        write(self.result)
        self.result.write_bytes(self.result.read_bytes()[:600])
        self.assert_refused("cannot be read")

    def test_refuses_text_in_place_of_a_result(self):
        self.result.write_text("model: intervention\n")
        self.assert_refused("cannot be read")


if __name__ == "__main__":
    unittest.main()
