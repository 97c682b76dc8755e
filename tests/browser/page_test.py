# SPDX-License-Identifier: Apache-2.0
"""The page of `peacenorm report` in a real browser: what it says is what compare, decompose and verdict say."""
import csv
import io
import json
import math
import os
import pathlib
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

from selenium.webdriver.common.keys import Keys

from reader import Reader

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["PEACENORM_PROGRAM"]
HOSTILE = 'An end </script><b id="evil">bold</b> "double" \'single\' \u0639\u0631\u0628\u064a \u2028 <!-- & %s {x} end'
WINDOW = "2015-01-05..2015-12-28"
STUDY = f"""base: {ROOT}/tests/golden/small_world.yaml
title: {json.dumps(HOSTILE, ensure_ascii=False)}
branch: 2014-07-07
record: {{every: 4 weeks, by: [organisation, place]}}
parameters:
  places:  # port lies in the south-west, peak in the north-east
    port: {{latitude: 10, longitude: -3}}
    dune: {{latitude: 14, longitude: -2}}
    mill: {{latitude: 11, longitude: 0}}
    ford: {{latitude: 12.5, longitude: 1}}
    peak: {{latitude: 15, longitude: 3}}
reference: as_it_was
arms:
  as_it_was: {{why: "nothing changes <script>alert(1)</script>"}}
  same: {{why: nothing changes either}}
  quota: {{organisations.blue_mission.protection_quota: 0.9, why: most patrols protect}}
replicates: 6
outcomes:
  poc_blue: mean(poc_compliance.blue_mission, {WINDOW})
  trust_blue: mean(legitimacy_exposed.blue_mission, {WINDOW})
  deaths: sum(civilians_killed_total, {WINDOW})
"""
PLACES = f"""base: {ROOT}/configs/counterfactuals/triangle_2018.yaml
title: Fifty places
record: {{every: 8 weeks, by: [organisation, place]}}
arms:
  as_in_2017: null
  none_again: {{cooperation.ladder.position: 0, why: the reference by another name}}
replicates: 2
"""
TWICE = f"""base: {ROOT}/tests/golden/small_world.yaml
title: The same measure in several windows
record: {{every: 52 weeks, by: []}}
replicates: 1
outcomes:
  first: mean(legitimacy.blue_mission, 2014-01-06..2014-12-29)
  second: mean(legitimacy.blue_mission, {WINDOW})
  third: sum(legitimacy.blue_mission, {WINDOW})
  exposed: mean(legitimacy_exposed.blue_mission, {WINDOW})
  deaths: sum(civilians_killed_total, {WINDOW})
"""
BARE = f"""base: {ROOT}/tests/golden/small_world.yaml
title: Nothing is asked
record: {{every: 4 weeks, by: [organisation]}}
replicates: 1
"""
LATTICE = f"""base: {ROOT}/tests/golden/small_world.yaml
title: Which mechanisms
record: {{every: 52 weeks, by: []}}
design: {{kind: lattice, switches: [mechanisms.association.enabled, mechanisms.support_crowding.enabled]}}
replicates: 4
outcomes: {{trust_blue: "mean(legitimacy.blue_mission, {WINDOW})"}}
"""
FACTS = """targets:
  deaths: {what: civilians killed, outcome: sum(civilians_killed_total), value: 40, scale: log, shift: 0.5, error: 0.2, discrepancy: 0.3, block: violence, source: "assumed: a small world"}
  trust: {outcome: mean(legitimacy.blue_mission), value: 0.5, error: 0.05, discrepancy: 0.05, block: opinion, source: "assumed: a small world"}
"""
FIT = f"""base: {ROOT}/tests/golden/small_world.yaml
name: fit
record: {{every: 52 weeks, by: []}}
calibrate: {{targets: facts.yaml, fit: [opinion.judgement.presence, opinion.judgement.failure], draws: 60, waves: 1, twins: 12, unreachable: leave_out}}
"""
ASKED = f"""base: {ROOT}/tests/golden/small_world.yaml
title: What people answer under a fitted model
branch: 2014-07-07
record: {{every: 26 weeks, by: [survey, answer, reproach]}}
design: {{parameters: [posterior], posterior: fit.posterior.csv}}
reference: as_it_was
arms: {{as_it_was: {{}}, same: {{}}, quota: {{organisations.blue_mission.protection_quota: 0.9}}}}
replicates: 5
outcomes: {{trust_blue: "mean(legitimacy.blue_mission, {WINDOW})"}}
theatre:
  name: a small world
  targets:
    towns:
      title: opinion in towns
      rows:
        liked: {{what: "like it", period: "2014-11", value: 61, unit: "%", within: "10", source: nobody, measure: answers, of: "towns.blue_mission.port:positive+very_positive"}}
        silent: {{what: "are silent", period: "2014-11", value: 20, unit: "%", within: "10", source: nobody, measure: answers, of: "towns.blue_mission.*:no_opinion"}}
        ratio: {{what: "no share", period: "2014-11", value: 1, within: "1", source: nobody, measure: reproach_ratio, of: "towns.blue_mission.*:partial/useless"}}
"""


