// SPDX-License-Identifier: Apache-2.0
// Twins: members of the first wave taken as truths, and whether the others find them again.
#pragma once

#include <vector>

#include "sim/analysis/fit/ensemble.hpp"

namespace peacenorm::analysis::fit {

inline constexpr double least_coverage = 0.85, most_coverage = 0.95;  ///< of 90% intervals, by a share of twins

/// Members by their number: truths, and the four fifths that hold none of them.
struct Split {
    std::vector<std::size_t> truths, seen;
};
/// Every fifth member is a truth, until there are `count`.
Split split_of(std::size_t members, std::size_t count);

/// Moves the seen to the facts of each truth, by one step.
class Finder {
  public:
    /// `normals`: as for `moved`. Errors: std::runtime_error when facts are singular.
    Finder(const Ensemble& ensemble, const std::vector<Fact>& facts, const Split& split, const Matrix& normals);

    /// A seen member that was moved to a truth lies at its row of `base` plus the truth's row of `shifts`.
    struct Moved {
        Matrix base;    ///< Shape: [seen][quantities]
        Matrix shifts;  ///< Shape: [truths][quantities]
    };
    Moved moved(const Matrix& of_seen) const;

  private:
    Matrix y_, together_, away_, shown_;
};

struct Twins {
    struct Row {
        double coverage_50 = 0, coverage_90 = 0;
        double shift = 0;  ///< largest distance of the ranks' distribution from the uniform one (Kolmogorov, Smirnov)
        double p = 1;      ///< chance of a larger one
    };
    std::size_t count = 0;
    std::vector<Row> parameters, quantities;
};
/// `quantities`: what else is to be foreseen, by member. `normals`: as for `moved`.
Twins twins_of(const Ensemble& ensemble, const Matrix& quantities, const std::vector<Fact>& facts, std::size_t count,
               const Matrix& normals);

/// How often intervals of what was moved hold the truths, by column. Shape of `truths`: [truths][quantities].
std::vector<Twins::Row> rows_of_twins(const Finder::Moved& moved, const Matrix& truths);

}  // namespace peacenorm::analysis::fit
