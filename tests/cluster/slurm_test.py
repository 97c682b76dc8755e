# SPDX-License-Identifier: Apache-2.0
"""peacenorm submit against a real Slurm of one node."""

import re
import shutil
import time
import unittest

from slurm import SlurmTest


class Submit(SlurmTest):
    def test_an_array_of_4_and_its_merge_give_the_bytes_of_one_process(self):
        self.study()
        self.submit("--tasks", 4)
        self.wait_for_jobs()
        self.assertEqual(self.bytes("a.nc"), self.unbroken(), self.logs())
        self.assertIn("60 runs", self.log("merge"))
        for shard in range(4):
            self.assertIn(f"shard {shard} of 4: exit code 0", self.log(f"shard-{shard}"))
        self.assertFalse((self.folder / "a.nc.parts").exists())

    def test_a_name_that_a_shell_would_run_is_only_a_name(self):
        self.study()
        name = "a b%j $(touch PWNED) '`touch PWNED`\".nc"
        self.toy("submit", "study.yaml", "--out", name, "--tasks", 2)
        self.wait_for_jobs()
        folder = self.folder / f"{name}.slurm"
        self.assertEqual(sorted(log.name for log in folder.glob("*.log")), ["merge.log", "shard-0.log", "shard-1.log"])
        self.assertEqual(self.bytes(name), self.unbroken(), [log.read_text() for log in folder.glob("*.log")])
        self.assertFalse((self.folder / "PWNED").exists())

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
        self.assertNotIn("requeued", self.log("shard-2"))
        kept = self.parts("a.nc")
        self.run_it(*again[1].split())
        self.wait_for_jobs()
        self.assertEqual(self.bytes("a.nc"), self.unbroken(), self.logs())
        self.assertRegex(self.log("shard-2").split("attempt")[2], r"\n[1-9]\d* of 12 done", f"of {len(kept)} parts")

    def test_a_merge_that_starts_too_early_comes_back_after_the_array(self):
        self.study(pause=0.005)
        job = self.submit("--tasks", 2)
        self.slurm.check("sbatch", self.folder / "a.nc.slurm/merge.sh", job)
        self.finish_jobs()
        self.assertRegex(self.log("merge"), rf"still pending or running: {job}_\S+.*; merges after them")
        self.assertEqual(self.bytes("a.nc"), self.unbroken(), self.logs())

    def submit_again_without_pmix(self, job):
        """The script as on a cluster where srun does not speak PMIx, so that it takes mpirun."""
        self.slurm.check("scancel", job)
        self.wait_for_jobs()
        script, log = (self.folder / f"a.nc.slurm/ranks.{end}" for end in ("sh", "log"))
        script.write_text(script.read_text().replace("grep -qw pmix", "grep -qw nosuch"))
        log.unlink(missing_ok=True)
        return self.run_it("sbatch", "--parsable", script).stdout.strip()

    def test_mpi_as_one_job_gives_the_bytes_of_one_process(self):
        self.study()
        self.submit("--tasks", 3, "--mpi")
        self.wait_for_jobs()
        self.assertEqual(self.bytes("a.nc"), self.unbroken(), self.logs())
        self.assertIn("3 ranks, 3 workers", self.log("ranks"))

    def test_a_cancelled_mpi_job_publishes_what_is_done(self):
        for launcher in ("srun", "mpirun"):
            with self.subTest(launcher):
                self.study(pause=0.02, replicates=8)
                job = self.submit("--tasks", 2, "--mpi")
                if launcher == "mpirun":
                    job = self.submit_again_without_pmix(job)
                self.wait_for(lambda: "0 of 24 done" in self.log("ranks"), "the start")
                time.sleep(2.5)  # bundles of 1 s
                self.slurm.check("scancel", job)
                self.wait_for_jobs()
                self.assertNotIn("requeued", self.log("ranks"))
                self.assertGreater(sum(int(part.name.split("-")[2]) for part in self.parts("a.nc")), 0)
                shutil.rmtree(self.folder / "a.nc.slurm")
                shutil.rmtree(self.folder / "a.nc.parts")

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

    def test_ranks_that_were_not_started_are_not_taken_for_done(self):
        """srun exits 0 when Slurm ends a step that is still starting; stand-ins on the PATH play srun and scontrol."""
        self.study()
        script = self.toy("submit", "study.yaml", "--out", "a.nc", "--mpi", "--dry-run").stdout
        for name, text in (("ranks.sh", script), ("srun", "echo pmix"), ("scontrol", "echo put back: $*; exit 1")):
            (self.folder / name).write_text(text if name == "ranks.sh" else f"#!/bin/sh\n{text}\n")
            (self.folder / name).chmod(0o755)
        path = f"{self.folder}:{self.environment['PATH']}"
        ended = self.run_it("bash", "ranks.sh", code=75, PATH=path, SLURM_JOB_ID="7")
        self.assertIn("there is no result", ended.stdout)
        self.assertIn("put back: requeue 7", ended.stdout)

    def test_wrong_usage_is_said_before_anything_is_submitted(self):
        self.study()
        self.assertIn("--time", self.toy("submit", "study.yaml", "--time", "soon", code=2).stderr)
        self.assertIn("nosuch", self.toy("submit", "study.yaml", "--set", "nosuch=1", code=2).stderr)
        refused = self.toy("submit", "study.yaml", "--partition", "nosuch", code=74)
        self.assertIn("sbatch failed", refused.stderr)
        self.assertEqual(self.slurm.jobs(), {})


if __name__ == "__main__":
    unittest.main()