def program(*words, code=0):
    ran = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True)
    assert ran.returncode == code, f"{words}: exit {ran.returncode}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder_ = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder_.cleanup)
        cls.folder = pathlib.Path(cls.folder_.name)
        for name, text in {"study": STUDY, "lattice": LATTICE, "places": PLACES, "twice": TWICE, "bare": BARE}.items():
            (cls.folder / f"{name}.yaml").write_text(text, encoding="utf-8")
            program("run", cls.folder / f"{name}.yaml", "--quiet", "--out", cls.folder / f"{name}.nc")
            told = ("--run", 2, "--run", 4) if name == "study" else ()
            program("report", cls.folder / f"{name}.nc", *told, "--out", cls.folder / f"{name}.html")
        for name, text in {"facts": FACTS, "fit": FIT, "asked": ASKED}.items():
            (cls.folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        program("calibrate", cls.folder / "fit.yaml", "--quiet", "--out", cls.folder / "fit.posterior.csv", code=1)  # so few twins prove nothing
        program("run", cls.folder / "asked.yaml", "--quiet", "--out", cls.folder / "asked.nc")
        program("report", cls.folder / "asked.nc", "--fit", cls.folder / "fit.calibration.json", "--out", cls.folder / "asked.html")
        cls.reader = Reader(cls.folder)
        cls.addClassCleanup(cls.reader.quit)

    def open(self, name="study"):
        self.assertEqual(self.reader.open(self.folder / f"{name}.html"), "yes", self.reader.text("#state"))

    def rows(self, figure):
        """The table of a figure as it is downloaded."""
        text = self.reader.save(f"#{figure} button[aria-label*=CSV]", self.folder, f"{figure}.csv")
        return list(csv.DictReader(io.StringIO(text)))

    def test_it_asks_for_itself_alone_and_has_nothing_to_complain_of(self):
        self.open()
        self.assertEqual(len(self.reader.requests()), 1)
        self.assertEqual(self.reader.messages(), [])
        policy = self.reader.script("return document.querySelector('meta[http-equiv]').content")
        self.assertTrue(policy.startswith("default-src 'none'; script-src 'sha256-"), policy)
        self.assertNotIn("unsafe", policy)

    def test_a_hostile_title_is_only_ever_text(self):
        self.open()
        self.assertEqual(self.reader.text("h1"), HOSTILE.replace("\u2028", r"\u2028"))
        self.assertIsNone(self.reader.text("#evil"))
        self.assertIn("<script>alert(1)</script>", self.reader.text(".arms"))

    def test_differences_are_those_of_compare(self):
        self.open()
        said = json.loads(program("compare", self.folder / "study.nc", "--json"))["contrasts"]
        for arm in ("quota", "same"):
            self.reader.choose("#forest", "Compared", arm)
            rows, of_arm = self.rows("forest"), [c for c in said if c["arm"] == arm]
            self.assertEqual(len(rows), len(of_arm))
            for row, contrast in zip(rows, of_arm):
                for name in ("mean", "difference", "low", "high", "p", "q"):
                    self.assertEqual(float(row[name]), contrast[name], (arm, contrast["outcome"], name))
                self.assertEqual(int(row["pairs"]), contrast["pairs"])

    def test_an_arm_that_changes_nothing_differs_by_exactly_0(self):
        self.open()
        self.reader.choose("#forest", "Compared", "same")
        self.assertIn("all 3 outcomes differ by exactly 0", self.reader.text("#forest-words"))
        self.assertEqual({float(r["difference mean"]) for r in self.rows("series") if r["cell"] == "same" and r["difference mean"]}, {0.0})
        self.open("places")
        self.reader.choose("#map", "Show", "none again less no triangle")
        self.assertIn("every place differs by exactly 0", self.reader.text("#map-words"))
        self.assertEqual([float(row["value"]) for row in self.rows("map")], 50 * [0.0])

    def test_the_verdict_is_that_of_verdict(self):
        self.open()
        lines = [line for line in json.loads(program("verdict", self.folder / "study.nc", "--json"))["views"][0]["hypotheses"]
                 if not line["beside"] and "missing" not in line]
        cards = self.reader.script("return [...document.querySelectorAll('.card')].map((c) => [c.dataset.hypothesis, c.querySelector('strong').textContent, Number(c.querySelector('[data-value]').dataset.value)])")
        self.assertGreater(len(cards), 0)
        self.assertEqual(cards, [[line["id"], line["verdict"], line["difference"]] for line in lines])

    def test_shares_of_mechanisms_are_those_of_decompose(self):
        self.open("lattice")
        parts = json.loads(program("decompose", self.folder / "lattice.nc", "--json"))["decompositions"][0]["parts"]
        self.assertEqual([float(row["mean"]) for row in self.rows("shapley")], [part["mean"] for part in parts])

    def answers(self, run, series, rows):
        """Counts by last label of some rows of a run, as export gives them."""
        if not hasattr(self, series):
            text = program("export", self.folder / "asked.nc", "--series", series)
            setattr(self, series, list(csv.DictReader(io.StringIO(text))))
        counts = {}
        for line in getattr(self, series):
            if line["run"] == str(run) and line["survey"] in rows:
                kind = line["answer" if series == "survey_answers" else "reproach"]
                counts[kind] = counts.get(kind, 0) + float(line[series])
        return counts

    def shares(self, series, rows, kinds, arm):
        """By run of an arm: the share of some kinds."""
        found = []
        for replicate in range(5):
            counts = self.answers(3 * replicate + ("as_it_was", "same", "quota").index(arm), series, rows)
            found.append(sum(counts[kind] for kind in kinds) / sum(counts.values()))
        return found

    def test_shares_of_answers_are_those_of_the_result(self):
        self.open("asked")
        self.assertEqual(self.reader.messages(), [])
        rounding = 2e-5
        ports = {"port": ["towns.blue_mission.port"], "all together": ["towns.blue_mission.port", "towns.blue_mission.ford"]}
        self.reader.choose("#survey-answers", "Wave, question", "Towns, blue mission")
        rows = self.rows("survey-answers")
        self.assertEqual({row["where"] for row in rows}, {"all together", "port", "ford"})
        for row in rows:
            if row["where"] in ports and row["answer"] != "positive + very positive":
                runs = self.shares("survey_answers", ports[row["where"]], [row["answer"].replace(" ", "_")], row["cell"].replace(" ", "_"))
                self.assertAlmostEqual(float(row["mean"]), sum(runs) / len(runs), delta=rounding)
                self.assertLessEqual(min(runs) - rounding, float(row["p5"]))
                self.assertLessEqual(float(row["p95"]), max(runs) + rounding)
        sums = [row for row in rows if row["answer"] == "positive + very positive"]
        self.assertEqual({row["where"]: row["fact"] for row in sums if row["cell"] == "quota"}, {"all together": "", "port": "0.61", "ford": ""})
        for row in sums:
            if row["where"] == "port":
                runs = self.shares("survey_answers", ports["port"], ["positive", "very_positive"], row["cell"].replace(" ", "_"))
                self.assertAlmostEqual(float(row["mean"]), sum(runs) / len(runs), delta=rounding)
        self.assertEqual({row["fact"] for row in rows if row["where"] == "all together" and row["answer"] == "no opinion"}, {"0.2"})
        self.assertIn("of 2 facts lie within 90% of runs", self.reader.text("#survey-answers-words"))
        self.assertEqual({float(row["difference mean"]) for row in rows if row["cell"] == "same"}, {0.0})
        self.assertIn("a small world", self.reader.text("#provenance-part"))

    def test_shares_of_reproaches_are_those_of_the_result(self):
        self.open("asked")
        self.reader.choose("#survey-reproaches", "Wave, question", "Country, coalition")
        rows = [row for row in self.rows("survey-reproaches") if row["where"] == "all together"]
        self.assertEqual({row["reproach"] for row in rows}, {"does not fight", "protects itself"})
        for row in rows:
            runs = self.shares("survey_reproaches", ["country.coalition.river", "country.coalition.hills"], [row["reproach"].replace(" ", "_")], row["cell"].replace(" ", "_"))
            self.assertAlmostEqual(float(row["mean"]), sum(runs) / len(runs), delta=2e-5)

    def test_answers_follow_the_arms_that_are_chosen_for_series(self):
        self.open("asked")
        self.reader.choose("#survey-answers", "Show", "paired differences")
        self.assertIn("differs by exactly 0 with \u201csame\u201d", self.reader.text("#survey-answers-words"))
        self.assertTrue(self.reader.text("#series-words").split(", ")[1].startswith("the mean difference"))
        box = "#survey-answers .boxes label:nth-of-type(2) input"
        self.reader.script("const box = document.querySelector(arguments[0]); box.checked = false; box.onchange({target: box})", box)
        self.assertNotIn("same", self.reader.text("#survey-answers-words"))
        self.assertFalse(self.reader.script("return document.querySelector('#series .boxes label:nth-of-type(2) input').checked"))
        self.assertEqual(self.reader.script("return [...document.querySelectorAll('#series label.choice')].find((l) => l.textContent.startsWith('Show')).querySelector('select').selectedIndex"), 1)

    def test_the_fit_is_that_of_calibrate(self):
        self.open("asked")
        told = json.loads((self.folder / "fit.calibration.json").read_text(encoding="utf-8"))
        unscaled = {"log": lambda fact, value: math.exp(value) - fact["shift"], "identity": lambda fact, value: value}
        for row, fact, before, after in zip(self.rows("fit-targets"), told["targets"], told["waves"][0]["predictive"], told["posterior_predictive"]):
            self.assertEqual((row["name"], row["block"], row["fact"]), (fact["name"], fact["block"], fact["what"] or fact["name"]))
            back = lambda value: unscaled[fact["scale"]](fact, value)  # noqa: E731, B023
            self.assertAlmostEqual(float(row["value"]), {"deaths": 40, "trust": 0.5}[fact["name"]], places=9)
            for when, runs in (("prior", before), ("posterior", after)):
                for name, key in (("p5", "p05"), ("median", "p50"), ("p95", "p95")):
                    self.assertAlmostEqual(float(row[f"{when} {name}"]), back(runs[key]), places=9)
                self.assertEqual(float(row[f"{when} z"]), runs["z"])
        learnt = sorted(((p["sd_over_prior_sd"], p["path"]) for p in told["parameters"]))
        self.assertEqual([(float(row["posterior sd over prior sd"]), row["parameter"]) for row in self.rows("fit-learnt")], learnt)
        self.assertEqual([(float(row["50% intervals"]), float(row["90% intervals"])) for row in self.rows("fit-twins")],
                         [(t["coverage_50"], t["coverage_90"]) for t in told["twins"]["parameters"] + told["twins"]["quantities"]])
        self.assertEqual([(row["block"], float(row["log score given the others"])) for row in self.rows("fit-blocks")],
                         [(b["block"], b["log_score_given_others"]) for b in told["blocks_left_out"]])
        self.assertEqual(self.reader.script("return document.querySelectorAll('#fit-reasons li').length"), len(told["does_not_hold_because"]))
        self.assertIn(told["posterior_hash"], self.reader.text("#fit-source"))
        self.assertIn(f"{len(told['drawn_but_not_fitted'])} parameters drawn from priors", self.reader.text("#fit-part"))
        self.assertIn(f"Parameters are {told['parameters_are']}", self.reader.text("#methods-part"))
        self.assertIn("60 draws of 2 parameters, in the result", self.reader.text("#configuration-part"))

    def test_what_a_result_does_not_know_is_left_out(self):
        self.open()
        for part in ("#fit-part", "#shares-part"):
            self.assertIsNone(self.reader.text(part), part)

    def test_the_answer_says_which_mechanisms_carry_it_where_it_changes_and_what_it_hinges_on(self):
        self.open("lattice")
        parts = [p for p in json.loads(program("decompose", self.folder / "lattice.nc", "--json"))["decompositions"][0]["parts"] if p["part"] == "share"]
        sure = [p for p in parts if p["low"] > 0 or p["high"] < 0]
        largest = max(sure or parts, key=lambda p: abs(p["mean"]))["switch"].split(".")[1].replace("_", " ").capitalize()
        words = self.reader.text(".answer")
        self.assertIn(f"{'none stands out from chance; the largest share is that of ' if not sure else 'blue mission: '}{largest} (", words)
        self.open("places")
        largest = max((row for row in self.rows("map") if row["value"]), key=lambda row: abs(float(row["value"])))["place"]
        self.assertRegex(self.reader.text(".answer"), f"Where it changes most: .*the largest differences are in {largest} ")
        self.open()
        self.assertIn("What it hinges on: the parameters are fixed", self.reader.text(".answer"))

    def test_pairs_of_one_outcome_keep_their_digits_beside_counts(self):
        self.open()
        self.reader.choose("#outcomes-part", "Outcome", "Civilians killed by all perpetrators")
        self.reader.choose("#outcomes-part", "Outcome", self.reader.script("return document.querySelector('#outcomes-part option').textContent"))
        spots = self.reader.script("return [...document.querySelectorAll('#differences circle[r=\"1.8\"]')].map((c) => c.getAttribute('cx'))")
        values = {row["cell"]: row for row in self.rows("differences")}["quota"]
        self.assertNotEqual(values["difference p5"], values["difference p95"])
        self.assertGreater(len(set(spots)), 4, spots)

    def test_events_of_a_run_are_those_of_replay(self):
        self.open()
        program("replay", self.folder / "study.nc", 4, "--trace", "--out", self.folder / "run.jsonl")
        events = [json.loads(line) for line in (self.folder / "run.jsonl").read_text(encoding="utf-8").splitlines()]
        self.reader.choose("#events", "Run", "4: same")
        self.reader.press("#series .grip[data-end='0']", Keys.HOME)
        self.reader.press("#series .grip[data-end='1']", Keys.END)
        kinds = list(dict.fromkeys(event["kind"] for event in events))
        self.assertGreater(len(kinds), 2)
        for kind in kinds:
            self.reader.choose("#events", "Kind", kind.replace("_", " ").capitalize())
            told, rows = [event for event in events if event["kind"] == kind], self.rows("events")
            self.assertEqual([row["date"] for row in rows], [event["date"] for event in told], kind)
            for fact in ("deaths", "threatened", "arrival_hour"):
                if fact in told[0]:
                    self.assertEqual([float(row[fact.replace("_", " ")]) for row in rows], [event[fact] for event in told], (kind, fact))
        self.reader.choose("#events", "Kind", "Threat")
        threats = [event for event in events if event["kind"] == "threat"]
        place = threats[0]["place"]
        self.assertIn(f"has {len(threats)} events of the kind", self.reader.text("#events-words"))
        self.reader.choose("#events", "Place", place)
        self.assertIn(f"has {sum(event['place'] == place for event in threats)} events of the kind", self.reader.text("#events-words"))
        self.assertIn("harm: deaths ", self.rows("events")[0]["told of the same event"])
        self.assertIn("peacenorm replay RESULT 4 --trace", self.reader.text("#events-part pre"))

    def test_the_window_is_set_by_keys_and_by_drag_and_the_map_follows(self):
        self.open("places")
        before = [self.reader.text(f"#{figure}-words") for figure in ("series", "map", "place")]
        for _ in range(5):
            self.reader.press("#series .grip[data-end='0']", Keys.ARROW_RIGHT)
        after = [self.reader.text(f"#{figure}-words") for figure in ("series", "map", "place")]
        for one, other in zip(before, after):
            self.assertNotEqual(one, other)
        self.reader.script("""const brush = document.querySelector('#series .brush'), box = brush.getBoundingClientRect();
            const at = (share) => ({clientX: box.left + share * box.width, clientY: box.top + 20, bubbles: true});
            brush.dispatchEvent(new PointerEvent('pointerdown', at(0.1)));
            dispatchEvent(new PointerEvent('pointermove', at(0.4)));
            dispatchEvent(new PointerEvent('pointerup', at(0.4)));""")
        self.assertIn("2014", self.reader.text("#series-words"))
        self.assertNotEqual(self.reader.text("#map-words"), after[1])

    def test_places_are_chosen_by_click_and_by_keys(self):
        self.open("places")
        names = set()
        self.reader.click("#map .tile[data-place='2']")
        self.assertEqual(self.reader.text("#place-title"), self.reader.script("return document.querySelector('#map .tile[data-place=\"2\"] title').textContent.split(':')[0]") + " through time")
        for key in (Keys.ARROW_RIGHT, Keys.ARROW_DOWN, Keys.ARROW_LEFT, Keys.ARROW_UP):
            self.reader.press("#map .tile[tabindex='0']", key)
            names.add(self.reader.text("#place-title"))
        self.assertGreater(len(names), 1)

    def test_names_stand_out_from_their_tiles(self):
        self.open("places")
        self.reader.script("""
            const show = document.querySelectorAll('#map select')[1];
            show.selectedIndex = show.options.length - 1;  // a level, no difference
            show.onchange();""")
        ratios = self.reader.script("""
            const light = (rgb) => rgb.match(/\\d+/g).slice(0, 3).map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
            const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            return [...document.querySelectorAll('#map .tile')].filter((tile) => tile.nextElementSibling?.tagName === 'text').map((tile) => ratio(light(getComputedStyle(tile).fill), light(getComputedStyle(tile.nextElementSibling).fill)));""")
        self.assertGreater(len(ratios), 40)
        self.assertGreaterEqual(min(ratios), 3.9)  # the worst green lies halfway between white and near-black

    def test_tiles_lie_as_the_places_do(self):
        for page, corners in (("study", (("port", "sw"), ("peak", "ne"))), ("places", (("Kayes", "w"), ("Menaka", "e"), ("Tessalit", "n"), ("Sikasso", "s")))):
            self.open(page)
            tiles = self.reader.script("return Object.fromEntries([...document.querySelectorAll('#map .tile')].map((t) => [t.querySelector('title').textContent.split(':')[0], [t.x.baseVal.value, t.y.baseVal.value]]))")
            middle = [sum(at[axis] for at in tiles.values()) / len(tiles) for axis in (0, 1)]
            for place, sides in corners:
                x, y = tiles[place]
                for side in sides:
                    self.assertTrue({"w": x < middle[0], "e": x > middle[0], "n": y < middle[1], "s": y > middle[1]}[side], (place, side, tiles))
            self.assertEqual(len({tuple(at) for at in tiles.values()}), len(tiles))

    def test_places_are_drawn_by_the_outlines_of_a_file(self):
        at = {"port": (-3, 10), "dune": (-2, 14), "mill": (0, 11), "ford": (1, 12.5), "peak": (3, 15)}
        square = lambda x, y: [[[x - 0.5, y - 0.5], [x + 0.5, y - 0.5], [x + 0.5, y + 0.5], [x - 0.5, y + 0.5], [x - 0.5, y - 0.5]]]  # noqa: E731
        features = [{"type": "Feature", "properties": {"town": name.upper()}, "geometry": {"type": "Polygon", "coordinates": square(*spot)}} for name, spot in at.items()]
        (self.folder / "map.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}, indent=1))
        program("report", self.folder / "study.nc", "--geometry", self.folder / "map.geojson", "--out", self.folder / "outlined.html")
        self.open("outlined")
        self.assertEqual(self.reader.messages(), [])
        boxes = self.reader.script("return Object.fromEntries([...document.querySelectorAll('#map path.tile')].map((t) => { const b = t.getBBox(); return [t.querySelector('title').textContent.split(':')[0], [b.x, b.y, b.width, b.height]] }))")
        self.assertEqual(set(boxes), set(at))
        for axis, sign in ((0, 1), (1, -1)):
            self.assertEqual(sorted(at, key=lambda name: boxes[name][axis]), sorted(at, key=lambda name: sign * at[name][axis]))
        self.assertAlmostEqual(boxes["port"][2] / boxes["port"][3], math.cos(math.radians(12.5)), places=2)
        self.reader.click("#map .tile[aria-label^='port']")
        self.reader.press("#map .tile[tabindex='0']", Keys.ARROW_RIGHT)
        self.assertEqual(self.reader.text("#place-title"), "Mill through time")
        self.assertIn("Outlines are those of the file", self.reader.text("#map .note"))
        (self.folder / "map.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features[1:]}))
        program("report", self.folder / "study.nc", "--geometry", self.folder / "map.geojson", "--out", self.folder / "none.html", code=2)
        self.assertFalse((self.folder / "none.html").exists())

    def test_every_figure_has_words_a_table_and_downloads_that_open(self):
        for page in ("study", "lattice", "places", "asked"):
            self.open(page)
            figures = self.reader.script("return [...document.querySelectorAll('.figure')].map((f) => f.id)")
            self.assertGreater(len(figures), 2)
            for figure in figures:
                self.assertRegex(self.reader.text(f"#{figure}-words"), r"\d", figure)
                rows = self.rows(figure)
                self.assertTrue(rows, figure)
                picture = self.reader.save(f"#{figure} button[aria-label*=SVG]", self.folder, f"{figure}.svg")
                self.assertTrue(ElementTree.fromstring(picture).tag.endswith("svg"), figure)
                self.reader.script("document.querySelector(`#${arguments[0]} .tools details`).open = true", figure)
                self.reader.script("document.querySelector(`#${arguments[0]} .tools details`).ontoggle()", figure)
                shown = self.reader.script("return [...document.querySelectorAll(`#${arguments[0]} .table tbody tr`)].map((r) => [...r.cells].map((c) => c.dataset.value ?? c.textContent))", figure)
                self.assertEqual([[v if v != "NaN" else "" for v in row] for row in shown], [list(row.values()) for row in rows[:400]], figure)

    def test_all_that_can_be_pressed_has_a_name_and_ids_are_unique(self):
        self.open()
        self.assertEqual(self.reader.script("""const named = (e) => e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.closest('label')?.textContent || e.textContent.trim();
            return [...document.querySelectorAll('button, select, input, summary, a, [tabindex], svg[role]')].filter((e) => !named(e)).map((e) => e.outerHTML.slice(0, 80))"""), [])
        self.assertEqual(self.reader.script("const ids = [...document.querySelectorAll('[id]')].map((e) => e.id); return ids.filter((id, i) => ids.indexOf(id) !== i)"), [])
        self.assertEqual(self.reader.script("return [...document.querySelectorAll('svg[role=img] [tabindex]')].length"), 0)

    @unittest.skipUnless(os.environ.get("PEACENORM_AXE"), "PEACENORM_AXE names no axe.min.js of axe-core, which Debian does not have")
    def test_axe_finds_no_violation(self):
        rules = pathlib.Path(os.environ.get("PEACENORM_AXE", "")).read_text(encoding="utf-8")
        for page in ("study", "lattice", "places", "asked"):
            self.open(page)
            self.reader.script("document.querySelectorAll('details').forEach((d) => { d.open = true; });" + rules + "; window.axe = axe;")
            self.reader.driver.set_script_timeout(300)
            found = self.reader.driver.execute_async_script("""const done = arguments[0];
                axe.run(document, {resultTypes: ['violations']}).then((r) => done(r.violations.map((v) => [v.id, v.nodes[0].html])));""")
            self.assertEqual(found, [], page)

    def test_headings_follow_each_other_and_regions_have_names_of_their_own(self):
        for page in ("study", "lattice", "places", "asked"):
            self.open(page)
            levels = self.reader.script("return [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((e) => Number(e.tagName[1]))")
            self.assertEqual((levels[0], levels.count(1)), (1, 1), levels)
            self.assertTrue(all(after <= before + 1 for before, after in zip(levels, levels[1:])), levels)
            names = self.reader.script("return [...document.querySelectorAll('[role=region], nav, main section')].map((e) => e.getAttribute('aria-label') ?? e.getAttribute('aria-labelledby'))")
            self.assertEqual(len(set(names)), len(names), sorted(names))
            self.assertEqual(self.reader.script("return [...document.querySelectorAll('th:not([scope]), [tabindex]:not([tabindex=\"0\"]):not([tabindex=\"-1\"])')].map((e) => e.outerHTML)"), [])

    def test_words_stand_out_from_what_is_behind_them(self):
        self.open("study")
        faint = self.reader.script("""
            const parts = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
            const light = (rgb) => rgb.slice(0, 3).map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
            const behind = (e) => { for (; e; e = e.parentElement) { const c = parts(getComputedStyle(e).backgroundColor); if (c.length && c[3] !== 0) return c; } return [255, 255, 255]; };
            const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            const told = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
            document.querySelectorAll('details').forEach((d) => { d.open = true; });
            const html = [...document.body.querySelectorAll('*:not(script)')].filter((e) => !e.closest('svg') && told(e));
            const pictures = [...document.querySelectorAll('svg text:not(.tile-name)')].filter(told);
            const bad = (e, colour, back) => (ratio(light(parts(colour)), light(back)) < 4.5 ? [[e.textContent.slice(0, 40), colour, String(back)]] : []);
            return [html.length + pictures.length, html.flatMap((e) => bad(e, getComputedStyle(e).color, behind(e))).concat(pictures.flatMap((e) => bad(e, getComputedStyle(e).fill, [255, 255, 255])))];""")
        self.assertGreater(faint[0], 100)
        self.assertEqual(faint[1], [])

    def test_paper_and_small_screens(self):
        self.open()
        self.reader.command("Emulation.setEmulatedMedia", media="print")
        shown = self.reader.script("return ['nav', '.controls', '.tools', '.grip'].filter((s) => [...document.querySelectorAll(s)].some((e) => getComputedStyle(e).display !== 'none'))")
        self.reader.command("Emulation.setEmulatedMedia", media="")
        self.assertEqual(shown, [])
        for pixels in (1280, 390):
            self.reader.width(pixels)
            self.open()
            self.assertLessEqual(self.reader.script("return document.documentElement.scrollWidth"), pixels)
        self.reader.command("Emulation.clearDeviceMetricsOverride")

    def test_on_paper_figures_have_the_size_of_paper(self):
        self.open()
        sizes = "return ['levels', 'differences', 'series'].map((id) => document.querySelector(`#${id} .picture svg`).viewBox.baseVal.width)"
        before = self.reader.script(sizes)
        self.reader.script("dispatchEvent(new Event('beforeprint'))")
        self.assertEqual(self.reader.script(sizes), [340, 340, 700])
        self.reader.script("dispatchEvent(new Event('afterprint'))")
        self.assertEqual(self.reader.script(sizes), before)
        self.reader.command("Emulation.setEmulatedMedia", media="print")
        shown = self.reader.script("return ['.screen', 'details:not([open])'].filter((s) => [...document.querySelectorAll(s)].some((e) => getComputedStyle(e).display !== 'none'))")
        self.reader.command("Emulation.setEmulatedMedia", media="")
        self.assertEqual(shown, [])

    def test_words_and_pictures_stay_on_a_narrow_screen(self):
        for page in ("study", "lattice", "places", "asked"):
            self.reader.width(390)
            self.open(page)
            outside = self.reader.script("""return [...document.querySelectorAll('svg text')].filter((t) => { const b = t.getBoundingClientRect(); return b.width && (b.right > 390 || b.left < 0); }).map((t) => t.textContent)""")
            self.assertEqual(outside, [], page)
            meeting = self.reader.script("""
                const boxes = (figure) => [...figure.querySelectorAll('svg text:not(.tile-name)')].filter((t) => t.textContent).map((t) => [t.textContent, t.getBoundingClientRect()]);
                const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4;
                return [...document.querySelectorAll('#levels, #differences, #forest, #shapley, #series, #survey-answers, #fit-targets, #fit-learnt, #fit-twins, #fit-blocks')].flatMap((f) => { const all = boxes(f); return all.flatMap(([a, x], i) => all.slice(i + 1).filter(([, y]) => meet(x, y)).map(([b]) => `${f.id}: ${a} | ${b}`)); });""")
            self.assertEqual(meeting, [], page)
        self.reader.command("Emulation.clearDeviceMetricsOverride")

    def test_no_two_outcomes_have_one_title(self):
        self.open("twice")
        titles = self.reader.script("return [...document.querySelectorAll('#outcomes-part select option')].map((o) => o.textContent)")
        self.assertEqual(len(titles), 5)
        self.assertEqual(len(set(titles)), 5, titles)

    def test_titles_name_the_window_that_sets_outcomes_apart(self):
        self.open("twice")
        titles = self.reader.script("return [...document.querySelectorAll('#outcomes-part select option')].map((o) => o.textContent)")
        self.assertEqual([title.split(", blue mission")[1] for title in titles[:2]], ["", ", 5 Jan 2015 to 28 Dec 2015"])

    def test_a_total_says_over_what_time_and_a_shorter_last_period_is_no_fall(self):
        (self.folder / "uneven.yaml").write_text(TWICE.replace("52 weeks", "40 weeks"))  # of 104
        program("run", self.folder / "uneven.yaml", "--quiet", "--out", self.folder / "uneven.nc")
        program("report", self.folder / "uneven.nc", "--out", self.folder / "uneven.html")
        for page, period, is_uneven in (("uneven", "40 weeks", True), ("twice", "52 weeks", False)):
            self.open(page)
            self.reader.choose("#series", "Series", "Civilians killed by all perpetrators")
            self.assertIn(f" persons in {period}", self.reader.text("#series-words"))
            self.assertEqual("The last, shorter period is not drawn." in self.reader.text("#series .note"), is_uneven)
            self.reader.choose("#series", "Series", "Cooperation depth")
            self.assertNotIn(" in 40 weeks", self.reader.text("#series-words"))
            self.assertNotIn("shorter period", self.reader.text("#series .note"))

    def test_one_pair_of_runs_tells_nothing_from_chance_and_a_factor_says_what_it_is(self):
        (self.folder / "one.yaml").write_text("model: norms_game\ntitle: One pair\nhorizon: {start: 2000-01-01, end: 2000-01-31, step: day}\nrecord: {every: 10 days}\nreplicates: 1\n"
                                              "design: {factors: {mutation: [0.001, 0.01, 0.1]}}\noutcomes: {vengeance: 'mean(vengefulness, 2000-01-30..2000-01-30)'}\n")
        program("run", self.folder / "one.yaml", "--quiet", "--out", self.folder / "one.nc")
        program("report", self.folder / "one.nc", "--out", self.folder / "one.html")
        self.open("one")
        self.assertIn("1 pair of runs, too few to tell it from chance", self.reader.text(".answer"))
        self.assertRegex(self.reader.text(".lead"), r"as the mutation \(.+\) goes from 0.001 to 0.1\?")
        self.assertIn("From 1 Jan 2000 to 21 Jan 2000", self.reader.text("#series-words"))  # a window of a day cannot be seen
        program("report", self.folder / "one.nc", self.folder / "twice.nc", "--out", self.folder / "unlike.html")
        self.open("unlike")
        self.assertIsNone(self.reader.text("#beside"))
        self.assertIn("measure no outcome alike", self.reader.text("#main"))
        self.assertIn("different models", self.reader.text("#main"))
        self.assertNotIn("parameters.", self.reader.text("[aria-label='what differs between the results']"))

    def test_a_study_without_outcomes_has_no_part_about_them(self):
        self.open("bare")
        self.assertIsNone(self.reader.text("#outcomes-part"))
        self.assertIn("names no outcomes", self.reader.text(".answer"))
        self.assertNotIn("not defined", self.reader.text("#main"))
        self.assertEqual(self.reader.script("return [...document.querySelectorAll('main h2')].filter((h) => !h.nextElementSibling).map((h) => h.textContent)"), [])

    def test_a_study_of_too_many_points_says_so(self):
        levels = ", ".join(str(i / 1000) for i in range(1, 66))
        (self.folder / "many.yaml").write_text(f"model: norms_game\ntitle: Many points\nhorizon: {{start: 2000-01-01, end: 2000-01-05, step: day}}\nrecord: {{every: 1 day}}\nreplicates: 1\ndesign: {{factors: {{mutation: [{levels}]}}}}\noutcomes: {{held: mean(established)}}\n")
        program("run", self.folder / "many.yaml", "--quiet", "--out", self.folder / "many.nc")
        program("report", self.folder / "many.nc", "--out", self.folder / "many.html")
        self.open("many")
        self.assertIn("65 design points of the study are too many", self.reader.text(".answer"))
        self.assertNotIn("not defined", self.reader.text("#main"))

    def test_a_picture_of_a_page_has_the_size_that_was_asked_for(self):
        script, picture = ROOT / "scripts/plot/page_picture", self.folder / "picture.png"
        subprocess.run([script, self.folder / "study.html", "--out", picture, "--width", "600", "--height", "400"], check=True, capture_output=True)
        head = picture.read_bytes()[:24]
        self.assertEqual(head[:8], b"\x89PNG\r\n\x1a\n")
        self.assertEqual((int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")), (600, 400))
        self.assertEqual(subprocess.run([script, self.folder / "none.html", "--out", picture], capture_output=True, check=False).returncode, 74)
        self.assertEqual(subprocess.run([script, "--depth", "3"], capture_output=True, check=False).returncode, 2)

    def test_a_page_that_was_cut_says_so(self):
        whole = (self.folder / "study.html").read_bytes()
        for share, name in ((0.2, "script"), (0.7, "data"), (1 - 60 / len(whole), "end")):
            (self.folder / "cut.html").write_bytes(whole[:int(share * len(whole))])
            self.reader.open(self.folder / "cut.html")
            self.assertIn("cut short", self.reader.text("#state"), name)

    def test_a_page_of_a_study_under_way_says_how_much_of_it_is_done(self):
        program("run", self.folder / "study.yaml", "--quiet", "--shard", "0/4", "--out", self.folder / "begun.nc")
        program("report", self.folder / "begun.nc", "--out", self.folder / "begun.html", code=74)
        program("report", self.folder / "begun.nc", "--partial", "--out", self.folder / "begun.html")
        self.open("begun")
        self.assertEqual(self.reader.messages(), [])
        self.assertIn("partial: 6 of 18 runs are done, 12 missing", self.reader.text("#partial"))
        self.assertEqual({int(row["pairs"]) for row in self.rows("forest")}, {2})
        self.open()
        self.assertIsNone(self.reader.text("#partial"))

    def test_the_same_result_gives_the_same_bytes_wherever_it_lies(self):
        copy = self.folder / "copy.nc"
        copy.write_bytes((self.folder / "study.nc").read_bytes())
        program("report", copy, "--run", 2, "--run", 4, "--out", self.folder / "copy.html")
        self.assertEqual((self.folder / "copy.html").read_bytes(), (self.folder / "study.html").read_bytes())

    def test_two_results_stand_side_by_side_with_their_differences_named(self):
        program("report", self.folder / "study.nc", self.folder / "lattice.nc", "--out", self.folder / "two.html")
        self.open("two")
        self.assertEqual(self.reader.messages(), [])
        words = self.reader.text("#main")
        for expected in ("Side by side", "What differs", "Which mechanisms", "replicates"):
            self.assertIn(expected, words)
        self.reader.choose(".which", "Below", "B: Which mechanisms")
        self.assertIsNotNone(self.reader.text("#shapley"))


if __name__ == "__main__":
    unittest.main()
