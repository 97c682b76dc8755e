# SPDX-License-Identifier: Apache-2.0
"""Plants slips in a copy of the sources, one at a time, and tells which tests turn red."""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import draw_mutants

ROOT = Path(__file__).resolve().parents[2]
LISTS = ROOT / "tests/mutants"
LEAST = 28 / 30  # of each list
LEFT_OUT = r"NOT_BUILT|^docs\."  # other models' tests; documents need the program
MODEL_TESTS = Path("tests/models/intervention")
TESTS = re.compile(r"peacenorm_test\((intervention\w*)([^)]*)\)")
# Tests whose red says where the slip is: of one process, of the setup and the first week, of the observables.
SAYS_WHERE = re.compile(r"(processes|observe|setup|state/start)[/_]")


class Refused(Exception):
    pass


@dataclass
class Mutant:
    id: str
    drawn: str = ""
    slip: str = ""
    where: str = ""
    file: str = ""
    old: list = field(default_factory=list)
    new: list = field(default_factory=list)


def read_list(path):
    """Blocks of `key: value` lines, `-` lines and `+` lines; the first key of a block is `id`."""
    mutants = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        key, _, value = line.partition(" ")
        if not line.strip() or line.startswith("#"):
            continue
        if key == "id:":
            mutants.append(Mutant(value.strip()))
        elif key in ("drawn:", "slip:", "where:", "file:") and mutants:
            setattr(mutants[-1], key[:-1], value.strip())
        elif key in ("-", "+") and mutants:
            (mutants[-1].old if key == "-" else mutants[-1].new).append(value)
        else:
            raise Refused(f"{path.name}:{number}: expected id, drawn, slip, where, file, '- ' or '+ '")
    return mutants


def planted(text, mutant):
    """The text with the slip in it. White space in the list stands for any white space."""
    pattern = r"\s+".join(re.escape(word) for word in " ".join(mutant.old).split())
    places = list(re.finditer(pattern, text)) if pattern else []
    if len(places) != 1:
        raise Refused(f"{mutant.id}: {mutant.file} holds its text {len(places)} times, expected once: {' '.join(mutant.old)}")
    return text[: places[0].start()] + "\n".join(mutant.new) + text[places[0].end() :]


def check(mutants):
    """All that can be wrong with the lists, at once."""
    names = [mutant.id for mutant in mutants]
    faults = [f"{name} stands more than once" for name in sorted({name for name in names if names.count(name) > 1})]
    for mutant in mutants:
        try:
            source = ROOT / mutant.file
            if not source.is_file():
                raise Refused(f"{mutant.id}: there is no file {mutant.file}")
            planted(source.read_text(), mutant)
        except Refused as fault:
            faults.append(str(fault))
    if faults:
        raise Refused("\n".join(faults))


def write_if_changed(path, content):
    """Leaves the time of an equal file alone, so that nothing is built for it."""
    if not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def copy_sources(copy):
    """The tree as it stands, uncommitted changes included; what is gone from it goes from the copy."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, check=True, capture_output=True)
    names = {name for name in os.fsdecode(listed.stdout).split("\0") if name and (ROOT / name).is_file()}
    for name in names:
        write_if_changed(copy / name, (ROOT / name).read_bytes())
        shutil.copymode(ROOT / name, copy / name)
    for path in copy.rglob("*"):
        name = path.relative_to(copy)
        if path.is_file() and name.parts[0] != "build" and str(name) not in names:
            path.unlink()


def targets_of_tests(folder):
    """The model's test programs: name, and the files of each, seen from the folder of the model's tests."""
    programs = {}
    for file in sorted((folder / MODEL_TESTS).rglob("CMakeLists.txt")):
        within = file.parent.relative_to(folder / MODEL_TESTS).as_posix()
        for name, said in TESTS.findall(file.read_text()):
            sources = re.findall(r"\S+\.cpp", said.partition("SOURCES")[2])
            programs[name] = [os.path.normpath(f"{within}/{source}") for source in sources]
    return programs


@dataclass
class Stage:
    """Tests that run together: what is built for them, and what ctest is asked for; nothing: all of what is built."""

    name: str
    targets: list
    asked: list = field(default_factory=list)
    always: bool = True  # else only where nothing was red before
    whole: bool = False  # else it ends with the first red test: a slip may make others run until their time is up


class Copy:
    """The copy of the sources in which slips are planted, and its build."""

    def __init__(self, folder, jobs):
        self.folder, self.jobs = folder, jobs
        self.build = folder / "build/release"
        copy_sources(folder)
        launcher = shutil.which("ccache") or ""
        self.run("cmake", "--preset", "release", f"-DCMAKE_CXX_COMPILER_LAUNCHER={launcher}")

    def run(self, *command):
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True)
        if done.returncode:
            said = done.stdout + done.stderr
            error = re.search(r"^.*error: .*$", said, re.M)
            raise Refused(error.group() if error else f"{' '.join(command)}:\n{said[-3000:]}")
        return done.stdout

    def names_of(self, targets):
        """The tests that these programs hold."""
        tests = json.loads(self.run("ctest", "--test-dir", str(self.build), "--show-only=json-v1"))["tests"]
        return {test["name"] for test in tests if Path(test.get("command", [""])[0]).name in targets}

    def red(self, stage):
        """Names of the stage's tests that fail; builds them first."""
        self.run("cmake", "--build", "build/release", "-j", str(self.jobs), "--target", *stage.targets)
        asked = list(stage.asked)
        if not asked:
            names = "|".join(sorted(name.replace(".", "[.]") for name in self.names_of(stage.targets)))
            asked = ["-R", f"^({names})$"]
        log = self.build / "Testing/Temporary/LastTestsFailed.log"
        log.unlink(missing_ok=True)
        asked += [] if stage.whole else ["--stop-on-failure"]
        command = ["ctest", "--test-dir", str(self.build), *asked, "-E", LEFT_OUT, "--timeout", "300", "-j", str(self.jobs)]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True)
        if done.returncode and not log.exists():
            raise Refused((done.stdout + done.stderr)[-1000:])
        lines = log.read_text().splitlines() if log.exists() else []
        return list(dict.fromkeys(line.partition(":")[2] for line in lines))

    def try_out(self, mutant, stages):
        """Names of the tests that fail with the slip planted, by stage; the file is as before afterwards."""
        source = self.folder / mutant.file
        before = source.read_text()
        red = {}
        try:
            source.write_text(planted(before, mutant))
            for stage in stages:
                if stage.always or not any(red.values()):
                    red[stage.name] = self.red(stage)
        finally:
            source.write_text(before)
        return red


