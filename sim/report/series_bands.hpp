// SPDX-License-Identifier: Apache-2.0
// Series of a result through time, summed up over replicates: levels by cell, and paired differences.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/record/tally.hpp"
#include "sim/report/cell_values.hpp"
#include "sim/store/h5.hpp"

namespace peacenorm::report {

inline constexpr std::uint64_t most_labels_of_bands = 24;  ///< along a dimension; more make a map
/// Of all series of a result, before compression; the others are left out and named.
inline constexpr std::uint64_t most_series_bytes = 4'000'000;

/// What is asked of the series of a result.
struct SeriesWish {
    std::vector<std::string> first;                        ///< these come before others
    std::vector<std::string> located;                      ///< labels of which it is known where they lie
    std::span<const record::Observable> observables = {};  ///< as the model declares them
};

/// What series are by beside time, in the order of the file: "place".
std::vector<std::string> dimensions_of_series(const record::h5::File& file);

/// Whether labels along a dimension make a map: many of them, or all located.
bool make_a_map(const record::h5::File& file, const std::string& dimension, const std::vector<std::string>& located);

/// Adds NAME.VARIABLE.level and NAME.VARIABLE.difference (cell, statistic, time, label) for the series that fit.
/// By few labels: quantiles 0.05, 0.5, 0.95 of levels; of differences 0.05, mean, 0.95. By many labels, and by places
/// that are located: the mean; of differences the mean and its standard error. Returns JSON: replicates read, cells,
/// labels of dimensions, the list of series.
/// Memory: that of one series of the cells shown, at most 128 MB; of a larger study the first replicates are taken.
std::string add_series(DataBlock& block, const std::string& name, const record::h5::File& file,
                       const analysis::ResultCells& result, const ShownCells& shown, const SeriesWish& wish);

}  // namespace peacenorm::report
