// SPDX-License-Identifier: Apache-2.0
// Twins: members of the first wave taken as truths, and whether the others find them again.
#pragma once

#include <array>
#include <vector>

#include "sim/analysis/fit/ensemble.hpp"
#include "sim/analysis/fit/surface.hpp"

namespace peacenorm::analysis::fit {

inline constexpr double least_coverage = 0.85, most_coverage = 0.95;  ///< of 90% intervals, by a share of twins

/// Members by their number: truths, and the four fifths that hold none of them.
struct Split {
    std::vector<std::size_t> truths, seen;
};
/// Every fifth member is a truth, until there are `count`.
Split split_of(std::size_t members, std::size_t count);

/// Moves the seen to the facts of each truth, by one step: each fifth of them by the weights that the other four show.
class Finder {
  public:
    /// `normals`: as for `moved`. SAFETY: `facts` outlives it.
    Finder(const Ensemble& ensemble, const std::vector<Fact>& facts, const Split& split, const Matrix& normals);

    /// A seen member that was moved to a truth lies at its row of `base` plus the truth's row of its fifth's `shifts`.
    struct Moved {
        Matrix base;                                                 ///< Shape: [seen][quantities]
        std::array<Matrix, folds> shifts;                            ///< Shape of each: [truths][quantities]
        double shift(std::size_t member, std::size_t truth) const {  ///< of the first quantity
            return shifts.at(member % folds)(static_cast<Eigen::Index>(truth), 0);
        }
    };
    /// Any quantities, by covariances. Errors: std::runtime_error when facts are singular, here and below.
    Moved moved(const Matrix& of_seen) const;
    /// The parameters, by the step that makes the posterior.
    Moved moved_parameters() const;

  private:
    template <class GainOf>
    Moved moved_by(const Matrix& of_seen, const GainOf& gain_of) const;

    const std::vector<Fact>& facts_;
    Ensemble seen_;
    Matrix noise_, away_, shown_;
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
