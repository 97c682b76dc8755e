# SPDX-License-Identifier: Apache-2.0
"""Series over time by arm, on a small result whose numbers are known; marks are those of its theatre."""

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
import configuration  # noqa: E402  (the path above makes them importable)
import series_data  # noqa: E402
import theatre  # noqa: E402
import time_series  # noqa: E402

TIMES = [(date(2016, 1, 4) - date(1970, 1, 1)).days + 28 * i for i in range(64)]
ARMS, REPLICATES, LABELS = ["history", "strict"], 4, ["minusma", "france"]
BRANCH = date(2017, 12, 4)
CONFIGURATION = """model: toy
theatre:
  name: the shore
  marks:
    mandates:
      shown: ticks
      meaning: "mandates, as read"
      days:
        2017-12-08: "7"
        2016-06-27: "5"
        2018-06-28: "8"
    storms:
      shown: lines
      meaning: storms
      days:
        2018-08-20: storm
        2030-01-01: "not in the picture"
"""


def level(replicate, arm, label, row):
    after = TIMES[row] >= (BRANCH - date(1970, 1, 1)).days
    return 0.25 + 0.0625 * replicate + 0.125 * label + (0.03125 if arm and after else 0.0)


def write(path, status=None, attributes=None):
    runs = [(replicate, arm) for replicate in range(REPLICATES) for arm in range(len(ARMS))]
    with h5py.File(path, "w") as file:
        file.attrs.update({"title": "A study", "notice": "a toy", "study_hash": "0123456789", "peacenorm_version": "9.8.7",
                           "branch": "2017-12-04", "reference": "history", "configuration": CONFIGURATION, **(attributes or {})})
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
        self.assertIn(b", a toy", data)

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

    def add(self, name, values, **attributes):
        with h5py.File(self.result, "a") as file:
            file[name] = values
            for axis, dimension in enumerate(("run", "time", "organisation")[: values.ndim]):
                file[name].dims[axis].attach_scale(file[dimension])
            file[name].attrs.update(attributes)

    def figure(self, path, smooth=13):
        context, series = self.read(path)
        options = SimpleNamespace(smooth=smooth, threshold=0.02, start=None, end=None)
        return series, time_series.draw([series], context, options)

    def median(self, axes):
        (line,) = [one for one in axes.lines if len(one.get_xdata()) == len(TIMES) and one.get_linewidth() > 1][-1:]
        return line

    def test_counts_and_inputs_are_steps_and_not_averaged(self):
        write(self.result)
        jump = np.zeros((8, len(TIMES), 2))
        jump[1::2, 40:] = 3000  # the arm `strict` gets them on a day
        for name, values, more in (("deployed", jump, {"role": "input"}), ("visits", jump.astype("i4"), {})):
            self.add(name, values, long_name=name, units="persons", **more)
            series, figure = self.figure(f"{name}.minusma")
            self.assertTrue(series.is_step)
            line = self.median(figure.axes[1])
            self.assertEqual(line.get_drawstyle(), "steps-post")
            self.assertEqual(sorted(set(line.get_ydata())), [0.0, 3000.0])
        self.assertFalse(self.read("calm.minusma")[1].is_step)

    def test_says_how_an_outcome_and_the_curve_differ(self):
        write(self.result)
        self.add("calm_mean", np.full(8, 0.75), long_name="mean(calm.minusma, 2018-01-01..2018-12-30)", units="1")
        series, figure = self.figure("calm.minusma")
        words = " ".join(" ".join(text.get_text().split()) for text in figure.texts)
        self.assertIn("one ratio of the sums over its whole window", words)
        self.assertIn("history 0.75 against 0.344; strict 0.75 against 0.375", words)

    def test_no_difference_has_no_axis_of_powers_of_ten(self):
        write(self.result)
        same = np.full((8, len(TIMES), 2), 0.3)
        same[1::2] += 1e-16
        self.add("still", same, long_name="still", units="persons")
        _, figure = self.figure("still.minusma")
        self.assertEqual(figure.axes[1].get_ylim(), (-1.0, 1.0))
        self.assertTrue(np.all(self.median(figure.axes[1]).get_ydata() == 0.0))

    def test_leaves_out_the_rows_in_which_an_organisation_is_not_there(self):
        write(self.result)
        strength = np.full((8, len(TIMES), 2), 100.0)
        strength[1::2, 50:, 0] = 0
        self.add("strength", strength, long_name="persons", units="persons", role="input")
        series, figure = self.figure("calm.minusma")
        self.assertTrue(np.all(np.isnan(series.values["strict"][:, 50:])))
        self.assertFalse(np.any(np.isnan(series.values["history"])))
        self.assertIn("Gaps: weeks in which the organisation is not there", " ".join(" ".join(t.get_text().split()) for t in figure.texts))
        self.assertFalse(np.any(np.isnan(self.read("calm.france")[1].values["strict"])))

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

    def test_marks_the_branch_and_the_days_of_the_theatre_where_they_are(self):
        write(self.result)
        context, series = self.read()
        options = SimpleNamespace(smooth=1, threshold=0.02, start=None, end=None)
        figure = time_series.draw([series], context, options)
        words = [text.get_text() for text in figure.axes[0].texts]
        self.assertEqual(words, ["5", "8", "storm ", "branch"])  # 7 gives way to the branch
        lines = {line.get_xdata()[0] for line in figure.axes[0].lines if line.get_linewidth() < 1.0}
        self.assertLessEqual({BRANCH, date(2018, 8, 20), date(2018, 6, 28)}, lines)
        shown = [text.get_text() for text in figure.texts]
        self.assertIn("a toy", shown)
        self.assertTrue(any("4 replicates" in text for text in shown), shown)
        self.assertTrue(any("mandates, as read; dashed: storms." in " ".join(text.split()) for text in shown), shown)

    def test_a_theatre_without_marks_is_said_to_have_none(self):
        for configuration in ("model: toy\n", "model: toy\ntheatre:\n  name: the shore\n"):
            write(self.result, attributes={"configuration": configuration})
            context, series = self.read()
            figure = time_series.draw([series], context, SimpleNamespace(smooth=1, threshold=0.02, start=None, end=None))
            self.assertEqual([text.get_text() for text in figure.axes[0].texts], ["branch"])
            shown = " ".join(" ".join(text.get_text() for text in figure.texts).split())
            self.assertIn("No days marked: the theatre states none.", shown)

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


