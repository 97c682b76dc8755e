// SPDX-License-Identifier: Apache-2.0
// Displacement: people leave where they are harmed and afraid, for bordering places that are near and quiet.
#pragma once

#include "models/intervention/parameters.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

/// Chance to leave in a week: 1 - exp(-(d0 + d1 harm + d2 f)).
/// Units: harm in deaths of the week per 10,000 persons of the place; fear f above its base, 0..1. Range: 0..1.
/// Limits: switched off gives 0. Source: form assumed, as in suleimenova_2017 for the hazards.
inline double departure_chance(const Displacement& m, double harm_per_10000, double fear) {
    return is_on(m.enabled) ? -math::expm1(-(m.baseline + m.harm * harm_per_10000 + m.fear * fear)) : 0;
}

/// Weight of a destination: (quiet 1, in conflict less) / (10 + km). Units: km by road; only ratios matter.
/// Source: suleimenova_2017 (FLEE's shipped settings: 0.25 for a conflict zone).
inline double destination_weight(const Displacement& m, bool in_conflict, double km) {
    return (in_conflict ? m.conflict : 1) / (10 + km);
}

/// Share of the displaced that goes home in a week: the rate where home is quiet, else none. Range: 0..1. Source:
/// assumed.
inline double returning_share(const Displacement& m, bool home_in_conflict) {
    return home_in_conflict ? 0 : m.returning;
}

}  // namespace peacenorm::intervention
