// SPDX-License-Identifier: Apache-2.0
// What hypotheses are judged by, read from the table that holds the twins.
#pragma once

#include "sim/analysis/fit/verdict_twins.hpp"
#include "sim/analysis/result_cells.hpp"

namespace peacenorm::analysis::fit {

/// Hypotheses about a difference or about mediation whose outcomes the study has, on each arm that follows no other,
/// less the reference. `members`: replicates, in the order in which they are told. Empty where the study has one arm,
/// or no outcome of the first hypothesis. Errors: IoError.
std::vector<ClaimSeen> claims_seen(const ResultCells& table, const record::Claims& claims,
                                   const std::vector<std::size_t>& members);

}  // namespace peacenorm::analysis::fit
