#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs studies with two builds and compares every number in their results; names, titles and labels may differ.

usage: same_bits.py REFERENCE PROGRAM STUDY... [--set PATH=VALUE]... [--replicates N]
REFERENCE, PROGRAM: two checkouts, each with its program in build/quick; each runs its own file of that name. Ends with 1 if a number
differs.
"""

import argparse
import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

import h5py
import numpy

def run(checkout, asked, out):
    program = checkout.resolve() / "build/quick/peacenorm"
    subprocess.run([program, "run", *asked, "--out", out, "--quiet"], cwd=checkout, check=True)


def numbers(path):
    """Of each dataset of numbers its shape and the hash of its bytes."""
    found = {}

    def visit(name, item):
        if isinstance(item, h5py.Dataset) and item.dtype.kind in "iufb":
            found[name] = (item.shape, hashlib.sha256(numpy.ascontiguousarray(item[()]).tobytes()).hexdigest())

    with h5py.File(path) as file:
        file.visititems(visit)
    return found


def compare(study, options, folder):
    """How many datasets differ, told in a line."""
    asked = [study, *(part for change in options.set for part in ("--set", change))]
    asked += ["--replicates", str(options.replicates)] if options.replicates else []
    results = []
    for side, checkout in (("reference", options.reference), ("program", options.program)):
        out = Path(folder) / f"{Path(study).stem}_{side}.nc"
        run(checkout, asked, out)
        results.append(numbers(out))
    old, new = results
    differ = sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    print(f"{study}: {len(old)} variables, " + (f"{len(differ)} differ: {', '.join(differ[:8])}" if differ else "the same"), flush=True)
    return len(differ)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reference", type=Path)
    parser.add_argument("program", type=Path)
    parser.add_argument("studies", nargs="+", metavar="STUDY")
    parser.add_argument("--set", action="append", default=[], metavar="PATH=VALUE")
    parser.add_argument("--replicates", type=int, metavar="N", help="instead of those written in each study")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return 1 if sum([compare(study, options, folder) for study in options.studies]) else 0


if __name__ == "__main__":
    sys.exit(main())
