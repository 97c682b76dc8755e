// SPDX-License-Identifier: Apache-2.0
// Splitting: a group under losses or in talks may split; the fragment kills more and is bound by nothing.
#pragma once

#include "models/intervention/parameters.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

/// Chance in a week that a whole group splits: 1 - exp(-h0 exp(z1 loss + z3 talks)).
/// Units: h0 per week; loss and talks 0..1. Range: 0..1. Limits: switched off gives 0.
/// Source: form assumed; staniland_2014, bakke_cunningham_seymour_2012 for what splits groups.
inline double split_chance(const Splitting& m, double loss, double talks) {
    return is_on(m.enabled) ? -math::expm1(-m.hazard * math::exp(m.losses * loss + m.negotiation * talks)) : 0;
}

/// Chance in a week that a fragment rejoins. Limits: switched off it always does. Source: assumed.
inline double merge_chance(const Splitting& m) {
    return is_on(m.enabled) ? m.merging : 1;
}

/// What being a fragment makes of its rate of attacks: 1 + b. Range: >= 1. Source: wood_2014 (weak groups kill more);
/// size assumed.
inline double fragment_multiplier(const Splitting& m) {
    return 1 + m.violence;
}

}  // namespace peacenorm::intervention
