// SPDX-License-Identifier: Apache-2.0
// Shared responsibility: counting on partners thins one's own duty, clear tasking takes that away, and a lead moves
// duty to itself: what it gains, the others lose. One clarity for all of it, so that cooperation has no sign of its own
// here.
#pragma once

#include <span>
#include <string>

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

struct SharedResponsibility {
    static constexpr Manual manual{
        Profile::core, "cover B [1-prod(1-K v)^(1-chi)]; the lead's duty + L chi, each other's - L chi / (|R|-1)",
        "diekmann_1985; volunteer_teams_2025; docs/theory.md#shared-responsibility"};
    bool enabled = true;
    double bystanding = 1;
    double clarity = 0.5;
    double lead_duty = 1;
    std::string lead;
    double learning = 0.05;
};

/// How clear it is who responds: chi = clarity K^M, from the mandate-and-planning tie.
/// Range: 0..1. Limits: switched off or no tie gives 0.
/// Source: volunteer_teams_2025: what counts is the number of teams, not of volunteers; assumed: in proportion to
/// common planning.
inline double clarity(const SharedResponsibility& m, double mandate_tie) {
    return m.enabled ? m.clarity * mandate_tie : 0;
}

/// A partner within reach of the same threat.
struct PartnerExpectation {
    double counted_on;       ///< chance that one knows that it knows, 0..1
    double response_belief;  ///< believed chance that it responds, 0..1
};

/// What others are counted on for, in logits: B [1 - prod (1 - K v)^(1 - chi)].
/// Range: 0..B; rises with each belief v and with how far it is known who knows K, falls with clarity chi.
/// Limits: switched off, alone, nobody known to know, or chi = 1 gives 0.
/// Source: diekmann_1985: the dilemma (K = 1, chi = 0); fischer_2011: bystanders; assumed: the exponent, so that
/// clarity thins cover.
inline double expected_cover(const SharedResponsibility& m, double chi, std::span<const PartnerExpectation> partners) {
    if (!m.enabled) return 0;
    double nobody = 1;
    for (const PartnerExpectation& partner : partners)
        nobody *= math::pow(1 - partner.counted_on * partner.response_belief, 1 - chi);
    return m.bystanding * (1 - nobody);
}

/// What the lead's duty gains, in logits: L times the mean clarity with the others in reach. `clarities`: of the lead
/// with each other. Limits: switched off, or nobody else in reach, gives 0. Source: assumed: a lead binds as far as
/// tasking is clear.
inline double duty_of_lead(const SharedResponsibility& m, std::span<const double> clarities) {
    if (!m.enabled || clarities.empty()) return 0;
    double sum = 0;
    for (const double chi : clarities) sum += chi;
    return m.lead_duty * sum / static_cast<double>(clarities.size());
}

/// What another's duty loses to the lead: - L chi / (|R| - 1), `others` = |R| - 1 of those in reach. The losses sum to
/// what the lead gains. Limits: switched off gives 0. Source: assumed: a lead moves duty, it does not make it.
inline double duty_of_other(const SharedResponsibility& m, double chi, std::size_t others) {
    return m.enabled ? -m.lead_duty * chi / static_cast<double>(others) : 0;
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
    static constexpr std::array retired{Retired{"overlap", "mechanisms.shared_responsibility.bystanding"}};
    static constexpr std::string_view meaning =
        "Counting on partners thins one's own duty; a lead moves duty to itself; clarity for both";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled,
              stated("switch", "diekmann_1985; volunteer_teams_2025; docs/theory.md#shared-responsibility")),
        field(
            "bystanding", &Owner::bystanding,
            number({"logits", 0, 10, uniform_between(0, 2)}, "B: what it takes off the logit if others surely respond",
                   "diekmann_1985; fischer_2011; assumed: the prior of what a lead moves, so that neither side is "
                   "favoured")),
        field(
            "clarity", &Owner::clarity,
            number(
                share_with(uniform_between(0, 1)), "chi at full integration of planning: how clear tasking is",
                "volunteer_teams_2025: teams count, not volunteers; assumed: the whole range, as nobody measured it")),
        field("lead_duty", &Owner::lead_duty,
              number({"logits", 0, 10, uniform_between(0, 2)},
                     "L: duty that a wholly clear lead takes over from the others",
                     "assumed: up to a factor of seven in the odds, since nothing says how a lead binds")),
        field("lead", &Owner::lead,
              drawn_from_choices(stated("organisation that leads in protection; empty: none", in_file))),
        field("learning", &Owner::learning,
              number({"per call", 0, 1}, "weight of what was last seen in the belief whether a partner responds",
                     "assumed: half is forgotten after 14 calls")));
};

}  // namespace peacenorm::config
