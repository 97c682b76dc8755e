// SPDX-License-Identifier: Apache-2.0
// What every way of running a study has to settle first: what is to do, and until when.
#pragma once

#include <chrono>

#include "sim/run/dispatcher.hpp"
#include "sim/run/execution.hpp"
#include "sim/store/part_store.hpp"
#include "sim/study/plan.hpp"

namespace peacenorm::study {

/// The bundles of the store's shard that are not published.
Agenda agenda_of(const Plan& plan, const PartStore& store, std::size_t workers);

/// The same, interrupted by its deadline too.
Execution with_deadline(Execution execution);

/// Whether a bundle of so many seconds, with a tenth to spare, ends before the deadline if it begins now.
bool ends_before(std::chrono::system_clock::time_point deadline, double seconds);

}  // namespace peacenorm::study
