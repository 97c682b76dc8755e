// SPDX-License-Identifier: Apache-2.0
// Another engine for norms: a game of enforcement. Boldness is how readily one skips the norm, vengefulness how readily
// one sanctions a partner that does. Salience is 1 - boldness; salience of monitoring is vengefulness.
#pragma once

#include "models/intervention/docs.hpp"

namespace peacenorm::intervention {

struct EnforcementGame {
    double pace = 0.002;
    double temptation = 3;
    double punishment = -9;
    double enforcement = -2;
    double seen = 0.5;
    double dependence = 1;
    double council = 0.3;
    double meta = 0.3;
};

/// What an organisation meets in a week. All 0..1.
struct Enforcement {
    double watchers;       ///< mean vengefulness of partners that see it, weighed by their ties; council pressure added
    double violators;      ///< mean boldness of the partners that it sees
    double dependence;     ///< deepest support tie with them: whoever depends keeps silent
    double meta_pressure;  ///< how far others sanction those who look away
};

/// Boldness after a week: B + eta B (1 - B) (T + s P watchers).
/// Units: payoffs of the game per chance to defect; eta per week. Range: 0..1. Limits: nobody watches, it rises; it
/// falls where s watchers > T / -P = 1/3. Source: axelrod_1986: payoffs 3 and -9; assumed: replicator dynamics in place
/// of generations.
inline double boldness_after_week(const EnforcementGame& m, double boldness, const Enforcement& e) {
    return boldness + m.pace * boldness * (1 - boldness) * (m.temptation + m.seen * m.punishment * e.watchers);
}

/// Vengefulness after a week: V + eta V (1 - V) violators (E (1 + k dependence) - s P' meta).
/// Range: 0..1. Limits: nobody violates, it stays; dependence makes sanctions dearer, pressure on those who look away
/// makes them pay. Source: axelrod_1986: metanorms, -2 and -9; assumed: dependence buys silence;
/// docs/theory.md#enforcement-game.
inline double vengefulness_after_week(const EnforcementGame& m, double vengefulness, const Enforcement& e) {
    const double gain = m.enforcement * (1 + m.dependence * e.dependence) - m.seen * m.punishment * e.meta_pressure;
    return vengefulness + m.pace * vengefulness * (1 - vengefulness) * e.violators * gain;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::EnforcementGame> : intervention::Docs {
    using Owner = intervention::EnforcementGame;
    static constexpr std::string_view meaning = "The other norm engine: boldness and vengefulness (axelrod_1986)";
    static constexpr intervention::Amount payoff{"1", -100, 100};
    static constexpr auto fields = std::make_tuple(
        field("pace", &Owner::pace,
              halved(Halved::half, number({"per week", 0, 0.05}, "eta: pace of the replicator dynamics",
                                          "assumed: norms between organisations change over years, not weeks"))),
        field("temptation", &Owner::temptation, number(payoff, "T: gain of skipping the norm", "axelrod_1986: 3")),
        field("punishment", &Owner::punishment,
              number(payoff, "P: what a sanction costs who skips, or looks away", "axelrod_1986: -9")),
        field("enforcement", &Owner::enforcement,
              number(payoff, "E: what a sanction costs who sanctions", "axelrod_1986: -2")),
        field("seen", &Owner::seen, number(share, "S: chance to be seen", "axelrod_1986: uniform, mean one half")),
        field("dependence", &Owner::dependence,
              number(factor, "k: how far dependence on a partner's support makes sanctions dearer",
                     "assumed: cooperation buys silence, in a size that no study gives")),
        field("council", &Owner::council,
              number(share, "vengefulness of the Council and human-rights bodies, added to the partners'",
                     "assumed: pressure from outside, in a size that no study gives")),
        field("meta", &Owner::meta,
              number(share, "how far others sanction those who look away",
                     "axelrod_1986: metanorms; assumed: as much as the pressure from outside")));
};

}  // namespace peacenorm::config
