// SPDX-License-Identifier: Apache-2.0
// Presence deters armed groups; how much depends on posture and on whether patrols are coordinated.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

#include "models/intervention/parameters.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

/// One organisation on the ground in a place. `joint`: its strongest joint-operations tie with another one here, 0..1.
struct Presence {
    double persons;
    double norm;
    double joint;
};

/// Persons that count: F max(0, n + (1 - n) zeta). A negative zeta is presence without a protective posture; what it
/// takes away stops at nothing. Units: persons. Source: form assumed; hultman_2010 (without an explicit mandate to
/// protect, more rebel violence).
inline double credible_persons(const PresenceDeterrence& m, const Presence& force) {
    return force.persons * std::max(0.0, force.norm + (1 - force.norm) * m.posture);
}

/// Persons that count together: the largest force counts whole, the others less what uncoordinated patrols overlap,
/// 1 - overlap (1 - joint). Of equal forces the least coordinated counts whole, whatever their order.
/// Limits: one force counts whole; with joint = 1 everywhere, or no overlap, all do. Where joint ties differ, it jumps
/// when another force becomes the largest. Source: assumed.
inline double effective_persons(const PresenceDeterrence& m, std::span<const Presence> forces) {
    std::size_t whole = 0;
    for (std::size_t i = 1; i < forces.size(); ++i) {
        const double gap = credible_persons(m, forces[i]) - credible_persons(m, forces[whole]);
        if (gap > 0 || (gap == 0 && forces[i].joint < forces[whole].joint)) whole = i;
    }
    double total = 0;
    for (std::size_t i = 0; i < forces.size(); ++i)
        total += credible_persons(m, forces[i]) * (i == whole ? 1 : 1 - m.patrol_overlap * (1 - forces[i].joint));
    return total;
}

/// What presence leaves of an armed group's rate of attack: exp(-theta s ln(1 + F / F0)).
/// Units: F and F0 in persons; `deterrable` s is 1 for a group that presence can deter wholly, 0 for none.
/// Range: 0..1. Limits: switched off, nobody there or s = 0 gives 1.
/// Source: form assumed; hultman_kathman_shannon_2013 (an upper bound), fjelde_hultman_nilsson_2019 (rebels, not
/// states).
inline double deterrence_multiplier(const PresenceDeterrence& m, std::span<const Presence> forces, double deterrable) {
    if (!m.enabled) return 1;
    return math::exp(-m.strength * deterrable * math::log1p(effective_persons(m, forces) / m.reference_persons));
}

}  // namespace peacenorm::intervention
