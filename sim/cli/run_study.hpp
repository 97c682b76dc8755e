// SPDX-License-Identifier: Apache-2.0
// The steps of `peacenorm run`, shared by one process and by the ranks of a job.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "sim/cli/commands.hpp"
#include "sim/parallel/ranks.hpp"
#include "sim/run/executor.hpp"
#include "sim/study/plan.hpp"
#include "sim/study/study_file.hpp"

namespace peacenorm::cli {

/// Reads and checks everything that the user wrote, before anything runs. Errors: ConfigError, IoError.
study::Study load(const RunOptions& options, const study::Catalogue& catalogue);

study::Shard shard_of(const RunOptions& options);
std::filesystem::path place_of(const RunOptions& options, const study::Study& study);
/// The files that a study was read from.
std::vector<std::filesystem::path> inputs_of(const study::Study& study);
record::ResultLayout layout_of(const study::Plan& plan, const RunOptions& options);
/// Without progress.
study::Execution execution_of(const RunOptions& options);

/// Calls body(execution) while progress is shown; what it returns.
study::Ending with_progress(const RunOptions& options,
                            const std::function<study::Ending(const study::Execution&)>& body);

/// Runs what is missing through `executor`, joins it, prints the summary; the exit code.
int run_study(const RunOptions& options, study::Study& study, const study::Executor& executor);

/// The same as one rank of several, each of which reads the study by itself. Every rank gets the same exit code.
int run_on_ranks(const RunOptions& options, const std::function<study::Study()>& load, parallel::Ranks& ranks);

/// The ranks that this process is one of; null: it is alone. Errors: ConfigError when they do not come together.
std::unique_ptr<parallel::Ranks> meet_ranks_or_say_why();

}  // namespace peacenorm::cli
