// SPDX-License-Identifier: Apache-2.0
// On which parameters that no data identify a verdict hinges.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/analysis/verdict_lines.hpp"

namespace peacenorm::analysis {

/// For the differences of one hypothesis over draws: unidentified parameters that explain more than a tenth of the
/// variance of ranks, and more than chance does (false discovery rate of 5% over all of them), with the threshold that
/// parts the draws best (CART: least squared error, at least a tenth of the draws on each side; Breiman and others
/// 1984).
std::vector<Condition> conditions_of(const VerdictData& data, const Reading& look, const Effects& effects, double d);

/// The least rank correlation, without its sign, that so many draws tell from chance if it is the only one among so
/// many parameters. Range: 0..1. Limits: fewer than twenty draws, of which no condition is told, or no parameter give
/// NaN.
double least_correlation(std::uint64_t draws, std::uint64_t parameters);

/// Drawn parameters under the model's list of unidentified ones.
std::vector<OutcomeName> unidentified(const VerdictData& data);

}  // namespace peacenorm::analysis
