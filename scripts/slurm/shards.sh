#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A template for those who write their own job scripts: one shard of a study a task. `peacenorm submit` writes the same, filled in.
#   mkdir -p logs; sbatch scripts/slurm/shards.sh STUDY.yaml results/NAME.nc
#   sbatch --array=3,17 scripts/slurm/shards.sh STUDY.yaml results/NAME.nc      these shards alone
#SBATCH --array=0-15
#SBATCH --cpus-per-task=1
#SBATCH --time=2:00:00
#SBATCH --signal=B:USR1@300
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=logs/shard-%a.log
set -u
shards=16                       # as many as the array has, also when some of them are submitted again
shard=${SLURM_ARRAY_TASK_ID:?is not set: submit this script with sbatch}
study=$1 result=$2

peacenorm run "$study" --out "$result" --shard "$shard/$shards" &
pid=$!
cancelled=0 code=1
trap 'signalled=1; kill -USR1 $pid' USR1                 # the limit is near: it publishes what is done and exits 75
trap 'signalled=1; cancelled=1; kill -USR1 $pid' TERM    # scancel: the same, but nothing is put back
while :; do                                              # a trapped signal ends `wait`
  signalled=0
  wait $pid
  status=$?
  [ $status -eq 127 ] || code=$status
  [ $signalled -eq 1 ] || break
done
if [ $code -eq 75 ] && [ $cancelled -eq 0 ]; then
  trap - TERM
  # Only this task. The number of an array's last task is the array's own and would put back every task.
  scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID" && sleep 60
fi
exit $code
