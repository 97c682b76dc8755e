#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""hostile_results_test.py PROGRAM SEAL_FILE STUDY SCRATCH [SEED] [ROUNDS] [ROUNDS OF BYTES]

A result file is input from strangers: whatever is changed in one, its seal made good again, the commands that read
results end with 0, 1, 2 or 74, never by a signal, and in time."""
import os
import random
import shutil
import subprocess
import sys

import h5py
import numpy as np

PROGRAM, SEAL_FILE, STUDY, SCRATCH = sys.argv[1:5]
SEED = int(sys.argv[5]) if len(sys.argv) > 5 else 20260301
ROUNDS = int(sys.argv[6]) if len(sys.argv) > 6 else 18  # each change of structure once
BYTES = int(sys.argv[7]) if len(sys.argv) > 7 else 8
SLOWEST = 20  # seconds a command may take
NUMBERS = [-1, 0, 1, 2**31 - 1, -(2**63), 2**63 - 1, 2**40]
RUN_COLUMNS = ["run", "bundle", "status", "replicate", "seed", "future"]


def commands(path, whole):
    out = path + ".merged"
    return [["inspect", path], ["compare", path, "--csv", "--partial"], ["decompose", path], ["verdict", path],
            ["replay", path, "0"], ["export", path], ["export", path, "--series", "all"], ["diff", path, whole],
            ["report", path, "--partial", "--out", path + ".html"], ["merge", path, "--out", out]]


def complaints(path, whole):
    """What is wrong with how the commands end on a file; and their exit codes."""
    found, codes = [], []
    for command in commands(path, whole):
        if os.path.exists(path + ".merged"):
            os.remove(path + ".merged")
        try:
            ended = subprocess.run([PROGRAM, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=SLOWEST)
        except subprocess.TimeoutExpired:
            found.append(f"{command[0]}: takes longer than {SLOWEST} s")
            continue
        codes.append(ended.returncode)
        said = (ended.stdout + ended.stderr).decode("utf-8", "backslashreplace")
        if ended.returncode not in (0, 1, 2, 74):
            found.append(f"{command}: ends with {ended.returncode}: {said[-200:]!r}")
        if "internal error" in said:
            found.append(f"{command}: {said[-200:]!r}")
        if any(c < " " and c not in "\n\t" or "\x7f" <= c <= "\x9f" for c in said):
            found.append(f"{command}: prints control characters: {said[-200:]!r}")
    return found, codes


def replace(file, name, data=None, **keywords):
    """Puts another variable in a variable's place, along the same dimensions where that can be."""
    del file[name]
    made = file.create_dataset(name, data=data, **keywords)
    for axis, scale in enumerate(["run", "time", "organisation"][:len(made.shape)]):
        if scale in file and scale != name and "CLASS" in file[scale].attrs:
            made.dims[axis].attach_scale(file[scale])


# Each changes an open file; `pick` chooses.
def another_rank(file, pick):
    name = pick.choice([n for n in file if file[n].dtype != object and file[n].shape])
    data = file[name][...]
    replace(file, name, np.stack([data] * pick.choice([1, 3]), axis=pick.choice([0, -1])))


def another_length(file, pick):
    name = pick.choice([n for n in file if file[n].dtype != object and file[n].shape])
    data = file[name][...]
    replace(file, name, data[:pick.choice([0, 1, max(0, len(data) - 1)])] if pick.random() < 0.5 else np.concatenate([data, data]))


def another_type(file, pick):
    name = pick.choice([n for n in file if file[n].dtype != object])
    replace(file, name, np.nan_to_num(file[name][...]).astype(pick.choice(["u1", "f4", ">i8", "i2", "f8", "S4", "i8", ">f8"])))


def texts_for_numbers(file, pick):
    name = pick.choice([n for n in file if file[n].shape and len(file[n].shape) == 1])
    replace(file, name, np.array(["x"] * len(file[name]), dtype=object), dtype=h5py.string_dtype())


def a_value_out_of_range(file, pick):
    name = pick.choice([n for n in RUN_COLUMNS if n in file])
    data = file[name][...]
    data[pick.randrange(len(data))] = np.array(pick.choice(NUMBERS)).astype(data.dtype)
    file[name][...] = data


