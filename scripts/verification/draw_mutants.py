# SPDX-License-Identifier: Apache-2.0
"""Draws the places where slips are planted: lines of a commit, by a fixed seed, both written down before the draw."""

import random
import re
import subprocess
from dataclasses import dataclass

MODEL = "models/intervention/"
CANDIDATE = re.compile(r"\+=|-=|\*=|/=|[^=!<>]=[^=]| [-+*/%] | [<>]=? |==|!=| && | \|\| | \? |Measured::")


@dataclass
class Draw:
    seed: int
    commit: str
    strata: dict  # name: files, how many are drawn


DRAWS = {
    "mutants.txt": Draw(
        20261128,
        "2a69dbf",
        {
            "processes": (r"processes/\w+\.cpp", 30),
            "setup": (r"setup\.cpp", 8),
            "observables": (r"(measures|observables)\.[ch]pp", 7),
        },
    ),
    # The processes that own their loops; those of the mechanisms are left out.
    "mutants_2.txt": Draw(
        20261129,
        "6afa8c1",
        {
            "processes": (
                r"processes/(inputs|tips|detection|forces|resolution|operations|learning|oversight|host|norms"
                r"|observation)\.cpp",
                40,
            ),
            "setup": (r"setup\.cpp|state/start\.cpp", 10),
            "observables": (r"observe/observables\.hpp", 10),
        },
    ),
}


def git(*arguments):
    return subprocess.run(["git", *arguments], check=True, capture_output=True, text=True).stdout


def candidates(commit, files):
    """(file, line number, text), in order of file and line."""
    for path in sorted(git("ls-tree", "-r", "--name-only", commit, MODEL).split()):
        if not re.fullmatch(files, path.removeprefix(MODEL)):
            continue
        for number, line in enumerate(git("show", f"{commit}:{path}").splitlines(), 1):
            text = line.split("//")[0].rstrip()
            if text.startswith("    ") and CANDIDATE.search(text):
                yield path, number, text.strip()


def draw(name):
    """Each stratum from the seed anew, so that one does not depend on the size of another."""
    made = DRAWS[name]
    print(f"{name}: seed {made.seed}, commit {made.commit}")
    for stratum, (files, wanted) in made.strata.items():
        lines = list(candidates(made.commit, files))
        print(f"{stratum}: {wanted} of {len(lines)} candidates")
        for number, (path, line, text) in enumerate(random.Random(made.seed).sample(lines, wanted), 1):
            print(f"  {number:2} {path.removeprefix(MODEL)}:{line}: {text}")
