// SPDX-License-Identifier: Apache-2.0
// What a calibration has to answer for: is a fact within reach, what was learnt, does it foresee what it was not shown.
#pragma once

#include <string>
#include <vector>

#include "sim/analysis/fit/ensemble.hpp"
#include "sim/analysis/fit/surface.hpp"

namespace peacenorm::analysis::fit {

/// Where a fact lies among what runs give.
struct Predictive {
    double mean = 0, sd = 0;               ///< of single runs
    double low = 0, middle = 0, high = 0;  ///< 5th, 50th and 95th percentile of runs
    double z = 0;                          ///< fact less mean, over the standard deviation with error and discrepancy
    double log_score = 0;                  ///< log density of the fact, taken as normal; higher is better
};
std::vector<Predictive> predictive_of(const Matrix& y, const std::vector<Fact>& facts);

/// A block of facts together.
struct BlockReach {
    std::string block;
    std::size_t facts = 0;
    double distance = 0;  ///< Mahalanobis distance squared, by runs' covariance with error and discrepancy
    double p = 0;         ///< chance of a larger one, were the facts another run of the model
};
/// By block in order of appearance; the last one, "all", holds every fact.
std::vector<BlockReach> blocks_of(const Matrix& y, const std::vector<Fact>& facts);

/// How far each member is from being ruled out: |fact - surface| over the standard deviation of residual, error and
/// discrepancy.
struct Implausibility {
    Vector least;            ///< by fact: of the member that fits it best
    double kept = 0;         ///< share of members whose second highest is below the limit (the highest, of one fact)
    double kept_by_all = 0;  ///< share whose highest is
};
Implausibility implausibility_of(const std::vector<Surface>& surfaces, const std::vector<Fact>& facts, double limit);

/// What was learnt, in normal scores of priors.
struct Learnt {
    Vector mean, sd;       ///< by parameter, of the posterior; before: 0 and 1
    double degrees = 0;    ///< of freedom that the facts took: sum over directions of 1 - variance
    Vector direction_sds;  ///< of directions, best known first
    Matrix directions;     ///< Shape: [parameters][directions], unit columns
};
Learnt learnt_from(const Matrix& posterior);

/// Facts of a block foreseen by the others: log scores before they were shown and after.
struct LeftOut {
    std::string block;
    std::size_t facts = 0;
    double by_prior = 0, by_others = 0;  ///< log density of the block's facts
    double worst_z = 0;                  ///< of the block's facts, given the others
};
/// Log densities of each block's facts by runs that know none of them, in the order of `leave_blocks_out`.
std::vector<double> block_scores(const Matrix& y, const std::vector<Fact>& facts);
std::vector<LeftOut> leave_blocks_out(const Matrix& y, const std::vector<Fact>& facts);

/// P(X > x) of chi-square. Range: degrees >= 1. Source: Wilson and Hilferty 1931, within about .002.
double chi_square_tail(double x, double degrees);

}  // namespace peacenorm::analysis::fit
