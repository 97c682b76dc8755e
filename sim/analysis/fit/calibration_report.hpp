// SPDX-License-Identifier: Apache-2.0
// A calibration as it is told: by words for people, by JSON for programs.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/analysis/fit/diagnosis.hpp"
#include "sim/analysis/fit/verdict_twins.hpp"

namespace peacenorm::analysis::fit {

/// A fact as its file words it.
struct FactWords {
    std::string expression, what, scale;
    double shift = 0;
};

struct ParameterName {
    std::string path, unit;
};

/// What a wave showed.
struct WaveTold {
    std::string result;  ///< its file
    std::size_t members = 0, left_out = 0;
    std::vector<Predictive> predictive;
    std::vector<Surface> surfaces;
    Implausibility implausibility;
};

/// A parameter in its own unit: before and after.
struct ParameterTold {
    double low = 0, middle = 0, high = 0;                    ///< 5th, 50th, 95th percentile of the posterior
    double prior_low = 0, prior_middle = 0, prior_high = 0;  ///< of the prior
    /// Values at the prior's 5th, 25th, 50th, 75th and 95th percentile, and by how much the best log score of the facts
    /// and the prior together falls when the parameter is held there (all others free, posterior taken as normal).
    std::vector<std::pair<double, double>> profile;
};

struct CalibrationTold {
    std::string study, stamp, notice, posterior_file, posterior_hash;
    std::vector<Fact> facts;            ///< all that were declared
    std::vector<FactWords> fact_words;  ///< by fact
    std::vector<ParameterName> parameters;
    std::vector<std::string> not_fitted;  ///< paths that are drawn from their priors all along
    std::vector<std::string> quantities;
    double beyond = 3;
    std::vector<WaveTold> waves;
    std::vector<BlockReach> blocks;        ///< of the first wave
    std::vector<LeftOut> left_out;         ///< likewise
    std::vector<std::size_t> unreachable;  ///< facts beyond reach in the first wave
    Twins twins;
    VerdictTwins words;  ///< of the verdict on twins; without rows: the study has nothing to judge
    std::optional<Learnt> learnt;
    std::vector<ParameterTold> told;        ///< by parameter, with `learnt`
    std::vector<Predictive> after;          ///< posterior predictive of the facts; empty: stopped before
    std::vector<Predictive> as_written;     ///< the facts by the parameters as written; empty: not asked for
    std::vector<double> blocks_as_written;  ///< log scores, as `left_out`
    std::vector<std::string> reasons;       ///< why the calibration does not hold; empty: it does
};

std::string render(const CalibrationTold& told);
std::string as_json(const CalibrationTold& told);

}  // namespace peacenorm::analysis::fit
