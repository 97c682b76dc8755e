# SPDX-License-Identifier: Apache-2.0
"""The arrows of the house: who may include whom, and one door for each third-party C interface."""
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BELOW_STORE = {"record", "config", "parallel", "random", "core"}
MAY = {
    "core": set(),
    "random": {"core"},
    "parallel": {"core"},
    "config": {"random", "core"},
    "record": {"core"},
    "store": {"record", "config", "core"},
    "model": {"record", "config", "random", "core"},
    "design": {"config", "random", "core"},
    "analysis": {"store", "record", "config", "random", "core"},
    "study": {"analysis", "design", "model", "store", "record", "config", "random", "core"},
    "run": {"study", "analysis", "design", "model", "store"} | BELOW_STORE,
    "results": {"run", "study", "analysis", "design", "model", "store"} | BELOW_STORE,
    "report": {"analysis", "store", "record", "config", "core"},
    "cli": {"report", "results", "run", "study", "analysis", "design", "model", "store"} | BELOW_STORE,
}
# What models are about; the engine has no word for it.
SUBJECTS = ("organisation", "threat", r"\bmissions?\b", "cooperation", "legitimacy", "civilian", "soldier", "perpetrator",
            "minusma", r"\bmali\b", "intervener", "patrol", "peacekeep")
DOORS = {"hdf5.h": "sim/store/h5.cpp", "mpi.h": "sim/parallel/ranks_mpi.cpp", "CLI/": "sim/cli/cli.cpp", "yaml-cpp/": "sim/config/yaml_events.cpp",
         "zlib.h": "sim/report/data_block.cpp", "eigen3/": "sim/analysis/fit/matrix."}


def sources(folder):
    return [p for p in (ROOT / folder).rglob("*") if p.suffix in {".cpp", ".hpp"}]


def includes(path):
    return re.findall(r'#include ["<]([^">]+)[">]', path.read_text())


def unit(path):
    """A header and its source are one unit: the path without its ending."""
    return str(path.relative_to(ROOT).with_suffix(""))


def circles(arrows):
    """The sets of units that reach each other. `arrows`: unit -> units that its header or source includes."""
    def reached(start):
        seen, ahead = set(), [start]
        while ahead:
            for other in arrows.get(ahead.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    ahead.append(other)
        return seen
    reach = {name: reached(name) for name in arrows}
    return sorted({tuple(sorted(b for b in reach[a] if a in reach.get(b, ()))) for a in arrows if a in reach[a]})


class Arrows(unittest.TestCase):
    def test_the_engine_points_one_way(self):
        for part, allowed in MAY.items():
            files = sources(f"sim/{part}")
            self.assertTrue(files, part)
            for path in files:
                for name in includes(path):
                    self.assertFalse(name.startswith("models/"), f"{path} knows a model: {name}")
                    if name.startswith("sim/"):
                        other = name.split("/")[1]
                        self.assertIn(other, allowed | {part}, f"{path} includes {name}")

    def test_no_header_with_its_source_stands_in_a_circle(self):
        for part in MAY:
            arrows = {}
            for path in sources(f"sim/{part}"):
                own = unit(path)
                others = {name.rsplit(".", 1)[0] for name in includes(path) if name.startswith(f"sim/{part}/")}
                arrows.setdefault(own, set()).update(others - {own})
            self.assertEqual(circles(arrows), [], f"sim/{part}: a header of their common words would open this circle")

    def test_a_circle_is_found(self):
        self.assertEqual(circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}), [("a", "b", "c")])
        self.assertEqual(circles({"a": {"b", "c"}, "b": {"c"}, "c": set()}), [])

    def test_the_engine_speaks_of_no_model(self):
        words = re.compile("|".join(SUBJECTS), re.IGNORECASE)
        for path in sources("sim"):
            for number, line in enumerate(path.read_text().splitlines(), 1):
                self.assertIsNone(words.search(line), f"{path}:{number} speaks of a model's subject: {line.strip()}")

    def test_a_model_never_knows_another(self):
        models = [p.name for p in (ROOT / "models").iterdir() if p.is_dir()]
        self.assertIn("intervention", models)
        for model in models:
            for path in sources(f"models/{model}"):
                for name in includes(path):
                    if name.startswith("models/"):
                        self.assertEqual(name.split("/")[1], model, f"{path} includes {name}")
                    self.assertFalse(name.startswith("sim/cli"), f"{path} includes {name}")

    def test_third_parties_have_one_door(self):
        for header, door in DOORS.items():
            users = [str(p.relative_to(ROOT)) for p in sources("sim") + sources("models")
                     if any(name == header or (header.endswith("/") and name.startswith(header)) for name in includes(p))]
            self.assertTrue(users, header)
            for user in users:
                self.assertTrue(user.startswith(door), f"{user} includes {header}; its door is {door}")


if __name__ == "__main__":
    unittest.main()
