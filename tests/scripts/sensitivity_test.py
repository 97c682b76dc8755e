# SPDX-License-Identifier: Apache-2.0
"""Sobol indices and elementary effects, on results of functions whose answers are known."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import h5py
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts/plot/sensitivity.py"
sys.path.insert(0, str(SCRIPT.parent))
import sensitivity_data  # noqa: E402  (the path above makes it importable)

LUCK = np.random.default_rng(5)


def saltelli_points(n, d, second_order=False):
    """Rows A, B, AB_j, then BA_j: the order of configs/README.md."""
    points = []
    for a, b in zip(LUCK.random((n, d)), LUCK.random((n, d))):
        points += [a, b] + [np.where(np.arange(d) == j, b, a) for j in range(d)]
        points += [np.where(np.arange(d) == j, a, b) for j in range(d)] if second_order else []
    return np.array(points)


def morris_points(trajectories, d):
    points = []
    for _ in range(trajectories):
        base, up = LUCK.integers(0, 2, d), LUCK.random(d) < 0.5
        level = np.where(up, base, base + 2)
        points.append(level / 3)
        for j in LUCK.permutation(d):
            level = level.copy()
            level[j] += 2 if up[j] else -2
            points.append(level / 3)
    return np.array(points)


def write(path, points, value, kind, arms=("default",), replicates=2, status=None, extra=""):
    """value(point, replicate, arm) -> outcome."""
    rows = [(r, p, a) for r in range(replicates) for p in range(len(points)) for a in range(len(arms))]
    with h5py.File(path, "w") as file:
        file["configuration"] = f"model: toy\ndesign:\n  kind: {kind}\n{extra}  factors:\n    a.z: [0]\nreplicates: {replicates}\n"
        file.attrs.update(study_hash="0123456789abcdef", peacenorm_version="9.8.7", notice="a toy")
        if len(arms) > 1:
            file.attrs["reference"] = arms[0]
        file["run"] = np.arange(len(rows))
        file["bundle"] = np.array([r * len(points) + p for r, p, _ in rows])
        file["replicate"] = np.array([r for r, _, _ in rows], "i4")
        file["status"] = np.array(status or [1] * len(rows), "i1")
        file.create_dataset("arm", data=[arms[a] for _, _, a in rows], dtype=h5py.string_dtype())
        for j in range(points.shape[1]):
            name = "zyxw"[j]  # a file lists them by name: not in the design's order
            file[f"design_a_{name}"] = np.array([points[p, j] for _, p, _ in rows])
            file[f"design_a_{name}"].attrs["long_name"] = f"a.{name}"
        file["calm"] = np.array([value(points[p], r, a) for r, p, a in rows])
        file["calm"].attrs.update(units="1", long_name="mean(calm)")


def in_order(analyse, study):
    """Rows by the design's order of factors: z, y, x."""
    rows = dict(zip(study.factors, analyse(study)))
    return [rows[f"a.{name}"] for name in "zyxw" if f"a.{name}" in rows]


