# SPDX-License-Identifier: Apache-2.0
"""Every script that draws or writes a table, fed with what it cannot use: one line, exit code 2 or 74, no traceback, nothing replaced."""

import contextlib
import importlib
import io
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import h5py
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
PLOT = ROOT / "scripts/plot"
sys.path.insert(0, str(PLOT))
import command_line  # noqa: E402  (the path above makes it importable)

# What stands around the input; {out} is the output.
SCRIPTS = {
    "cooperation_ladder": ["--out", "{out}"],
    "effects": ["--out", "{out}"],
    "sensitivity": ["--out", "{out}"],
    "shapley_bars": ["--out", "{out}"],
    "targets": ["--out", "{out}"],
    "time_series": ["--show", "calm.minusma", "--out", "{out}"],
    "pairing_table": ["--replicates", "3", "--out", "{out}"],
}
NUMBERS = ("nan", "inf", "-inf", "-1", "1e999", "x", "", "0x10", "99999999999999999999999999.5")
OPTIONS = {
    "cooperation_ladder": ("--threshold",),
    "effects": ("--threshold",),
    "shapley_bars": ("--threshold",),
    "time_series": ("--threshold", "--smooth", "--point"),
    "pairing_table": ("--replicates",),
}
COMPARISON = {"outcomes": 1, "contrasts": 2, "reference": 3, "replicates": 4, "study_hash": 5, "notice": 6}
DECOMPOSITION = {"switches": 1, "decompositions": 2, "reference": 3, "study_hash": 4, "notice": 5}
VARIABLES = ("run", "status", "replicate", "bundle", "arm", "time", "design_cooperation_ladder_position", "design_parameters",
             "poc_compliance_minusma", "legitimacy_exposed_minusma", "configuration", "calm", "deaths", "organisation", "cercle")


def result(path, make):
    """A file whose variables all are what `make` says."""
    with h5py.File(path, "w") as file:
        for name in VARIABLES:
            file[name] = make(name)
        file.attrs["branch"] = "soon"


