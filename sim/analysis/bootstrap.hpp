// SPDX-License-Identifier: Apache-2.0
// The bootstrap of a mean, for outcomes too skewed for Student's interval. Resamples are drawn by address.
#pragma once

#include <cstdint>
#include <span>

#include "sim/analysis/statistics.hpp"
#include "sim/random/streams.hpp"

namespace peacenorm::analysis {

inline constexpr random::Stream bootstrap_stream{0x00010, "analysis.bootstrap"};
inline constexpr std::uint64_t bootstrap_resamples = 10'000;
inline constexpr std::uint64_t fewest_for_bootstrap = 30;

/// Whether Student's interval for a mean is not to be trusted: |G1| > sqrt(n / 25), the rule n > 25 G1^2 of Cochran
/// 1977 (Sampling Techniques, 3rd ed., eq. 2.27), under which a 95% interval errs in at most 6% of samples.
bool is_too_skewed_for_student(const Moments& moments);

/// Whether the bootstrap takes its place: too skewed, and at least 30 values, below which a resample knows too little
/// of the tail and its intervals are too narrow (Hesterberg 2015, doi:10.1080/00031305.2015.1089789).
bool asks_for_bootstrap(const Moments& moments);

struct Bootstrap {
    Interval interval;
    double p = undefined;  ///< of mean 0, two-sided, from the same resamples: below 1 - level where 0 is outside
};

/// Bias-corrected and accelerated interval of a mean, with 10 000 resamples. Source: Efron 1987
/// (doi:10.1080/01621459.1987.10478410). Random: analysis.bootstrap, one word per value: seed the key, resample the
/// entity's high half, value its low half; so it depends on the values, their order and the seed alone.
/// Limits: without spread [mean, mean]; NaN below two values.
Bootstrap bootstrap_mean(std::span<const double> values, double level, std::uint32_t seed);

}  // namespace peacenorm::analysis