class Sensitivity(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.result, self.picture = Path(folder.name) / "r.nc", Path(folder.name) / "deep/s.png"

    def run_script(self, *more):
        return subprocess.run([sys.executable, "-B", SCRIPT, self.result, "--out", self.picture, *more], capture_output=True, text=True)

    def test_sobol_indices_of_a_function_with_one_interaction(self):
        # f = x0 + x0 x1 + 0 x2: V0 = 2.25/12, V1 = .25/12, V01 = 1/144; luck by replicate shifts all points alike.
        v = 2.25 / 12 + 0.25 / 12 + 1 / 144
        for second_order in (False, True):
            write(self.result, saltelli_points(800, 3, second_order), lambda x, r, a: x[0] + x[0] * x[1] + 7 * r, "saltelli",
                  extra=f"  points: 800\n  second_order: {str(second_order).lower()}\n")
            rows = in_order(sensitivity_data.sobol_indices, sensitivity_data.read(self.result))
            for (first, total), known in zip(rows, ((2.25 / 12, 2.25 / 12 + 1 / 144), (0.25 / 12, 0.25 / 12 + 1 / 144), (0, 0))):
                self.assertAlmostEqual(first.mean, known[0] / v, delta=0.1)
                self.assertAlmostEqual(total.mean, known[1] / v, delta=0.1)
                self.assertLessEqual(total.low, total.mean)
                self.assertGreaterEqual(total.high, total.mean)
            self.assertEqual(rows[2][1].mean, 0.0)

    def test_a_factor_without_effect_has_no_first_order_index(self):
        # f = 40 + 5 x0 in few points: the estimator of a null factor is 0 whatever the sample.
        for n in (8, 16, 64):
            write(self.result, saltelli_points(n, 3), lambda x, r, a: 40 + 5 * x[0], "saltelli")
            rows = in_order(sensitivity_data.sobol_indices, sensitivity_data.read(self.result))
            for null in rows[1:]:
                self.assertEqual([(i.mean, i.low, i.high, i.error) for i in null], [(0, 0, 0, 0)] * 2)
            self.assertLess(abs(rows[0][0].mean - 1), 4 * rows[0][0].error + 1e-9)

    def test_warns_where_the_first_order_exceeds_the_total(self):
        study = sensitivity_data.Study("saltelli", False, 4, ["a", "b"], None, None, "", "", "", 1, "", {})
        index = sensitivity_data.Index
        rows = [(index(0.9, 0, 1, 0.1), index(0.2, 0, 1, 0.1)), (index(0.3, 0, 1, 0.1), index(0.2, 0, 1, 0.1))]
        self.assertEqual(sensitivity_data.beyond_total(study, rows), ["a"])

    def test_takes_the_first_outcome_of_the_file_and_differences_over_common_weeks(self):
        points = morris_points(4, 2)
        write(self.result, points, lambda x, r, a: x[0], "morris", arms=("none", "some"))
        with h5py.File(self.result, "a") as file:
            values, arms = file["calm"][:], [a.decode() for a in file["arm"][:]]
            del file["calm"]
        runs, some = len(values), np.array([a == "some" for a in arms])
        old = self.result.with_name("old.nc")
        self.result.rename(old)
        with h5py.File(old) as source, h5py.File(self.result, "w", track_order=True) as file:
            for name in source:
                source.copy(name, file)
            file.attrs.update(source.attrs)
            for name, column in (("zeal", np.where(some, 9.0, 1.0)), ("calm", values), ("zeal__presence", some.astype(float)),
                                 ("zeal__over_0", np.where(some, 4.0, 1.0)), ("zeal__over_1", np.where(some, 9.0, 1.5))):
                file.create_dataset(name, data=column)
        study = sensitivity_data.read(self.result)
        self.assertEqual(study.outcome, "zeal")
        self.assertTrue(np.all(study.values == 4.0 - 1.5), study.values)
        self.assertEqual(len(study.values) * 2 * study.replicates, runs)

    def test_elementary_effects_of_a_linear_function_are_its_slopes(self):
        write(self.result, morris_points(12, 3), lambda x, r, a: 4 * x[0] - 2 * x[1] + r, "morris", extra="  trajectories: 12\n  levels: 4\n")
        rows = in_order(sensitivity_data.morris_measures, sensitivity_data.read(self.result))
        for (star, mu, sigma), slope in zip(rows, (4, -2, 0)):
            self.assertAlmostEqual(star.mean, abs(slope), places=10)
            self.assertAlmostEqual(mu.mean, slope, places=10)
            self.assertAlmostEqual(sigma, 0, places=10)

    def test_interaction_shows_as_spread(self):
        write(self.result, morris_points(40, 2), lambda x, r, a: x[0] * x[1], "morris")
        rows = in_order(sensitivity_data.morris_measures, sensitivity_data.read(self.result))
        self.assertGreater(rows[0][2], 0.2)

    def test_takes_the_difference_of_an_arm(self):
        points = morris_points(10, 2)
        write(self.result, points, lambda x, r, a: 100 * x[1] + (3 * x[0] * a if a < 2 else 0), "morris", arms=("none", "some", "null"))
        star = in_order(sensitivity_data.morris_measures, sensitivity_data.read(self.result, None, "some"))[0][0]
        self.assertAlmostEqual(star.mean, 3, places=10)
        self.assertEqual(sensitivity_data.read(self.result, None, "some").subject, ", some less none")
        self.assertEqual(in_order(sensitivity_data.morris_measures, sensitivity_data.read(self.result, None, "null"))[0][0].mean, 0)

    def test_draws_both_pictures_and_prints_tables(self):
        for points, kind in ((saltelli_points(30, 2), "saltelli"), (morris_points(10, 2), "morris")):
            write(self.result, points, lambda x, r, a: x[0] + x[0] * x[1], kind)
            ran = self.run_script("--outcome", "calm")
            self.assertEqual(ran.returncode, 0, ran.stderr)
            self.assertIn("a.z", ran.stdout)
            data = self.picture.read_bytes()
            self.assertGreater(len(data), 20_000)
            self.assertIn(b", a toy", data)

    def test_a_column_is_known_by_the_factor_that_moves_in_it(self):
        points = saltelli_points(5, 3)
        points[:, 1] = 0.5  # the second never moves
        write(self.result, points, lambda x, r, a: x[0], "saltelli")
        study = sensitivity_data.read(self.result)
        self.assertEqual(study.factors, ["a.x", "a.y", "a.z"])
        self.assertEqual(sensitivity_data.columns_of(study, 5), [2, 1, 0])
        study.labels = study.labels[:, LUCK.permutation(study.labels.shape[1])]
        with self.assertRaises(sensitivity_data.NotThisStudy):
            sensitivity_data.columns_of(study, 5)

    def refusal(self, *words):
        with self.assertRaises(sensitivity_data.NotThisStudy) as caught:
            study = sensitivity_data.read(self.result, *words)
            sensitivity_data.sobol_indices(study)
        return str(caught.exception)

    def test_refuses_what_it_cannot_use(self):
        self.assertIn("no such file", self.refusal())
        write(self.result, morris_points(4, 2), lambda x, r, a: x[0], "sobol")
        self.assertIn("design is of kind sobol", self.refusal())
        write(self.result, morris_points(4, 2), lambda x, r, a: x[0], "morris", status=[1] * 23 + [2])
        self.assertIn("1 runs failed or are missing", self.refusal())
        write(self.result, morris_points(4, 2), lambda x, r, a: np.nan, "morris")
        self.assertIn("has no value in some runs", self.refusal())
        write(self.result, morris_points(4, 2), lambda x, r, a: x[0], "morris")
        self.assertIn("no outcome is called 'clam'; expected one of calm", self.refusal("clam"))
        write(self.result, saltelli_points(4, 2), lambda x, r, a: 1.0, "saltelli")
        self.assertIn("no variance to share out", self.refusal())

    def test_a_refusal_is_a_line_and_an_exit_code(self):
        self.result.write_text("model: toy")
        ran = self.run_script()
        self.assertEqual(ran.returncode, 2)
        self.assertIn("sensitivity: ", ran.stderr)
        self.assertIn("cannot be read", ran.stderr)
        self.assertNotIn("Traceback", ran.stderr)
        self.assertFalse(self.picture.exists())


if __name__ == "__main__":
    unittest.main()
