# SPDX-License-Identifier: Apache-2.0
"""scripts/install-deps asks for nothing when nothing is missing; stand-ins on the PATH play dpkg-query, apt-get, id and sudo."""

import subprocess
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "scripts/install-deps"
INSTALLED = "printf 'installed '"
ALL_BUT_FMT = """for last; do :; done; case $last in libfmt-dev) exit 1 ;; libtbb-dev) printf 'config-files ' ;; *) printf 'installed ' ;; esac"""


class InstallDeps(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder, self.log = Path(folder.name), Path(folder.name) / "log"
        for tool in ("sed", "env"):
            (self.folder / tool).symlink_to(f"/usr/bin/{tool}")

    def stand_in(self, name, script):
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def install(self, *options, dpkg, user=0, sudo=False, apt="exit 0"):
        self.stand_in("dpkg-query", dpkg)
        self.stand_in("id", f"echo {user}")
        self.stand_in("apt-get", f'echo "apt-get $DEBIAN_FRONTEND $*" >>"{self.log}"; {apt}')
        if sudo:
            self.stand_in("sudo", f'echo sudo >>"{self.log}"; exec "$@"')
        return subprocess.run(["/bin/sh", SCRIPT, *options], capture_output=True, text=True, env={"PATH": str(self.folder)})

    def calls(self):
        return self.log.read_text().splitlines() if self.log.exists() else []

    def test_with_nothing_missing_it_calls_neither_apt_nor_sudo(self):
        ran = self.install("--build", "--plots", "--tests", dpkg=INSTALLED, user=1000, sudo=True)
        self.assertEqual((ran.returncode, len(ran.stdout.splitlines()), ran.stderr), (0, 1, ""))
        self.assertEqual(self.calls(), [])

    def test_as_root_it_installs_what_is_missing_and_removes_nothing(self):
        ran = self.install("--build", dpkg=ALL_BUT_FMT)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        update, install = self.calls()
        self.assertIn("update", update)
        self.assertTrue(install.startswith("apt-get noninteractive install -y"), install)
        self.assertIn("--no-remove", install)
        self.assertTrue(install.endswith(" libtbb-dev libfmt-dev"), install)

    def test_the_tests_bring_mpi_and_a_batch_system(self):
        ran = self.install("--build", "--tests", dpkg="exit 1")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        for package in ("openmpi-bin", "libopenmpi-dev", "slurm-wlm", "munge", "libgtest-dev", "g++"):
            self.assertIn(package, self.calls()[1].split())

    def test_the_build_brings_what_joins_the_page_and_only_the_tests_a_browser(self):
        ran = self.install(dpkg="exit 1")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        asked = self.calls()[1].split()
        for package in ("esbuild", "node-d3-scale", "node-d3-shape", "node-d3-array", "node-d3-format", "node-d3-time-format", "zlib1g-dev"):
            self.assertIn(package, asked)
        self.assertNotIn("chromium", asked)

    def test_without_root_it_goes_through_sudo(self):
        ran = self.install("--build", dpkg=ALL_BUT_FMT, user=1000, sudo=True)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual([call.split()[0] for call in self.calls()], ["sudo", "apt-get", "sudo", "apt-get"])

    def test_without_root_and_sudo_it_prints_the_command_to_run(self):
        ran = self.install("--build", dpkg=ALL_BUT_FMT, user=1000)
        self.assertEqual((ran.returncode, self.calls()), (1, []))
        self.assertIn("apt-get update && apt-get install -y", ran.stderr)
        self.assertIn("libtbb-dev libfmt-dev", ran.stderr)

    def test_a_failing_apt_is_a_failure_with_a_next_step(self):
        ran = self.install("--build", dpkg=ALL_BUT_FMT, apt="exit 100")
        self.assertEqual((ran.returncode, len(self.calls())), (1, 1))
        self.assertIn("run this again", ran.stderr)

    def test_an_unknown_option_is_wrong_usage(self):
        ran = self.install("--plot", dpkg=INSTALLED)
        self.assertEqual(ran.returncode, 2)
        self.assertIn("--plots", ran.stderr)


if __name__ == "__main__":
    unittest.main()
