// SPDX-License-Identifier: Apache-2.0
// Runs the bundles of a plan that are not published yet, with all threads, until done or interrupted.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

#include "sim/store/part_store.hpp"
#include "sim/study/plan.hpp"

namespace peacenorm::study {

/// Progress of a study, or of this process's shard. Counts are of bundles; those published before count as done.
struct Progress {
    std::uint64_t total = 0, done = 0, failed = 0;
    double share = 0;         ///< of this session's work, in ticks: 0 to 1
    double seconds = 0;       ///< since this session began
    double rate = 0;          ///< bundles a second in this session
    double seconds_left = 0;  ///< infinite while unknown
};

/// Whether a process publishes less often the longer it has worked: every tenth of its time, so that files are few on
/// a network filesystem and a kill costs a tenth at most; but every ten minutes at the least. An interruption or the
/// end publishes everything.
enum class Pace { steady, slows };
std::chrono::milliseconds until_next(std::chrono::milliseconds every, Pace pace, std::chrono::milliseconds worked);

struct Execution {
    int threads = 1;
    std::chrono::milliseconds publish_every{5000};  ///< what a kill may cost each worker, at first
    Pace pace = Pace::steady;
    std::function<bool()> is_interrupted;  ///< asked between slices of a run; may be empty
    std::function<void(const Progress&)>
        report;  ///< from any thread, one at a time, at most ten times a second; may be empty
    /// When to have ended: no bundle is begun that would not end before (the longest of its design point decides, with
    /// a tenth to spare), and what is under way then is dropped.
    std::optional<std::chrono::system_clock::time_point> deadline;
};

enum class Ending { finished, interrupted };

/// A run that throws is published as failed with its error; the others go on. Bundles under way at an interruption are
/// dropped, finished ones published. `finished`: all bundles of the store's shard are published.
/// Errors: IoError of the store, after all workers have stopped.
Ending execute(const Plan& plan, PartStore& store, const Execution& execution);

/// `execute`, or its like on many machines.
using Executor = std::function<Ending(const Plan&, PartStore&, const Execution&)>;

}  // namespace peacenorm::study
