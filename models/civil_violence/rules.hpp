// SPDX-License-Identifier: Apache-2.0
// The rules as pure functions: numbers in, a number or a yes out.
#pragma once

#include <cstdint>

#include "models/civil_violence/parameters.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::civil_violence {

/// Cops per active, rounded as the rule says. Range: cops >= 0, actives >= 1. half_to_even: 0.5 -> 0, 1.5 -> 2.
inline double cops_per_active(Rounding rounding, int cops, int actives) {
    const int whole = cops / actives, twice_rest = 2 * (cops % actives);
    switch (rounding) {
        case Rounding::none:
            return static_cast<double>(cops) / actives;
        case Rounding::floor:
            return whole;
        case Rounding::half_to_even:
            break;
    }
    return whole + (twice_rest > actives || (twice_rest == actives && whole % 2 == 1) ? 1 : 0);
}

/// P = 1 - exp(-k ratio): what a citizen takes for its chance to be arrested. Source: epstein_2002, equation of P.
/// Limits: ratio 0 gives 0; k = 2.3 and ratio 1 give 0.8997.
inline double arrest_probability(double constant, double ratio) {
    return ratio > 0 ? 1 - math::exp(-constant * ratio) : 0;
}

/// Rule A: active if H (1 - L) - R P > T. `cops` and `others` are those in view; the citizen counts itself once more.
/// Source: epstein_2002, rule A.
inline bool is_active(const Grievance& rule, double hardship, double risk_aversion, int cops, int others) {
    const double grievance = hardship * (1 - rule.legitimacy);
    if (!(grievance > rule.threshold)) return false;  // no risk lowers it further
    const double p = arrest_probability(rule.arrest_constant, cops_per_active(rule.rounding, cops, 1 + others));
    return grievance - risk_aversion * p > rule.threshold;
}

/// A number in [0, n) from one word; its bias is below n / 2^32.
inline std::int32_t pick(std::uint32_t word, std::int64_t n) {
    return static_cast<std::int32_t>(static_cast<std::uint64_t>(word) * static_cast<std::uint64_t>(n) >> 32);
}

inline constexpr std::int32_t life = INT32_MAX;  ///< a term that never falls

/// A sentence in steps, from one word: 0..J, 0..J-1, or life. Source: epstein_2002: U(0, J); assumed: the ends, a
/// switch since implementations differ.
inline std::int32_t sentence(const Jail& jail, std::uint32_t word) {
    if (jail.sentences == Sentences::for_life) return life;
    return pick(word, jail.max_term + (jail.sentences == Sentences::up_to_max ? 1 : 0));
}

}  // namespace peacenorm::civil_violence