def write_inputs(folder):
    """Files that no script can use, by what is wrong with them."""
    texts = {
        "empty": b"", "text": b"a: 1\n", "no utf-8": b"\xff\xfe\x00x", "null": b"null", "a list": b"[1, 2]", "a number": b"7", "a text": b'"x"',
        "nested": b"[" * 100000, "half a file": b'{"outcomes": [', "other keys": b'{"a": 1}', "a picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
        "escape": b'{"\x1b[31m": 1}',
    }
    for kind in (COMPARISON, DECOMPOSITION):
        for name, value in (("numbers", 1), ("lists", []), ("nulls", None), ("texts", "x"), ("maps", {}), ("lists of numbers", [1]), ("lists of maps", [{}])):
            texts[f"{name} as {min(kind)}"] = json.dumps({key: value for key in kind}).encode()
    for name, text in texts.items():
        (folder / name).write_bytes(text)
    h5py.File(folder / "nothing in it", "w").close()
    result(folder / "single numbers", lambda _: 1.0)
    result(folder / "single texts", lambda _: "x")
    result(folder / "empty lists", lambda _: np.zeros(0))
    result(folder / "planes", lambda _: np.zeros((2, 3)))
    result(folder / "numbers alone", lambda _: np.arange(4.0))
    result(folder / "texts alone", lambda _: np.array([b"baseline"] * 4))
    result(folder / "other lengths", lambda name: np.zeros(len(name), dtype=np.int64))
    result(folder / "no numbers", lambda _: np.full(4, np.nan))
    result(folder / "lines of a design", lambda name: "design:\n  kind: saltelli\n  levels: x\n" if name == "configuration" else np.ones(4))
    whole = (folder / "planes").read_bytes()
    (folder / "half a result").write_bytes(whole[: len(whole) // 2])
    (folder / "result of zeros").write_bytes(whole[:512] + bytes(len(whole) - 512))
    (folder / "a folder").mkdir()
    os.mkfifo(folder / "a pipe")
    (folder / "a link to nothing").symlink_to(folder / "nowhere")
    return [*sorted(path.name for path in folder.iterdir()), "missing", "x" * 300, "/dev/zero", ""]


class BadInput(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        os.chdir(self.folder)
        self.addCleanup(os.chdir, ROOT)

    def call(self, script, *words):
        """Exit code and standard error of a script, run here for speed, as its own process would."""
        main = importlib.import_module(script).main
        told = io.StringIO()
        with mock.patch.object(sys, "argv", [f"{script}.py", *words]), contextlib.redirect_stderr(told), \
                contextlib.redirect_stdout(io.StringIO()), mock.patch.object(command_line, "drop_output"), self.assertRaises(SystemExit) as ended:
            command_line.run(main)
        return ended.exception.code, told.getvalue()

    def check(self, script, *words):
        code, told = self.call(script, *words)
        self.assertIn(code, (2, 74), f"{script} {words}: {told}")
        last = [line for line in told.splitlines() if "Warning" not in line and not line.startswith(" ")][-1]
        self.assertRegex(last, rf"^{script}(\.py)?: error: .", f"{script} {words}")
        self.assertNotIn("\x1b", told)
        self.assertFalse(last.rstrip().endswith(";"), last)

    def test_nothing_that_is_no_input_makes_a_traceback(self):
        inputs = write_inputs(self.folder)
        for script, around in SCRIPTS.items():
            for name in inputs:
                with self.subTest(script=script, input=name):
                    self.check(script, name, *(word.format(out="out.png") for word in around))
                    self.assertFalse(Path("out.png").exists())
                Path("out.png").unlink(missing_ok=True)

    def test_no_word_that_is_no_number_is_taken_for_one(self):
        Path("input").write_text("{}")
        for script, options in OPTIONS.items():
            for option in options:
                for number in NUMBERS:
                    with self.subTest(script=script, option=option, number=number):
                        around = [word.format(out="out.png") for word in SCRIPTS[script] if word not in ("--replicates", "3")]
                        self.check(script, "input", *around, f"{option}={number}")

    def test_only_a_plain_file_is_replaced_and_no_input(self):
        Path("input").write_text("{}")
        Path("folder").mkdir()
        os.mkfifo("pipe")
        Path("dangling").symlink_to("nowhere")
        Path("device").symlink_to("/dev/full")
        os.link("input", "again")
        Path("linked").symlink_to("input")
        for script, around in SCRIPTS.items():
            for out in ("folder", "pipe", "dangling", "device", "input", "again", "linked", "input/under", "/dev/null", ""):
                with self.subTest(script=script, out=out):
                    before = os.lstat(out).st_ino if os.path.lexists(out) else None
                    self.check(script, "input", *(word.format(out=out) for word in around))
                    self.assertEqual(before, os.lstat(out).st_ino if os.path.lexists(out) else None)
        self.assertEqual(Path("input").read_text(), "{}")

    def test_a_link_to_a_file_stays(self):
        Path("target").write_text("old")
        Path("link").symlink_to("target")
        command_line.write_text("link", "new")
        self.assertTrue(Path("link").is_symlink())
        self.assertEqual(Path("target").read_text(), "new")
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["link", "target"])

    def test_words_that_name_nothing_and_days_that_are_none(self):
        Path("input").write_text("{}")
        for more in (["--from", "2016"], ["--to", "2016-02-30"], ["--from", "2018-01-01", "--to", "2017-01-01"], ["--nosuch"]):
            self.check("time_series", "input", "--show", "calm", "--out", "out.png", *more)
        self.check("pairing_table", "--replicates", "3", "--out", "out.md")

    def test_the_gates_refuse_the_same(self):
        for more in (["--replicates", "nan"], ["--replicates", "-1"], ["--out", "/dev/null"], ["--build", "nowhere", "--results", "here"]):
            ran = subprocess.run([sys.executable, "-B", ROOT / "scripts/verification/gates.py", *more], capture_output=True, text=True)
            self.assertIn(ran.returncode, (2, 74), ran.stderr)
            self.assertNotIn("Traceback", ran.stderr)

    def test_a_full_disk_and_a_reader_that_left_behind_standard_output(self):
        Path("table.json").write_text(json.dumps({"contrasts": []}))
        script = f"'{sys.executable}' -B '{PLOT / 'effects.py'}' --help"
        for where, code in (("> /dev/full", 74), ("| true; exit ${PIPESTATUS[0]}", None)):
            ran = subprocess.run(["bash", "-c", f"{script} {where}"], capture_output=True, text=True)
            self.assertNotIn("Traceback", ran.stderr)
            self.assertNotIn("Exception ignored", ran.stderr)
            if code is not None:
                self.assertEqual(ran.returncode, code, ran.stderr)


if __name__ == "__main__":
    unittest.main()