def stages_of(options, folder):
    """Who turns red under the golden numbers, in seconds, need not wait for the model's tests."""
    programs = targets_of_tests(folder)
    stages = [
        Stage("golden", ["golden"], ["-L", "golden"]),
        Stage("model", list(programs), always=False),
    ]
    if options.golden:
        stages = stages[:1]
    if options.tests:
        stages = [Stage("asked", options.targets or ["golden", *programs], ["-R", options.tests])]
    if options.where:
        telling = [name for name, sources in programs.items() if any(map(SAYS_WHERE.match, sources))]
        stages.append(Stage("where", telling, whole=True))
    return stages


def shown(red):
    return ", ".join(red[:3]) + (f" and {len(red) - 3} more" if len(red) > 3 else "")


def row(name, columns, text):
    return f"{name:4} " + " ".join(f"{column:>6}" for column in columns) + f"  {text}"


def tell(mutants, copy, stages):
    """Prints the table; returns how many turned a test red."""
    print(row("", [stage.name for stage in stages], "the slip, and the first tests that turn red"))
    killed, placed = 0, 0
    for mutant in mutants:
        try:
            red = copy.try_out(mutant, stages)
            marks = [("red" if red[stage.name] else "green") if stage.name in red else "." for stage in stages]
            verdict = "; ".join(shown(names) for names in red.values() if names) or "SURVIVED"
            killed += any(map(bool, red.values()))
            placed += bool(red.get("where"))
        except Refused as fault:
            marks, verdict = ["?"] * len(stages), f"not tried: {fault}"
        print(row(mutant.id, marks, f"{mutant.where}: {mutant.slip}"))
        print(row("", [""] * len(stages), f"  {verdict}"), flush=True)
    print(f"{killed} of {len(mutants)} killed" + (f", {placed} by a test that says where" if stages[-1].name == "where" else ""))
    return killed


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/mutants", description=__doc__)
    parser.add_argument("--list", action="append", default=[], metavar="LIST")
    parser.add_argument("--only", action="append", default=[], metavar="ID")
    parser.add_argument("--golden", action="store_true")
    parser.add_argument("--where", action="store_true")
    parser.add_argument("--tests", metavar="REGEX")
    parser.add_argument("--targets", action="append", default=[], metavar="TARGET")
    parser.add_argument("--build", type=Path, default=ROOT / "build/mutants", metavar="DIR")
    parser.add_argument("--jobs", type=int, default=1, metavar="N")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--draw", choices=sorted(draw_mutants.DRAWS), metavar="LIST")
    return parser.parse_args()


def read_lists(options):
    """Of each list that is asked for, the slips that are asked for."""
    names = options.list or sorted(path.name for path in LISTS.glob("*.txt"))
    missing = [name for name in names if not (LISTS / name).is_file()]
    if missing:
        raise Refused(f"there is no list {', '.join(missing)} in {LISTS.relative_to(ROOT)}")
    lists = {name: read_list(LISTS / name) for name in names}
    known = [mutant.id for mutants in lists.values() for mutant in mutants]
    unknown = set(options.only) - set(known)
    if unknown:
        raise Refused(f"there is no slip {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    chosen = {name: [m for m in mutants if not options.only or m.id in options.only] for name, mutants in lists.items()}
    return {name: mutants for name, mutants in chosen.items() if mutants}


def run(options):
    if options.draw:
        draw_mutants.draw(options.draw)
        return 0
    lists = read_lists(options)
    every = [mutant for mutants in lists.values() for mutant in mutants]
    check(every)
    if options.check:
        print(f"each of {len(every)} slips has its place")
        return 0
    copy = Copy(options.build.resolve(), options.jobs)
    stages = stages_of(options, copy.folder)
    for stage in stages:
        red = copy.red(stage)
        if red:
            raise Refused(f"tests fail without a slip: {shown(red)}")
    enough = True
    for name, mutants in lists.items():
        print(f"{name}:")
        least = len(mutants) * (1 if options.only else LEAST)
        enough = tell(mutants, copy, stages) >= least and enough
    return 0 if enough else 1


if __name__ == "__main__":
    try:
        sys.exit(run(arguments()))
    except Refused as fault:
        print(f"mutants: {fault}", file=sys.stderr)
        sys.exit(2)
