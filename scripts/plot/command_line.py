# SPDX-License-Identifier: Apache-2.0
"""How every script begins and ends: numbers and files are checked, what is wrong is one line, and the exit code tells which kind.

Exit codes as of the program: 0, 2 wrong usage or input, 74 a disk or file, 141 the reader of the output has gone."""

import argparse
import math
import os
import stat
import subprocess
import sys
from pathlib import Path

WRONG_INPUT, IO_TROUBLE, BROKEN_PIPE = 2, 74, 141
KINDS = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"), (stat.S_ISCHR, "a device"), (stat.S_ISBLK, "a device"))


class Refused(Exception):
    """What the script was given cannot be used; the text says why and what to do."""


def positive(text):
    """An argument: a finite number above 0."""
    number = float(text)
    if not (math.isfinite(number) and number > 0.0):
        raise argparse.ArgumentTypeError(f"'{text}' is not a number above 0")
    return number


def whole(low, high=10**6):
    """An argument: a whole number of this range."""

    def read(text):
        number = int(text)
        if not low <= number <= high:
            raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from {low} to {high}")
        return number

    read.__name__ = "whole number"  # as argparse names it where there is no number at all
    return read


def kind_of_no_file(path):
    """What is there where no plain file is; None for one, and for nothing."""
    try:
        mode = os.stat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    return next((kind for is_it, kind in KINDS if is_it(mode)), None)


def plain_file(text):
    """An argument: a file to read. One that is missing is for its reader to tell; a pipe or a device may never end."""
    if kind := kind_of_no_file(text or "."):
        raise Refused(f"{text or 'the name of a file'}: is {kind if text else 'missing'}; expected a plain file")
    return Path(text)


def place_to_write(path, *inputs):
    """The place that a name means: itself where nothing or a plain file is, and of a link to a plain file that file, so that the link
    stays. Errors: Refused where something else is, or one of the inputs."""
    path = Path(path)
    kind = kind_of_no_file(path)
    if kind is None and path.is_symlink() and not path.exists():
        kind = "a link to nothing"
    for one in inputs:
        if path.exists() and os.path.exists(one) and os.path.samefile(path, one):
            kind = f"the input {one}"
    if kind:
        raise Refused(f"{path}: cannot be written: it is {kind}; it is left as it is; allowed: a new name or a plain file")
    return path.resolve() if path.is_symlink() else path


def write_whole(path, write):
    """Calls write(file) for a file beside the place and renames it, so that no half file is ever seen."""
    place = place_to_write(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        write(beside)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)


def write_text(path, text):
    write_whole(path, lambda beside: beside.write_text(text, encoding="utf-8"))


def told(text):
    """On one line, without what a terminal would obey."""
    return "".join(c if c.isprintable() else "?" for c in " ".join(str(text).split()))


def end_of(fault):
    """The line that tells of an exception, and the exit code."""
    if isinstance(fault, Refused):
        return str(fault), WRONG_INPUT
    if isinstance(fault, subprocess.CalledProcessError):
        return f"{' '.join(map(str, fault.cmd))}: ended with code {fault.returncode}", max(fault.returncode, 1)
    if isinstance(fault, OSError):
        place = f"{fault.filename}: " if fault.filename else ""
        return f"{place}{fault.strerror or fault}", IO_TROUBLE if fault.errno else WRONG_INPUT
    return f"what it was given does not hold what it reads ({type(fault).__name__}: {fault}); peacenorm inspect shows a result", WRONG_INPUT


def called(main):
    """The exit code of main, also where its parser ends it."""
    try:
        return main() or 0
    except SystemExit as end:
        return end.code or 0


def drop_output():
    """What is left to write has nowhere to go, and Python would say so at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def run(main):
    """Runs `main`, which answers with an exit code or with nothing, and ends the program."""
    try:
        code = called(main)
        sys.stdout.flush()
    except BrokenPipeError:
        code = BROKEN_PIPE
    except KeyboardInterrupt:
        code = 130
    except Exception as fault:  # noqa: BLE001  one place for all that can be wrong with what a script is given
        text, code = end_of(fault)
        print(f"{Path(sys.argv[0]).stem}: error: {told(text)}", file=sys.stderr)
    if code in (BROKEN_PIPE, IO_TROUBLE):
        drop_output()
    sys.exit(code)
