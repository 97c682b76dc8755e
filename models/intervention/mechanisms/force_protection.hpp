// SPDX-License-Identifier: Apache-2.0
// Force protection: who attacks peacekeepers, and what attacks do to the force. The published evidence on the first
// conflicts, so the effect of looking like a party to the war has a prior centred on nothing.
#pragma once

#include "models/intervention/parameters.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

/// What an armed group sees of a force in a place. All 0..1.
struct Target {
    double belligerency;  ///< the force's share of counter-terrorism, and its joint partners' here
    double losses;        ///< the group's remembered losses here, 0..1
    double strength;      ///< the group's share against all forces here
    double tips;          ///< civilians' willingness to inform the force here
    double inbound;       ///< support by air and escort that the force receives, K^L
};

/// What a group's remembered losses count for: m / (m0 + m). Units: losses per week, m0 those that count half.
/// Range: 0..1. Limits: none gives 0. Source: assumed.
inline double felt_losses(const ForceProtection& m, double remembered_losses) {
    return remembered_losses / (m.loss_half + remembered_losses);
}

/// What the target makes of a group's rate of attacks on a force: exp(th_J B + th_L loss + th_S str + th_T tips)
/// (1 - g_D K^L). Range: > 0 for g_D < 1. Limits: switched off gives 1.
/// Source: fjelde_hultman_bromley_2016 (losses), salverda_2013 (strength), hunnicutt_2021 (police that win civilians),
/// forslund_2020 (no effect of a parallel force confirmed); the log-linear form is assumed.
inline double attack_multiplier(const ForceProtection& m, const Target& t) {
    if (!m.enabled) return 1;
    return math::exp(m.belligerency * t.belligerency + m.losses * t.losses + m.strength * t.strength +
                     m.tips * t.tips) *
           (1 - m.cover * t.inbound);
}

/// What remembered attacks add to the utility of the task "force protection": e_A a / (h + a) - e_R K^L.
/// Units: a in attacks per week, h those at which half is reached; utility before the softmax. Limits: switched off
/// gives 0. Source: form assumed; cruz_2017 for the pressure.
inline double protection_utility(const ForceProtection& m, double remembered_attacks, double inbound) {
    if (!m.enabled) return 0;
    return m.attacks_pull * remembered_attacks / (m.half + remembered_attacks) - m.relief * inbound;
}

/// Shift of the logit of harm in operations after losses of one's own: g_X a / (h + a).
/// Limits: switched off or no attack gives 0. Source: khadka_2025 (lethal force follows the loss of comrades); form
/// assumed.
inline double revenge_shift(const ForceProtection& m, double remembered_attacks) {
    return m.enabled ? m.revenge * remembered_attacks / (m.half + remembered_attacks) : 0;
}

/// Attacks remembered after a week: r m + (1 - r) x. Units: attacks per week. Kept up whatever the switch says. Source:
/// assumed.
inline double remembered_attacks(const ForceProtection& m, double memory, double attacks) {
    return m.memory * memory + (1 - m.memory) * attacks;
}

}  // namespace peacenorm::intervention
