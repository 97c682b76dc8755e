// SPDX-License-Identifier: Apache-2.0
// Posture shift: planning together with partners that fight pulls an organisation toward their fight, or leaves it to
// them. Drift and complementarity are one mechanism with a sign.
#pragma once

#include <span>

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"

namespace peacenorm::intervention {

struct PostureShift {
    static constexpr Manual manual{Profile::core, "utility of counter-terrorism + e_M (1 - 2 comp) sum K^M a_CT",
                                   "karlsrud_2015; moe_2021; schumann_bara_2023; assumed: the form, with a sign of its "
                                   "own; docs/theory.md#posture-shift"};
    bool enabled = true;
    double pull = 1;
    double complementarity = 0.5;
};

/// A partner that an organisation plans with: depth of the mandate-and-planning tie (0..1) and the partner's share of
/// force-hours in counter-terrorism last week (0..1).
struct PlanningPartner {
    double mandate_tie;
    double counter_terrorism_share;
};

/// How much fighting an organisation plans along with: sum K^M a_CT over partners. Limits: no tie gives 0.
/// Source: assumed: partners add up, each as far as it plans along.
inline double planned_fight(std::span<const PlanningPartner> partners) {
    double drawn = 0;
    for (const PlanningPartner& partner : partners) drawn += partner.mandate_tie * partner.counter_terrorism_share;
    return drawn;
}

/// What planning with partners adds to the utility of the task "counter-terrorism": e_M (1 - 2 comp) sum K^M a_CT.
/// Units: of utility, before the softmax. Range: any sign; |.| <= e_M times the partners. Limits: switched off, no tie
/// or comp = 1/2 gives 0; comp = 0 is drift only, comp = 1 specialisation only, equal and opposite.
/// Source: karlsrud_2015; moe_2021: drift; schumann_bara_2023: functional complementarity; assumed: one term with a
/// sign, so that neither side is built in.
inline double posture_utility(const PostureShift& m, std::span<const PlanningPartner> partners) {
    if (!m.enabled) return 0;
    return m.pull * (1 - 2 * m.complementarity) * planned_fight(partners);
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::PostureShift> : intervention::Docs {
    using Owner = intervention::PostureShift;
    static constexpr std::string_view meaning =
        "Planning with those who fight pulls into their fight, or frees from it";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled,
              stated("switch", "karlsrud_2015; moe_2021; schumann_bara_2023; docs/theory.md#posture-shift")),
        field("pull", &Owner::pull,
              number(factor_with(uniform_between(0, 2)),
                     "eM: utility of counter-terrorism that a partner wholly in it adds at full planning tie",
                     "assumed: from nothing to two units of utility, as data on force employment are scarce")),
        field("complementarity", &Owner::complementarity,
              number(share_with(uniform_between(0, 1)),
                     "comp: below a half partners pull it in, above they take the fight over; a half is neutral",
                     "schumann_bara_2023: partners complement; moe_2021: they draw in; assumed: even, so that no sign "
                     "is built in")));
};

}  // namespace peacenorm::config