def all_values_out_of_range(file, pick):
    name = pick.choice([n for n in file if file[n].dtype.kind in "if" and file[n].shape])
    file[name][...] = np.full(file[name].shape, pick.choice([*NUMBERS, 1e300])).astype(file[name].dtype)


def hostile_texts(file, pick):
    name = pick.choice([n for n in file if file[n].dtype == object])
    file[name][...] = pick.choice(["\x1b]0;x\x07\x1b[2J", "", "a\nb", "\u202eabc", "x" * 100_000, "{", "model: &a [*a]", "\x9b2J"])


def hostile_attributes(file, pick):
    at = pick.choice([file, *[file[n] for n in file]])
    name = pick.choice(["title", "units", "long_name", "reference", "replicates_per_draw", "permutations", "model",
                        "model_version", "study_hash", "dynamics_hash", "precision_looks", "partial", "branch", "role"])
    at.attrs[name] = pick.choice([b"\x1b[2J", "-1", "9223372036854775807", "0", "", 3.5, [1, 2, 3], np.zeros((0,)), "a\nb", "x" * 60_000])


def no_attribute(file, pick):
    at = pick.choice([file, *[file[n] for n in file if len(file[n].attrs)]])
    if len(at.attrs):
        del at.attrs[pick.choice(list(at.attrs))]


def no_variable(file, pick):
    del file[pick.choice(list(file))]


def links_to_elsewhere(file, pick):
    name = pick.choice([*file, "zz"])
    if name in file:
        del file[name]
    file[name] = pick.choice([h5py.SoftLink("/nowhere"), h5py.SoftLink("/"), h5py.ExternalLink("/etc/passwd", "/"),
                              h5py.ExternalLink(PLAIN, "/status"), h5py.SoftLink("/status")])


def values_outside(file, pick):
    name = pick.choice(["calm_mean", "zz", "status"])
    shape = file["status"].shape
    if name in file:
        del file[name]
    if pick.random() < 0.5:
        file.create_dataset(name, shape, "i1", external=[("/etc/passwd", 0, shape[0])])
    else:
        layout = h5py.VirtualLayout(shape, "f8")
        layout[:] = h5py.VirtualSource(PLAIN, "calm_mean", shape)
        file.create_virtual_dataset(name, layout)
    file[name].dims[0].attach_scale(file["run"])


def more_than_there_is(file, pick):
    name = pick.choice([*RUN_COLUMNS[:3], "calm_mean", "zz"])
    dtype = "f8" if name not in file else file[name].dtype
    if name in file:
        del file[name]
    chunks = pick.choice([None, (1,), (2**20,)])
    file.create_dataset(name, (pick.choice([2**33, 2**50, 10**6]),), dtype, chunks=chunks)


def groups_and_types(file, pick):
    kind = pick.choice(["group", "type", "null", "reference", "compound", "region"])
    if kind == "group":
        file.create_group("group/inner").create_dataset("x", data=1.0)
    elif kind == "type":
        file["type"] = np.dtype("f8")
    elif kind == "null":
        replace(file, pick.choice(["status", "seed", "calm_mean"]), h5py.Empty("f8"))
    elif kind == "compound":
        file.create_dataset("compound", (18,), np.dtype([("a", "i4"), ("b", "f8")]))
    else:
        file.create_dataset("references", (3,), h5py.ref_dtype if kind == "reference" else h5py.regionref_dtype)


def an_empty_axis(file, pick):
    empty = file.create_dataset("nobody", (0,), "i4")
    empty.make_scale("nobody")
    table = file.create_dataset("calm2", (*file["status"].shape, 3, pick.choice([0, 4])), "f8")
    for axis, scale in enumerate(["run", "time", "nobody"]):
        table.dims[axis].attach_scale(file[scale])


def a_long_series(file, pick):
    table = file.create_dataset("calm3", (*file["status"].shape, 5000), "f8", compression=pick.choice([None, "gzip"]))
    table.dims[0].attach_scale(file["run"])
    table.dims[1].attach_scale(file["time"])


