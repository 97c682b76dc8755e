# SPDX-License-Identifier: Apache-2.0
"""A Slurm of one node for a test: munged, slurmctld and slurmd on free ports, all state in one folder.

No systemd, no accounting, any user. `stop` ends exactly the processes it started, by number, and only if they still are these."""

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from cluster import ClusterTest

# Job numbers of its own: MPI names shared memory after them, and several of these may run at once.
CONF = """ClusterName=test
SlurmctldHost={host}({address})
SlurmctldPort={ports[0]}
SlurmdPort={ports[1]}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket={folder}/munge/socket
{listen}
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/log/slurmctld.log
SlurmdLogFile={folder}/log/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
SchedulerParameters=sched_interval=1,bf_interval=2,batch_sched_delay=0
ReturnToService=2
JobRequeue=1
FirstJobId={ports[0]}00
KillWait=3
MinJobAge=3600
MpiDefault=none
NodeName={host} NodeAddr={address} CPUs=4 RealMemory=1000 State=UNKNOWN
PartitionName=main Nodes={host} Default=YES MaxTime=60 State=UP
"""
TOOLS = ("munged", "mungekey", "slurmctld", "slurmd", "sbatch", "scontrol", "squeue", "scancel", "sinfo")


class SlurmError(Exception):
    pass


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def address_of(host):
    """Where to be reached, and how to listen there alone: Slurm takes the address that the host's name has, if it has one."""
    try:
        return socket.gethostbyname(host), "CommunicationParameters=NoInAddrAny,NoCtldInAddrAny"
    except OSError:
        return "127.0.0.1", ""


def is_alive(pid, name):
    """Not gone, no zombie, no other process of the same number."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return f"Name:\t{name}\n" in status and "State:\tZ" not in status


class Slurm:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.pids = {}
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("SLURM")}
        self.environment |= {"PATH": os.environ["PATH"] + ":/usr/sbin:/sbin", "SLURM_CONF": str(self.folder / "slurm.conf")}

    def call(self, *words, timeout=30):
        return subprocess.run([str(word) for word in words], env=self.environment, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=timeout)

    def check(self, *words):
        done = self.call(*words)
        if done.returncode != 0:
            raise SlurmError(f"{' '.join(map(str, words))}: {done.stdout}{done.stderr}\n{self.logs()}")
        return done.stdout

    def logs(self):
        return "\n".join(f"--- {log.name}\n{log.read_text(errors='replace')[-3000:]}" for log in sorted(self.folder.glob("log/*")))

    def start(self):
        missing = [tool for tool in TOOLS if not shutil.which(tool, path=self.environment["PATH"])]
        if missing:
            raise SlurmError(f"missing: {' '.join(missing)}; scripts/install-deps --tests installs them")
        for name in ("state", "spool", "log", "munge"):
            (self.folder / name).mkdir(mode=0o755)
        self.folder.chmod(0o755)
        user = self.check("id", "-un").strip()
        host = socket.gethostname().split(".")[0]
        address, listen = address_of(host)
        (self.folder / "slurm.conf").write_text(CONF.format(host=host, address=address, listen=listen, user=user,
                                                            folder=self.folder, ports=free_ports(2)))
        # "disabled" exists from 23.02 on; before, the plugin of version 1 does nothing as long as no tracker is asked for.
        is_old = self.check("slurmd", "-V").split()[1] < "23.02"
        (self.folder / "cgroup.conf").write_text(f"CgroupPlugin={'cgroup/v1' if is_old else 'disabled'}\n")
        self.check("mungekey", "--create", f"--keyfile={self.folder}/munge/key")
        self.check("munged", "--force", f"--key-file={self.folder}/munge/key", f"--socket={self.folder}/munge/socket",
                   f"--pid-file={self.folder}/munged.pid", f"--log-file={self.folder}/log/munged.log",
                   f"--seed-file={self.folder}/munge/seed", "--num-threads=2")
        self.check("slurmctld", "-f", self.folder / "slurm.conf")
        self.check("slurmd", "-f", self.folder / "slurm.conf", "-N", host)
        end = time.monotonic() + 60
        while self.call("sinfo", "-h", "-o", "%T").stdout.strip() != "idle":
            if time.monotonic() > end:
                raise SlurmError(f"the node did not become idle\n{self.logs()}")
            time.sleep(0.2)

    def stop(self):
        for name in ("slurmd", "slurmctld", "munged"):
            if name == "slurmd" and (self.folder / "slurmctld.pid").exists():
                self.cancel_all()
            self.end(name)

    def cancel_all(self):
        """No job outlives its slurmd."""
        self.call("scancel", "--quiet", *self.call("squeue", "-h", "-o", "%A").stdout.split())
        end = time.monotonic() + 10
        while self.call("squeue", "-h", "-o", "%A").stdout.strip() and time.monotonic() < end:
            time.sleep(0.2)

    def end(self, name):
        file = self.folder / f"{name}.pid"
        if not file.exists() or not file.read_text().strip():
            return
        pid = int(file.read_text())
        for signal_number, patience in ((15, 5), (9, 5)):
            end = time.monotonic() + patience
            if is_alive(pid, name):
                os.kill(pid, signal_number)
            while is_alive(pid, name) and time.monotonic() < end:
                time.sleep(0.05)

    def jobs(self):
        """What waits or runs: {"12_3": "RUNNING"}."""
        lines = self.check("squeue", "-h", "-r", "-o", "%i %T").splitlines()
        return dict(line.split() for line in lines)

    def job(self, number):
        """The fields of a job, also of one that has ended."""
        words = self.check("scontrol", "show", "job", "-o", number).splitlines()[0].split()
        return dict(word.split("=", 1) for word in words if "=" in word)


class SlurmTest(ClusterTest):
    """Has a Slurm of its own."""

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

    def finish_jobs(self, seconds=180):
        """Waits for all jobs, and cuts short the minutes that a job waits which was put back. Some seconds it must wait:
        a slurmd refuses what starts anew under the number of something that it ended just before."""
        end, seen = time.monotonic() + seconds, {}
        while waiting := self.slurm.jobs():
            self.assertLess(time.monotonic(), end, f"{waiting}\n{self.logs()}")
            for job in waiting:
                is_delayed = self.slurm.call("squeue", "-h", "-r", "-j", job, "-o", "%r").stdout.strip() == "BeginTime"
                if is_delayed and time.monotonic() > seen.setdefault(job, time.monotonic()) + 5:
                    self.slurm.call("scontrol", "update", f"jobid={job}", "StartTime=now")
                    del seen[job]
            time.sleep(0.3)
