// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>

#include "sim/cli/commands.hpp"
#include "sim/cli/output.hpp"
#include "sim/config/numbers.hpp"
#include "sim/parallel/loops.hpp"
#include "sim/parallel/ranks.hpp"

namespace peacenorm::cli {

namespace {

std::string shell_word(const std::string& word) {
    const bool is_plain = !word.empty() && word.find_first_not_of(
                                               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                               "0123456789_-./=:,+@%") == std::string::npos;
    if (is_plain) return word;
    std::string quoted = "'";
    for (const char c : word) quoted += c == '\'' ? "'\\''" : std::string(1, c);
    return quoted + "'";
}

}  // namespace

std::string shell_command(const std::vector<std::string>& words) {
    std::string command;
    for (const std::string& word : words) command += (command.empty() ? "" : " ") + shell_word(word);
    return command;
}

std::string as_operand(const std::string& path) {
    return path.starts_with('-') ? "./" + path : path;
}

int default_threads() {
    if (const char* slurm = std::getenv("SLURM_CPUS_PER_TASK"))
        if (const auto cpus = config::parse_integer(slurm); cpus && *cpus >= 1 && *cpus <= 4096)
            return static_cast<int>(*cpus);
    return parallel::processors_per_rank();
}

int threads_for(int wanted) {
    const int threads = wanted > 0 ? wanted : default_threads();
    const int startable = parallel::startable_threads(threads);
    if (startable < threads)
        tell("note: the system does not start {} threads (see ulimit -u and ulimit -v); {} are used\n", threads,
             startable);
    return startable;
}

}  // namespace peacenorm::cli
