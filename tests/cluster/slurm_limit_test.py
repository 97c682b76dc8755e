# SPDX-License-Identifier: Apache-2.0
"""Jobs that meet their time limit in a real Slurm of one node: 72 bundles of 1 s for two processors and a limit of one minute,
signalled after 30 s; Slurm looks every 30 s, so that a signal may come earlier."""

import unittest

from slurm import SlurmTest


class Limit(SlurmTest):
    def check_log(self, log):
        """Each attempt after the first follows its own task's requeuing: no task requeues another."""
        self.assertEqual(log.count(": attempt "), 1 + log.count("requeued"), log)
        for text in ("signal before the limit", "exit code 75", "attempt 2"):
            self.assertIn(text, log)

    def test_an_array_at_its_time_limit_publishes_requeues_itself_and_completes(self):
        self.study(pause=0.02, replicates=24)
        self.submit("--tasks", 2, "--time", "1")
        self.wait_for(lambda: "requeued" in self.log("shard-0") and "requeued" in self.log("shard-1"), "the requeue", 90)
        self.assertGreaterEqual(len(self.parts("a.nc")), 2)
        self.finish_jobs()
        print(self.logs())
        self.assertEqual(self.bytes("a.nc"), self.unbroken(), self.logs())
        for shard in ("shard-0", "shard-1"):
            self.check_log(self.log(shard))
        self.assertNotIn("pending execution", self.logs())

    def test_an_mpi_job_at_its_time_limit_publishes_requeues_itself_and_completes(self):
        self.study(pause=0.02, replicates=24)
        self.submit("--tasks", 2, "--time", "1", "--mpi")
        self.wait_for(lambda: "requeued" in self.log("ranks"), "the requeue", 90)
        self.assertGreaterEqual(len(self.parts("a.nc")), 2)
        self.finish_jobs()
        print(self.logs())
        self.assertEqual(self.bytes("a.nc"), self.unbroken(), self.logs())
        self.check_log(self.log("ranks"))
        self.assertIn("2 ranks, 2 workers", self.log("ranks"))


if __name__ == "__main__":
    unittest.main()
