# SPDX-License-Identifier: Apache-2.0
"""What the cluster tests share: the toy program, its studies, a folder that goes away, and ranks to kill."""

import os
import re
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

TOY = os.environ["TOY_PROGRAM"]
HEAD = "model: toy\nseed: 7\nhorizon: {start: 2013-07-01, end: 2014-06-30}\noutcomes: {calm_mean: mean(calm)}\n"
# 52 ticks: a pause of 4 ms makes a bundle of 0.2 s.
STUDY = HEAD + "design: {factors: {decay: [0, 0.1, 0.2]}}\nparameters: {pause: %g}\nreplicates: %d\n"


class ClusterTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="peacenorm-cluster-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("SLURM")}
        self.environment |= {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
                             "OMPI_MCA_rmaps_base_oversubscribe": "1",
                             "OMPI_MCA_orte_tmpdir_base": str(self.folder)}  # a killed job leaves its folders behind

    def study(self, pause=0.001, replicates=20, text=None):
        (self.folder / "study.yaml").write_text(text or STUDY % (pause, replicates))

    def start(self, *words, **environment):
        return subprocess.Popen([str(word) for word in words], cwd=self.folder, env=self.environment | environment,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run_it(self, *words, code=0, timeout=120, **environment):
        process = self.start(*words, **environment)
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            self.fail(f"{words} did not end: {process.communicate()}")
        if code is not None:
            self.assertEqual(process.returncode, code, f"{words}\n{out}\n{err}")
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    def toy(self, *words, **options):
        return self.run_it(TOY, *words, **options)

    def bytes(self, name):
        return (self.folder / name).read_bytes()

    def unbroken(self):
        """The bytes of the study by threads of one process."""
        if not (self.folder / "unbroken.nc").exists():
            self.toy("run", "study.yaml", "--out", "unbroken.nc", "--threads", "24", "--quiet")
        return self.bytes("unbroken.nc")

    def parts(self, name):
        return sorted((self.folder / (name + ".parts")).glob("part-*.h5"))

    def logs(self):
        return ""

    def wait_for(self, condition, what, seconds=60):
        end = time.monotonic() + seconds
        while not condition():
            self.assertLess(time.monotonic(), end, f"{what} did not come about within {seconds} s\n{self.logs()}")
            time.sleep(0.05)


def children(pid):
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def ranks_of(mpirun):
    """The processes of the toy program under mpirun, by rank."""
    ranks = {}
    for pid in children(mpirun.pid):
        try:
            environment = Path(f"/proc/{pid}/environ").read_bytes().decode(errors="replace")
        except (FileNotFoundError, PermissionError):
            continue
        found = re.search(r"OMPI_COMM_WORLD_RANK=(\d+)", environment)
        if found:
            ranks[int(found[1])] = pid
    return ranks
