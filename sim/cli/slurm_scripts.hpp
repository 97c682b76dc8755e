// SPDX-License-Identifier: Apache-2.0
// The batch scripts that `peacenorm submit` writes: readable, and usable without it.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace peacenorm::cli {

/// What a script needs to know, as it is: the scripts quote it. No control characters, which no quotes make harmless.
struct SlurmJob {
    std::string name;              ///< of the job: letters, digits, '-' and '_'
    std::vector<std::string> run;  ///< the words of the command that runs the study, without a shard
    std::string program, result;
    std::string parts;            ///< the folder of parts
    std::string folder;           ///< of scripts and logs, absolute, without a backslash
    std::string directory;        ///< where commands run
    std::string time, partition;  ///< empty: the cluster's
    int tasks = 1, threads = 1;
};

/// Seconds of a limit in Slurm's forms (M, M:S, H:M:S, D-H, D-H:M, D-H:M:S); empty for anything else.
std::optional<long> slurm_seconds(const std::string& time);

/// How long before its limit a job is signalled: a tenth of it, but 30 s to 5 minutes; a minute where the limit is not
/// known.
long warning_seconds(const std::string& time);

std::string array_script(const SlurmJob& job);  ///< one task a shard
std::string ranks_script(const SlurmJob& job);  ///< one MPI job
std::string merge_script(const SlurmJob& job);  ///< after the array

}  // namespace peacenorm::cli
