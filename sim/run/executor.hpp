// SPDX-License-Identifier: Apache-2.0
// Runs the bundles of a plan that are not published yet, with all threads, until done or interrupted.
#pragma once

#include <functional>

#include "sim/run/execution.hpp"
#include "sim/store/part_store.hpp"
#include "sim/study/plan.hpp"

namespace peacenorm::study {

/// A run that throws is published as failed with its error; the others go on. Bundles under way at an interruption are
/// dropped, finished ones published. `finished`: all bundles of the store's shard are published.
/// Errors: IoError of the store, or when memory has run out (its runs are tried again), after all workers have stopped.
Ending execute(const Plan& plan, PartStore& store, const Execution& execution);

/// `execute`, or its like on many machines.
using Executor = std::function<Ending(const Plan&, PartStore&, const Execution&)>;

}  // namespace peacenorm::study
