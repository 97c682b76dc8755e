// SPDX-License-Identifier: Apache-2.0
// The law of motion of a norm's salience: pulled to its anchor, trained up, drawn toward partners' conduct in either
// direction, refreshed by public reports, lost where nobody acts on it. One law for each component of the norm.
#pragma once

#include <algorithm>

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/enforcement_game.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "models/intervention/rules/task_shares.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

enum class NormEngine { law, enforcement_game };

struct NormLaw {
    static constexpr Manual manual{
        Profile::core,
        "n + aS (nbar - n) + aT q (1-iota)(1-churn) G_T + aJ (1-iota) sum w K^J (x_p - x) + aM m (1-n) - aD (1-act) "
        "max(0, n - nbar)",
        "finnemore_sikkink_1998; deitelhoff_zimmermann_2019; panke_petersohn_2012; assumed: the form, linear in each "
        "force; docs/theory.md#norm-law"};
    bool enabled = true;
    double institutional_pull = 0.01;
    double training = 0.004;
    double training_quality = 1;
    double rotation = 0.05;
    double convergence = 0.006;
    double message = 0.03;
    double decay = 0.003;
    double restraint = 2.5;
    double task_pull = 2;
    double abuse_reference = 0.01;
    double memory = 0.95;
    NormEngine engine = NormEngine::law;
    EnforcementGame game = {};
};

/// What bears on one component of a unit's norm in a week. All 0..1 unless stated.
struct NormForces {
    double anchor;            ///< nbar: mandate text and doctrine of the commanding organisation
    double training_gap = 0;  ///< sum over trainers of K^T max(0, n_trainer - n)
    double conduct_gap = 0;   ///< weighted sum over partners of K^J (x_partner - x_own), -1..1
    double message = 0;       ///< public reports about its conduct, as 1 - exp(-count)
    double activation = 0;    ///< share of its obligations that it acted on, remembered; 1 if it had none
    double internalisation = 0;
};

/// Salience after a week: n + aS (nbar - n) + aT q (1 - iota) (1 - churn) G_T + aJ (1 - iota) G_J + aM m (1 - n)
/// - aD (1 - act) max(0, n - nbar), within 0..1: what was gained beyond the anchor is lost again where nobody acts on
/// it. Partners' conduct is compared with one's own, each within its own mandate, so that equals do not move each other
/// and exchanging two organisations exchanges the sign. Units: rates per week; churn is the share of troops that rotate
/// in a month. Limits: all rates 0 keep n; iota = 1 shuts partners and trainers out. Updated even when the mechanism is
/// off, so that it can be switched on later. Source: finnemore_sikkink_1998: life cycle; deitelhoff_zimmermann_2019:
/// robustness; acharya_2004: localisation; panke_petersohn_2012: degeneration without enforcement; assumed: the linear
/// form, the simplest with a sign for each force.
inline double norm_after_week(const NormLaw& m, double n, const NormForces& f) {
    const double open = 1 - f.internalisation;
    const double next = n + m.institutional_pull * (f.anchor - n) +
                        m.training * m.training_quality * open * (1 - m.rotation) * f.training_gap +
                        m.convergence * open * f.conduct_gap + m.message * f.message * (1 - n) -
                        m.decay * (1 - f.activation) * std::max(0.0, n - f.anchor);
    return std::clamp(next, 0.0, 1.0);
}

/// The salience that bears on conduct. Limits: switched off it is the anchor: the norm as doctrine has it.
/// Range: 0..1. Source: assumed: the neutral value of the switch.
inline double norm_in_force(const NormLaw& m, double salience, double anchor) {
    return m.enabled ? salience : anchor;
}

/// What a norm above or below its anchor adds to the utility of all tasks that protect: e_N (n - nbar), the mean over
/// its components, so that more of one component never takes from protection. Units: of utility. Limits: at the anchor,
/// so always when switched off, 0. Source: assumed: the anchor is part of hand-set utilities, so only the distance
/// counts.
inline double norm_utility(const NormLaw& m, double norm, double anchor) {
    return m.task_pull * (norm - anchor);
}

/// Shift of the logit of harm in an operation by the norm of restraint: -g_N (n - nbar).
/// Limits: at the anchor 0. Source: assumed: linear in the norm on the logit; khadka_2025: what else moves it.
inline double restraint_shift(const NormLaw& m, double norm, double anchor) {
    return -m.restraint * (norm - anchor);
}

