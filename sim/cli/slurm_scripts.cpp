// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/slurm_scripts.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <string_view>
#include <utility>

#include "sim/cli/commands.hpp"

namespace peacenorm::cli {

namespace {

constexpr const char* array_text = R"sh(#!/usr/bin/env bash
# Runs the shards of a study as a Slurm array. Written by peacenorm submit; it may be edited and submitted by hand:
#   sbatch SCRIPT                   every shard; what is published is not run again
#   sbatch --array=3,17 SCRIPT      only these shards
#SBATCH --job-name=@NAME@
#SBATCH --array=0-@LAST@
#SBATCH --cpus-per-task=@THREADS@
@LIMITS@#SBATCH --signal=B:USR1@@WARNING@
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=@LOGS@/shard-%a.log
#SBATCH --chdir=@DIRECTORY@
set -u
shards=@SHARDS@
shard=${SLURM_ARRAY_TASK_ID:?is not set: submit this script with sbatch}
parts=@PARTS@
say() { echo "$(date -u +%FT%TZ) shard $shard of $shards: $*"; }
published() { find "$parts" -name "part-*-${shard}of$shards.h5" 2>/dev/null | wc -l; }

say "attempt $((1 + ${SLURM_RESTART_COUNT:-0})) on $(hostname), job $SLURM_JOB_ID"
before=$(published)
@RUN@ --shard "$shard/$shards" &
study=$!
@WAIT@
@REQUEUE@
exit $code
)sh";

// A trapped signal ends `wait`, so it is called again; 127: the study had been waited for already.
constexpr const char* wait_text = R"sh(cancelled=0
trap 'signalled=1; say "signal before the limit: publishes what is done"; kill -USR1 $study' USR1
trap 'signalled=1; cancelled=1; kill -USR1 $study' TERM  # scancel
code=1
while :; do
  signalled=0
  wait $study
  status=$?
  [ $status -eq 127 ] || code=$status
  [ $signalled -eq 1 ] || break
done
say "exit code $code")sh";

constexpr const char* requeue_text = R"sh(if [ $code -eq 75 ] && [ $cancelled -eq 0 ]; then
  if [ "$(published)" -eq "$before" ] && [ "${SLURM_RESTART_COUNT:-0}" -ge 2 ]; then
    say "the third attempt without a published bundle: one takes longer than the limit; raise --time"
    exit 1
  fi
  say "requeued"
  trap - TERM
  scontrol requeue @SELF@ && sleep 60  # Slurm ends this attempt; to end first would race with it
fi)sh";

constexpr const char* ranks_text = R"sh(#!/usr/bin/env bash
# Runs a study as one MPI job under Slurm. Written by peacenorm submit; it may be edited and submitted by hand:
#   sbatch SCRIPT                   what is published is not run again
#SBATCH --job-name=@NAME@
#SBATCH --ntasks=@SHARDS@
#SBATCH --cpus-per-task=@THREADS@
@LIMITS@#SBATCH --signal=B:USR1@@WARNING@
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=@LOGS@/ranks.log
#SBATCH --chdir=@DIRECTORY@
set -u
parts=@PARTS@
say() { echo "$(date -u +%FT%TZ) ranks: $*"; }
published() { find "$parts" -name "part-*.h5" 2>/dev/null | wc -l; }

say "attempt $((1 + ${SLURM_RESTART_COUNT:-0})) on ${SLURM_JOB_NODELIST:-?}, job $SLURM_JOB_ID"
before=$(published)
# srun where it speaks PMIx with Open MPI, else Open MPI's own launcher; both hand SIGUSR1 on to the ranks.
if srun --mpi=list 2>&1 | grep -qw pmix; then
  launcher="srun --mpi=pmix --kill-on-bad-exit=1 --cpus-per-task=${SLURM_CPUS_PER_TASK:-1}"
else
  launcher="mpirun --bind-to none --mca odls_base_sigkill_timeout 30"  # ranks publish before it kills them, also at scancel
fi
$launcher @RUN@ &
study=$!
@WAIT@
if [ $code -eq 0 ] && [ ! -e @RESULT@ ]; then
  say "there is no result: the launcher did not start the ranks (its message is above)"  # srun then exits 0
  code=75
fi
@REQUEUE@
exit $code
)sh";

// Tasks may still be to come: the merge was submitted by hand, or Slurm let it go too early.
constexpr const char* merge_text = R"sh(#!/usr/bin/env bash
# Joins the parts of the shards, or names the incomplete shards. Written by peacenorm submit; by hand:
#   sbatch --dependency=afterany:ARRAY_JOB SCRIPT ARRAY_JOB
#SBATCH --job-name=@NAME@-merge
#SBATCH --cpus-per-task=1
@PARTITION@#SBATCH --open-mode=append
#SBATCH --output=@LOGS@/merge.log
#SBATCH --chdir=@DIRECTORY@
set -u
array=${1:-} attempt=${2:-1}
say() { echo "$(date -u +%FT%TZ) merge: $*"; }

