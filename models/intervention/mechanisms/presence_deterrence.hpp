// SPDX-License-Identifier: Apache-2.0
// Presence deters armed groups; how much depends on posture and on whether patrols are coordinated.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

struct PresenceDeterrence {
    static constexpr Manual manual{
        Profile::core, "rate x exp(-theta ln(1 + F/F0)), F weighted by posture and overlap",
        "hultman_kathman_shannon_2013; fjelde_hultman_nilsson_2019; hultman_2010; docs/theory.md#presence-deterrence"};
    bool enabled = true;
    double strength = 0.12;
    double reference_persons = 100;
    double posture = 0.25;
    double patrol_overlap = 0.3;
};

/// One organisation on the ground in a place. `joint`: its strongest joint-operations tie with another one here, 0..1.
struct Presence {
    double persons;
    double norm;
    double joint;
};

/// Persons that count: F max(0, n + (1 - n) zeta). A negative zeta is presence without a protective posture; what it
/// takes away stops at nothing. Units: persons. Source: hultman_2010: without an explicit mandate to protect, more
/// rebel violence; assumed: linear in the norm.
inline double credible_persons(const PresenceDeterrence& m, const Presence& force) {
    return force.persons * std::max(0.0, force.norm + (1 - force.norm) * m.posture);
}

/// Persons that count together: the largest force counts whole, the others less what uncoordinated patrols overlap,
/// 1 - overlap (1 - joint). Of equal forces the least coordinated counts whole, whatever their order.
/// Limits: one force counts whole; with joint = 1 everywhere, or no overlap, all do. Where joint ties differ, it jumps
/// when another force becomes the largest. Source: assumed: uncoordinated patrols go to the same places.
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
/// Source: hultman_kathman_shannon_2013: an upper bound; fjelde_hultman_nilsson_2019: rebels, not states; assumed:
/// logarithmic in persons, so that each further soldier deters less.
inline double deterrence_multiplier(const PresenceDeterrence& m, std::span<const Presence> forces, double deterrable) {
    if (!m.enabled) return 1;
    return math::exp(-m.strength * deterrable * math::log1p(effective_persons(m, forces) / m.reference_persons));
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::PresenceDeterrence> : intervention::Docs {
    using Owner = intervention::PresenceDeterrence;
    static constexpr std::string_view meaning = "Presence deters armed groups";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled,
              stated("switch",
                     "hultman_kathman_shannon_2013; fjelde_hultman_nilsson_2019; docs/theory.md#presence-deterrence")),
        field("strength", &Owner::strength,
              number({"1", 0, 10, log_normal(0.12, 0.6)}, "theta: attacks fall as exp(-theta ln(1 + F / F0))",
                     "hultman_kathman_shannon_2013: an upper bound; fjelde_hultman_nilsson_2019: a local effect; "
                     "assumed: a prior well below that bound; docs/theory.md#presence-deterrence")),
        field("reference_persons", &Owner::reference_persons,
              number({"persons", 0.1, 1e6}, "F0: force in a place that counts as one unit",
                     "assumed: about a company, the least that people in a district notice")),
        field(
            "posture", &Owner::posture,
            number(
                {"1", -1, 1, uniform_between(-0.5, 1)},
                "zeta: what a force without the norm to protect deters, relative to one with it; never below 0 in sum",
                "hultman_2010: more violence by rebels without a mandate to protect; assumed: a prior that reaches "
                "below 0")),
        field("patrol_overlap", &Owner::patrol_overlap,
              number(share_with(uniform_between(0, 0.6)),
                     "part of a second force's presence that is lost where patrols are not coordinated",
                     "assumed: the prior of the overlap of sources, for want of data")));
};

}  // namespace peacenorm::config
