# SPDX-License-Identifier: Apache-2.0
"""The hindcast's forecasts, references and scores, on a small result and invented facts whose answers are known."""

import contextlib
import csv
import io
import subprocess
import sys
import tempfile
import unittest
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import h5py
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts/verification/hindcast.py"
sys.path.insert(0, str(SCRIPT.parent))
import hindcast  # noqa: E402  (the path above makes these importable)
import hindcast_data  # noqa: E402
import hindcast_inputs  # noqa: E402
import hindcast_references  # noqa: E402
import hindcast_scores  # noqa: E402
import hindcast_start  # noqa: E402
import hindcast_twins  # noqa: E402
import negative_binomial  # noqa: E402
from hindcast_data import Row  # noqa: E402

RUNS = 6
FIRST, LAST = date(2017, 12, 25), date(2020, 1, 6)  # the weeks that begin in 2018 and 2019
# Block YAML as a result keeps it.
CONFIGURATION = """parameters:
  host:
    organisation: army
  conduct:
    organisation: blue
  places:
    Alder:
      region: North
    Birch:
      region: South
  organisations:
    blue:
      kind: un_mission
    army:
      kind: host_army
  contingents:
    helmets:
      persons:
        2014-01-01: 1000
        2019-01-01: 3000
      command:
        2014-01-01: blue
    home:
      persons: 500
      command:
        2014-01-01: army
  armed_groups:
    riders:
      bloc: jihadist
      fighters:
        2014-01-01: 100
        2018-01-01: 400
      core:
        Alder: 3
        Birch: 1
    hunters:
      bloc: communal
      fighters: 50
      core:
        Birch: 1
  bases:
    camp:
      organisation: blue
      place: Alder
      share: 0.5
      closed: 2019-06-01
    post:
      organisation: blue
      place: Birch
      share: 0.5
  surveys:
    before:
      date: 2018-10-20
      villages: false
      places:
        Alder: 100
        Birch: 100
    again_2019_q1:
      date: 2019-02-15
      villages: false
      places:
        Alder: 100
        Birch: 100
theatre:
  name: the shore
  targets:
    towns:
      rows:
        one:
          measure: answers
          value: 40
          of: "before.blue.Alder:positive+very_positive"
        two:
          measure: answers
          value: 20
          of: "before.blue.*:positive"
        three:
          measure: answers
          value: 10
          of: "before.blue.*:very_positive"
"""
HEADER = "outcome,unit,period,value,source"


