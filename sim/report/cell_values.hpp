// SPDX-License-Identifier: Apache-2.0
// Which cells of a result a page shows, and how their outcomes and paired differences spread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/analysis/contrasts.hpp"
#include "sim/report/data_block.hpp"

namespace peacenorm::report {

inline constexpr std::size_t most_lines = 24;      ///< cells with series of their own
inline constexpr std::size_t most_cells = 64;      ///< more would be no picture
inline constexpr std::uint64_t most_points = 200;  ///< pairs drawn one by one, by cell and outcome

/// Cells with the reference of each, all where they are few; of a larger lattice those with all switches on; none has
/// one where the study has nothing to compare.
struct ShownCells {
    std::optional<analysis::Pairing> pairing;  ///< of the cells shown
    std::vector<analysis::Cell> cells;
    std::vector<std::optional<std::size_t>> references;  ///< by cell: index into `cells`; empty: it is a reference
};

/// `references` as `compare` takes them. Where they are empty and the study names none, a sweep is compared with the
/// first value of its first factor. Errors: ConfigError about `references`.
ShownCells shown_cells(const analysis::ResultCells& result, const std::vector<std::string>& references);

/// The first `most_lines` of them: those with series of their own.
ShownCells first_lines(ShownCells shown);

/// Adds NAME.levels and NAME.differences (outcome, cell, statistic), and by outcome NAME.pairs.0 (cell, pair).
/// Statistics: mean, quantiles 0.05, 0.25, 0.5, 0.75, 0.95, how many; of differences also the shares below -d, within
/// and above d.
void add_cell_values(DataBlock& block, const std::string& name, const analysis::ResultCells& result,
                     const ShownCells& shown, double d);

}  // namespace peacenorm::report
