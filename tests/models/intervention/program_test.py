# SPDX-License-Identifier: Apache-2.0
"""The built program with scenarios as users write them: templates, presence, steps, traces, what is taken out."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
ROOT = pathlib.Path(__file__).resolve().parents[3]
BASELINE = ROOT / "configs/mali/baseline.yaml"

SMALL = """\
model: intervention
name: small
horizon: {start: 2014-09-15, end: 2020-12-28, step: week}
parameters:
  regions: {west: {communities: {north: 0.8, south: 0.2}}}
  communities: {north: {}, south: {}}
  places: {Town: {region: west, population: 60000}}
  organisations:
    mission: {kind: un_mission, mandate: {protection: 3, human_rights: 2}}
  contingents:
    troops: {command: {2014-09-15: mission}, persons: {2014-09-15: 6000, 2020-06-01: 11000}}
  bases: {town: {organisation: mission, place: Town, share: 1}}
  armed_groups:
    raiders: {bloc: signatory, community: north, fighters: 3000, slots: 120, core: {Town: 1}, targets: {south: 1}}
  threats: {attacks: {signatory: 0.08}}
record: {every: 4 weeks, by: [organisation]}
"""


def once(pairs):
    """An object whose keys are all different."""
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        raise ValueError(f"a key twice: {names}")
    return dict(pairs)


class Program(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def call(self, *words, where=None):
        return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, cwd=where or self.folder)

    def write(self, name, text):
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text)
        return name

    def run_study(self, text, *more):
        ran = self.call("run", self.write("study.yaml", text), "--quiet", "--out", "r.nc", *more)
        self.assertEqual(ran.returncode, 0, ran.stderr)

    def test_every_template_runs_wherever_it_is_saved(self):
        for model in ("intervention", "civil_violence", "norms_game"):
            for start in (ROOT, ROOT / "configs", self.folder):
                printed = self.call("new", model, where=start)
                self.assertEqual(printed.returncode, 0, printed.stderr)
                for name in ("saved.yaml", "configs/saved.yaml", "a b/it's/saved.yaml"):
                    self.write(name, printed.stdout)
                    checked = self.call("check", name)
                    self.assertEqual(checked.returncode, 0, checked.stderr)
            ran = self.call("run", "saved.yaml", "--replicates", 1, "--quiet", "--out", f"{model}.nc")
            self.assertEqual(ran.returncode, 0, ran.stderr)

    def test_a_step_that_the_model_does_not_stand_is_refused(self):
        for base in (f"base: {BASELINE}\n", SMALL.replace("step: week}", "end: 2020-12-28}").replace("end: 2020-12-28, ", "")):
            checked = self.call("check", self.write("s.yaml", base), "--set", "horizon.step=day")
            self.assertEqual(checked.returncode, 2, checked.stdout)
            self.assertIn("the model intervention does not stand a step of a day", checked.stderr)
            self.assertIn("expected step: week", checked.stderr)

    def test_a_mission_that_leaves_is_judged_over_the_weeks_that_both_arms_have(self):
        window = "2018-01-01..2019-12-29"
        outcomes = {"poc": f"mean(poc_compliance.mission, {window})", "answers": f"sum(responses_in_time.mission, {window})",
                    "legit": f"mean(legitimacy_exposed.mission, {window})", "killed": f"sum(civilians_killed_total, {window})"}
        lines = "".join(f"  {name}: {expression}\n" for name, expression in outcomes.items())
        self.run_study(SMALL + "branch: 2017-12-04\nreference: stays\nreplicates: 8\narms:\n  stays: {}\n"
                       "  leaves: {organisations.mission.exit.date: 2018-07-02}\noutcomes:\n" + lines)
        shown = json.loads(self.call("compare", "r.nc", "--json").stdout)
        by_name = {contrast["outcome"]: contrast for contrast in shown["contrasts"]}
        for name in ("poc", "answers", "legit"):  # up to the exit the arms are alike
            self.assertAlmostEqual(by_name[name]["share_of_window"], 26 / 104)
            self.assertEqual((by_name[name]["difference"], by_name[name]["discovery"]), (0, False))
        self.assertEqual(by_name["killed"]["share_of_window"], 1)
        self.assertNotEqual(by_name["killed"]["difference"], 0)
        table = self.call("compare", "r.nc").stdout
        self.assertRegex(table, r"leaves .* 25% .* null weeks")
        self.assertIn("the actor is there in both arms in 25% of the window", self.call("verdict", "r.nc").stdout)
        exported = self.call("export", "r.nc").stdout.splitlines()[0]
        self.assertIn("poc__share_1", exported)

    def test_presence_is_what_the_run_shows(self):
        self.run_study(f"base: {BASELINE}\nhorizon: {{end: 2019-07-01}}\nbranch: 2017-12-04\nreference: a\narms: {{a: {{}}, b: "
                       "{organisations.france.exit: {date: 2018-03-05, weeks: 10}}}\noutcomes:\n"
                       "  g5: sum(operations.g5_joint_force, 2017-12-04..2019-06-30)\n  fr: sum(operations.france, 2017-12-04..2019-06-30)\n"
                       "record: {every: 1 week, by: [organisation]}\n")
        rows = [line.split(",") for line in self.call("export", "r.nc", "--series", "strength").stdout.splitlines()]
        at = {name: i for i, name in enumerate(rows[0])}
        there = sum(1 for r in rows[1:] if r[at["arm"]] == "b" and r[at["organisation"]] == "france" and
                    r[at["time"]] >= "2017-12-04" and float(r[at["strength"]]) > 0)
        weeks = sum(1 for r in rows[1:] if r[at["arm"]] == "b" and r[at["organisation"]] == "france" and r[at["time"]] >= "2017-12-04")
        shown = {c["outcome"]: c for c in json.loads(self.call("compare", "r.nc", "--json").stdout)["contrasts"]}
        self.assertAlmostEqual(shown["fr"]["share_of_window"], there / weeks)
        self.assertLess(there, weeks)

    def test_a_trace_is_strict_json_and_short_without_its_ledger(self):
        self.run_study(f"base: {BASELINE}\nhorizon: {{end: 2015-06-29}}\noutcomes: null\n")
        sizes = []
        for more in ((), ("--ledger",)):
            self.assertEqual(self.call("replay", "r.nc", 0, "--trace", *more, "--out", "t.jsonl").returncode, 0)
            lines = (self.folder / "t.jsonl").read_text().splitlines()
            events = [json.loads(line, object_pairs_hook=once) for line in lines]
            self.assertTrue(all({"date", "kind"} <= event.keys() for event in events))
            self.assertEqual(any(event["kind"] == "legitimacy" for event in events), bool(more))
            self.assertTrue(any("event" in event for event in events))
            sizes.append((self.folder / "t.jsonl").stat().st_size)
        self.assertLess(5 * sizes[0], sizes[1])
        self.assertEqual(self.call("replay", "r.nc", 0, "--ledger").returncode, 2)

    def test_taking_an_organisation_out_says_in_one_go_what_goes_with_it(self):
        self.write("study.yaml", f"base: {BASELINE}\nparameters: {{organisations: {{eu_missions: null}}}}\n")
        refused = self.call("check", "study.yaml")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("keep it and let it leave: organisations.eu_missions.exit.date", refused.stderr)
        named = re.findall(r"yaml:\d+:\d+: error: (\S+): there is no organisation 'eu_missions'; expected another", refused.stderr)
        named += re.findall(r"^    \S+yaml:\d+:\d+: (\S+)$", refused.stderr, re.M)  # alike ones, a line each
        priors = re.findall(r"no parameter with a prior is named '([^']+)'", refused.stderr)
        self.assertGreater(len(named), 5)
        self.assertIn(f"and {len(named)} parameters name it", refused.stderr)
        removals = []
        for path in named:
            steps = path.split(".")
            whole = {"bases": 2, "contingents": 2, "cooperation": 3, "surveys": 4, "opinion": 3}.get(steps[0], len(steps))  # what the name is a part of
            value = "[minusma,g5_joint_force]" if path == "cooperation.ladder.group" else "null"
            removals += ["--set", f"{'.'.join(steps[:whole])}={value}"]
        self.write("study.yaml", f"base: {BASELINE}\nparameters: {{organisations: {{eu_missions: null}}}}\n"
                   "design: {priors: {" + ", ".join(f"{path}: null" for path in priors) + "}}\n")
        again = self.call("check", "study.yaml", *removals)
        self.assertEqual(again.returncode, 0, again.stderr)

    def test_a_file_of_an_older_version_is_told_what_took_the_place_of_each_key(self):
        parts = {"mechanisms": ("    control_contest: {pace: 0.1}\n    splitting: {enabled: true}\n"
                                "    strategic_violence: {relocation: 0.1, gain: 1, caution: 2}\n    recruitment: {attrition: 0.02}\n"),
                 "observation": "    presence: 0.2\n"}
        old = SMALL.replace("record:", "".join(f"  {name}:\n{text}" for name, text in parts.items()) + "record:")
        old = old.replace("slots: 120, ", "attacks: 0.05, attacks_on_forces: 0.01, ")
        old += ("changes: [{from: 2015-01-05, set: {armed_groups.raiders.attacks: 0.1}}]\nreference: a\nbranch: 2016-01-04\n"
                "arms: {a: {}, b: {mechanisms.splitting.enabled: false}}\n"
                "design: {parameters: [prior], priors: {mechanisms.splitting.violence: {uniform: [0, 1]}, mechanisms.strategic_violence.gain: "
                "{uniform: [0, 1]}}, factors: {mechanisms.strategic_violence.caution: [0.5, 1], mechanisms.control_contest.decisiveness: [1, 2]}}\n"
                "outcomes:\n  split: mean(split_groups)\n")
        refused = self.call("check", self.write("old.yaml", old))
        self.assertEqual(refused.returncode, 2)
        lines = old.splitlines()
        told = {}
        for line, column, key, successor in re.findall(
                r"^old.yaml:(\d+):(\d+): error: the (?:key|parameter|observable) '([^']+)'.* is retired; see (.+)$", refused.stderr, re.M):
            self.assertTrue(lines[int(line) - 1][int(column) - 1 :].startswith(key) or "set: {" in lines[int(line) - 1]
                            or "arms:" in lines[int(line) - 1], f"{line}:{column}: {key}")
            told.setdefault(key, set()).add(successor)
        for key, successor in {"attacks": "threats.attacks", "attacks_on_forces": "force_attacks.attacks",
                               "control_contest": "mechanisms.contested_ground", "splitting": "mechanisms.band_movement",
                               "relocation": "mechanisms.band_movement.mobility", "gain": "mechanisms.band_movement.success",
                               "caution": "mechanisms.band_movement.loss", "attrition": "bands.operation_losses",
                               "presence": "observation.base", "mechanisms.splitting.violence": "mechanisms.band_movement",
                               "mechanisms.strategic_violence.gain": "mechanisms.band_movement.success",
                               "mechanisms.strategic_violence.caution": "mechanisms.band_movement.loss",
                               "mechanisms.control_contest.decisiveness": "mechanisms.contested_ground",
                               "split_groups": "fighters, band_moves"}.items():
            self.assertIn(key, told, refused.stderr)
            self.assertTrue(any(words.startswith(successor) for words in told[key]), f"{key}: {told[key]}")
        self.assertEqual(refused.stderr.count(": error: "), refused.stderr.count(" is retired; see "), refused.stderr)
        for path in ("armed_groups.raiders.attacks", "mechanisms.splitting.enabled"):  # in dated changes, arms and --set too
            self.assertIn("is retired; see ", self.call("check", self.write("s.yaml", SMALL), "--set", f"parameters.{path}=0").stderr)

    def test_levels_that_are_the_same_or_overlap_are_refused(self):
        def fault(design):
            checked = self.call("check", self.write("s.yaml", SMALL + f"design: {design}\n"))
            self.assertEqual(checked.returncode, 2, checked.stdout)
            return checked.stderr

        paths = "mechanisms.association"
        self.assertIn("set the same parameters", fault(f"{{factors: {{{paths}.enabled: [true, false], {paths}: [{{enabled: true}}]}}}}"))
        self.assertIn("set the same parameters", fault(
            "{kind: sobol, points: 4, factors: {organisations.mission: [{quality: 0.1}, {quality: 0.2}], organisations.mission.quality: {range: [0, 1]}}}"))
        for values in ("[0.5, .50]", "[0.5, 5e-1, 0.7]", "[0, -0.0]", "[1, 1.0]"):
            self.assertIn("twice", fault(f"{{factors: {{{paths}.credit: {values}}}}}"), values)
        self.assertIn("twice", fault(f"{{factors: {{{paths}.enabled: [true, true]}}}}"))
        self.assertIn("twice", fault(f"{{kind: latin_hypercube, points: 4, factors: {{{paths}.credit: [0.5, 0.50]}}}}"))
        self.assertIn("row 3 of the design is row 1 again", fault(f"{{kind: list, factors: {{{paths}.credit: [0.5, 0.7, .5], {paths}.blame: [0.1, 0.1, 0.10]}}}}"))
        self.assertIn("policies of several parameters are arms", fault("{factors: {posture: {as_it_was: {}, half: {bases.town.share: 0.5}}}}"))

    def test_inputs_that_end_before_the_horizon_are_told(self):
        checked = self.call("check", self.write("s.yaml", SMALL), "--set", "horizon.end=2030-12-30")
        self.assertIn("# warning: dated inputs end before the horizon (2030-12-29)", checked.stdout)
        self.assertIn("contingents 2020-06-01", checked.stdout)
        self.assertNotIn("warning", self.call("check", self.write("s.yaml", SMALL)).stdout)


if __name__ == "__main__":
    unittest.main()
