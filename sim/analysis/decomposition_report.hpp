// SPDX-License-Identifier: Apache-2.0
// A decomposition as a table for people, as CSV, and as JSON with its context.
#pragma once

#include <string>

#include "sim/analysis/decomposition.hpp"

namespace peacenorm::analysis {

/// What a report needs to know beside the numbers. SAFETY: the result outlives it.
struct DecompositionContext {
    const ResultCells& result;
    std::string path;  ///< of the result, as the user named it
};

/// One block an outcome, stratum and arm: shares, what remains, the total, and the largest interactions; a legend.
std::string table_text(const Decompositions& all, const DecompositionContext& context);

/// One line an estimate: its part (share, added_first, taken_last, interaction, remainder, total) and all digits.
std::string csv_text(const Decompositions& all, const DecompositionContext& context);

/// An object: context, switches, decompositions, all digits; null where a number is not defined.
std::string json_text_of(const Decompositions& all, const DecompositionContext& context);

}  // namespace peacenorm::analysis
