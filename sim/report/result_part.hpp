// SPDX-License-Identifier: Apache-2.0
// All that a page says of one result.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/analysis/result_cells.hpp"
#include "sim/config/parameters.hpp"
#include "sim/record/claims.hpp"
#include "sim/record/tally.hpp"
#include "sim/report/data_block.hpp"
#include "sim/report/events.hpp"
#include "sim/report/fit.hpp"
#include "sim/report/geometry.hpp"

namespace peacenorm::report {

/// A result and what its model declares. SAFETY: claims outlive it; null: none.
struct Subject {
    std::string path;                     ///< of the file; it does not get into the page
    std::vector<std::string> references;  ///< as `compare` takes them
    const record::Claims* claims = nullptr;
    std::span<const record::Observable> observables;
    std::vector<config::LeafDoc> parameters;  ///< as the model declares them
    std::vector<ToldRun> runs;                ///< whose events are told
    const Geometry* geometry = nullptr;       ///< outlines of places; null: none, then places are tiles
    const Fit* fit = nullptr;                 ///< how the parameters were fitted to facts; null: not told
};

/// Adds the result's arrays under a name, and returns the rest as JSON: attributes, ledger, arms, factors, outcomes,
/// cells, what `compare`, `decompose` and `verdict` say with --json, series, shares, fit, events, outlines, theatre,
/// places, configuration. A part that the result cannot fill is left out. Errors: ConfigError, IoError.
std::string add_result(DataBlock& block, const std::string& name, const analysis::ResultCells& result,
                       const Subject& subject);

}  // namespace peacenorm::report
