# SPDX-License-Identifier: Apache-2.0
"""Series over time by arm, on a small result whose numbers are known; and the dates that configs/mali gives."""

import struct
import subprocess
import sys
import tempfile
import unittest
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import h5py
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts/plot/time_series.py"
sys.path.insert(0, str(SCRIPT.parent))
import mali_events  # noqa: E402  (the path above makes them importable)
import series_data  # noqa: E402
import time_series  # noqa: E402

TIMES = [(date(2016, 1, 4) - date(1970, 1, 1)).days + 28 * i for i in range(64)]
ARMS, REPLICATES, LABELS = ["history", "strict"], 4, ["minusma", "france"]
BRANCH = date(2017, 12, 4)


def level(replicate, arm, label, row):
    after = TIMES[row] >= (BRANCH - date(1970, 1, 1)).days
    return 0.25 + 0.0625 * replicate + 0.125 * label + (0.03125 if arm and after else 0.0)


def write(path, status=None, attributes=None):
    runs = [(replicate, arm) for replicate in range(REPLICATES) for arm in range(len(ARMS))]
    with h5py.File(path, "w") as file:
        file.attrs.update({"title": "A study", "notice": "a toy", "study_hash": "0123456789", "peacenorm_version": "9.8.7",
                           "branch": "2017-12-04", "reference": "history", **(attributes or {})})
        for name, values in (("run", np.arange(len(runs))), ("time", np.array(TIMES, "i4"))):
            file[name] = values
            file[name].make_scale(name)
        labels = file.create_dataset("organisation", shape=(len(LABELS),), dtype=h5py.string_dtype())
        labels[:] = LABELS
        labels.make_scale("organisation")
        arms = file.create_dataset("arm", shape=(len(runs),), dtype=h5py.string_dtype())
        arms[:] = [ARMS[arm] for _, arm in runs]
        columns = {"bundle": [r for r, _ in runs], "replicate": [r for r, _ in runs], "status": status or [1] * len(runs)}
        for name, values in columns.items():
            file[name] = np.array(values)
        for name in ("arm", *columns):
            file[name].dims[0].attach_scale(file["run"])
        file["calm"] = np.array([[[level(r, a, l, t) for l in range(2)] for t in range(len(TIMES))] for r, a in runs])
        for axis, name in enumerate(("run", "time", "organisation")):
            file["calm"].dims[axis].attach_scale(file[name])
        file["calm"].attrs.update(long_name="mean calm", units="1")


class TimeSeries(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.result, self.picture = Path(folder.name) / "r.nc", Path(folder.name) / "deep/series.png"

    def run_script(self, *arguments):
        return subprocess.run([sys.executable, "-B", SCRIPT, self.result, *arguments, "--out", self.picture], capture_output=True, text=True)

    def read(self, path="calm.minusma"):
        with series_data.open_result(self.result) as file:
            return series_data.read_context(file, 0), series_data.read_series(file, path, 0)

    def test_draws_a_picture_180_mm_wide(self):
        write(self.result)
        ran = self.run_script("--show", "calm.minusma", "--show", "calm.france")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        data = self.picture.read_bytes()
        self.assertAlmostEqual(struct.unpack(">I", data[16:20])[0], 180 / 25.4 * 300, delta=1)
        self.assertGreater(len(data), 30_000)
        self.assertIn(b"illustrative, not calibrated", data)

    def test_differences_pair_runs_and_begin_at_the_branch(self):
        write(self.result)
        context, series = self.read("calm.france")
        change = series_data.smooth(series.values["strict"] - series.values["history"], 13)
        before = np.array(context.dates()) < BRANCH
        self.assertTrue(np.all(change[:, before] == 0.0))
        self.assertAlmostEqual(float(change[0, -1]), 0.03125)
        first = int(np.flatnonzero(~before)[0])
        self.assertAlmostEqual(float(change[0, first]), 0.03125 / 13)
        np.testing.assert_allclose(series_data.band(series.values["history"])[1, 0], 0.25 + 0.125 + 0.0625 * 1.5)

    def test_means_skip_rows_where_nothing_happened(self):
        values = np.array([[1.0, np.nan, 3.0, np.nan, np.nan, np.nan]])
        np.testing.assert_array_equal(series_data.smooth(values, 3)[0], [1.0, 1.0, 2.0, 3.0, 3.0, np.nan])
        np.testing.assert_array_equal(series_data.smooth(values, 1), values)

    def test_a_failed_run_takes_its_replicate_out_of_all_arms(self):
        write(self.result, status=[1, 1, 1, 2, 1, 1, 1, 1])
        context, series = self.read()
        self.assertEqual(context.left_out, 1)
        self.assertEqual({arm: rows.shape[0] for arm, rows in series.values.items()}, {"history": 3, "strict": 3})
        np.testing.assert_allclose(series.values["history"][:, 0], [0.25, 0.375, 0.4375])

    def test_marks_branch_mandates_and_coups_where_they_are(self):
        write(self.result)
        context, series = self.read()
        options = SimpleNamespace(smooth=1, threshold=0.02, start=None, end=None)
        figure = time_series.draw([series], context, options)
        words = [text.get_text() for text in figure.axes[0].texts]
        self.assertEqual(words, ["2295", "2364", "2423", "2480", "2531", "coup ", "branch"])  # 2391 gives way to the branch
        lines = {line.get_xdata()[0] for line in figure.axes[0].lines if line.get_linewidth() < 1.0}
        self.assertLessEqual({BRANCH, date(2020, 8, 18), date(2019, 6, 28)}, lines)
        shown = [text.get_text() for text in figure.texts]
        self.assertIn("a toy", shown)
        self.assertTrue(any("4 replicates" in text for text in shown), shown)

    def test_refuses_what_it_cannot_show(self):
        write(self.result)
        for arguments, word in (
            (["--show", "clam.minusma"], "expected one of calm"),
            (["--show", "calm"], "write calm.ORGANISATION"),
            (["--show", "calm.eu"], "expected one of minusma, france"),
            (["--show", "calm.minusma", "--point", "1"], "expected 0 to 0"),
        ):
            ran = self.run_script(*arguments)
            self.assertEqual((ran.returncode, "Traceback" in ran.stderr), (2, False), ran.stderr)
            self.assertIn(word, ran.stderr)
        self.assertEqual(self.run_script("--show", "calm.minusma", "--from", "2016").returncode, 2)
        self.result.write_text("model: toy\n")
        self.assertIn("cannot be read", self.run_script("--show", "calm.minusma").stderr)
        self.assertFalse(self.picture.exists())


class Events(unittest.TestCase):
    def test_mandates_come_from_the_configuration_with_their_resolutions(self):
        found = {event.label: event.when for event in mali_events.mandates()}
        self.assertEqual(found["2391"], date(2017, 12, 8))
        self.assertEqual(found["2100"], date(2013, 4, 25))
        self.assertEqual(len(found), 11)

    def test_coups_come_from_the_configuration(self):
        self.assertEqual([event.when for event in mali_events.coups()], [date(2020, 8, 18), date(2021, 5, 24)])

    def test_a_changed_configuration_is_a_fault_and_no_empty_picture(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "timeline.yaml").write_text("parameters:\n  host: {}\n")
            with self.assertRaisesRegex(ValueError, "has no regime"):
                mali_events.coups(Path(folder))


if __name__ == "__main__":
    unittest.main()
