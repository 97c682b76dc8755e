// SPDX-License-Identifier: Apache-2.0
// The outcomes of a finished study at a glance: mean and spread over replicates by design point and arm.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/study/plan.hpp"

namespace peacenorm::study {

/// One outcome at one design point, in one arm.
struct OutcomeSummary {
    double mean = 0, sd = 0;    ///< over replicates and futures; NaN where there are too few
    std::uint64_t n = 0;        ///< runs with a value
    std::uint64_t missing = 0;  ///< failed, or nothing to measure
};

struct ResultSummary {
    static constexpr std::uint64_t most_cells = 40;  ///< so many are summed up and shown
    std::uint64_t runs = 0, failed = 0;
    std::vector<std::vector<OutcomeSummary>> outcomes;  ///< Shape: [points * arms, at most most_cells][outcomes]
};

/// Reads a complete result. Errors: IoError; ConfigError when it holds another number of runs than the plan.
ResultSummary summarise(const Plan& plan, const std::filesystem::path& result);

/// An aligned table; empty when the study has no outcomes.
std::string render(const ResultSummary& summary, const Plan& plan);

}  // namespace peacenorm::study
