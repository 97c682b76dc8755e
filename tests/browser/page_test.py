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
        for page in ("study", "lattice", "places"):
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

    def test_headings_follow_each_other_and_regions_have_names_of_their_own(self):
        for page in ("study", "lattice", "places"):
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

    def test_words_and_pictures_stay_on_a_narrow_screen(self):
        for page in ("study", "lattice", "places"):
            self.reader.width(390)
            self.open(page)
            outside = self.reader.script("""return [...document.querySelectorAll('svg text')].filter((t) => { const b = t.getBoundingClientRect(); return b.width && (b.right > 390 || b.left < 0); }).map((t) => t.textContent)""")
            self.assertEqual(outside, [], page)
            meeting = self.reader.script("""
                const boxes = (figure) => [...figure.querySelectorAll('svg text:not(.tile-name)')].filter((t) => t.textContent).map((t) => [t.textContent, t.getBoundingClientRect()]);
                const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4;
                return [...document.querySelectorAll('#levels, #differences, #forest, #shapley, #series')].flatMap((f) => { const all = boxes(f); return all.flatMap(([a, x], i) => all.slice(i + 1).filter(([, y]) => meet(x, y)).map(([b]) => `${f.id}: ${a} | ${b}`)); });""")
            self.assertEqual(meeting, [], page)
        self.reader.command("Emulation.clearDeviceMetricsOverride")

    def test_no_two_outcomes_have_one_title(self):
        self.open("twice")
        titles = self.reader.script("return [...document.querySelectorAll('#outcomes-part select option')].map((o) => o.textContent)")
        self.assertEqual(len(titles), 5)
        self.assertEqual(len(set(titles)), 5, titles)

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
