// SPDX-License-Identifier: Apache-2.0
// Consent and silence: cooperation with the host buys access and costs voice.
#pragma once

#include <algorithm>

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"

namespace peacenorm::intervention {

struct ConsentSilence {
    static constexpr Manual manual{
        Profile::extended, "consent + c1 K - c2 voice - c3 (1/2 - L); voice x (1 - sil K^M)",
        "duursma_2023; assumed: the form, linear in each force; docs/theory.md#consent-and-silence"};
    Switch enabled = std::nullopt;
    double cooperation = 0.02;
    double voice = 0.02;
    double legitimacy = 0.02;
    double reversion = 0.02;
    double silence = 0.3;
};

/// What moves the host's consent to an organisation in a week.
struct ConsentForces {
    double cooperation;  ///< mean of mandate and logistics ties with the host, 0..1
    double voice;        ///< own reports about the host, as 1 - exp(-count)
    double legitimacy;   ///< of the organisation in the capital, 0..1
};

/// Deviation of consent from its dated input, after a week: d (1 - r) + c1 K - c2 voice - c3 (1/2 - L), within -1..1.
/// Units: rates per week. Limits: nothing happens, it returns to 0. Updated even when the mechanism is off, so that it
/// can be switched on later. Source: duursma_2023: consent and protection; assumed: linear rates, with reputation
/// counted from an even start so that it can also help.
inline double consent_after_week(const ConsentSilence& m, double deviation, const ConsentForces& f) {
    const double next = deviation * (1 - m.reversion) + m.cooperation * f.cooperation - m.voice * f.voice -
                        m.legitimacy * (0.5 - f.legitimacy);
    return std::clamp(next, -1.0, 1.0);
}

/// Consent in force: the dated input plus the deviation, within 0..1. Limits: switched off it is the input.
/// Source: assumed: the neutral value of the switch.
inline double consent_in_force(const ConsentSilence& m, double input, double deviation) {
    return is_on(m.enabled) ? std::clamp(input + deviation, 0.0, 1.0) : input;
}

/// What planning with the host leaves of public voice about it: 1 - sil K^M.
/// Range: 0..1. Limits: switched off or no tie gives 1. Source: assumed: silence in proportion to common planning;
/// docs/theory.md#consent-and-silence.
inline double voice_kept(const ConsentSilence& m, double mandate_tie_with_host) {
    return is_on(m.enabled) ? 1 - m.silence * mandate_tie_with_host : 1;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::ConsentSilence> : intervention::Docs {
    using Owner = intervention::ConsentSilence;
    static constexpr std::string_view meaning = "Cooperation with the host buys access and costs voice";
    static constexpr intervention::Amount rate{"per week", 0, 1, uniform_between(0, 0.05)};
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated(by_profile, "duursma_2023; docs/theory.md#consent-and-silence")),
        field("cooperation", &Owner::cooperation,
              halved(Halved::half, number(rate, "c1: consent that cooperation with the host gains",
                                          "assumed: one prior for gain and cost, so that neither is favoured"))),
        field("voice", &Owner::voice,
              number(rate, "c2: consent that public reports cost",
                     "assumed: one prior for gain and cost, so that neither is favoured")),
        field("legitimacy", &Owner::legitimacy,
              halved(Halved::half, number(rate, "c3: consent by reputation in the capital",
                                          "assumed: the prior of the other two rates, for want of data"))),
        field("reversion", &Owner::reversion,
              halved(Halved::two_steps, number({"per week", 0, 1}, "return to the dated consent",
                                               "assumed: half of a deviation is gone within eight months"))),
        field("silence", &Owner::silence,
              number(share_with(uniform_between(0, 0.6)), "sil: voice about the host that full planning with it costs",
                     "assumed: up to three fifths, since nobody measured what goes unsaid")));
};

}  // namespace peacenorm::config
