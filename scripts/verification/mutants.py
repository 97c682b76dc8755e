# SPDX-License-Identifier: Apache-2.0
"""Plants slips in a copy of the sources, one at a time, and tells which tests turn red."""

import argparse
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import draw_mutants

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "tests/mutants/mutants.txt"
LEAST = 28  # of thirty; in proportion where the list has another length
# What ctest is asked for, in order: who turns red under the golden numbers, in seconds, need not wait for the others.
STAGES = [["-L", "golden"], ["-L", "model"]]
LEFT_OUT = r"NOT_BUILT|^docs\."  # other models' tests; documents need the program
TARGETS = re.compile(r"peacenorm_test\((intervention\w*)")


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


def read_list(text):
    """Blocks of `key: value` lines, `-` lines and `+` lines; the first key of a block is `id`."""
    mutants = []
    for number, line in enumerate(text.splitlines(), 1):
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
            raise Refused(f"{LIST.name}:{number}: expected id, drawn, slip, where, file, '- ' or '+ '")
    return mutants


def planted(text, mutant):
    """The text with the slip in it. White space in the list stands for any white space."""
    pattern = r"\s+".join(re.escape(word) for word in " ".join(mutant.old).split())
    places = list(re.finditer(pattern, text)) if pattern else []
    if len(places) != 1:
        raise Refused(f"{mutant.id}: {mutant.file} holds its text {len(places)} times, expected once: {' '.join(mutant.old)}")
    return text[: places[0].start()] + "\n".join(mutant.new) + text[places[0].end() :]


def check(mutants):
    """All that can be wrong with the list, at once."""
    faults = []
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


class Copy:
    """The copy of the sources in which slips are planted, and its build."""

    def __init__(self, folder, targets, jobs):
        self.folder, self.jobs = folder, jobs
        self.build = folder / "build/release"
        copy_sources(folder)
        self.targets = targets or self.default_targets()
        launcher = shutil.which("ccache") or ""
        self.run("cmake", "--preset", "release", f"-DCMAKE_CXX_COMPILER_LAUNCHER={launcher}")

    def default_targets(self):
        """The golden numbers, and every test of the model: those to come are found as well."""
        files = sorted((self.folder / "tests/models/intervention").rglob("CMakeLists.txt"))
        return ["golden"] + [name for file in files for name in TARGETS.findall(file.read_text())]

    def run(self, *command):
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True)
        if done.returncode:
            raise Refused(f"{' '.join(command)}:\n" + (done.stdout + done.stderr)[-3000:])

    def make(self):
        self.run("cmake", "--build", "build/release", "-j", str(self.jobs), "--target", *self.targets)

    def red(self, asked):
        """Names of the tests that fail, of those that are asked for and built."""
        log = self.build / "Testing/Temporary/LastTestsFailed.log"
        log.unlink(missing_ok=True)
        command = ["ctest", "--test-dir", str(self.build), *asked, "-E", LEFT_OUT, "--timeout", "300", "-j", str(self.jobs)]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True)
        if done.returncode and not log.exists():
            raise Refused((done.stdout + done.stderr)[-1000:])
        return [line.partition(":")[2] for line in log.read_text().splitlines()] if log.exists() else []

    def first_red(self, stages):
        return next((red for red in map(self.red, stages) if red), [])

    def try_out(self, mutant, stages):
        """Names of the tests that fail with the slip planted; the file is as before afterwards."""
        source = self.folder / mutant.file
        before = source.read_text()
        try:
            source.write_text(planted(before, mutant))
            self.make()
            return self.first_red(stages)
        finally:
            source.write_text(before)


def shown(red):
    return ", ".join(red[:3]) + (f" and {len(red) - 3} more" if len(red) > 3 else "")


def tell(mutants, copy, stages):
    """Prints the table; returns how many turned a test red."""
    killed = 0
    for mutant in mutants:
        try:
            red = copy.try_out(mutant, stages)
            killed += bool(red)
            verdict = f"killed by {shown(red)}" if red else "SURVIVED"
        except Refused as fault:
            verdict = f"not tried: {fault}"
        print(f"{mutant.id:4} {mutant.where:18} {mutant.slip}\n     {verdict}", flush=True)
    print(f"{killed} of {len(mutants)} killed")
    return killed


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/mutants", description=__doc__)
    parser.add_argument("--only", action="append", default=[], metavar="ID")
    parser.add_argument("--build", type=Path, default=ROOT / "build/mutants", metavar="DIR")
    parser.add_argument("--tests", metavar="REGEX")
    parser.add_argument("--targets", action="append", default=[], metavar="TARGET")
    parser.add_argument("--jobs", type=int, default=1, metavar="N")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--draw", metavar="COMMIT")
    return parser.parse_args()


def chosen(mutants, names):
    unknown = set(names) - {mutant.id for mutant in mutants}
    if unknown:
        raise Refused(f"there is no slip {', '.join(sorted(unknown))}; there are {', '.join(m.id for m in mutants)}")
    return [mutant for mutant in mutants if not names or mutant.id in names]


def run(options):
    if options.draw:
        draw_mutants.draw(options.draw)
        return 0
    mutants = chosen(read_list(LIST.read_text()), options.only)
    check(mutants)
    if options.check:
        print(f"each of {len(mutants)} slips has its place")
        return 0
    copy = Copy(options.build.resolve(), options.targets, options.jobs)
    stages = [["-R", options.tests]] if options.tests else STAGES
    copy.make()
    red = copy.first_red(stages)
    if red:
        raise Refused(f"tests fail without a slip: {shown(red)}")
    least = len(mutants) if options.only else LEAST * len(mutants) / 30
    return 0 if tell(mutants, copy, stages) >= least else 1


if __name__ == "__main__":
    try:
        sys.exit(run(arguments()))
    except Refused as fault:
        print(f"mutants: {fault}", file=sys.stderr)
        sys.exit(2)
