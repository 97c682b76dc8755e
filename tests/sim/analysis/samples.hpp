// SPDX-License-Identifier: Apache-2.0
// Samples of known distributions, drawn by address: the i-th is always the same.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/random/draws.hpp"
#include "sim/random/inversion.hpp"
#include "sim/random/special.hpp"

namespace peacenorm::analysis {

inline double sample_uniform(int sample, int value) {
    return random::uniform({4711, 0}, {static_cast<std::uint64_t>(sample), random::clock_word(value), 0xffff0});
}

/// Standard normal.
inline std::vector<double> normal_sample(int n, int sample) {
    std::vector<double> values;
    for (int i = 0; i < n; ++i) values.push_back(random::normal_quantile(sample_uniform(sample, i)));
    return values;
}

/// Exponential with mean 1: skewness 2.
inline std::vector<double> exponential_sample(int n, int sample) {
    std::vector<double> values;
    for (int i = 0; i < n; ++i) values.push_back(random::exponential(sample_uniform(sample, i), 1));
    return values;
}

}  // namespace peacenorm::analysis
