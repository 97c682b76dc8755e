# SPDX-License-Identifier: Apache-2.0
"""A study under Open MPI's mpirun: the bytes of one process, whatever happens to the ranks."""

import os
import signal
import time
import unittest

from cluster import HEAD, TOY, ClusterTest, ranks_of


class Ranks(ClusterTest):
    def mpirun(self, ranks, *words, **options):
        return self.run_it("mpirun", "-n", ranks, TOY, "run", "study.yaml", "--threads", "1", *words, **options)

    def start_mpirun(self, ranks, *words):
        return self.start("mpirun", "-n", ranks, TOY, "run", "study.yaml", "--threads", "1", "--publish-every", "0.3", *words)

    def test_1_2_and_5_ranks_give_the_bytes_of_one_process(self):
        self.study()
        for ranks in (1, 2, 5):
            ended = self.mpirun(ranks, "--out", f"{ranks}.nc")
            self.assertEqual(self.bytes(f"{ranks}.nc"), self.unbroken(), f"{ranks} ranks")
            self.assertFalse((self.folder / f"{ranks}.nc.parts").exists())
            self.assertIn(f"60 runs in {ranks}.nc", ended.stdout)
        self.assertIn("nothing left to do", self.mpirun(2, "--out", "2.nc").stdout)

    def test_threads_within_ranks_and_a_shard_of_a_job_change_nothing(self):
        self.study()
        self.run_it("mpirun", "-n", 2, TOY, "run", "study.yaml", "--threads", 3, "--out", "a.nc", "--shard", "0/2")
        self.run_it("mpirun", "-n", 3, TOY, "run", "study.yaml", "--threads", 1, "--out", "a.nc", "--shard", "1/2")
        self.assertEqual(self.bytes("a.nc"), self.unbroken())

    def test_precision_is_decided_alike(self):
        self.study(text=HEAD + "replicates: {until: {half_width: 0.02, of: calm_mean, at_most: 200}}\n")
        for ranks in (1, 2, 3):
            self.mpirun(ranks, "--out", f"{ranks}.nc")
            self.assertEqual(self.bytes(f"{ranks}.nc"), self.unbroken(), f"{ranks} ranks")

    def test_a_calibration_gives_the_bytes_of_one_process(self):
        (self.folder / "targets.yaml").write_text("targets: {visited: {outcome: sum(visits.minusma), value: 90, error: 1, "
                                                  "discrepancy: 0, block: visits, source: 'assumed: a toy'}}\n")
        self.study(text=HEAD + "calibrate: {targets: targets.yaml, draws: 60, waves: 2, twins: 0}\n")
        self.toy("calibrate", "study.yaml", "--out", "one.csv", "--threads", "2", "--quiet")
        self.run_it("mpirun", "-n", 2, TOY, "calibrate", "study.yaml", "--threads", "1", "--out", "ranks.csv")
        self.assertEqual(self.bytes("ranks.csv"), self.bytes("one.csv"))
        self.assertEqual(self.bytes("ranks.check.nc"), self.bytes("one.check.nc"))

    def test_a_killed_rank_ends_the_job_with_a_message_and_no_published_bundle_is_redone(self):
        self.study(pause=0.01, replicates=10)
        job = self.start_mpirun(3, "--out", "a.nc")
        self.wait_for(lambda: len(self.parts("a.nc")) >= 3, "a part of each rank")
        time.sleep(0.2)  # into the middle of bundles of 0.5 s
        os.kill(ranks_of(job)[1], signal.SIGKILL)
        out, err = job.communicate(timeout=60)
        print(err)
        self.assertNotEqual(job.returncode, 0)
        self.assertRegex(err, r"rank 1 of 3 \(.*pid \d+\) does not answer; bundles under way there: \d+")
        kept = {part: part.stat().st_mtime_ns for part in self.parts("a.nc")}
        published = sum(int(part.name.split("-")[2]) for part in kept)
        again = self.mpirun(3, "--out", "a.nc")
        self.assertRegex(again.stderr, rf"(?m)^{published} of 30 done", "the published bundles count as done")
        self.assertEqual(self.bytes("a.nc"), self.unbroken())

    def test_a_signal_publishes_what_is_done_and_exits_75(self):
        """mpirun hands SIGUSR1 on and ends with the ranks' 75; at SIGTERM and SIGINT it stops them and ends with a 1 of its own."""
        self.study(pause=0.004, replicates=20)
        for which in (signal.SIGUSR1, signal.SIGTERM, signal.SIGINT):
            job = self.start_mpirun(2, "--out", "a.nc")
            before = len(self.parts("a.nc"))
            self.wait_for(lambda: len(self.parts("a.nc")) >= before + 2, "new parts")
            job.send_signal(which)
            out, err = job.communicate(timeout=60)
            print(which, job.returncode, err)
            self.assertEqual(job.returncode, 75 if which == signal.SIGUSR1 else 1, err)
            self.assertIn("to continue:", err)
        self.mpirun(2, "--out", "a.nc")
        self.assertEqual(self.bytes("a.nc"), self.unbroken())

    def test_a_signal_to_one_rank_stops_all(self):
        self.study(pause=0.004, replicates=20)
        job = self.start_mpirun(3, "--out", "a.nc")
        self.wait_for(lambda: self.parts("a.nc"), "a part")
        os.kill(ranks_of(job)[2], signal.SIGTERM)
        out, err = job.communicate(timeout=60)
        self.assertEqual(job.returncode, 75, err)

    def test_a_rank_that_crashes_names_itself_and_its_bundle(self):
        self.study(pause=0.01, replicates=20)
        job = self.start_mpirun(3, "--out", "a.nc")
        self.wait_for(lambda: self.parts("a.nc"), "a part")
        time.sleep(0.2)  # into the middle of bundles of 0.5 s
        os.kill(ranks_of(job)[2], signal.SIGSEGV)
        out, err = job.communicate(timeout=60)
        self.assertNotEqual(job.returncode, 0)
        self.assertRegex(err, r"rank 2 of 3 \(.*pid \d+\) ends by signal 11; bundles under way: \d+")

    def test_a_rank_that_cannot_publish_names_itself_and_the_others_keep_what_they_have(self):
        self.study(pause=0.004, replicates=20)
        # Files of more than 4 KiB fail on rank 1 alone: a part takes more.
        limited = ["sh", "-c", 'ulimit -f 4; trap "" XFSZ; exec "$@"', "sh"]
        run = [TOY, "run", "study.yaml", "--threads", "1", "--out", "a.nc", "--publish-every", "0.3"]
        ended = self.run_it("mpirun", "-n", 1, *run, ":", "-n", 1, *limited, *run, code=74)
        self.assertRegex(ended.stderr, r"error: rank 1 of 2 \(.*\): .*a\.nc\.parts.*bundles under way there: \d+")
        self.mpirun(2, "--out", "a.nc")
        self.assertEqual(self.bytes("a.nc"), self.unbroken())

    def test_a_launcher_of_another_mpi_is_an_error(self):
        self.study()
        for variable in ("SLURM_NTASKS", "PMI_SIZE"):
            ended = self.toy("run", "study.yaml", "--out", "a.nc", code=2, **{variable: "4"})
            self.assertIn(f"{variable} announces 4 tasks, but this process is alone", ended.stderr)
        self.assertFalse((self.folder / "a.nc.parts").exists())

    def test_a_start_that_cannot_reach_all_ranks_ends_with_a_message(self):
        self.study()
        ended = self.run_it("mpirun", "-n", 1, TOY, "run", "study.yaml", ":", "-n", 1, "sleep", 30, code=None, timeout=25,
                            PEACENORM_STARTUP_SECONDS="2")
        self.assertNotEqual(ended.returncode, 0)
        self.assertIn("not all ranks could be reached", ended.stderr)

    def test_faults_of_the_study_are_said_once(self):
        self.study()
        ended = self.mpirun(3, "--set", "nosuch=3", code=2)
        self.assertEqual(ended.stderr.count("unknown key"), 1, ended.stderr)

    def test_dispatch_ends_within_15_percent_of_the_ideal_when_times_spread_over_a_factor_of_50(self):
        pauses = [round(0.0002 * 50 ** (i / 14), 6) for i in range(15)]  # a bundle sleeps 0.01 to 0.52 s
        self.study(text=HEAD + f"design: {{factors: {{pause: {pauses}}}}}\nreplicates: 6\n")
        ended = self.mpirun(4, "--out", "a.nc")
        line = next(line for line in ended.stderr.splitlines() if " ranks, " in line)
        print(line)
        took, ideal = (float(word) for word in line.replace("(ideal", "").replace(")", "").split() if "." in word)
        self.assertLess(took, 1.15 * ideal, line)


if __name__ == "__main__":
    unittest.main()
