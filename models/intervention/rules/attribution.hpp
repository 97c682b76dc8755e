// SPDX-License-Identifier: Apache-2.0
// One event, one probability vector over organisations and nobody: nothing is counted twice.
#pragma once

#include <cstddef>
#include <span>

#include "sim/core/check.hpp"

namespace peacenorm::intervention {

/// Divides an event among organisations: share_o = w_o / (sum w + nobody). The rest is nobody's.
/// Shape: one entry an organisation; `weights` and `shares` may be the same span. Range: weights >= 0, the actor's
/// own 1. Limits: all weights 0 gives all shares 0. Source: condra_shapiro_2012: who takes the blame; assumed: shares
/// in proportion to weights.
inline void attribute(double nobody, std::span<const double> weights, std::span<double> shares) {
    EXPECT(weights.size() == shares.size());
    double total = nobody;
    for (const double weight : weights) total += weight;
    for (std::size_t o = 0; o < shares.size(); ++o) shares[o] = total > 0 ? weights[o] / total : 0;
}

}  // namespace peacenorm::intervention
