// SPDX-License-Identifier: Apache-2.0
// Civilian tips: people share what they know with whom they trust, who has come before, and as far as fear lets them.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

struct CivilianTips {
    static constexpr Manual manual{Profile::core,
                                   "hazard of awareness + pi_T logistic(t0 + t_L (L-.5) + t_R (RR-.2) - t_F f c)",
                                   "berman_shapiro_felter_2011; wheeler_2005; docs/theory.md#civilian-tips"};
    bool enabled = true;
    double awareness = 0.8;
    double base = -1.5;
    double legitimacy = 2.5;
    double response = 1.5;
    double fear = 1.5;
    double police = 1;
    double memory = 0.9;
};

/// What a community in a place weighs before it informs an organisation. All 0..1.
struct TipReasons {
    double legitimacy;    ///< of the organisation in its eyes
    double response;      ///< remembered share of threats here that the organisation answered
    double fear;          ///< of the community
    double control;       ///< share of the armed groups in the place
    double police_share;  ///< part of the organisation that is police
    double leak = 0;      ///< perceived risk that the informant becomes known
};

/// Response share at which memory of responses neither helps nor harms: about what missions reached in 2010 to 2013.
/// Source: oios_2014: one attack in five.
inline constexpr double ordinary_response = 0.2;

/// Willingness to inform: logistic(t0 + t_L (L - 1/2) + t_R (RR - 0.2) + t_P police - t_F f c - t_K leak).
/// Range: 0..1; rises with legitimacy and response, falls with fear where groups control. Kept up whatever the switch
/// says. Source: berman_shapiro_felter_2011: who shares information with whom; wheeler_2005: reputation brings reports;
/// assumed: the logistic form, for a graded choice. `leak` is weighed by the mechanism that exposes informants.
inline double tip_willingness(const CivilianTips& m, const TipReasons& r) {
    return math::logistic(m.base + m.legitimacy * (r.legitimacy - 0.5) + m.response * (r.response - ordinary_response) +
                          m.police * r.police_share - m.fear * r.fear * r.control - r.leak);
}

/// Hazard of awareness that tips add: pi_T w. Units: hazard a threat, as for own awareness. Limits: switched off gives
/// 0. Source: assumed: tips add to a force's own chances, in proportion to willingness.
inline double tip_hazard(const CivilianTips& m, double willingness) {
    return m.enabled ? m.awareness * willingness : 0;
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
    static constexpr std::string_view meaning = "Civilians inform whom they trust and who came before";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled,
              stated("switch", "berman_shapiro_felter_2011; wheeler_2005; docs/theory.md#civilian-tips")),
        field("awareness", &Owner::awareness,
              number(factor_with(uniform_between(0.2, 1.5)), "piT: hazard of awareness at full willingness",
                     "assumed: where all are willing, people know more than a force finds out alone; "
                     "docs/theory.md#civilian-tips")),
        field("base", &Owner::base,
              number({"1", -20, 20, normal(-1.5, 0.7)}, "t0: logit of willingness, all else ordinary",
                     "assumed: about one in five is willing where all else is ordinary")),
        field("legitimacy", &Owner::legitimacy,
              number(factor_with(uniform_between(1, 4)), "tL: weight of legitimacy above a half",
                     "berman_shapiro_felter_2011: who is favoured is informed; assumed: the size, from 1 to 4 logits")),
        field("response", &Owner::response,
              number(factor_with(uniform_between(0, 3)), "tR: weight of remembered responses above one in five",
                     "wheeler_2005: reputation brings reports; assumed: the size, up to 3 logits")),
        field("fear", &Owner::fear,
              number(factor_with(uniform_between(0, 3)), "tF: weight of fear where armed groups control",
                     "berman_shapiro_felter_2011: retaliation deters; assumed: the size, up to 3 logits")),
        field("police", &Owner::police,
              number(factor, "weight of the share of police",
                     "hunnicutt_2021: the direction; assumed: the size, one logit for police alone")),
        field("memory", &Owner::memory,
              number({"per threat", 0, 1}, "part of the memory of responses that a further threat leaves",
                     "assumed: people recall about the last seven threats")));
};

}  // namespace peacenorm::config
