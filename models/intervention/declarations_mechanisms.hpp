// SPDX-License-Identifier: Apache-2.0
// Declarations of the mechanisms: each with its switch, neutral when off.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/parameters.hpp"

namespace peacenorm::config {

template <>
struct Declaration<intervention::InformationPooling> : intervention::Docs {
    using Owner = intervention::InformationPooling;
    static constexpr std::string_view meaning = "Partners' warnings raise awareness of threats";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated("switch", "theory H1 (duursma_karlsrud_2019)")),
        field("usable", &Owner::usable,
              number(share_with(beta(2, 3)),
                     "tau: part of a partner's warning that is usable: classification, language, delay, trust",
                     "theory H1 tau")),
        field("overlap", &Owner::overlap,
              number(share_with(uniform_between(0, 0.6)), "rho: overlap of sources, such as the same informant",
                     "theory H1 rho")));
};

template <>
struct Declaration<intervention::PresenceDeterrence> : intervention::Docs {
    using Owner = intervention::PresenceDeterrence;
    static constexpr std::string_view meaning = "Presence deters armed groups";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated("switch", "theory H3 (hultman_kathman_shannon_2013)")),
        field("strength", &Owner::strength,
              number({"1", 0, 10, log_normal(0.12, 0.6)}, "theta: attacks fall as exp(-theta ln(1 + F / F0))",
                     "theory H3 thP (hultman_kathman_shannon_2013, fjelde_hultman_nilsson_2019)")),
        field("reference_persons", &Owner::reference_persons,
              number({"persons", 0.1, 1e6}, "F0: force in a place that counts as one unit", "theory H3 F0")),
        field(
            "posture", &Owner::posture,
            number(
                {"1", -1, 1, uniform_between(-0.5, 1)},
                "zeta: what a force without the norm to protect deters, relative to one with it; never below 0 in sum",
                "theory H3 zeta (hultman_2010)")),
        field("patrol_overlap", &Owner::patrol_overlap,
              number(share_with(uniform_between(0, 0.6)),
                     "part of a second force's presence that is lost where patrols are not coordinated",
                     "assumed: as the overlap of sources, theory H1 rho")));
};

template <>
struct Declaration<intervention::SharedResponsibility> : intervention::Docs {
    using Owner = intervention::SharedResponsibility;
    static constexpr std::string_view meaning = "Counting on partners thins one's own duty; a clear lead restores it";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated("switch", "theory D2, H6 (diekmann_1985)")),
        field("overlap", &Owner::overlap,
              number(share_with(uniform_between(0, 1)), "omega: overlap of mandates and areas", "theory D2 omega")),
        field("clarity", &Owner::clarity,
              number(share_with(uniform_between(0, 1)), "chi at full integration of planning: how clear tasking is",
                     "theory H6 chi")),
        field("lead_duty", &Owner::lead_duty,
              number(factor_with(uniform_between(0, 2)), "D: duty that a clear lead adds to the utility to respond",
                     "theory H6 D")),
        field("lead", &Owner::lead,
              stated("organisation that leads in protection; empty: none", "model 5; assumed: the UN mission")),
        field("learning", &Owner::learning,
              number({"per call", 0, 1}, "weight of what was last seen in the belief whether a partner responds",
                     "theory D2 vhat; assumed: half forgotten after 14 calls")));
};

template <>
struct Declaration<intervention::SupportCrowding> : intervention::Docs {
    using Owner = intervention::SupportCrowding;
    static constexpr std::string_view meaning = "What is given to partners is missing at home; part of it arrives";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated("switch", "theory D5")),
        field("pull", &Owner::pull,
              number(factor_with(uniform_between(0, 2)),
                     "eS: utility of partner support that an outbound logistics tie of depth 1 adds", "theory D3 eS")),
        field("efficiency", &Owner::efficiency,
              number(share_with(uniform_between(0.5, 1)), "eta: part of the donor's force-hours that the partner gains",
                     "theory D5 eta_tr")));
};

template <>
struct Declaration<intervention::Association> : intervention::Docs {
    using Owner = intervention::Association;
    static constexpr std::string_view meaning = "Credit and blame for what visible partners do";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated("switch", "theory D4 (sabrow_2017)")),
        field("credit", &Owner::credit,
              number(factor_with(uniform_between(0, 0.8)), "s+: credit for a partner's good act; the doer weighs 1",
                     "theory 3.3 s+; one prior with blame, so that asymmetry must come from data")),
        field("blame", &Owner::blame,
              number(factor_with(uniform_between(0, 0.8)), "s-: blame for a partner's bad act; the doer weighs 1",
                     "theory 3.3 s-; one prior with credit")),
        field(
            "joint", &Owner::joint,
            number(factor_with(uniform_between(0, 0.8)), "sJ: how a joint operation associates, relative to visibility",
                   "theory 3.3 s-J; assumed: as credit and blame")));
};

template <>
struct Declaration<intervention::StrategicViolence> : intervention::Docs {
    using Owner = intervention::StrategicViolence;
    static constexpr std::string_view meaning =
        "Violence depends on control, avenges one's own, learns from success and loss, and moves on";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated("switch", "theory 4.1, 4.3 (kalyvas_2006)")),
        field("selective_peak", &Owner::selective_peak,
              number(share_with(uniform_between(0.6, 0.9)), "c2: control at which selective violence peaks",
                     "theory 4.1 c2 (kalyvas_2006)")),
        field("selective_width", &Owner::selective_width,
              number({"1", 0.01, 10}, "width of that peak", "theory 4.1 w2: about 0.12; assumed wider")),
        field("indiscriminate_peak", &Owner::indiscriminate_peak,
              number(share_with(uniform_between(0, 0.5)), "c1: control at which indiscriminate violence peaks",
                     "theory 4.1 c1: sources disagree, so the place is free")),
        field("indiscriminate_width", &Owner::indiscriminate_width,
              number({"1", 0.01, 10}, "width of that peak", "theory 4.1 w1: about 0.15; assumed wider")),
        field("floor", &Owner::floor,
              number(factor, "violence outside both peaks, relative to a peak",
                     "assumed: no level of control ends violence")),
        field("relocation", &Owner::relocation,
              number({"per week", 0, 1}, "share of fighters that look for another place",
                     "theory 4.3: learning rate 0.05 to 0.3")),
        field("gain", &Owner::gain,
              number(factor_with(uniform_between(0, 1.5)), "pull of a place where attacks went unanswered",
                     "theory 4.3; prior as theory 4.1 b")),
        field("caution", &Owner::caution,
              number(factor_with(uniform_between(0, 1.5)), "push from a place where it was met or hunted",
                     "theory 4.3; prior as theory 4.1 bL")),
        field("retaliation", &Owner::retaliation,
              number(factor_with(uniform_between(0, 1.5)), "how far harm to its own community raises its attacks there",
                     "theory 4.1 (wood_2014); prior as theory 4.1 bL")),
        field("harm_half", &Owner::harm_half,
              number({"deaths per week", 1e-6, 1e6}, "remembered harm at which half of the retaliation is reached",
                     "assumed: one death a week in a place is much")),
        field("noticed", &Owner::noticed,
              number({"events per week", 0, 1e6}, "most successes, and most losses, of a place that a group takes in",
                     "assumed: beyond a few a week more change little")),
        field("memory", &Owner::memory,
              number({"per week", 0, 1}, "part of a memory that is kept: 0.85 halves in about four weeks",
                     "theory 4.1: losses of the last four weeks (condra_shapiro_2012)")));
};

}  // namespace peacenorm::config
