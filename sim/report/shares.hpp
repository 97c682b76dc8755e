// SPDX-License-Identifier: Apache-2.0
// Shares of what a run counts: of the answers to each question in each place how many are of each kind.
#pragma once

#include <string>
#include <vector>

#include "sim/analysis/theatre.hpp"
#include "sim/report/cell_values.hpp"
#include "sim/store/h5.hpp"

namespace peacenorm::report {

inline constexpr const char* everywhere = "*";  ///< the last part of a label: all of them together

/// What the parts of an axis' labels are, out of its declared meaning, "a question: wave, question, where"; empty where
/// it names none, or where a label has another number of parts ("first.usefulness.north").
std::vector<std::string> parts_of_labels(const std::string& meaning, const std::vector<std::string>& labels);

/// Adds NAME.VARIABLE.share and NAME.VARIABLE.share_difference (cell; mean, quantiles 0.05 and 0.95; row; column), and
/// NAME.VARIABLE.counted (cell, row; the mean count of a run), for series of whole numbers along an axis whose labels
/// have parts and a second axis. A share is of a row's counts over the whole run. Rows are the labels with any count,
/// and all that differ in their last part alone together; columns the second axis' labels, and sums of them that a fact
/// of the theatre is about. Returns JSON: by series its title, parts, rows, columns and facts. Memory: the shares of
/// the cells shown, at most 128 MB; of a larger study the first replicates are taken.
std::string add_shares(DataBlock& block, const std::string& name, const record::h5::File& file,
                       const analysis::ResultCells& result, const ShownCells& shown, const analysis::Theatre& theatre);

}  // namespace peacenorm::report