@PROGRAM@ merge @PARTS@ --out @RESULT@ --shards @SHARDS@
code=$?
[ $code -ne 0 ] && [ -n "$array" ] || exit $code
left=$(squeue --noheader --format=%i --jobs="$array" 2>/dev/null | paste -sd ' ')
[ -n "$left" ] || exit $code
if [ "$attempt" -ge @ATTEMPTS@ ]; then
  say "still pending or running: $left; this was attempt $attempt, the last: submit it again after them"
  exit $code
fi
say "still pending or running: $left; merges after them, at the earliest in a minute"
exec sbatch --dependency="afterany:$array" --begin=now+60 @MERGE@ "$array" $((attempt + 1))
)sh";

constexpr int merge_attempts = 20;

using Values = std::map<std::string, std::string, std::less<>>;

/// Puts values in place of their marks, once: a value that looks like a mark stays as it is.
std::string filled(std::string_view text, const Values& values) {
    std::string script;
    while (true) {
        const std::size_t from = text.find('@');
        const std::size_t to = from == std::string_view::npos ? from : text.find('@', from + 1);
        if (to == std::string_view::npos) return script.append(text);
        const auto value = values.find(text.substr(from + 1, to - from - 1));
        const bool is_mark = value != values.end();
        script.append(text.substr(0, is_mark ? from : to));
        if (is_mark) script.append(value->second);
        text.remove_prefix(is_mark ? to + 1 : to);
    }
}

/// A value in a line for sbatch, which reads double quotes and backslashes, and takes a '#' for a comment.
std::string sbatch_value(const std::string& value) {
    std::string quoted = "\"";
    for (const char c : value) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + "\"";
}

/// A folder of logs, in whose names Slurm replaces what follows a '%'.
std::string sbatch_folder(const std::string& folder) {
    std::string pattern;
    for (const char c : folder) pattern += c == '%' ? "%%" : std::string(1, c);
    return sbatch_value(pattern);
}

std::string script(const char* text, const SlurmJob& job) {
    // Of an array's last task the job's number is the array's, and would put every task back.
    const bool is_array = text == array_text;
    const std::string self = is_array ? "\"${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID\"" : "\"$SLURM_JOB_ID\"";
    const std::string partition =
        job.partition.empty() ? "" : "#SBATCH --partition=" + sbatch_value(job.partition) + "\n";
    const std::string limit = job.time.empty() ? "" : "#SBATCH --time=" + job.time + "\n";
    return filled(text, {{"WAIT", wait_text},
                         {"REQUEUE", filled(requeue_text, {{"SELF", self}})},
                         {"LIMITS", limit + partition},
                         {"PARTITION", partition},
                         {"WARNING", std::to_string(warning_seconds(job.time))},
                         {"NAME", job.name},
                         {"LAST", std::to_string(job.tasks - 1)},
                         {"SHARDS", std::to_string(job.tasks)},
                         {"ATTEMPTS", std::to_string(merge_attempts)},
                         {"THREADS", std::to_string(job.threads)},
                         {"LOGS", sbatch_folder(job.folder)},
                         {"DIRECTORY", sbatch_value(job.directory)},
                         {"MERGE", shell_command({job.folder + "/merge.sh"})},
                         {"PARTS", shell_command({job.parts})},
                         {"RUN", shell_command(job.run)},
                         {"PROGRAM", shell_command({job.program})},
                         {"RESULT", shell_command({job.result})}});
}

/// "1:30:00" as numbers; empty when one of them is none.
std::vector<long> numbers_in(const std::string& text) {
    std::vector<long> numbers;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find(':', from), text.size());
        long number = 0;
        const auto [end, error] = std::from_chars(text.data() + from, text.data() + to, number);
        if (error != std::errc{} || end != text.data() + to || number < 0 || number > 1'000'000) return {};
        numbers.push_back(number);
        from = to + 1;
    }
    return numbers;
}

}  // namespace

std::optional<long> slurm_seconds(const std::string& time) {
    const std::size_t dash = time.find('-');
    const std::vector<long> parts = numbers_in(dash == std::string::npos ? time : time.substr(dash + 1));
    if (parts.empty() || parts.size() > 3) return std::nullopt;
    const auto at = [&](std::size_t i) { return i < parts.size() ? parts[i] : 0; };
    if (dash != std::string::npos) {
        const std::vector<long> days = numbers_in(time.substr(0, dash));
        if (days.size() != 1) return std::nullopt;
        return 86'400 * days[0] + 3600 * at(0) + 60 * at(1) + at(2);
    }
    if (parts.size() == 3) return 3600 * parts[0] + 60 * parts[1] + parts[2];
    return 60 * parts[0] + at(1);
}

long warning_seconds(const std::string& time) {
    constexpr long shortest = 30, longest = 300, unknown = 60;
    const auto seconds = slurm_seconds(time);
    return seconds ? std::clamp(*seconds / 10, shortest, longest) : unknown;
}

std::string array_script(const SlurmJob& job) {
    return script(array_text, job);
}

std::string ranks_script(const SlurmJob& job) {
    return script(ranks_text, job);
}

std::string merge_script(const SlurmJob& job) {
    return script(merge_text, job);
}

}  // namespace peacenorm::cli
