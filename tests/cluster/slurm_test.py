# SPDX-License-Identifier: Apache-2.0
"""peacenorm submit against a real Slurm of one node, which the tests start and stop by themselves."""

import re
import tempfile
import time
import unittest

from cluster import TOY, ClusterTest
from slurm import Slurm


class Submit(ClusterTest):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="pn-slurm-", dir="/tmp")  # munge's socket needs a short path
        cls.addClassCleanup(folder.cleanup)
        cls.slurm = Slurm(folder.name)
        cls.addClassCleanup(cls.slurm.stop)
        cls.slurm.start()

    def setUp(self):
        super().setUp()
        self.environment |= self.slurm.environment | {
            name: value for name, value in self.environment.items() if name.startswith("OMPI")}
        self.addCleanup(self.slurm.cancel_all)

    def submit(self, *words):
        ended = self.toy("submit", "study.yaml", "--out", "a.nc", *words)
        return re.search(r"in job (\d+)", ended.stdout)[1]

    def wait_for_jobs(self, seconds=120):
        self.wait_for(lambda: not self.slurm.jobs(), f"the end of {self.slurm.jobs()}", seconds)

    def wait_for_parts(self, count, of=""):
        self.wait_for(lambda: len([part for part in self.parts("a.nc") if part.stem.endswith(of)]) >= count, "parts")

    def log(self, name):
        file = self.folder / f"a.nc.slurm/{name}.log"
        return file.read_text() if file.exists() else ""

    def logs(self):
        return "\n".join(f"--- {log.name}\n{log.read_text()}" for log in sorted((self.folder / "a.nc.slurm").glob("*.log")))

    def finish_jobs(self, seconds=150):
        """Waits for all jobs, and cuts short the minutes that a job waits which was put back. Two seconds it must wait:
        a slurmd refuses a job that starts anew in the second in which it was ended."""
        end, seen = time.monotonic() + seconds, {}
        while waiting := self.slurm.jobs():
            self.assertLess(time.monotonic(), end, f"{waiting}\n{self.logs()}")
            for job in waiting:
                is_delayed = self.slurm.call("squeue", "-h", "-r", "-j", job, "-o", "%r").stdout.strip() == "BeginTime"
                if is_delayed and time.monotonic() > seen.setdefault(job, time.monotonic()) + 2:
                    self.slurm.call("scontrol", "update", f"jobid={job}", "StartTime=now")
            time.sleep(0.3)

    def test_an_array_of_4_and_its_merge_give_the_bytes_of_one_process(self):
        self.study()
        self.submit("--tasks", 4)
        self.wait_for_jobs()
        self.assertEqual(self.bytes("a.nc"), self.unbroken(), self.logs())
        self.assertIn("60 runs", self.log("merge"))
        for shard in range(4):
            self.assertIn(f"shard {shard} of 4: exit code 0", self.log(f"shard-{shard}"))
        self.assertFalse((self.folder / "a.nc.parts").exists())

    def test_a_task_cancelled_halfway_leaves_a_valid_study_and_its_shard_alone_finishes_it(self):
        self.study(pause=0.02, replicates=16)  # 12 bundles of 1 s for a task: the first part comes after 5 s
        job = self.submit("--tasks", 4)
        self.wait_for_parts(1, "-2of4")
        self.slurm.check("scancel", f"{job}_2")
        self.wait_for(lambda: self.slurm.jobs().get(f"{job}_2") is None, "the end of task 2")
        self.assertIn("under way", self.toy("inspect", "a.nc").stdout)
        self.wait_for_jobs()
        merge = self.log("merge")
        print(merge, self.log("shard-2"))
        self.assertIn("of 48 bundles are missing", merge)
        again = re.search(r"\n  (sbatch --array=2 \S+/a\.nc\.slurm/shards\.sh)\n", merge)
        self.assertTrue(again, merge)
        self.assertNotIn("goes back", self.log("shard-2"))
        kept = self.parts("a.nc")
        self.run_it(*again[1].split())
        self.wait_for_jobs()
        self.assertEqual(self.bytes("a.nc"), self.unbroken(), self.logs())
        self.assertRegex(self.log("shard-2").split("attempt")[2], r"\n[1-9]\d* of 12 done", f"of {len(kept)} parts")

    def test_an_array_at_its_time_limit_publishes_requeues_itself_and_completes(self):
        self.study(pause=0.02, replicates=24)  # 72 bundles of 1 s: 36 s a task, signalled after 30 at the latest
        self.submit("--tasks", 2, "--time", "1")
        self.wait_for(lambda: "goes back" in self.log("shard-0") and "goes back" in self.log("shard-1"), "the requeue", 90)
        self.assertGreaterEqual(len(self.parts("a.nc")), 2)
        self.finish_jobs()
        print(self.logs())
        self.assertEqual(self.bytes("a.nc"), self.unbroken(), self.logs())
        for shard in ("shard-0", "shard-1"):  # Slurm looks every 30 s: the first or the second attempt may be signalled early
            log = self.log(shard)
            self.assertEqual(log.count(": attempt "), 1 + log.count("goes back"), "each task puts only itself back")
        self.assertNotIn("pending execution", self.logs())
        for text in ("signal before the limit", "exit code 75", "attempt 2"):
            self.assertIn(text, self.log("shard-0"))

    def test_a_merge_that_starts_too_early_comes_back_after_the_array(self):
        self.study(pause=0.005)
        job = self.submit("--tasks", 2)
        self.slurm.check("sbatch", self.folder / "a.nc.slurm/merge.sh", job)
        self.finish_jobs()
        self.assertRegex(self.log("merge"), rf"still waits or runs: {job}_\S+.*; merges after them")
        self.assertEqual(self.bytes("a.nc"), self.unbroken(), self.logs())

    def test_mpi_as_one_job_gives_the_bytes_of_one_process(self):
        self.study()
        self.submit("--tasks", 3, "--mpi")
        self.wait_for_jobs()
        self.assertEqual(self.bytes("a.nc"), self.unbroken(), self.logs())
        self.assertIn("3 ranks, 3 workers", self.log("ranks"))

    def test_a_cancelled_study_is_resumed_by_one_process(self):
        self.study(pause=0.01, replicates=16)  # 24 bundles of 0.5 s for a task
        job = self.submit("--tasks", 2)
        self.wait_for_parts(2)
        self.slurm.check("scancel", job)
        self.slurm.cancel_all()
        published = sum(int(part.name.split("-")[2]) for part in self.parts("a.nc"))
        self.assertIn(f"bundles: {published} of 48 published", self.toy("inspect", "a.nc").stdout)
        ended = self.toy("run", "study.yaml", "--out", "a.nc", "--threads", 8)
        self.assertIn(f"{published} of 48 done", ended.stderr.splitlines()[0])
        self.assertEqual(self.bytes("a.nc"), self.unbroken())

    def test_dry_run_prints_scripts_that_a_shell_accepts_and_submits_nothing(self):
        self.study()
        for words in ([], ["--mpi"]):
            ended = self.toy("submit", "study.yaml", "--out", "a.nc", "--dry-run", "--time", "2:00:00", *words)
            (self.folder / "script.sh").write_text(ended.stdout)
            self.run_it("bash", "-n", "script.sh")
            self.assertIn("#SBATCH --signal=B:USR1@300", ended.stdout)
        self.assertEqual(self.slurm.jobs(), {})
        self.assertFalse((self.folder / "a.nc.slurm").exists())

    def test_wrong_usage_is_said_before_anything_is_submitted(self):
        self.study()
        self.assertIn("--time", self.toy("submit", "study.yaml", "--time", "soon", code=2).stderr)
        self.assertIn("nosuch", self.toy("submit", "study.yaml", "--set", "nosuch=1", code=2).stderr)
        refused = self.toy("submit", "study.yaml", "--partition", "nosuch", code=74)
        self.assertIn("sbatch refused", refused.stderr)
        self.assertEqual(self.slurm.jobs(), {})


if __name__ == "__main__":
    unittest.main()
