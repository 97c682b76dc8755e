// SPDX-License-Identifier: Apache-2.0
// Runs a study with `until` from look to look, and reads what a look has decided out of a result.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/run/executor.hpp"

namespace peacenorm::study {

/// The look that ended a study.
struct Decision {
    Look look;
    bool is_met = false;  ///< by precision; else `at_most` was reached
};

/// What is known of a decision.
struct Standing {
    std::optional<Decision> decision;
    std::uint32_t waits_at = 0;  ///< else: replicates of the look that is to decide next
    std::uint64_t missing = 0;   ///< and bundles that are missing up to it; 0: not counted
};

/// How each round of a study with `until` is run, and how long a process waits for others at a look.
struct Rounds {
    Rounds(std::chrono::milliseconds wait, Executor run = execute) : patience(wait), executor(std::move(run)) {}
    std::chrono::milliseconds patience;
    Executor executor;
};

/// The study's outcome `until.of` by run over a stretch of runs; empty where one of them is not there.
using ReadOutcome = std::function<std::optional<std::vector<double>>(record::h5::Rows runs)>;

/// Looks in turn for as long as all runs are there. Depends on the complete prefix of replicates alone.
Standing decide(const Study& study, const Plan& plan, const ReadOutcome& read);
/// The same over parts of the whole study.
Standing decide(const Study& study, const Plan& plan, const record::ResultLayout& layout,
                const record::PartIndex& index);

/// Runs bundles up to each look in turn, until one decides; then `study.replicates` is what it decided, and only so
/// many belong to the result, whatever other sessions have run beyond. Without a decision the session was interrupted
/// (`missing` is 0), or the bundles of other shards are missing at a look: it waits for them as long as `rounds` says.
/// `study` is the plan's. Errors: as of the executor; IoError when finished bundles have gone.
Standing execute_until_precise(Study& study, const Plan& plan, PartStore& store, const Execution& execution,
                               const Rounds& rounds = Rounds(std::chrono::milliseconds{0}));

/// What the replicates of a result decide; empty while they decide nothing. Errors: IoError; ConfigError when they hold
/// more than was decided (the study now asks for less).
std::optional<Decision> decision_of(const Study& study, const Plan& plan, const std::filesystem::path& result);

/// The attributes of a result on how many interim analyses were planned, what was reached and what stopped the study.
std::vector<std::pair<std::string, std::string>> precision_facts(const Plan& plan, const Decision& decision);

/// "looks after 32, 64 and 100 replicates".
std::string looks_text(const Until& until);

}  // namespace peacenorm::study
