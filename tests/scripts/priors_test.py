# SPDX-License-Identifier: Apache-2.0
"""The frozen sets of priors are those whose hashes the documentation prints."""

import hashlib
import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class FrozenPriors(unittest.TestCase):
    def test_every_set_has_the_hash_that_the_documentation_prints(self):
        text = (ROOT / "configs/README.md").read_text()
        printed = dict(re.findall(r"`(mali/priors/\w+\.yaml)` \| `([0-9a-f]{64})`", text))
        files = sorted((ROOT / "configs/mali/priors").glob("*.yaml"))
        self.assertEqual(len(files), 3)
        for file in files:
            name = file.relative_to(ROOT / "configs").as_posix()
            self.assertEqual(printed.get(name), hashlib.sha256(file.read_bytes()).hexdigest(), name)


if __name__ == "__main__":
    unittest.main()
