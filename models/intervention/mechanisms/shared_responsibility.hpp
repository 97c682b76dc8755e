// SPDX-License-Identifier: Apache-2.0
// Shared responsibility: counting on a partner thins one's own duty; a clear lead restores it. One clarity for both, so
// that cooperation has no sign of its own here.
#pragma once

#include <span>
#include <string>

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

struct SharedResponsibility {
    static constexpr Manual manual{Profile::core, "cover Q = 1-prod(1-v)^((1-chi) omega K); lead duty D chi",
                                   "diekmann_1985; volunteer_teams_2025; docs/theory.md#shared-responsibility"};
    bool enabled = true;
    double overlap = 0.5;
    double clarity = 0.5;
    double lead_duty = 1;
    std::string lead;
    double learning = 0.05;
};

/// Who is tasked with the response under a common plan.
enum class Role { lead, other };

/// How clear it is who responds: chi = clarity K^M, from the mandate-and-planning tie.
/// Range: 0..1. Limits: switched off or no tie gives 0.
/// Source: volunteer_teams_2025: what counts is the number of teams, not of volunteers; assumed: in proportion to
/// common planning.
inline double clarity(const SharedResponsibility& m, double mandate_tie) {
    return m.enabled ? m.clarity * mandate_tie : 0;
}

/// A partner within reach: how far it is counted on (0..1), and the believed chance that it responds (0..1).
struct PartnerExpectation {
    double counted_on;
    double response_belief;
};

/// Believed chance that somebody else responds: Q = 1 - prod (1 - v)^((1 - chi) omega K).
/// Range: 0..1; rises with each belief and with overlap omega, falls with clarity chi.
/// Limits: switched off, alone, no overlap or chi = 1 gives 0.
/// Source: diekmann_1985: the dilemma (omega = 1, chi = 0); fischer_2011: bystanders; assumed: the exponent, so that
/// clarity thins cover.
inline double expected_cover(const SharedResponsibility& m, double chi, std::span<const PartnerExpectation> partners) {
    if (!m.enabled) return 0;
    double nobody = 1;
    for (const PartnerExpectation& partner : partners) {
        const double exponent = (1 - chi) * m.overlap * partner.counted_on;
        if (exponent > 0) nobody *= math::pow(1 - partner.response_belief, exponent);
    }
    return 1 - nobody;
}

/// What being the lead adds to the utility of a response: D chi.
/// Units: of utility, as the norm. Limits: switched off, not the lead or no clarity gives 0. Source: assumed: a lead
/// binds as far as tasking is clear.
inline double lead_duty(const SharedResponsibility& m, double chi, Role role) {
    return m.enabled && role == Role::lead ? m.lead_duty * chi : 0;
}

/// Belief that a partner responds, after a week of n calls of which it answered the share x: v + (1 - (1 - a)^n) (x -
/// v). Range: 0..1. Limits: a = 0 keeps it; updated even when the mechanism is off. Source: assumed: exponential
/// smoothing by the call, whatever their order.
inline double learned_belief(const SharedResponsibility& m, double belief, double calls, double came_share) {
    return belief + (1 - math::pow(1 - m.learning, calls)) * (came_share - belief);
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::SharedResponsibility> : intervention::Docs {
    using Owner = intervention::SharedResponsibility;
    static constexpr std::string_view meaning = "Counting on partners thins one's own duty; a clear lead restores it";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled,
              stated("switch", "diekmann_1985; volunteer_teams_2025; docs/theory.md#shared-responsibility")),
        field("overlap", &Owner::overlap,
              number(share_with(uniform_between(0, 1)), "omega: overlap of mandates and areas",
                     "assumed: the whole range, as nobody measured the overlap")),
        field(
            "clarity", &Owner::clarity,
            number(
                share_with(uniform_between(0, 1)), "chi at full integration of planning: how clear tasking is",
                "volunteer_teams_2025: teams count, not volunteers; assumed: the whole range, as nobody measured it")),
        field("lead_duty", &Owner::lead_duty,
              number(factor_with(uniform_between(0, 2)), "D: duty that a clear lead adds to the utility to respond",
                     "assumed: up to twice the benefit, since nothing says how a lead binds")),
        field("lead", &Owner::lead, stated("organisation that leads in protection; empty: none", in_file)),
        field("learning", &Owner::learning,
              number({"per call", 0, 1}, "weight of what was last seen in the belief whether a partner responds",
                     "assumed: half is forgotten after 14 calls")));
};

}  // namespace peacenorm::config
