// SPDX-License-Identifier: Apache-2.0
// How many of those for whom an agent stands do what each of them does with some chance: one word an agent, week and
// act.
#pragma once

#include <algorithm>
#include <cstdint>

#include "models/intervention/rules/whole.hpp"
#include "sim/core/math.hpp"
#include "sim/random/draws.hpp"
#include "sim/random/inversion.hpp"

namespace peacenorm::intervention::civilians {

/// The uniform of a word: the lower the word, the nearer to 1. Range: (0, 1).
inline double uniform_of(std::uint32_t word) {
    return 1 - (word + 0.5) * 0x1p-32;
}

/// How many of so many persons act, each with chance 1 - exp(-hazard): binomial, by the word; never falls when persons
/// or hazard rise. Units: hazard a week. Limits: beyond a million persons an agent, their expected number, rounded by
/// the word.
inline std::int32_t who_act(std::uint32_t word, std::int32_t persons, double hazard) {
    constexpr std::int32_t most = 1'000'000;
    if (persons > most) return static_cast<std::int32_t>(whole(-math::expm1(-hazard) * persons, uniform_of(word)));
    return random::binomial_by_hazard(uniform_of(word), persons, hazard);
}

/// Whoever's word is not below this does not act, with at most so many persons and hazard: most need no further look.
inline std::uint64_t limit_of_acting(double most_hazard, double most_persons) {
    if (!(most_hazard > 0)) return 0;
    constexpr double margin = 1 + 1e-9;  // of rounding
    return random::threshold(std::min(1.0, -math::expm1(-most_persons * most_hazard) * margin)) + 1;
}

/// At least 1 - exp(-x), for little: twice tanh(x / 2) over 1 more than that, and tanh(y) is at most y. Range: x from
/// 0.
inline double above_chance(double x) {
    return x / (1 + x / 2);
}

}  // namespace peacenorm::intervention::civilians
