# SPDX-License-Identifier: Apache-2.0
"""Draws the places where slips are planted: lines of a commit, by a fixed seed."""

import random
import re
import subprocess

SEED = 20261128
MODEL = "models/intervention/"
CANDIDATE = re.compile(r"\+=|-=|\*=|/=|[^=!<>]=[^=]| [-+*/%] | [<>]=? |==|!=| && | \|\| | \? |Measured::")
STRATA = {  # name: files, how many are drawn
    "processes": (re.compile(r"processes/\w+\.cpp"), 30),
    "setup": (re.compile(r"setup\.cpp"), 8),
    "observables": (re.compile(r"(measures|observables)\.[ch]pp"), 7),
}


def git(*arguments):
    return subprocess.run(["git", *arguments], check=True, capture_output=True, text=True).stdout


def candidates(commit, files):
    """(file, line number, text), in order of file and line."""
    for path in sorted(git("ls-tree", "-r", "--name-only", commit, MODEL).split()):
        if not files.fullmatch(path.removeprefix(MODEL)):
            continue
        for number, line in enumerate(git("show", f"{commit}:{path}").splitlines(), 1):
            text = line.split("//")[0].rstrip()
            if text.startswith("    ") and CANDIDATE.search(text):
                yield path, number, text.strip()


def draw(commit):
    """Each stratum from the seed anew, so that one does not depend on the size of another."""
    for name, (files, wanted) in STRATA.items():
        lines = list(candidates(commit, files))
        print(f"{name}: {wanted} of {len(lines)} candidates")
        for number, (path, line, text) in enumerate(random.Random(SEED).sample(lines, wanted), 1):
            print(f"  {number:2} {path.removeprefix(MODEL)}:{line}: {text}")
