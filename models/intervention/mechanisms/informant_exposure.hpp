// SPDX-License-Identifier: Apache-2.0
// Informant exposure: what is shared with partners may leak; informants are punished, and others fall silent.
#pragma once

#include <span>

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"

namespace peacenorm::intervention {

struct InformantExposure {
    static constexpr Manual manual{
        Profile::extended, "selective killings x (1 + thR tips (l0 + sum K^I leak) c); willingness - tK leak",
        "kalyvas_2006; assumed: the form, linear in risk; docs/theory.md#informant-exposure"};
    Switch enabled = std::nullopt;
    double baseline = 0.05;
    double violence = 0.75;
    double silence = 1.5;
    double protection = 0;
};

/// A partner that receives information: depth of the information tie and how leaky the partner is. All 0..1.
struct LeakyPartner {
    double tie;
    double leak;
};

/// Chance that an informant becomes known: (l0 + sum K^I leak) (1 - protection), at most 1.
/// Limits: switched off gives 0; protection = 1 gives 0. Source: kalyvas_2006: denunciation and its punishment;
/// assumed: risks by partners add up.
inline double leak_risk(const InformantExposure& m, std::span<const LeakyPartner> partners) {
    if (!is_on(m.enabled)) return 0;
    double risk = m.baseline;
    for (const LeakyPartner& partner : partners) risk += partner.tie * partner.leak;
    return (risk < 1 ? risk : 1) * (1 - m.protection);
}

/// What exposure makes of a group's selective killings: 1 + thR tips risk c.
/// Range: >= 1. Limits: switched off (then the risk is 0), no tips or no control gives 1. Source: kalyvas_2006.
inline double punishment_multiplier(const InformantExposure& m, double willingness, double risk, double control) {
    return 1 + m.violence * willingness * risk * control;
}

/// What perceived exposure takes from the logit of willingness to inform: tK risk. Range: >= 0. Source: kalyvas_2006:
/// fear of denunciation; assumed: linear in risk on the logit.
inline double silence_of_informants(const InformantExposure& m, double risk) {
    return m.silence * risk;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::InformantExposure> : intervention::Docs {
    using Owner = intervention::InformantExposure;
    static constexpr std::string_view meaning = "Shared information leaks; informants are punished";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated(by_profile, "kalyvas_2006; docs/theory.md#informant-exposure")),
        field("baseline", &Owner::baseline,
              number(share, "l0: risk without any partner", "assumed: small, where nothing is shared")),
        field("violence", &Owner::violence,
              number(factor_with(uniform_between(0, 1.5)), "thR: selective killings added at full exposure",
                     "kalyvas_2006: informers are punished; assumed: at most two and a half times, as retaliation")),
        field("silence", &Owner::silence,
              number(factor_with(uniform_between(0, 3)), "tK: logit of willingness that full exposure takes",
                     "assumed: the prior of fear, since both silence people")),
        field("protection", &Owner::protection,
              number(share, "lever: part of the risk that protection takes away",
                     "assumed: a lever, off unless a scenario sets it")));
};

}  // namespace peacenorm::config
