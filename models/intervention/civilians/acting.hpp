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

/// How many of so many persons act: binomial, by the word; never falls when persons or chance rise. Units: chance 0..1.
/// Limits: beyond a million persons an agent, their expected number, rounded by the word.
inline std::int32_t who_act(std::uint32_t word, std::int32_t persons, double chance) {
    constexpr std::int32_t most = 1'000'000;
    if (persons > most) return static_cast<std::int32_t>(whole(chance * persons, uniform_of(word)));
    return random::binomial(uniform_of(word), persons, chance);
}

/// Whoever's word is not below this does not act, with at most so many persons and chance: most need no further look.
inline std::uint64_t limit_of_acting(double most_chance, double most_persons) {
    if (most_chance >= 1) return std::uint64_t{1} << 32U;
    if (!(most_chance > 0)) return 0;
    constexpr double margin = 1 + 1e-9;  // of rounding
    const double any = -math::expm1(most_persons * math::log1p(-most_chance)) * margin;
    return random::threshold(std::min(1.0, any)) + 1;
}

}  // namespace peacenorm::intervention::civilians
