// SPDX-License-Identifier: Apache-2.0
// Force-hours over tasks: a softmax of utilities, so that more of one task is less of another.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include "sim/core/math.hpp"

namespace peacenorm::intervention {

/// Share of force-hours a task: a_k = exp(u_k / T) / sum.
/// Shape: one entry a task, in the order of `Tasks`. Range: 0..1, sum 1; temperature T > 0, in units of utility.
/// Limits: equal utilities or a large T give equal shares, a small T all to the best; a common shift changes nothing.
/// Source: form assumed; karlsrud_2015 for the drift that it lets happen.
inline std::array<double, 6> task_shares(const std::array<double, 6>& utilities, double temperature) {
    const double top = *std::max_element(utilities.begin(), utilities.end());
    std::array<double, 6> shares{};
    double total = 0;
    for (std::size_t k = 0; k < shares.size(); ++k) {
        shares[k] = math::exp((utilities[k] - top) / temperature);
        total += shares[k];
    }
    for (double& share : shares) share /= total;
    return shares;
}

/// The shares when a least share of physical protection is ordered: the others give way in proportion.
/// Range: quota 0..1; the sum stays 1. Limits: a quota at or below the share changes nothing.
/// Source: assumed (a lever).
inline std::array<double, 6> with_quota(std::array<double, 6> shares, double quota) {
    constexpr std::size_t protection = 1;
    const double before = shares[protection];
    if (quota <= before) return shares;
    for (double& share : shares) share *= before < 1 ? (1 - quota) / (1 - before) : 0;
    shares[protection] = quota;
    return shares;
}

}  // namespace peacenorm::intervention
