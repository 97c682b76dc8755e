# SPDX-License-Identifier: Apache-2.0
"""peacenorm merge on the scale of a large array: 1,000 shards of a study of 100,000 runs."""

import os
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from cluster import HEAD, TOY, ClusterTest

SHORT = HEAD.replace("end: 2014-06-30", "end: 2013-07-29") + "record: {every: 4 weeks, by: []}\n"


class Merge(ClusterTest):
    def measured(self, *words):
        """Seconds and peak memory (MiB) of one process."""
        start = time.monotonic()
        process = self.start(TOY, *words)
        process.stdout.read()
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, 0, errors)
        return time.monotonic() - start, usage.ru_maxrss / 1024

    def shards(self, count):
        """The first `count` of count + 1 shards, 100 runs each; the last is left out, so that none of them joins."""
        (self.folder / "study.yaml").write_text(SHORT + f"replicates: {100 * (count + 1)}\n")
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda shard: self.toy("run", "study.yaml", "--out", "a.nc", "--shard", f"{shard}/{count + 1}",
                                                 "--threads", 1, "--quiet"), range(count)))

    def test_1000_parts_of_100000_runs_take_flat_memory(self):
        start = time.monotonic()
        self.shards(1000)
        parts = self.parts("a.nc")
        self.assertEqual(len(parts), 1000)
        print(f"1000 shards of 100 runs ran in {time.monotonic() - start:.0f} s")
        peak = {}
        for count in (100, 1000):
            seconds, peak[count] = self.measured("merge", *parts[:count], "--out", f"{count}.nc", "--partial")
            print(f"{count} parts of {100 * count} runs: merged in {seconds:.1f} s with {peak[count]:.0f} MiB")
        self.assertIn("100000 done, 0 failed, 100 missing", self.toy("inspect", "1000.nc").stdout)
        self.assertLess(peak[1000], peak[100] + 40)


if __name__ == "__main__":
    unittest.main()
