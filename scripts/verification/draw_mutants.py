# SPDX-License-Identifier: Apache-2.0
"""Draws the places where slips are planted: lines of a commit, by a fixed seed, both written down before the draw."""

import random
import re
import subprocess
from dataclasses import dataclass

MODEL = "models/intervention/"
TEXT = re.compile(r'"(\\.|[^"\\])*"')
DOES = re.compile(
    r"[-+*/|&]=|[^=!<>]=[^=]| [-+*/%|&] | [<>]=? |==|!=| && | \|\| | \? |return -|\b(min|max|clamp)\b|\b_mm_|Measured::"
)
# A name and a number, as members of a struct are declared; an alias; what is checked or fixed at compile time; a sum's axis.
LITERAL = r"([-+.\d][-+.'\w]*|true|false|\{\}|\w+::\w+)"
DECLARES = re.compile(
    rf"(static|using|virtual) |static_assert|EXPECT|.* = (default|delete);|\{{Measured::\w+, \w+\}},$"
    rf"|(const |constexpr )?[\w:<>]+ \w+ = {LITERAL}(, \w+ = {LITERAL})*;$"
)
PARAMETERS = "namespace peacenorm::config {"  # from here on a header declares its parameters


@dataclass
class Draw:
    seed: int
    commit: str
    strata: dict  # name: files, how many are drawn


DRAWS = {
    "mutants.txt": Draw(
        20261130,
        "dbd5fac",
        {
            "processes": (
                r"processes/\w+\.[ch]pp|(armed_groups|interveners|cooperation)/(?!check_|set_up_)\w+\.[ch]pp",
                20,
            ),
            "civilians": (r"civilians/\w+\.[ch]pp|opinion/\w+\.hpp", 16),
            "mechanisms": (r"(mechanisms|rules)/(?!(all|collected|manual|own)\.)\w+\.hpp", 8),
            "setup": (r"setup\.cpp|\w+/set_up_\w+\.cpp|state/start\.cpp|opinion/survey_plan\.cpp", 8),
            "observables": (r"observe/\w+\.[ch]pp", 8),
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
            if line == PARAMETERS:
                break
            text = TEXT.sub('""', line).split("//")[0].rstrip()
            if text.startswith("    ") and DOES.search(text) and not DECLARES.match(text.strip()):
                yield path, number, line.strip()


def draw(name):
    """Each stratum from the seed anew, so that one does not depend on the size of another."""
    made = DRAWS[name]
    print(f"{name}: seed {made.seed}, commit {made.commit}")
    for stratum, (files, wanted) in made.strata.items():
        lines = list(candidates(made.commit, files))
        print(f"{stratum}: {wanted} of {len(lines)} candidates")
        for number, (path, line, text) in enumerate(random.Random(made.seed).sample(lines, wanted), 1):
            print(f"  {number:2} {path.removeprefix(MODEL)}:{line}: {text}")