/// Chance of harm in an operation whose logit is shifted: logistic(logit(v0) + shift).
/// Range: 0..1 for v0 in 0..1. Limits: no shift gives v0, bit for bit; v0 = 0 or 1 stays.
/// Source: assumed: effects add on the logit, so that a chance stays one.
inline double shifted_abuse(double baseline, double shift) {
    return shifted_share(baseline, shift);
}

/// Restraint as conduct: exp(-(harm events per operation) / reference).
/// Range: 0..1. Limits: no operation or no harm gives 1. Source: assumed: each further abuse takes the same part of
/// what is left.
inline double observed_restraint(const NormLaw& m, double harm_events, double operations) {
    return operations > 0 ? math::exp(-harm_events / operations / m.abuse_reference) : 1;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct EnumNames<intervention::NormEngine> {
    using Engine = intervention::NormEngine;
    static constexpr std::array<std::pair<std::string_view, Engine>, 2> names{
        {{"law", Engine::law}, {"enforcement_game", Engine::enforcement_game}}};
};

template <>
struct Declaration<intervention::NormLaw> : intervention::Docs {
    using Owner = intervention::NormLaw;
    static constexpr std::string_view meaning = "How the salience of the norm moves, and what it bears on";
    static constexpr intervention::Amount rate{"per week", 0, 1};
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled,
              stated("switch: off, the norm stays at its anchor",
                     "finnemore_sikkink_1998; deitelhoff_zimmermann_2019; docs/theory.md#norm-law")),
        field("institutional_pull", &Owner::institutional_pull,
              halved(Halved::half,
                     number({"per week", 0, 1, log_uniform(0.002, 0.03)}, "aS: pull to the anchor",
                            "assumed: half of a gap closes in half a year to seven years; docs/theory.md#norm-law"))),
        field("training", &Owner::training,
              halved(
                  Halved::half,
                  number(
                      {"per week", 0, 1, log_uniform(0.001, 0.02)}, "aT: rise toward a better trainer at full tie",
                      "checkel_2005: socialisation; assumed: half of a gap closes in eight months to thirteen years"))),
        field("training_quality", &Owner::training_quality,
              number(share, "lever: quality of training, Q", "assumed: a lever, whole unless a scenario sets it")),
        field("rotation", &Owner::rotation,
              number({"per month", 0, 1, uniform_between(0.02, 0.1)}, "churn: part of the trained who rotate out",
                     "assumed: two to ten in a hundred leave a month, as tours end")),
        field("convergence", &Owner::convergence,
              halved(Halved::half, number({"per week", 0, 1, log_uniform(0.001, 0.04)},
                                          "aJ: pull toward partners' conduct at full joint tie, up or down",
                                          "acharya_2004: localisation; assumed: from next to nothing to twice the "
                                          "fastest training; docs/theory.md#norm-law"))),
        field("message", &Owner::message,
              number({"per week", 0, 1, uniform_between(0.01, 0.1)}, "aM: rise after public reports about it",
                     "deitelhoff_zimmermann_2019: reactions of others; assumed: the size, up to a tenth of the way")),
        field("decay", &Owner::decay,
              halved(Halved::half,
                     number({"per week", 0, 1, uniform_between(0, 0.02)},
                            "aD: loss of what exceeds the anchor, where nobody acts on it",
                            "panke_petersohn_2012: degeneration without enforcement; rosert_schirmbeck_2007: erosion; "
                            "assumed: two hundredths a week at most"))),
        field("restraint", &Owner::restraint,
              number(factor_with(uniform_between(1, 4)), "gN: how far restraint lowers the logit of harm in operations",
                     "assumed: from end to end the norm moves the odds of harm by a factor of 3 to 55")),
        field("task_pull", &Owner::task_pull,
              number(factor_with(uniform_between(1, 3)),
                     "eN: utility of protective tasks that a norm above its anchor adds",
                     "assumed: one to three units of utility, as data on force employment are scarce")),
        field("abuse_reference", &Owner::abuse_reference,
              number({"events per operation", 1e-6, 10}, "harm events per operation at which seen restraint is 1/e",
                     "assumed: the host army's rate of harm is the yardstick")),
        field("engine", &Owner::engine,
              stated("the law, or the game of enforcement",
                     "axelrod_1986; assumed: two engines, to see what hangs on the choice")),
        field("game", &Owner::game, stated("parameters of the game", "axelrod_1986; docs/theory.md#enforcement-game")),
        field("memory", &Owner::memory,
              halved(Halved::root,
                     number(rate, "part of the memory of conduct that is kept: 0.95 halves in a quarter of a year",
                            "assumed: partners see conduct over months, not single weeks"))));
};

}  // namespace peacenorm::config
