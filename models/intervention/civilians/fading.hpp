// SPDX-License-Identifier: Apache-2.0
// Memory that fades without being touched: what is stored is a stock times 2^(weeks / half-life), so what is added
// today is scaled up instead of all else being scaled down.
#pragma once

#include <algorithm>

#include "sim/core/math.hpp"

namespace peacenorm::intervention::civilians {

/// What a week leaves of a stock: 2^(-1 / half-life). Units: half-life in weeks, > 0. Range: 0..1.
inline double weekly_retention(double half_life_weeks) {
    return math::exp(-0.69314718055994530942 / half_life_weeks);
}

/// The scale of a kind of stock. Kept as its logarithm to base 2: a half-life that changes on a date changes what
/// follows only.
struct Fading {
    double halvings = 0;  ///< stored = stock * 2^halvings; 0..64 between weeks

    double scale() const { return math::exp(0.69314718055994530942 * halvings); }
    /// A week passes. Returns whether stocks have to be multiplied by `rescaling` now, to stay within a float. Limits:
    /// no week halves more than 64 times, which leaves nothing.
    bool age(double half_life_weeks) {
        halvings += std::min(most, 1 / half_life_weeks);
        if (halvings < most) return false;
        halvings -= most;
        return true;
    }
    static constexpr double most = 64;
    static constexpr float rescaling = 0x1p-64F;  ///< exact
};

}  // namespace peacenorm::intervention::civilians
