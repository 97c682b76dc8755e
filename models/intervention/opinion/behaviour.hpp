// SPDX-License-Identifier: Apache-2.0
// What opinion does: people inform those whom they trust, and join an armed group. They protest where their kin do
// (mechanisms/protest.hpp); who leaves and who returns goes by harm and fear alone (mechanisms/displacement.hpp).
#pragma once

#include <algorithm>

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/recruitment.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention::opinion {

struct Informing {
    double known = 0.01;
    double base = -1.5;
    double judgement = 0.6;
    double response = 1.5;
    double fear = 1.5;
    double leak = 1;
    double only_tips = 0.4;
};

/// What a person of a threatened community weighs before it informs an organisation.
struct InformingReasons {
    double u = 0;         ///< its judgement of the organisation, logits
    double response = 0;  ///< remembered share of threats here that the organisation answered, 0..1
    double fear = 0;      ///< 0..1
    double control = 0;   ///< share of the armed groups in the place, 0..1
    double leak = 0;      ///< chance that the informant becomes known, 0..1
};

/// Willingness to tell an organisation of a threat: logistic(t0 + tU u + tR (RR - 0.2) - tF f c - tK leak).
/// Range: 0..1; rises with judgement and past answers, falls with fear where groups control and with leaks.
/// Limits: at u = 0, one threat in five answered and no fear, logistic(t0). Source: berman_shapiro_felter_2011: who
/// shares information with whom; wheeler_2005: reputation brings reports; assumed: the logistic form.
inline double willingness_to_inform(const Informing& m, const InformingReasons& r) {
    constexpr double ordinary = 0.2;  // share of attacks that missions answered; source: oios_2014
    return math::logistic(m.base + m.judgement * r.u + m.response * (r.response - ordinary) -
                          m.fear * r.fear * r.control - m.leak * r.leak);
}

/// Chance that somebody tells: 1 - (1 - k w)^n for n persons of the threatened community at hand, of whom each knows
/// with chance k and is as willing as their mean w. Range: 0..1. Limits: nobody there, or nobody willing, gives 0.
/// Source: berman_shapiro_felter_2011: one informant is enough; assumed: that people know of a threat apart.
inline double chance_of_a_tip(const Informing& m, double persons, double mean_willingness) {
    return -math::expm1(persons * math::log1p(-std::min(0.999999, m.known * mean_willingness)));
}

/// Chance that an organisation learns of a threat: (1 - s) [1 - (1 - own)(1 - tip)] + s tip: a share s of threats shows
/// only to those who live there. Range: 0..1. Limits: s = 1 leaves tips alone; without tips a force learns of 1 - s of
/// what it would find. Source: shapiro_weidmann_2015: what civilians know; assumed: that the share is the same
/// anywhere.
inline double chance_to_learn(const Informing& m, double own, double tip) {
    const double either = 1 - (1 - own) * (1 - tip);
    return (1 - m.only_tips) * either + m.only_tips * tip;
}

/// Chance of one civilian to join a group in a week: r logistic(bA A - bF f - b0) c, as for many.
/// Range: 0..1. Limits: switched off, or no control, gives 0. Source: bennett_2008: anger against fear and a threshold.
inline double chance_to_join(const Recruitment& m, double anger, double fear, double control) {
    return std::min(1.0, recruits(m, 1, anger, fear, control));
}

}  // namespace peacenorm::intervention::opinion

namespace peacenorm::config {

template <>
struct Declaration<intervention::opinion::Informing> : intervention::Docs {
    using Owner = intervention::opinion::Informing;
    static constexpr std::string_view meaning = "Civilians inform whom they trust and who came before";
    static constexpr auto fields = std::make_tuple(
        field("known", &Owner::known,
              number(share_with(log_uniform(1e-4, 0.1)),
                     "chance of a person of the threatened community to know and to reach it",
                     "assumed: one person in ten thousand to one in ten, since nobody counted")),
        field("base", &Owner::base,
              number({"logits", -20, 20, normal(-1.5, 0.7)}, "t0: willingness, all else ordinary",
                     "assumed: about one in five is willing where all else is ordinary")),
        field(
            "judgement", &Owner::judgement,
            number(factor_with(uniform_between(0.25, 1)), "tU: weight of the judgement u",
                   "berman_shapiro_felter_2011: who is favoured is informed; assumed: the size, at most one for one")),
        field("response", &Owner::response,
              number(factor_with(uniform_between(0, 3)), "tR: weight of remembered responses above one in five",
                     "wheeler_2005: reputation brings reports; assumed: the size, up to 3 logits")),
        field("fear", &Owner::fear,
              number(factor_with(uniform_between(0, 3)), "tF: weight of fear where armed groups control",
                     "berman_shapiro_felter_2011: retaliation deters; assumed: the size, up to 3 logits")),
        field("leak", &Owner::leak,
              number(factor_with(uniform_between(0, 3)), "tK: weight of the chance to become known",
                     "wood_2014: informants are punished; assumed: the size, up to 3 logits")),
        field("only_tips", &Owner::only_tips,
              number(share_with(uniform_between(0.1, 0.7)), "share of threats that show only to those who live there",
                     "shapiro_weidmann_2015: what civilians know; assumed: the size, within a wide prior")));
};

}  // namespace peacenorm::config
