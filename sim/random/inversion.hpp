// SPDX-License-Identifier: Apache-2.0
// Counts by inversion of one uniform: monotone in the uniform and in the rate, so that two arms stay coupled.
#pragma once

#include <cstdint>

namespace peacenorm::random {

/// The smallest k with P(X <= k) >= u for X ~ Poisson(mean). Range: u in (0, 1), mean in [0, 600].
/// Limits: mean 0 gives 0. Monotone: never falls when u or mean rises. Errors: std::domain_error outside the range.
std::int32_t poisson(double u, double mean);

/// The smallest k with P(X <= k) >= u for X ~ Binomial(n, p). Range: u in (0, 1), n in [0, 1e6], p in [0, 1].
/// Limits: p = 0 gives 0, p = 1 gives n. Monotone in u, n and p.
std::int32_t binomial(double u, std::int32_t n, double p);

/// The same for p = 1 - exp(-hazard), at less cost where n p is small. Range: hazard from 0 on.
std::int32_t binomial_by_hazard(double u, std::int32_t n, double hazard);

/// Exponential with the given mean: -mean * log(1 - u).
double exponential(double u, double mean);

/// Discrete power law P(X >= x) = x^-(exponent - 1), x >= 1, cut at `cap`. Range: exponent > 1. Monotone in u.
/// Source: Clauset, Shalizi and Newman 2009, eq. 3.1 (continuous approximation, floored).
std::int32_t power_law(double u, double exponent, std::int32_t cap);

/// The index drawn from non-negative weights by one uniform. Limits: all weights 0 gives -1.
template <class Weights>
int categorical(double u, const Weights& weights) {
    double total = 0;
    for (const double w : weights) total += w;
    if (!(total > 0)) return -1;
    const double target = u * total;
    double sum = 0;
    int last = -1, i = 0;
    for (const double w : weights) {
        if (w > 0) {
            last = i;
            sum += w;
            if (target < sum) return i;
        }
        ++i;
    }
    return last;
}

}  // namespace peacenorm::random
