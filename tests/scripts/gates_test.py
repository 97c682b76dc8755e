# SPDX-License-Identifier: Apache-2.0
"""What the gates measure, on results and scenarios whose answers are known."""

import sys
import tempfile
import types
import unittest
import unittest.mock
from pathlib import Path

import h5py
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts/verification"))
import audit  # noqa: E402
import gate_data  # noqa: E402  (the path above makes it importable)
import gates  # noqa: E402
import twins  # noqa: E402
import variants  # noqa: E402

SCENARIO = """model: intervention
horizon:
  start: 2013-07-01
  end: 2013-07-15
parameters:
  regions:
    north:
      communities: {}
  places:
    Gao:
      region: north
    Kidal:
      region: north
  communities:
    songhay: {}
  organisations:
    minusma:
      exit:
        date: null
        weeks: 4
  contingents:
    chad:
      persons:
        2013-07-08: 100
  bases: {}
  armed_groups:
    jnim: {}
  bands:
    refill_weeks: 104
  threats:
    attacks:
      jihadist: 0.03
  cooperation:
    dyads: {}
  mechanisms:
    band_movement:
      mobility: 0.19
    self_defence:
      memory: 0.81
outcomes:
  a: "mean(legitimacy.minusma, 2013-07-08..2013-07-14)"
"""

# As `peacenorm describe MODEL --format json-schema` prints it: entities are entries of a map, or null.
SCHEMA = {
    "properties": {
        "organisations": {
            "additionalProperties": {
                "anyOf": [
                    {"properties": {"exit": {"properties": {"date": {}, "weeks": {"x-halved-tick": "twice"}}}}},
                    {"type": "null"},
                ]
            }
        },
        "bands": {"properties": {"refill_weeks": {"type": "integer", "x-halved-tick": "twice"}}},
        "threats": {"properties": {"attacks": {"properties": {"jihadist": {"x-halved-tick": "half"}}}}},
        "mechanisms": {
            "properties": {
                "band_movement": {"properties": {"mobility": {"x-halved-tick": "two_steps"}}},
                "self_defence": {"properties": {"memory": {"x-halved-tick": "root"}}},
            }
        },
    }
}


def write(path, effects):
    """Arms of two futures; `effects`: by draw, the difference in each future."""
    with h5py.File(path, "w") as file:
        rows = [(arm, r, f) for r in range(len(effects)) for arm in (b"apart", b"together") for f in range(2)]
        file["arm"] = [arm for arm, _, _ in rows]
        file["replicate"] = [r for _, r, _ in rows]
        file["future"] = [f for _, _, f in rows]
        file["status"] = np.ones(len(rows), "i1")
        file["x"] = [r + (effects[r][f] if arm == b"together" else 0.0) for arm, r, f in rows]
        file["series"] = np.array([[float(r), 1.0] for _, r, _ in rows])


class Trials(unittest.TestCase):
    def test_a_trial_asks_for_no_more_replicates_than_a_study_of_many_points_has(self):
        with tempfile.TemporaryDirectory() as folder:
            options = types.SimpleNamespace(build="none", results=folder, keep=True, replicates=32)
            with unittest.mock.patch("gates.subprocess.run") as ran, unittest.mock.patch("gates.open_result"):
                for most, asked in ((8, "8"), (100, "32"), (None, "32")):
                    gates.Runner(options).study("g10_audit", most=most)
                    self.assertEqual(ran.call_args.args[0][-2:], ["--replicates", asked])


class Effects(unittest.TestCase):
    def of(self, effects):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "result.nc"
            write(path, effects)
            with gate_data.open_result(path) as file:
                return gate_data.effects(file, "x"), gate_data.differing_series(file)

    def test_a_sign_is_resolved_when_chance_cannot_explain_it(self):
        effect, _ = self.of([(0.5, 0.51), (-0.5, -0.51), (0.5, -0.4)])
        self.assertEqual(effect.sign().tolist(), [1, -1, 0])

    def test_without_noise_equal_effects_stay_and_noise_alone_vanishes(self):
        effect, _ = self.of([(0.1, 0.1), (0.3, 0.3)])
        np.testing.assert_allclose(effect.without_noise(), [0.1, 0.3])
        effect, _ = self.of([(0.9, -0.9), (0.8, -0.9)])
        np.testing.assert_allclose(effect.without_noise(), effect.mean.mean())

    def test_a_draw_in_which_nothing_happened_has_no_effect(self):
        effect, _ = self.of([(0.1, 0.1), (np.nan, 0.3)])
        self.assertEqual(effect.draws, 1)

    def test_equal_series_do_not_differ(self):
        _, differing = self.of([(0.1, 0.1), (0.3, 0.3)])
        self.assertEqual(differing, (0, 1))


class Variants(unittest.TestCase):
    def test_reversing_changes_order_and_nothing_else(self):
        text = variants.reverse_entities(SCENARIO)
        self.assertEqual(sorted(text.splitlines()), sorted(SCENARIO.splitlines()))
        self.assertLess(text.index("Kidal"), text.index("Gao"))

    def test_half_a_tick_rewrites_dates_rates_memories_and_times(self):
        text = variants.halve_tick(SCENARIO, SCHEMA)
        for line in ("start: 2013-07-01", "end: 2013-07-29", "2013-07-15: 100", "jihadist: 0.015", "weeks: 8.0",
                     "memory: 0.9", "2013-07-15..2013-07-27"):  # fmt: skip
            self.assertIn(line, text)
        self.assertIn("mobility: 0.09999999999999998", text)
        self.assertIn("refill_weeks: 208\n", text)


