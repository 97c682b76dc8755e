# SPDX-License-Identifier: Apache-2.0
"""scripts/find-python prints a Python that works, or says what to install."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "scripts/find-python"


def fake_python(path, exit_code):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\nexit {exit_code}\n")
    path.chmod(0o755)
    return path


def find(*modules, **environment):
    base = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PEACENORM_PYTHON")}
    return subprocess.run([SCRIPT, *modules], capture_output=True, text=True, env={**base, **environment})


class FindPython(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_prints_an_interpreter_that_imports_the_modules(self):
        found = find("h5py", "xarray")
        self.assertEqual(found.returncode, 0, found.stderr)
        subprocess.run([found.stdout.strip(), "-c", "import h5py, xarray"], check=True)

    def test_the_active_virtualenv_comes_before_python3_on_the_path(self):
        ours = fake_python(self.folder / "venv/bin/python3", 0)
        self.assertEqual(find("h5py", VIRTUAL_ENV=str(self.folder / "venv")).stdout.strip(), str(ours))

    def test_passes_over_a_python3_that_lacks_the_modules(self):
        fake_python(self.folder / "python3", 1)
        found = find("h5py", PATH=f"{self.folder}:{os.environ['PATH']}")
        self.assertEqual(found.stdout.strip(), "/usr/bin/python3")

    def test_peacenorm_python_comes_first(self):
        ours = fake_python(self.folder / "mine", 0)
        self.assertEqual(find("h5py", PEACENORM_PYTHON=str(ours)).stdout.strip(), str(ours))

    def test_a_peacenorm_python_without_the_modules_is_named(self):
        ours = fake_python(self.folder / "mine", 1)
        found = find("h5py", PEACENORM_PYTHON=str(ours))
        self.assertEqual((found.returncode, found.stdout), (1, ""))
        self.assertIn(f"PEACENORM_PYTHON={ours} cannot import h5py", found.stderr)

    def test_names_the_packages_when_no_python_has_the_modules(self):
        found = find("no_such_module.part", "h5py")
        self.assertEqual((found.returncode, found.stdout), (1, ""))
        self.assertIn("apt-get install python3 python3-no-such-module python3-h5py", found.stderr)


if __name__ == "__main__":
    unittest.main()