def foreign_filters(file, pick):
    name = pick.choice(["calm_mean", "status"])
    data = file[name][...]
    replace(file, name, data, chunks=data.shape, **pick.choice([{"compression": "lzf"}, {"compression": "gzip"},
                                                               {"scaleoffset": 3} if data.dtype.kind == "i" else {},
                                                               {"shuffle": True, "compression": 1, "fletcher32": True}]))


def a_chunk_of_noise(file, pick):
    chunked = [n for n in file if file[n].chunks]
    data = file[pick.choice(chunked)]
    noise = bytes(pick.randrange(256) for _ in range(pick.choice([1, 3, 5, 100])))
    data.id.write_direct_chunk((0,) * len(data.shape), noise, pick.choice([0, 0, 1, 7]))


CHANGES = [another_rank, another_length, another_type, texts_for_numbers, a_value_out_of_range, all_values_out_of_range,
           hostile_texts, hostile_attributes, no_attribute, no_variable, links_to_elsewhere, values_outside,
           more_than_there_is, groups_and_types, an_empty_axis, a_long_series, foreign_filters, a_chunk_of_noise]


def change_structure(path, number, pick):
    change = CHANGES[number % len(CHANGES)]
    with h5py.File(path, "r+") as file:
        try:
            change(file, pick)
        except (ValueError, TypeError, OSError, RuntimeError, KeyError) as refused:  # HDF5 itself does not do this one
            return f"{change.__name__} (not made: {refused})"
    return change.__name__


def change_bytes(path, number, pick):
    """Flips bits where HDF5 keeps its structure: in the first kilobytes, or beside something that is not zero."""
    with open(path, "r+b") as file:
        content = bytearray(file.read())
        heads = [at for at in range(len(content) - 4) if content[at:at + 4] in (b"OHDR", b"OCHK", b"TREE", b"GCOL", b"FRHP", b"BTHD", b"FSHD", b"BTLF", b"FHDB", b"SNOD", b"HEAP")]
        places = []
        for _ in range(1 + number % 4):
            start = pick.choice([0, *heads])
            places.append(start + pick.randrange(200))
        for at in places:
            if at < len(content):
                content[at] = pick.randrange(256) if pick.random() < 0.5 else content[at] ^ (1 << pick.randrange(8))
        file.seek(0)
        file.write(content)
    return f"bytes {places}"


def main():
    global PLAIN
    os.makedirs(SCRATCH, exist_ok=True)
    whole, PLAIN = os.path.join(SCRATCH, "whole.nc"), os.path.join(SCRATCH, "plain.nc")
    if os.path.exists(whole):
        os.remove(whole)
    if STUDY.endswith(".nc"):
        shutil.copy(STUDY, whole)
        os.chmod(whole, 0o644)
    else:
        subprocess.run([PROGRAM, "run", STUDY, "--out", whole, "--quiet"], check=True)
    shutil.copy(whole, PLAIN)
    found, codes = complaints(whole, whole)
    assert not found and set(codes) <= {0, 2}, f"the whole result: {found} {codes}"
    wrong, refused = [], 0
    for change, rounds in ((change_structure, ROUNDS), (change_bytes, BYTES)):
        for number in range(rounds):
            pick = random.Random(f"{SEED} {number} {change.__name__}")
            path = os.path.join(SCRATCH, "hostile.nc")
            shutil.copy(whole, path)
            what = change(path, number, pick)
            subprocess.run([SEAL_FILE, path], check=True, stdout=subprocess.DEVNULL)
            found, codes = complaints(path, whole)
            refused += 74 in codes
            if found:
                wrong.append(f"round {number}, {what}: " + "; ".join(found))
                shutil.copy(path, os.path.join(SCRATCH, f"wrong-{number}-{change.__name__}.nc"))
    print(f"{ROUNDS + BYTES} hostile results, {refused} refused by some command")
    assert refused > (ROUNDS + BYTES) // 2, "too few changes were met"
    if wrong:
        sys.exit("\n".join(wrong))


main()
