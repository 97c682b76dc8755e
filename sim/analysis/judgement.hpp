// SPDX-License-Identifier: Apache-2.0
// From paired differences to a verdict: shares of replicates or of prior draws below, within and above a threshold.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "sim/analysis/statistics.hpp"
#include "sim/record/claims.hpp"

namespace peacenorm::analysis {

inline constexpr double decisive = 0.9;              ///< share of replicates or draws that decides
inline constexpr std::uint64_t fewest_per_draw = 8;  ///< replicates of each prior draw that a verdict requires
inline constexpr std::uint64_t fewest_units = 20;    ///< replicates, or draws, below which a share of 0.9 means little

/// Differences of a contrast by replicate, and which draw of the parameters each belongs to.
struct Sample {
    std::vector<double> values;
    std::vector<std::uint64_t> replicates;  ///< by value, ascending
    std::vector<std::uint64_t> draws;       ///< by value; empty: fixed parameters
    std::uint64_t left_out = 0;             ///< pairs without a value, or with a run that is not done
    Moments shares = {};  ///< by pair of runs: of the window, the weeks in which both have the outcome's actor
};

/// The samples over the replicates that all of them have.
std::vector<Sample> aligned_samples(std::vector<Sample> samples);

/// By value: the sum of factor x sample. SAFETY: the samples are aligned.
Sample combined(std::span<const Sample> samples, std::span<const double> factors);

/// What a share is taken over: the differences of replicates at fixed parameters, or one effect for each draw.
struct Effects {
    std::vector<double> values;
    std::vector<std::uint64_t> draws;     ///< of each value; empty at fixed parameters
    std::uint64_t replicates = 0;         ///< in all
    std::uint64_t fewest_replicates = 0;  ///< of any draw
    bool is_corrected = false;            ///< for the chance that is left in the mean over a draw's replicates
};

/// Means by draw, with the spread that chance adds taken out: m + sqrt(T / (T + V)) (mean - m), where V is the mean
/// variance of a draw's mean and T = max(0, spread of the means - V), so that the effects spread as the draws do.
/// Source: Louis 1984 (doi:10.1080/01621459.1984.10478062); T by moments as in DerSimonian and Laird 1986
/// (doi:10.1016/0197-2456(86)90046-2). Limits: means as they are with one replicate a draw; all equal where T = 0.
Effects effects_of(const Sample& sample);

/// Quantile by linear interpolation between order statistics (Hyndman and Fan 1996, type 7). NaN of nothing.
double sample_quantile(std::span<const double> values, double probability);

enum class Finding { supported, refuted, practically_null, undetermined, too_few, not_testable, insensitive };

inline constexpr double least_power = 2.5;  ///< in thresholds d: below it an instrument says nothing of an outcome
inline constexpr double most_spread = 0.8;  ///< posterior over prior spread above which nothing is learnt

std::string_view text_of(Finding finding);

struct Judgement {
    double mean = undefined;
    Interval half, ninety;                                          ///< central 50% and 90% of the effects
    double below = undefined, null = undefined, above = undefined;  ///< P(D < -d), P(|D| <= d), P(D > d)
    Finding finding = Finding::undetermined;
    std::uint64_t units = 0, replicates = 0;
};

/// Range: d >= 0. Limits: without effects everything is undefined and the finding is `too_few`.
Judgement judge(const Effects& effects, double d, record::Direction direction);

/// The word of several ways of estimating one effect: theirs where they agree, else undetermined. Shape: not empty.
Finding agreed(std::span<const Finding> findings);

/// Whether the effects are enough for a finding: 20 units, and of prior draws 8 replicates each.
bool are_enough(const Effects& effects);

}  // namespace peacenorm::analysis
