# SPDX-License-Identifier: Apache-2.0
"""scripts/printed renews quotations, and leaves a file alone when a command fails."""

import subprocess
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "scripts/printed"


def page(command, text):
    return f"# Before\n\n<!-- printed: {command} -->\n\n```text\n{text}```\n\nAfter, `as` it was.\n"


class Printed(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = Path(folder.name) / "page.md"

    def renew(self, text):
        self.file.write_text(text)
        return subprocess.run([SCRIPT, self.file], capture_output=True, text=True)

    def test_replaces_what_was_quoted_and_nothing_else(self):
        done = self.renew(page("printf 'a  \\n b\\n'", "old\n\nlines\n"))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.file.read_text(), page("printf 'a  \\n b\\n'", "a\n b\n"))

    def test_leaves_the_file_when_any_command_fails_or_prints_nothing(self):
        for command in ("echo half; false", "false | cat", "true", "exit 3"):
            text = page("echo new", "old\n") + page(command, "old\n")
            done = self.renew(text)
            self.assertEqual(done.returncode, 1)
            self.assertIn(command, done.stderr)
            self.assertEqual(self.file.read_text(), text)

    def test_a_file_without_quotations_is_an_error(self):
        done = self.renew("```text\nold\n```\n")
        self.assertEqual(done.returncode, 1)
        self.assertIn("no line `<!-- printed: COMMAND -->`", done.stderr)


if __name__ == "__main__":
    unittest.main()
