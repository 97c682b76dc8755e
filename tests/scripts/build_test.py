# SPDX-License-Identifier: Apache-2.0
"""scripts/build shows progress, keeps a log and explains a failure; scripts/test hands on ctest's verdict. In a small project."""

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRESETS = """{"version": 6, "configurePresets": [{"name": "release", "generator": "Ninja", "binaryDir": "${sourceDir}/build/release"}],
 "buildPresets": [{"name": "release", "configurePreset": "release"}], "testPresets": [{"name": "release", "configurePreset": "release"}]}"""
PROJECT = """cmake_minimum_required(VERSION 3.25)
project(small LANGUAGES NONE)
enable_testing()
add_custom_target(work ALL COMMAND sh -c "echo working; exit ${CODE}" VERBATIM)
if(TESTS)
  add_test(NAME passes COMMAND true)
  add_test(NAME fails COMMAND false)
endif()
"""


class Build(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name) / "a clone"  # a space in the path is a user's good right
        (self.root / "scripts").mkdir(parents=True)
        (self.root / ".ci").mkdir()
        for name in ("scripts/build", "scripts/test", ".ci/run"):
            shutil.copy(ROOT / name, self.root / name)
        for name in ("install-deps", "lint"):
            self.stub(name, 0)
        (self.root / "CMakePresets.json").write_text(PRESETS)
        self.project("set(CODE 0)\nset(TESTS ON)\n")

    def stub(self, name, code):
        (self.root / "scripts" / name).write_text(f"#!/bin/sh\nexit {code}\n")
        (self.root / "scripts" / name).chmod(0o755)

    def project(self, settings):
        (self.root / "CMakeLists.txt").write_text(PROJECT.replace("enable_testing", settings + "enable_testing"))

    def run_script(self, name, *arguments):
        return subprocess.run([self.root / name, *arguments], capture_output=True, text=True, cwd="/")

    def test_builds_from_any_folder_showing_steps_and_keeping_the_log(self):
        ran = self.run_script("scripts/build", "release")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertIn("step 1 of 1", ran.stdout)
        self.assertNotIn("working", ran.stdout)
        self.assertIn("working", (self.root / "build/release/build.log").read_text())

    def test_a_failing_build_shows_the_end_of_its_log(self):
        self.project("set(CODE 3)\n")
        ran = self.run_script("scripts/build", "release")
        self.assertEqual(ran.returncode, 1)
        for words in ("working", "compiling failed", "build/release/build.log"):
            self.assertIn(words, ran.stderr)

    def test_a_failing_configuration_shows_its_error(self):
        self.project('message(FATAL_ERROR "no such library")\n')
        ran = self.run_script("scripts/build", "release")
        self.assertEqual(ran.returncode, 1)
        for words in ("no such library", "configuring failed", "scripts/install-deps"):
            self.assertIn(words, ran.stderr)

    def test_without_a_preset_it_is_wrong_usage(self):
        self.assertEqual(self.run_script("scripts/build").returncode, 2)

    def test_a_failing_test_fails_the_suite_and_ci(self):
        for script in ("scripts/test", ".ci/run"):
            ran = self.run_script(script)
            self.assertNotEqual(ran.returncode, 0)
            self.assertIn("1 tests failed out of 2", ran.stdout)

    def test_complaints_of_the_linter_fail_ci(self):
        self.stub("lint", 1)
        self.assertEqual(self.run_script(".ci/run").returncode, 1)

    def test_arguments_choose_among_the_tests(self):
        ran = self.run_script("scripts/test", "-R", "passes")
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        self.assertIn("100% tests passed, 0 tests failed out of 1", ran.stdout)

    def test_no_test_at_all_is_a_failure(self):
        self.project("set(CODE 0)\n")
        ran = self.run_script("scripts/test")
        self.assertNotEqual(ran.returncode, 0)
        self.assertIn("No tests were found", ran.stdout + ran.stderr)


if __name__ == "__main__":
    unittest.main()
