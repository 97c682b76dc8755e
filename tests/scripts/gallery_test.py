# SPDX-License-Identifier: Apache-2.0
"""The small pictures of studies, and the table that shows them."""

import json
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts/plot/gallery.py"
sys.path.insert(0, str(SCRIPT.parent))
import gallery  # noqa: E402  (the path above makes it importable)
from effects_test import comparison, contrast  # noqa: E402

TABLE = "before\n\n| file | question |\n| --- | --- |\n| `first` | what if? |\n| `second` | and then? |\n\n| a | b |\n| --- | --- |\nafter | `first` |\n"


class Gallery(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.readme = self.folder / "configs/README.md"
        self.readme.parent.mkdir()
        self.readme.write_text(TABLE)

    def run_script(self, *names):
        files = []
        for name in names:
            files.append(self.folder / f"{name}.json")
            files[-1].write_text(json.dumps(comparison([contrast("calm", "less", -0.5), contrast("calm", "more", 0.1), contrast("deaths", "less", 3.0)])))
        return subprocess.run([sys.executable, "-B", str(SCRIPT), *map(str, files), "--pictures", str(self.folder / "docs/gallery"), "--into", str(self.readme)],
                              capture_output=True, text=True, check=False)  # fmt: skip

    def test_each_study_gets_its_picture_and_nothing_else_changes(self):
        for _ in range(2):  # again: nothing changes
            ran = self.run_script("first", "second")
            self.assertEqual(ran.returncode, 0, ran.stderr)
            expected = TABLE.replace("| file | question |\n| --- | --- |", "| file | question | differences in the model |\n| --- | --- | --- |")
            for name, question in (("first", "what if?"), ("second", "and then?")):
                expected = expected.replace(f"{question} |", f"{question} | ![{name}](../docs/gallery/{name}.png) |")
            self.assertEqual(self.readme.read_text(), expected)
        for name in ("first", "second"):
            self.assertTrue((self.folder / f"docs/gallery/{name}.png").read_bytes().startswith(b"\x89PNG"))

    def test_a_study_without_a_row_is_refused_before_anything_is_written(self):
        ran = self.run_script("first", "third")
        self.assertEqual(ran.returncode, 2)
        self.assertIn("0 rows for the study third", ran.stderr)
        self.assertEqual(self.readme.read_text(), TABLE)
        self.assertFalse((self.folder / "docs").exists())

    def test_the_first_outcomes_of_an_index_are_shown(self):
        unit, outcomes = gallery.rows_of(comparison([contrast("deaths", "less", 3.0), contrast("calm", "less", -0.5)]))
        self.assertEqual((unit, [outcome["name"] for outcome, _ in outcomes]), ("1", ["calm"]))
        low, high = gallery.limits_of(outcomes, 0.02)
        self.assertLessEqual(low, -0.75)
        self.assertEqual(high, 0.025)

    def test_every_shipped_counterfactual_has_a_row(self):
        studies = {path.stem for path in (ROOT / "configs/counterfactuals").glob("*.yaml") if re.search("^arms:", path.read_text(), re.MULTILINE)}
        gallery.with_pictures((ROOT / "configs/README.md").read_text(encoding="utf-8"), {name: "picture" for name in studies})
        self.assertGreater(len(studies), 10)


if __name__ == "__main__":
    unittest.main()
