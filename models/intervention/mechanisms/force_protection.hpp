// SPDX-License-Identifier: Apache-2.0
// Force protection: who attacks peacekeepers, and what attacks do to the force. The published evidence on the first
// conflicts, so the effect of looking like a party to the war has a prior centred on nothing.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

struct ForceProtection {
    static constexpr Manual manual{
        Profile::core,
        "attacks ~ exposure/(h+exposure) exp(th_J B + th_L loss + th_S str + th_T tips)(1 - g_D K^L); logit of the "
        "share for "
        "itself + e_A a/(h+a) - e_R K^L",
        "fjelde_hultman_bromley_2016; salverda_2013; hunnicutt_2021; khadka_2025; docs/theory.md#force-protection"};
    bool enabled = true;
    double belligerency = 0;
    double losses = 0.3;
    double strength = 0.3;
    double tips = 0.3;
    double cover = 0.3;
    double attacks_pull = 0.8;
    double relief = 0.75;
    double revenge = 0.75;
    double half = 1.0;
    double loss_half = 1.0;
    double memory = 0.85;
};

/// What an armed group sees of a force in a place. All 0..1.
struct Target {
    double belligerency;  ///< the force's share of counter-terrorism, and its joint partners' here
    double losses;        ///< the group's remembered losses here, 0..1
    double strength;      ///< the group's share against all forces here
    double tips;          ///< civilians' willingness to inform the force here
    double inbound;       ///< support by air and escort that the force receives, K^L
};

/// What a group's remembered losses count for: m / (m0 + m). Units: losses per week, m0 those that count half.
/// Range: 0..1. Limits: none gives 0. Source: assumed: it saturates, so that no streak of losses runs away.
inline double felt_losses(const ForceProtection& m, double remembered_losses) {
    return remembered_losses / (m.loss_half + remembered_losses);
}

/// What the target makes of a group's rate of attacks on a force: exp(th_J B + th_L loss + th_S str + th_T tips)
/// (1 - g_D K^L). Range: > 0 for g_D < 1. Limits: switched off gives 1.
/// Source: fjelde_hultman_bromley_2016: losses; salverda_2013: strength; hunnicutt_2021: police that win civilians;
/// forslund_2020: no effect of a parallel force confirmed; assumed: the log-linear form, so that reasons multiply.
inline double attack_multiplier(const ForceProtection& m, const Target& t) {
    if (!m.enabled) return 1;
    return math::exp(m.belligerency * t.belligerency + m.losses * t.losses + m.strength * t.strength +
                     m.tips * t.tips) *
           (1 - m.cover * t.inbound);
}

/// What remembered attacks add to the logit of the share of hours that a force keeps for itself: e_A a / (h + a) - e_R
/// K^L. Units: a in attacks per week, h those at which half is reached. Limits: switched off gives 0. Source:
/// cruz_2017: the pressure; assumed: it saturates in attacks.
inline double protection_utility(const ForceProtection& m, double remembered_attacks, double inbound) {
    if (!m.enabled) return 0;
    return m.attacks_pull * remembered_attacks / (m.half + remembered_attacks) - m.relief * inbound;
}

/// Shift of the logit of harm in operations after losses of one's own: g_X a / (h + a).
/// Limits: switched off or no attack gives 0. Source: khadka_2025: lethal force follows the loss of comrades; assumed:
/// it saturates in attacks.
inline double revenge_shift(const ForceProtection& m, double remembered_attacks) {
    return m.enabled ? m.revenge * remembered_attacks / (m.half + remembered_attacks) : 0;
}

/// Attacks remembered after a week: r m + (1 - r) x. Units: attacks per week. Updated even when the mechanism is off,
/// so that it can be switched on later. Source: assumed: memories of forces fade by a constant share.
inline double remembered_attacks(const ForceProtection& m, double memory, double attacks) {
    return m.memory * memory + (1 - m.memory) * attacks;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::ForceProtection> : intervention::Docs {
    using Owner = intervention::ForceProtection;
    static constexpr std::string_view meaning = "Who attacks a force, and what attacks do to it";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled,
              stated("switch", "hunnicutt_2021; forslund_2020; docs/theory.md#force-protection")),
        field("belligerency", &Owner::belligerency,
              number(
                  effect_with(normal(0, 0.7)), "thJ: effect of fighting beside others on attacks, as a log ratio",
                  "forslund_2020: no effect confirmed; assumed: a prior without a sign, since the evidence conflicts")),
        field("losses", &Owner::losses,
              number(effect_with(normal(0.3, 0.3)), "thL: effect of the group's losses",
                     "fjelde_hultman_bromley_2016: attacks follow losses; assumed: one prior for the three reasons")),
        field("strength", &Owner::strength,
              number(effect_with(normal(0.3, 0.3)), "thS: effect of the group's relative strength",
                     "salverda_2013: stronger rebels attack; assumed: one prior for the three reasons")),
        field(
            "tips", &Owner::tips,
            number(
                effect_with(normal(0.3, 0.3)), "thT: effect of civilians' willingness to inform the force",
                "hunnicutt_2021: attacks follow police that win civilians; assumed: one prior for the three reasons")),
        field("cover", &Owner::cover,
              number(share_with(uniform_between(0, 0.6)), "gD: part of attacks that full inbound support prevents",
                     "assumed: escorts and air cover prevent three in five attacks at most")),
        field(
            "attacks_pull", &Owner::attacks_pull,
            number(
                factor_with(uniform_between(0.2, 1.5)),
                "eA: how far attacks raise the logit of the share that a force keeps for itself",
                "cruz_2017: pressure to protect the force; assumed: the size, as data on force employment are scarce")),
        field("relief", &Owner::relief,
              number(factor_with(uniform_between(0, 1.5)), "eR: how far inbound support lowers that logit",
                     "assumed: at most what attacks add at their worst, so that relief can cancel it")),
        field("revenge", &Owner::revenge,
              number(factor_with(uniform_between(0, 1.5)), "gX: how far attacks raise the logit of harm in operations",
                     "khadka_2025: lethal force follows the loss of comrades; assumed: up to four and a half times the "
                     "odds")),
        field("half", &Owner::half,
              halved(Halved::half, number({"attacks per week", 1e-6, 1e6},
                                          "remembered attacks at which half of what they do is reached",
                                          "assumed: a mission's worst months have about one deadly attack a week"))),
        field("loss_half", &Owner::loss_half,
              halved(Halved::half, number({"events per week", 1e-6, 1e6},
                                          "a group's remembered losses at which half of thL is reached",
                                          "assumed: as many as attacks on the force, for want of data"))),
        field("memory", &Owner::memory,
              halved(Halved::root,
                     number({"per week", 0, 1}, "part of the memory of attacks that is kept: 0.85 halves in four weeks",
                            "fjelde_hultman_bromley_2016: recent losses; assumed: those of about four weeks"))));
};

}  // namespace peacenorm::config
