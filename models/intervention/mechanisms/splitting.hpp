// SPDX-License-Identifier: Apache-2.0
// Splitting: a group under losses or in talks may split; the fragment kills more and is bound by nothing.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

struct Splitting {
    static constexpr Manual manual{Profile::extended, "1 - exp(-h0 exp(z1 loss + z3 talks)); fragment ~ Beta(2, 5)",
                                   "staniland_2014, bakke_cunningham_seymour_2012"};
    Switch enabled = std::nullopt;
    double hazard = 0.001;
    double losses = 1;
    double negotiation = 1;
    double violence = 0.5;
    double merging = 0.01;
};

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

namespace peacenorm::config {

template <>
struct Declaration<intervention::Splitting> : intervention::Docs {
    using Owner = intervention::Splitting;
    static constexpr std::string_view meaning = "Groups split under losses and talks";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated(by_profile, "theory 4.3 (staniland_2014)")),
        field("hazard", &Owner::hazard,
              number({"per week", 0, 1}, "h0: hazard without reasons", "theory 4.3 h0; assumed: once in twenty years")),
        field("losses", &Owner::losses, number(factor, "z1: weight of losses", "theory 4.3 z1; assumed")),
        field("negotiation", &Owner::negotiation, number(factor, "z3: weight of an accord", "theory 4.3 z3; assumed")),
        field(
            "violence", &Owner::violence,
            number(factor_with(uniform_between(0, 1.5)), "attacks that a fragment adds", "theory 4.1 bC (wood_2014)")),
        field("merging", &Owner::merging,
              number({"per week", 0, 1}, "chance that a fragment rejoins", "assumed: about two years")));
};

}  // namespace peacenorm::config