def weeks():
    return [FIRST + timedelta(days=7 * i) for i in range((LAST - FIRST).days // 7)]


def known_facts():
    """Deaths of a month: 10, twice that in 2018."""
    rows = [f"deaths,the shore,{year}-{month:02d},{20 if year == 2018 else 10}" for year in (2016, 2017, 2018) for month in range(1, 13)]
    for year in (2016, 2017, 2018):
        rows += [f"deaths_by_class,jihadist,{year},90", f"deaths_by_class,unidentified,{year},30", f"deaths_by_region,North,{year},80",
                 f"deaths_by_region,South,{year},40", f"peacekeepers_killed,blue,{year},12"]  # fmt: skip
    rows += ["political_violence_deaths_by_cercle,Alder,2018,9", "political_violence_deaths_by_cercle,Birch,2018,3"]
    rows += ["displaced,the shore,2017-12,1000", "displaced,the shore,2018-12,1200"]
    return "# invented\noutcome,unit,period,value\n" + "\n".join(rows) + "\n"


def write_result(path, without=(), step=7, runs=RUNS):
    """Two dead a week by the jihadists in Alder in every run, one more in each run than in the one before; one peacekeeper a month."""
    days = [(week - date(1970, 1, 1)).days for week in weeks()]
    killed = np.zeros((runs, len(days), 2), "i8")
    killed[:, :, 0] = 2 + np.arange(runs)[:, None]
    answers = np.zeros((runs, len(days), 4, 5), "i8")
    answers[:, 60, :2] = [[20, 50, 10, 20, 0], [20, 70, 10, 0, 0]]
    answers[:, 42, 2:] = [[30, 30, 20, 20, 0], [50, 30, 10, 10, 0]]
    months = {f"peacekeepers_killed_2019_{month:02d}": np.ones(runs) for month in range(1, 13)}
    variables = {
        "status": np.ones(runs, "i1"), "time": np.array(days) * step // 7, "class": ["jihadist", "communal"], "place": ["Alder", "Birch"],
        "region": ["North", "South"], "survey": ["again_2019_q1.blue.Alder", "again_2019_q1.blue.Birch", "before.blue.Alder", "before.blue.Birch"],
        "answer": ["very_negative", "negative", "positive", "very_positive", "no_opinion"], "civilians_killed_reported_by_class": killed, "civilians_killed_reported_by_place": killed,
        "persons_displaced": np.full((runs, len(days), 2), 500.0), "survey_answers": answers, "arm": [b"default"] * runs, "peacekeepers_killed_2018": np.full(runs, 12.0), **months,
    }  # fmt: skip
    with h5py.File(path, "w") as file:
        file.attrs["model_version"], file.attrs["configuration"] = "9.8.7", CONFIGURATION
        for name, value in variables.items():
            if name not in without:
                file[name] = value


class Hindcast(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.result, self.known = self.folder / "hindcast.nc", self.folder / "known.csv"
        self.known.write_text(known_facts())

    def call(self, *words):
        command = [str(word) for word in (SCRIPT, self.result, "--out", self.folder / "out", "--known", self.known, "--draws", "10", *words)]
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), mock.patch.object(sys, "argv", command):
            try:
                hindcast.run(hindcast.main)
            except SystemExit as end:
                return SimpleNamespace(returncode=end.code, stdout=out.getvalue(), stderr=err.getvalue())
        raise AssertionError("the script does not end")

    def rows_of(self, name):
        return list(csv.DictReader(io.StringIO((self.folder / "out" / name).read_text())))

    def score(self, *facts, header=HEADER):
        path = self.folder / "facts.csv"
        path.write_text("\n".join([header, *facts]) + "\n")
        return self.call("--score", path)


class Forecasts(Hindcast):
    def setUp(self):
        super().setUp()
        write_result(self.result)

    def test_bands_are_quantiles_of_runs_by_week_month_quarter_and_year(self):
        done = self.call()
        self.assertEqual(done.returncode, 0, done.stderr)
        found = {(row["outcome"], row["unit"], row["period"]): row for row in self.rows_of("forecast.csv") if row["forecaster"] == "model"}
        week, year = found["deaths", "the shore", "2019-01-14"], found["deaths", "the shore", "2019"]
        self.assertEqual((week["median"], week["low_50"], week["high_50"], week["draws"]), ("4.5", "3.25", "5.75", f"{RUNS}"))
        self.assertEqual(float(year["median"]), 4.5 * 52)
        self.assertEqual(found["deaths", "the shore", "2019-Q1"]["resolution"], "quarter")
        self.assertEqual(float(found["deaths", "the shore", "2019-01"]["median"]), 4.5 * 4)  # Mondays of the month
        self.assertEqual(float(found["displaced", "the shore", "2019-Q2"]["median"]), 1000)
        self.assertEqual(float(found["peacekeepers_killed", "blue", "2019"]["median"]), 12)
        self.assertEqual(float(found["deaths_by_region", "South", "2019"]["median"]), 0)
        self.assertIn("| deaths | the shore | 2019 |", done.stdout)
        self.assertTrue(done.stdout.startswith(f"? 9.8.7; parameters ?; {RUNS} runs that ended well, as they are, since 40 are needed"))

    def test_answers_are_percent_of_all_asked_by_town_and_in_all(self):
        self.call()
        found = {row["unit"]: float(row["median"]) for row in self.rows_of("forecast.csv")
                 if (row["forecaster"], row["outcome"], row["period"]) == ("model", "opinion_very_negative", "2019-Q1")}  # fmt: skip
        self.assertEqual(found, {"blue.Alder": 20, "blue.Birch": 20, "blue.all": 20})

    def test_a_class_loses_those_whom_nobody_names(self):
        killed = np.full((4000, 1, 1), 100)
        share = 1 - hindcast_data.named(killed, 1).mean() / 100
        self.assertAlmostEqual(share, 2 / 8, delta=0.02)  # mean of Beta(2, 6)

    def test_the_command_gives_the_same_bytes_again(self):
        self.call()
        once = (self.folder / "out/forecast.csv").read_bytes()
        words = [SCRIPT, self.result, "--out", self.folder / "out", "--known", self.known, "--draws", "10"]
        subprocess.run([sys.executable, "-B", *map(str, words)], check=True, capture_output=True)
        self.assertEqual((self.folder / "out/forecast.csv").read_bytes(), once)


class References(Hindcast):
    def setUp(self):
        super().setUp()
        write_result(self.result)
        self.facts = hindcast_references.read_facts(self.known)
        opened = hindcast_data.Result(self.result, date(2019, 1, 1))
        self.rows = list(hindcast_data.forecast_of(opened, 1))
        with mock.patch.object(hindcast_references, "REFITS", 2):
            self.found = hindcast_references.references(self.facts, opened, self.rows, 400, 1)

    def test_persistence_is_the_last_year_again(self):
        deaths = self.found["persistence"][Row("deaths", "the shore", "2019")]
        self.assertEqual(set(deaths), {240})  # each month of 2018 had 20
        north = self.found["persistence"][Row("deaths_by_region", "North", "2019")]
        self.assertAlmostEqual(north.mean(), 240 * 80.5 / 121, delta=3)

    def test_a_random_walk_moves_by_past_changes(self):
        deaths = self.found["random_walk"][Row("deaths", "the shore", "2019")]
        self.assertTrue(np.quantile(deaths, 0.05) < 130 and np.quantile(deaths, 0.95) > 470)  # half or twice as many, or as many

    def test_the_last_wave_of_a_town_or_else_of_the_nation_is_carried_on(self):
        town, elsewhere = (self.found["persistence"][Row("opinion_positive", f"blue.{name}", "2019-Q1")] for name in ("Alder", "Birch"))
        self.assertAlmostEqual(town.mean(), 40, delta=1.5)
        self.assertAlmostEqual(town.std(), np.sqrt(40 * 60 * 2 / 100), delta=1)
        self.assertAlmostEqual(elsewhere.mean(), 30, delta=2)
        self.assertGreater(elsewhere.std(), 10)

    def test_answers_that_waves_of_other_years_printed_are_made_to_agree(self):
        named = {outcome: Row(outcome, "blue.Alder", "2019-Q1") for outcome in hindcast_data.ANSWERS}
        found = {named["opinion_positive"]: np.array([80.0]), named["opinion_negative"]: np.array([30.0]), named["opinion_very_negative"]: np.array([50.0]),
                 named["opinion_no_opinion"]: np.array([30.0])}  # fmt: skip
        dates = {named[outcome]: date for outcome, date in zip(hindcast_data.ANSWERS, ("2015-01-01", "2016-01-01", "2018-01-01", "2017-01-01"))}
        hindcast_references._agreed(found, dates, "blue.Alder", "2019-Q1")
        self.assertEqual([float(found[named[outcome]][0]) for outcome in ("opinion_negative", "opinion_very_negative", "opinion_no_opinion", "opinion_positive")],
                         [50, 50, 30, 20])  # fmt: skip
        alone = {named["opinion_very_negative"]: np.array([40.0])}
        hindcast_references._agreed(alone, dates, "blue.Alder", "2019-Q1")
        self.assertEqual(alone[named["opinion_very_negative"]][0], 40)

    def test_no_reference_speaks_of_classes_without_a_name(self):
        self.assertFalse([row for one in self.found.values() for row in one if row.unit in ("unidentified", "other")])

    def test_facts_of_the_years_held_out_are_refused(self):
        self.known.write_text(known_facts() + "displaced,the shore,2019-03,1\n")
        done = self.call()
        self.assertEqual(done.returncode, 2)
        self.assertIn("2019-03 is later than 2018", done.stderr)

    def test_all_that_is_wrong_with_known_facts_is_told_at_once(self):
        lines = known_facts().splitlines()
        wrong = ["deaths,the shor,2018-03,4", "deaths,the shore,2018-04,99", "deaths,the shore,2018-5,4", "peacekeepers_kiled,blue,2018,-3", "displaced,the shore,2018-11,nan",
                 "deaths_by_class,jihadist,2018-02,4", 'deaths_by_class,"signatory,2018,4']  # fmt: skip
        self.known.write_text("\ufeff" + "\n".join(lines + wrong) + "\n", encoding="utf-8")
        done, at = self.call(), len(lines) + 1
        self.assertEqual(done.returncode, 2)
        for line, column, problem in (
            (at, 8, "'the shor' is another unit of deaths than 'the shore' above; expected one"), (at + 1, 1, "deaths, the shore, 2018-04 stands in line"),
            (at + 2, 18, "'2018-5' is no month; expected YYYY-MM"), (at + 3, 1, "'peacekeepers_kiled' is no outcome"), (at + 3, 30, "'-3' is no value"),
            (at + 4, 29, "'nan' is no value"), (at + 5, 26, "'2018-02' is no year; expected YYYY"), (at + 6, 17, "the quotation mark has no partner in its line"),
        ):  # fmt: skip
            self.assertIn(f"{self.known}:{line}:{column}: error: {problem}", done.stderr)
        self.assertEqual(len(done.stderr.splitlines()), 8)

    def test_known_facts_are_of_what_the_result_has(self):
        self.known.write_text(known_facts() + "deaths_by_region,Nort,2018,4\n")
        done = self.call()
        self.assertEqual(done.returncode, 2)
        self.assertIn("'Nort' is no unit of deaths_by_region", done.stderr)
        self.assertIn("did you mean North?", done.stderr)

    def test_no_input_is_written_over(self):
        out = self.folder / "out"
        out.mkdir()
        facts = out / "scores.csv"
        facts.write_text(f"{HEADER}\ndeaths,the shore,2019,234,nobody\n")
        done = self.call("--score", facts)
        self.assertEqual(done.returncode, 2)
        self.assertIn("cannot be written: it is the input", done.stderr)
        self.assertIn("234", facts.read_text())

    def test_inputs_are_those_of_the_day(self):
        inputs = hindcast_inputs.Inputs(hindcast_data.Result(self.result, date(2019, 1, 1)).configuration)
        self.assertEqual(inputs.persons(inputs.international(), date(2018, 12, 31)), 1000)
        self.assertEqual(inputs.persons(inputs.international(), date(2019, 1, 1)), 3000)
        self.assertEqual(inputs.fighters_at_home("jihadist", "North", date(2018, 6, 1)), 300)
        self.assertEqual(inputs.persons_in("South", date(2019, 1, 1)), 1500)
        self.assertEqual(inputs.persons_in("South", date(2019, 6, 1)), 3000)


class FromWhatIsKnown(unittest.TestCase):
    """Worlds in which the best forecast is known."""

    def setUp(self):
        self.rng = np.random.default_rng(8)
        self.luck = self.rng.normal(size=4000)
        self.nothing = np.empty((4000, 0))

    def by(self, facts, future, parameters):
        move = hindcast_start.Move(facts, future[:, None], parameters, 1)
        return future + move.by(move.facts)[:, 0]

    @staticmethod
    def known(runs, fact, error, name="a"):
        return hindcast_start.Known(name, runs, fact, error)

    def test_luck_that_lasts_is_taken_from_the_fact_as_far_as_the_fact_is_sure(self):
        found = self.by([self.known(self.luck, 2.0, 1.0)], self.luck, self.nothing)
        self.assertAlmostEqual(found.mean(), 1.0, delta=0.06)  # of a normal prior and a fact with its variance: halfway, with half the variance
        self.assertAlmostEqual(found.var(), 0.5, delta=0.05)

    def test_luck_that_does_not_last_moves_nothing(self):
        ahead = self.rng.normal(size=4000)
        found = self.by([self.known(self.luck, 2.0, 1.0)], ahead, self.nothing)
        self.assertAlmostEqual(found.mean(), ahead.mean(), delta=0.06)
        self.assertAlmostEqual(found.var(), ahead.var(), delta=0.06)

    def test_what_parameters_explain_is_not_learnt_twice(self):
        drawn = self.rng.normal(size=(4000, 1))
        found = self.by([self.known(drawn[:, 0] + 0.1 * self.luck, 3.0, 0.3)], drawn[:, 0], drawn)
        np.testing.assert_allclose(found, drawn[:, 0], atol=0.05)

    def test_a_fact_without_doubt_is_met_by_every_run(self):
        found = self.by([self.known(self.luck, 2.0, 1e-9)], 3 * self.luck, self.nothing)
        np.testing.assert_allclose(found, 6.0, atol=1e-6)

    def test_several_facts_weigh_by_their_errors(self):
        found = self.by([self.known(self.luck, 1.0, 1.0), self.known(self.luck, 4.0, 0.5, "b")], self.luck, self.nothing)
        self.assertAlmostEqual(found.mean(), (0 + 1 * 1 + 4 * 4) / (1 + 1 + 4), delta=0.05)
        self.assertAlmostEqual(found.var(), 1 / 6, delta=0.02)

    def test_a_run_without_an_answer_stays_without_and_stops_no_other(self):
        ahead = np.where(np.arange(4000) == 7, np.nan, self.luck)
        found = self.by([self.known(self.luck, 2.0, 1.0)], ahead, self.nothing)
        self.assertEqual(list(np.flatnonzero(np.isnan(found))), [7])
        self.assertAlmostEqual(np.nanmean(found), 1.0, delta=0.06)

    def test_one_fact_errs_alike_wherever_it_is_used_and_no_two_do(self):
        facts = [self.known(self.luck, 1.0, 0.5, name) for name in ("a", "b")]
        one, both = (hindcast_start.Move(used, self.luck[:, None], self.nothing, 3).drawn for used in (facts[1:], facts))
        np.testing.assert_array_equal(one[:, 0], both[:, 1])
        self.assertLess(abs(np.corrcoef(both.T)[0, 1]), 0.06)

    def test_weeks_move_with_their_year_and_those_of_an_empty_one_are_those_of_the_other_runs(self):
        week, month, year = (Row("deaths", "x", period) for period in ("2019-01-07", "2019-01", "2019"))
        part = hindcast_start.Counted({week: np.array([0.0, 1.0, 0.0]), month: np.array([0.0, 3.0, 1.0]), year: np.array([0.0, 3.0, 1.0])})
        moved = part.moved(np.full((3, 1), np.log(2.0)))
        np.testing.assert_allclose(moved[year], [1, 7, 3])  # 2 (1 + n) - 1
        np.testing.assert_allclose(moved[week], [1 / 6, 7 / 3, 0])  # a third and none of the others': a sixth; a quiet week stays quiet
        self.assertEqual(set(part.moved(np.full((3, 1), -9.0))[year]), {0.0})  # never fewer than none

    def test_answers_stay_shares_of_all_who_were_asked(self):
        rows = {Row(f"opinion_{name}", "blue.Alder", "2019-Q1"): np.array([value]) for name, value in
                (("positive", 50.0), ("negative", 30.0), ("very_negative", 20.0), ("no_opinion", 20.0))}  # fmt: skip
        part = hindcast_start.Answered(rows)
        for by in ([0, 0, 0, 0], [3, 0, 0, 0], [-50, 50, 50, 50], [0, -2, 4, 0]):
            moved = {row.outcome: values[0] for row, values in part.moved(np.array([by], float)).items()}
            self.assertAlmostEqual(sum(moved[outcome] for outcome in hindcast_start.WHOLE), 100)
            self.assertLessEqual(moved["opinion_very_negative"], moved["opinion_negative"])
        self.assertAlmostEqual(part.moved(np.zeros((1, 4)))[Row("opinion_positive", "blue.Alder", "2019-Q1")][0], 50)


class Started(Hindcast):
    """From end to end, with enough runs."""

    RUNS = 60

    def setUp(self):
        super().setUp()
        write_result(self.result, runs=self.RUNS)

    def medians(self, forecaster):
        return {(row["outcome"], row["unit"], row["period"]): float(row["median"]) for row in self.rows_of("forecast.csv") if row["forecaster"] == forecaster}

    def test_the_model_starts_from_the_last_years_and_its_runs_stand_beside(self):
        done = self.call()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(done.stdout.startswith(f"? 9.8.7; parameters ?; {self.RUNS} runs that ended well, started from 9 facts; 10 draws of each reference\n"))
        self.assertIn("| model | model without start |", done.stdout)
        model, runs = self.medians("model"), self.medians("model_without_start")
        year = ("deaths", "the shore", "2019")
        self.assertEqual(runs[year], 31.5 * 52)
        self.assertTrue(200 < model[year] < 450, model[year])  # in every run the next year is the last, which had 240 dead in fact, 120 before
        self.assertAlmostEqual(model["deaths", "the shore", "2019-Q1"], model[year] * 12 / 52, delta=1)  # Mondays
        self.assertAlmostEqual(model["displaced", "the shore", "2019"] / runs["displaced", "the shore", "2019"], 1, delta=0.2)  # no run differs: nothing to learn

    def test_few_runs_are_told_and_left_as_they_are(self):
        write_result(self.result)
        done = self.call()
        self.assertIn(f"{RUNS} runs that ended well, as they are, since 40 are needed to start them from facts", done.stdout)
        self.assertEqual(self.medians("model_without_start"), {})

    def test_fitted_parameters_are_those_of_the_posterior_and_no_others(self):
        with h5py.File(self.result, "r+") as file:
            file.attrs["configuration"] = CONFIGURATION + "design:\n  posterior:\n    draws:\n      bands.size: [1]\n"
            file["parameter_bands_size"], file["parameter_bands_refill"] = np.arange(self.RUNS) ** 3.0, np.arange(self.RUNS) * 1.0
        found = hindcast_data.Result(self.result, date(2019, 1, 1)).parameters()
        self.assertEqual(found.shape, (self.RUNS, 1))
        self.assertAlmostEqual(found.mean(), 0)
        self.assertAlmostEqual(found[:, 0].std(), 1, delta=0.05)
        with h5py.File(self.result, "r+") as file:
            del file["parameter_bands_size"]
        self.assertIn("parameter_bands_size: drawn from a posterior, but not in the result", self.call().stderr)

    def test_a_year_that_is_not_known_whole_is_no_fact(self):
        whole = hindcast_references.read_facts(self.known)
        torn = hindcast_references.Facts({row: value for row, value in whole.facts.items() if not (row[0] == "deaths" and row[2] > "2017-06" and row[2] < "2018")})
        said = hindcast_data.Result(self.result, date(2019, 1, 1)).said.share
        for known, years in ((whole, 2), (torn, 1)):
            start = hindcast_start.Start(known, None, {Row("deaths", "the shore", year): np.ones(3) for year in ("2017", "2018")}, said)
            self.assertEqual(len(start.facts(Row("deaths", "the shore", "2019"), None)), years)

    def test_facts_without_an_outcome_that_references_need_are_refused_by_its_name(self):
        self.known.write_text("\n".join(line for line in known_facts().splitlines() if not line.startswith("displaced")))
        done = self.call()
        self.assertEqual(done.returncode, 2)
        self.assertIn("known.csv:1:1: error: there is no displaced; expected rows displaced,UNIT,PERIOD,VALUE", done.stderr)

    def test_twins_tell_that_what_lasts_is_foreseen_better_from_the_facts(self):
        out = io.StringIO()
        with contextlib.redirect_stdout(out), mock.patch.object(sys, "argv", ["twins", str(self.result), "--known", str(self.known), "--twins", "6"]), self.assertRaises(SystemExit) as end:
            hindcast.run(hindcast_twins.main)
        self.assertEqual(end.exception.code, 0)
        line = next(line for line in out.getvalue().splitlines() if line.startswith("| deaths | month |"))
        as_they_are, started = (float(cell) for cell in line.split("|")[3:5])
        self.assertLess(started, 0.6 * as_they_are)

    def test_twins_refuse_what_cannot_tell(self):
        write_result(self.result)
        done = subprocess.run([sys.executable, "-B", str(SCRIPT.parent / "hindcast_twins.py"), str(self.result), "--known", str(self.known)],
                              capture_output=True, text=True, check=False)  # fmt: skip
        self.assertEqual(done.returncode, 2)
        self.assertIn("6 runs ended well; expected at least 40", done.stderr)


class Regression(unittest.TestCase):
    def test_it_finds_slopes_and_dispersion_that_made_the_counts(self):
        rng = np.random.default_rng(3)
        inputs = np.column_stack([np.ones(4000), rng.normal(size=4000)])
        truth = negative_binomial.Fit(np.array([2.0, 0.7]), 0.5)
        found = negative_binomial.fit(negative_binomial.draw(truth, inputs, rng)[0], inputs, np.zeros(2))
        np.testing.assert_allclose(found.slopes, truth.slopes, atol=0.06)
        self.assertAlmostEqual(found.dispersion, truth.dispersion, delta=0.05)

    def test_its_slopes_of_the_loss_are_those_of_differences(self):
        rng = np.random.default_rng(4)
        inputs, counts, theta, precision = rng.normal(size=(9, 2)), rng.poisson(3, 9), np.array([0.3, -0.2, 0.4]), np.array([0.0, 1.0])
        slopes = negative_binomial._loss(theta, counts, inputs, precision)[1]
        for at in range(3):
            step = 1e-6 * np.eye(3)[at]
            ahead, behind = (negative_binomial._loss(theta + s, counts, inputs, precision)[0] for s in (step, -step))
            self.assertAlmostEqual(slopes[at], (ahead - behind) / 2e-6, places=4)

    def test_ninety_percent_bands_hold_nine_in_ten_counts_to_come(self):
        rng = np.random.default_rng(5)
        truth, inputs, held = negative_binomial.Fit(np.array([3.0, 0.5]), 0.3), None, []
        for _ in range(30):
            inputs = np.column_stack([np.ones(60), rng.normal(size=60)])
            counts = negative_binomial.draw(truth, inputs, rng)[0]
            drawn = negative_binomial.predict(counts[:50], inputs[:50], inputs[50:], np.array([0.0, 1.0]), rng, 12, 30)
            low, high = np.quantile(drawn, [0.05, 0.95], axis=0)
            held += list((low <= counts[50:]) & (counts[50:] <= high))
        self.assertTrue(0.83 <= np.mean(held) <= 0.97, np.mean(held))


class Scores(Hindcast):
    def setUp(self):
        super().setUp()
        write_result(self.result)

    def test_crps_of_two_draws_by_hand(self):
        self.assertAlmostEqual(hindcast_scores.crps(np.array([1.0, 3.0]), 2.0), 1 - 1)  # mean distance 1, half of the distance 2 of the pair
        self.assertAlmostEqual(hindcast_scores.crps(np.array([2.0, 2.0, 2.0]), 5.0), 3)

    def test_a_log_score_is_that_of_a_normal(self):
        self.assertAlmostEqual(hindcast_scores.log_score(np.array([-1.0, 0.0, 1.0]), 1.0, 0.1), 0.5 * np.log(2 * np.pi) + 0.5)
        self.assertAlmostEqual(hindcast_scores.log_score(np.zeros(5), 0.0, 0.1), 0.5 * np.log(2 * np.pi * 0.01))

    def test_every_forecaster_is_scored_on_the_facts_it_speaks_of(self):
        done = self.score("# invented", "deaths,the shore,2019,234,nobody", "deaths,the shore,2019-01,18,nobody", "deaths,the shore,2019-01-14,40,nobody",
                          "opinion_positive,blue.Alder,2019-Q1,30,nobody")  # fmt: skip
        self.assertEqual(done.returncode, 0, done.stderr)
        found = {(row["outcome"], row["resolution"], row["forecaster"]): row for row in self.rows_of("scores.csv")}
        model = found["deaths", "year", "model"]
        self.assertEqual((model["facts"], float(model["within_50"]), float(model["within_90"])), ("1", 1, 1))
        self.assertEqual(float(found["deaths", "week", "model"]["within_90"]), 0)
        self.assertNotIn(("deaths", "week", "persistence"), found)
        self.assertIn(("opinion_positive", "quarter", "persistence"), found)
        persistence = found["deaths", "year", "persistence"]
        self.assertAlmostEqual(float(persistence["crps"]), np.log(241 / 235), places=4)
        self.assertAlmostEqual(float(persistence["skill"]), 1 - float(model["crps"]) / float(persistence["crps"]), places=1)
        self.assertIn("| deaths | year | model | 1 |", done.stdout)

    def test_what_is_primary_is_pooled_and_judged(self):
        done = self.score("deaths,the shore,2019-01,18,nobody", "deaths,the shore,2019,234,nobody", "opinion_positive,blue.Alder,2019-Q1,30,nobody",
                          "opinion_negative,blue.Alder,2019-Q1,70,nobody", "opinion_negative,blue.all,2019-Q1,70,nobody", "deaths_by_region,South,2019,9000,nobody")  # fmt: skip
        facts = {(row["outcome"], row["forecaster"]): row["facts"] for row in self.rows_of("scores.csv")}
        self.assertEqual((facts["P1", "model"], facts["P5", "model"], facts["P5", "persistence"]), ("1", "2", "1"))  # a year is no month, all towns are no town
        self.assertNotIn(("P2", "model"), facts)
        self.assertIn("P3, 1 fact: not passed: no skill against persistence; no skill against random walk", done.stdout)
        self.assertIn("0% of the facts within 90% bands, fewer than 75%", done.stdout)
        self.assertIn("P5, 2 facts: ", done.stdout)

    def test_a_primary_outcome_is_passed_against_all_or_not(self):
        def score(forecaster, skill, within=0.9):
            return hindcast_scores.Score("P1", "month", forecaster, 48, 1.0, 1.0, 0.5, within, skill)

        rivals = [score(name, 0.1) for name in hindcast_scores.REFERENCES]
        self.assertEqual(list(hindcast_scores.passes([score("model", 0.0), *rivals])), [("P1", 48, [])])
        lost = [score("model", 0.0), *rivals[:2], score("regression", -0.1), score("model_without_start", -0.2)]
        self.assertEqual(list(hindcast_scores.passes(lost)), [("P1", 48, ["no skill against regression"])])
        self.assertEqual(list(hindcast_scores.passes([score("model", 0.0, 0.74), *rivals])), [("P1", 48, ["74% of the facts within 90% bands, fewer than 75%"])])

    def test_the_frozen_stance_is_scored_beside(self):
        frozen = self.folder / "frozen.nc"
        write_result(frozen)
        facts = self.folder / "facts.csv"
        facts.write_text(f"{HEADER}\ndeaths,the shore,2019,234,nobody\n")
        self.assertEqual(self.call("--frozen", frozen, "--score", facts).returncode, 0)
        self.assertEqual([row["forecaster"] for row in self.rows_of("scores.csv")], ["model", "model_stance_frozen", "persistence", "random_walk", "regression"])

    def test_all_that_is_wrong_with_facts_is_told_at_once(self):
        done = self.score("death,the shore,2019,3,nobody", "deaths,the shores,2019,3,nobody", "deaths,the shore,2018,3,nobody", "deaths,the shore,2031,3,nobody",
                          "deaths,the shore,May,3,nobody", "deaths,the shore,2019,-3,nobody", "deaths,the shore,2019-02,3,", "deaths,the shore,2019-Q1",
                          "deaths,the shore,2019-03,many,nobody", "opinion_positive,blue.Alder,2019-Q1,130,nobody", "deaths,the shore,2019,4,nobody")  # fmt: skip
        self.assertEqual(done.returncode, 2)
        path = self.folder / "facts.csv"
        for line, column, problem in (
            (2, 1, "'death' is no outcome; allowed: deaths, "), (3, 8, "'the shores' is no unit of deaths; allowed: the shore; did you mean the shore?"),
            (4, 18, "2018 was not held out; allowed: from 2019 on"), (5, 18, "2031 is not forecast for the shore; allowed: 2019 to 2019"),
            (6, 18, "'May' is no period; allowed: 2019, 2019-Q1"), (7, 23, "'-3' is no value; expected a number of 0 or more"),
            (8, 28, "the source is missing"), (9, 1, "3 cells; expected 5: outcome, unit, period, value, source"), (10, 26, "'many' is no value"),
            (11, 37, "'130' is no value; expected percent, 0 to 100"), (12, 1, "deaths, the shore, 2019 stands in line 7 already; expected once"),
        ):  # fmt: skip
            self.assertIn(f"{path}:{line}:{column}: error: {problem}", done.stderr)
        self.assertIn("did you mean deaths?", done.stderr)
        self.assertFalse((self.folder / "out").exists())

    def test_a_quotation_swallows_no_fact(self):
        done = self.score('# a list, "the first', "deaths,the shore,2019,234,nobody", 'deaths,the shore,2019-01,18,"a, b"')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(sum(int(row["facts"]) for row in self.rows_of("scores.csv") if row["forecaster"] == "model" and row["outcome"] == "deaths"), 2)
        done = self.score('deaths,the shore,2019,234,"nobody', "deaths,the shore,2019-01,18,nobody")
        self.assertEqual(done.returncode, 2)
        self.assertIn(f"{self.folder / 'facts.csv'}:2:27: error: the quotation mark has no partner", done.stderr)

    def test_a_stance_that_goes_on_is_not_frozen(self):
        frozen = self.folder / "frozen.nc"
        write_result(frozen)
        with h5py.File(frozen, "r+") as file:
            file.attrs["configuration"] = CONFIGURATION.replace("    blue:\n      kind: un_mission\n", "    blue:\n      kind: un_mission\n      stance:\n        first:\n          2014-01-01: 0\n          2019-04-01: -1\n        second: 0\n")
        done = self.call("--frozen", frozen)
        self.assertEqual(done.returncode, 2)
        self.assertIn("its stance goes on to 2019-04-01; expected one that ends before 2019-01-01", done.stderr)

    def test_columns_are_checked(self):
        done = self.score("deaths,the shore,2019,3,x", header="outcome,unit,period,values,source")
        self.assertEqual(done.returncode, 2)
        self.assertIn("'values' is no column; allowed: outcome, unit, period, value, source; did you mean value?", done.stderr)
        self.assertIn("column value is there 0 times; expected once", done.stderr)
        for facts in ("", HEADER + "\n"):
            path = self.folder / "facts.csv"
            path.write_text(facts)
            self.assertEqual(self.call("--score", path).returncode, 2)


class Unusable(Hindcast):
    def test_a_result_without_what_is_needed_says_what_is_missing(self):
        write_result(self.result, without=("survey_answers", *(f"peacekeepers_killed_2019_{month:02d}" for month in range(1, 13))))
        done = self.call()
        self.assertEqual(done.returncode, 2)
        self.assertIn("survey_answers, outcomes peacekeepers_killed_YYYY_MM are missing; expected a result of configs/verification/hindcast_2019_2023.yaml", done.stderr)
        self.assertEqual(len(done.stderr.splitlines()), 1)

    def test_a_result_that_is_not_weekly_or_there_is_refused(self):
        write_result(self.result, step=14)
        self.assertIn("it was not recorded every week", self.call().stderr)
        self.result.write_text("no result")
        self.assertIn("cannot be read as a result", self.call().stderr)
        self.result.unlink()
        self.assertIn("no such file; make it with scripts/hindcast", self.call().stderr)


if __name__ == "__main__":
    unittest.main()
