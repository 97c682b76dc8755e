// SPDX-License-Identifier: Apache-2.0
// Social influence: what one says about an organisation moves toward what others say, without changing what one lived
// through.
#pragma once

#include <cmath>
#include <span>

#include "models/intervention/parameters.hpp"

namespace peacenorm::intervention {

/// One other group of people: what it said last week (0..1) and how much one listens to it (>= 0).
struct Voice {
    double opinion;
    double weight;
};

/// What others add to one's own opinion: lambda (weighted mean of others - own), or, under bounded confidence, the same
/// over those within epsilon of one's own only.
/// Range: -lambda..lambda. Limits: switched off, nobody listened to, or agreement gives 0; it settles where
/// L = lambda W L + (1 - lambda) b. Source: friedkin_johnsen_1990, hegselmann_krause_2002.
inline double influence(const SocialInfluence& m, double own, std::span<const Voice> others) {
    if (!is_on(m.enabled)) return 0;
    double sum = 0, weight = 0;
    for (const Voice& other : others) {
        if (m.rule == InfluenceRule::bounded_confidence && std::fabs(other.opinion - own) > m.confidence) continue;
        sum += other.weight * other.opinion;
        weight += other.weight;
    }
    return weight > 0 ? m.susceptibility * (sum / weight - own) : 0;
}

}  // namespace peacenorm::intervention
