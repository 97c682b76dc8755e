// SPDX-License-Identifier: Apache-2.0
// Civilian tips: people share what they know with whom they trust, who has come before, and as far as fear lets them.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

struct CivilianTips {
    static constexpr Manual manual{Profile::core,
                                   "hazard of awareness + pi_T mean over persons of logistic(t0 + t_U u + t_R (RR-.2) "
                                   "- t_F f c); a share of threats shows to tips alone",
                                   "berman_shapiro_felter_2011; wheeler_2005; docs/theory.md#civilian-tips"};
    bool enabled = true;
    double awareness = 0.8;
    double base = -1.5;
    double judgement = 0.6;
    double response = 1.5;
    double fear = 1.5;
    double police = 1;
    double only_tips = 0.4;
    double memory = 0.9;
};

/// What all people of a community in a place weigh alike before they inform an organisation. All 0..1.
struct TipReasons {
    double response;      ///< remembered share of threats here that the organisation answered
    double police_share;  ///< part of the organisation that is police
    double leak = 0;      ///< perceived risk that the informant becomes known
};

/// Response share at which memory of responses neither helps nor harms: about what missions reached in 2010 to 2013.
/// Source: oios_2014: one attack in five.
inline constexpr double ordinary_response = 0.2;

/// What of the willingness to inform is the same for all of a community in a place:
/// t0 + t_R (RR - 0.2) + t_P police - t_K leak. Units: logits. Limits: an ordinary place leaves t0. Source:
/// wheeler_2005: reputation brings reports. `leak` is weighed by the mechanism that exposes informants.
inline double common_willingness(const CivilianTips& m, const TipReasons& r) {
    return m.base + m.response * (r.response - ordinary_response) + m.police * r.police_share - r.leak;
}

/// What one person's fear takes from its willingness: t_F f c. Units: logits; fear f and control c of armed groups in
/// the place, 0..1. Limits: fear alone silences nobody where nobody controls. Source: berman_shapiro_felter_2011:
/// retaliation deters.
inline double silence_of_fear(const CivilianTips& m, double fear, double control) {
    return m.fear * fear * control;
}

/// Willingness of one person to inform an organisation: logistic(common + t_U u - silence), u its judgement in logits.
/// Range: 0..1; rises with judgement. Limits: t_U 0 and no control make all of a community alike. Source:
/// berman_shapiro_felter_2011: who shares information with whom; assumed: the logistic form, for a graded choice.
inline double tip_willingness(const CivilianTips& m, double common, double u, double silence) {
    return math::logistic(common + m.judgement * u - silence);
}

/// Hazard of awareness that tips add: pi_T w, w the mean willingness. Units: hazard a threat, as for own awareness.
/// Limits: switched off gives 0. Source: assumed: tips add to a force's own chances, in proportion to willingness.
inline double tip_hazard(const CivilianTips& m, double willingness) {
    return m.enabled ? m.awareness * willingness : 0;
}

/// Chance that an organisation learns of a threat: (1 - s) [1 - (1 - own)(1 - tip)] + s tip: a share s of threats shows
/// only to those who live there. Range: 0..1. Limits: s = 1 leaves tips alone; with nobody willing a force learns of 1
/// - s of what it would find; switched off there is no such share. Source: shapiro_weidmann_2015: what civilians know;
/// assumed: that the share is the same anywhere.
inline double chance_to_learn(const CivilianTips& m, double own, double tip) {
    if (!m.enabled) return own;
    const double either = 1 - (1 - own) * (1 - tip);
    return (1 - m.only_tips) * either + m.only_tips * tip;
}

/// Local memory of an organisation's responses, after a week in which it was called: r m + (1 - r) x.
/// Range: 0..1. Updated even when the mechanism is off, so that it can be switched on later. Source: assumed: memories
/// fade by the call, not by the week.
inline double remembered_response(const CivilianTips& m, double memory, double answered_share) {
    return m.memory * memory + (1 - m.memory) * answered_share;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::CivilianTips> : intervention::Docs {
    using Owner = intervention::CivilianTips;
    static constexpr std::array retired{Retired{"legitimacy", "mechanisms.civilian_tips.judgement, by logit"}};
    static constexpr std::string_view meaning = "Civilians inform whom they trust and who came before";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled,
              stated("switch", "berman_shapiro_felter_2011; wheeler_2005; docs/theory.md#civilian-tips")),
        field("awareness", &Owner::awareness,
              number(factor_with(uniform_between(0.2, 1.5)), "piT: hazard of awareness at full willingness",
                     "assumed: where all are willing, people know more than a force finds out alone; "
                     "docs/theory.md#civilian-tips")),
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
        field("police", &Owner::police,
              number(factor, "weight of the share of police",
                     "hunnicutt_2021: the direction; assumed: the size, one logit for police alone")),
        field("only_tips", &Owner::only_tips,
              number(share_with(uniform_between(0.1, 0.7)), "share of threats that show only to those who live there",
                     "shapiro_weidmann_2015: what civilians know; assumed: the size, within a wide prior")),
        field("memory", &Owner::memory,
              number({"per threat", 0, 1}, "part of the memory of responses that a further threat leaves",
                     "assumed: people recall about the last seven threats")));
};

}  // namespace peacenorm::config
