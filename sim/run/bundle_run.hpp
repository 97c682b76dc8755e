// SPDX-License-Identifier: Apache-2.0
// Runs one bundle: the past once, then every arm and future from a copy of it.
#pragma once

#include <functional>
#include <optional>

#include "sim/study/plan.hpp"

namespace peacenorm::study {

/// Receives how many ticks were walked since the last call; returns whether to continue. May be empty: always.
using GoOn = std::function<bool(std::uint64_t ticks)>;

/// All runs of a bundle. A run that throws is marked as failed with its error, and the others go on; a past that throws
/// fails them all. Errors: std::bad_alloc, since what the machine lacked says nothing of the run. Empty when `go_on`
/// said no. In all, `go_on` hears of ticks_per_bundle() ticks.
std::optional<record::BundleResult> run_bundle(const Plan& plan, const Bundle& bundle, const GoOn& go_on);

/// One run alone, its history written to `trace` too (null: to none). `within`: arm * futures + future.
/// Errors: what the model throws.
record::RunData run_alone(const Plan& plan, const Bundle& bundle, std::uint32_t within, record::Trace* trace);

}  // namespace peacenorm::study
