// SPDX-License-Identifier: Apache-2.0
// Runs a study with `until` from look to look, and reads what a look has decided out of a result.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/study/executor.hpp"

namespace peacenorm::study {

/// The look that ended a study.
struct Decision {
    Look look;
    bool is_met = false;  ///< by precision; else `at_most` was reached
};

/// Runs bundles up to each look in turn, until one decides; then `study.replicates` is what it decided, and only so
/// many belong to the result. The decision depends on the complete prefix of replicates alone, not on what other
/// sessions have run beyond it. Empty when interrupted. `study` is the plan's. Errors: as of `execute`.
std::optional<Decision> execute_until_precise(Study& study, const Plan& plan, PartStore& store,
                                              const Execution& execution);

/// What the replicates of a result decide; empty while they decide nothing. Errors: IoError; ConfigError when they hold
/// more than was decided (the study now asks for less).
std::optional<Decision> decision_of(const Study& study, const Plan& plan, const std::filesystem::path& result);

/// The attributes of a result that tell how many looks were planned, what was reached and what stopped the study.
std::vector<std::pair<std::string, std::string>> precision_facts(const Plan& plan, const Decision& decision);

/// "looks after 32, 64 and 100 replicates".
std::string looks_text(const Until& until);

}  // namespace peacenorm::study