class Theatre(unittest.TestCase):
    def test_days_are_sorted_and_labels_kept(self):
        found = theatre.theatre_in(configuration.parse(CONFIGURATION))
        self.assertEqual([(mark.when, mark.label) for mark in found.marks[0].days],
                         [(date(2016, 6, 27), "5"), (date(2017, 12, 8), "7"), (date(2018, 6, 28), "8")])  # fmt: skip
        self.assertEqual(found.marks_in_words(), "Ticks at the top: mandates, as read; dashed: storms.")

    def test_a_day_that_is_none_is_a_fault_and_no_empty_picture(self):
        with self.assertRaisesRegex(configuration.NotAConfiguration, "theatre"):
            theatre.theatre_in(configuration.parse(CONFIGURATION.replace("2017-12-08", "soon")))

    def test_an_outcome_is_found_by_what_it_measures(self):
        expressions = {"a": "sum(calm.north, 2014)", "b": "mean(storm)", "c": "mean(calm.south.deep, 2014-01..2015)"}
        self.assertEqual(theatre.outcome_of(expressions, "calm", "south"), ("c", theatre.Measured("calm", ["south", "deep"], "2014-01..2015")))
        self.assertEqual(theatre.outcome_of(expressions, "storm"), ("b", theatre.Measured("storm", [], "")))
        self.assertEqual(theatre.outcome_of(expressions, "rain"), (None, None))


class Configuration(unittest.TestCase):
    def test_reads_what_results_keep(self):
        text = ('a: 1\nb:\n  "c d": "x: \\"y\\" \\xE9 \\\\x41"\n  e: [f, "g, h", -1]\n  i: {}\n  j: []\n  k: null\n'
                'l:\n  - from: 2014-01-01\n    set: 3\n  - 4\n"m": n o\n')  # fmt: skip
        self.assertEqual(configuration.parse(text.replace("  - from: 2014-01-01\n    set: 3\n", "  -\n    from: 2014-01-01\n    set: 3\n")), {
            "a": "1", "b": {"c d": 'x: "y" \xe9 \\x41', "e": ["f", "g, h", "-1"], "i": {}, "j": [], "k": None},
            "l": [{"from": "2014-01-01", "set": "3"}, "4"], "m": "n o"})  # fmt: skip

    def test_anything_else_is_refused(self):
        for text in ("just words\n", "a: 1\n   b: 2\n", "- a\n- b\n", 'a: "open\n'):
            with self.assertRaises(configuration.NotAConfiguration, msg=text):
                configuration.parse(text)


if __name__ == "__main__":
    unittest.main()
