# SPDX-License-Identifier: Apache-2.0
"""Fills the generated tables of the ODD document from `peacenorm describe`. See scripts/odd."""

import argparse
import difflib
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "plot"))
from command_line import run, write_text  # noqa: E402  (the path above makes it importable)

DOCUMENT = Path("models/intervention/ODD.md")
MARKED = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end of generated -->\n)", re.S)
PROGRAMS = ("build/release/peacenorm", "build/quick/peacenorm", "build/debug/peacenorm")


def described(program, section):
    """One section of the manual as a Markdown table, without its heading."""
    command = [program, "describe", "intervention", section, "--format", "markdown"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return re.sub(r"^#+ .*\n+", "", text).strip() + "\n"


def filled(text, program):
    return MARKED.sub(lambda found: found[1] + described(program, found[2]) + found[3], text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--program", default=next((p for p in PROGRAMS if Path(p).exists()), PROGRAMS[0]))
    options = parser.parse_args()
    old = DOCUMENT.read_text(encoding="utf-8")
    new = filled(old, options.program)
    if not options.check:
        write_text(DOCUMENT, new)
        return 0
    if len(MARKED.findall(old)) < 4:
        print(f"odd: {DOCUMENT} has lost its markers", file=sys.stderr)
        return 1
    if old != new:
        sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), str(DOCUMENT), "as declared"))
        print("odd: the tables differ from the declarations; run scripts/odd and commit", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    run(main)