class Audit(unittest.TestCase):
    """On two trajectories of two parameters, the effect of cooperation being 2 a + 5 b in the rank of each."""

    PATHS = ("x.helpful", "y.harmful")

    def written(self, folder):
        steps = [(0.0, 0.0), (1.0, 0.0), (1.0, 3.0), (2.0, 6.0), (2.0, 3.0), (1.0, 3.0)]  # between trajectories both move
        path = Path(folder) / "morris.nc"
        rows = [(r, a, b, arm) for r in range(2) for a, b in steps for arm in (b"apart", b"together")]
        with h5py.File(path, "w") as file:
            file["arm"] = [row[3] for row in rows]
            file["replicate"] = [row[0] for row in rows]
            file["status"] = np.ones(len(rows), "i1")
            file["design_x_helpful"] = [row[1] for row in rows]
            file["design_y_harmful"] = [row[2] for row in rows]
            file["state"] = [r + (2 * a / 2 + 5 * b / 6 if arm == b"together" else 0) for r, a, b, arm in rows]
        return path

    def test_effects_are_over_the_whole_of_each_prior(self):
        with tempfile.TemporaryDirectory() as folder, gate_data.open_result(self.written(folder)) as file:
            pair = audit.Pair("state", "a state", *self.PATHS)
            np.testing.assert_allclose(audit.standardised(file, pair, self.PATHS), [2, 5])

    def test_a_pair_stands_within_the_bound_or_where_it_is_cited(self):
        for tie_break, stands in (("", False), ("somebody_2001", True)):
            pair = audit.Pair("state", "a state", *self.PATHS, tie_break)
            with tempfile.TemporaryDirectory() as folder, gate_data.open_result(self.written(folder)) as file:
                with unittest.mock.patch.object(audit, "PAIRS", (pair,)):
                    ((_, helpful, harmful, ratio, found),) = audit.audited(file, self.PATHS)
            self.assertEqual((round(helpful, 9), round(harmful, 9), ratio, found), (2, 5, 2.5, stands))


def told(count=400, coverage=0.9, p=0.4, **words):
    """As NAME.calibration.json has it: one parameter, one hypothesis with twins at two distances."""
    found = {"coverage_50": 0.5, "coverage_90": coverage, "rank_distance": 0.02, "rank_p": p}
    near = {"from": 0, "to": 0.5, "twins": 300, "right": 290, "wrong": 4, "missed": 0, "undecided": 6, "wrong_upper": 0.03}
    away = {"from": 3, "to": None, "twins": 100, "right": 80, "wrong": 0, "missed": 0, "undecided": 20, "wrong_upper": 0.04}
    every = {"from": 0, "to": None, "twins": 400, "right": 370, "wrong": 4, "missed": 0, "undecided": 26, "wrong_upper": 0.02}
    row = {"hypothesis": "H1", "name": "falls", "contrast": "deep less none", "all": every, "bins": [near, away]}
    row |= found | {"reachable": True, "holds": True} | words
    return {
        "twins": {"count": count, "test_of_ranks": "Kolmogorov-Smirnov", "parameters": [{"name": "a.b"} | found]},
        "verdict_twins": {"d": 0.02, "futures": 2, "most_wrong": 0.1, "rows": [row]},
    }


class Twins(unittest.TestCase):
    def passed(self, **more):
        return [row[2] for row in twins.twin_rows(told(**more))]

    def test_intervals_ranks_and_words_are_judged_apart(self):
        self.assertEqual(self.passed(), [True, True, True, True])
        self.assertEqual(self.passed(coverage=0.96), [False, False, True, True])
        self.assertEqual(self.passed(coverage=0.84), [False, False, True, True])
        self.assertEqual(self.passed(p=0.02), [True, True, False, True])
        self.assertEqual(self.passed(p=0.03), [True] * 4, "two tests share the false alarms")
        self.assertEqual(self.passed(holds=False), [True, True, True, False])

    def test_effects_out_of_reach_are_said_to_be_and_excuse_no_wrong_word(self):
        self.assertEqual(self.passed(reachable=False)[3], "not reachable in this model")
        self.assertIs(self.passed(reachable=False, holds=False)[3], False)

    def test_a_difference_that_does_not_vary_has_no_intervals(self):
        rows = list(twins.twin_rows(told(coverage_90=None, rank_p=None)))
        self.assertEqual([row[2] for row in rows], [True, True, True])

    def test_few_twins_pass_nothing(self):
        self.assertEqual(set(self.passed(count=399)), {"printed: 399 twins, not 400"})

    def test_the_curve_of_right_words_is_printed(self):
        asked, measured, _, count, futures = list(twins.twin_rows(told()))[3]
        self.assertIn("wrong words at most 10% by Wilson's upper bound", asked)
        self.assertEqual(measured, "wrong 4 of 400, at most 0.020; right: to 0.5 d 97% of 300, wrong 4; beyond 3 d 80% of 100, wrong 0")
        self.assertEqual((count, futures), ("400", "2"))

    def test_what_the_table_lacks_is_said(self):
        lacking = told()
        lacking["verdict_twins"]["rows"].append({"hypothesis": "H3", "name": "by conduct", "contrast": "deep less none", "missing": "an arm"})
        self.assertEqual(list(twins.twin_rows(lacking))[4][1:3], ("needs an arm", "not in this table"))


if __name__ == "__main__":
    unittest.main()
