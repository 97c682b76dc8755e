// SPDX-License-Identifier: Apache-2.0
// Fear and anger of a community in a place: they rise with what it sees, and fade.
#pragma once

#include <algorithm>

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"

namespace peacenorm::intervention {

struct FearAndAnger {
    static constexpr Manual manual{Profile::core, "f + a_F x (1-f) - d_F (f-f0); A + a_A x (1-A) - d_A (A-A0)",
                                   "bennett_2008; docs/theory.md#fear-and-anger"};
    bool enabled = true;
    double fear_rise = 0.06;
    double fear_fade = 0.03;
    double anger_rise = 0.03;
    double anger_fade = 0.015;
    double base_fear = 0.3;
    double base_anger = 0.2;
};

/// Fear after a week: f + a_F x (1 - f) - d_F (f - f0), within 0..1.
/// Units: rates per week; x is perceived severity times exposure, summed over the week's events, at most 1.
/// Limits: nothing seen, it returns to f0. Updated even when the mechanism is off, so that it can be switched on later.
/// Source: bennett_2008: fear of witnesses; assumed: its weekly form for a community.
inline double fear_after_week(const FearAndAnger& m, double fear, double exposure) {
    const double next = fear + m.fear_rise * exposure * (1 - fear) - m.fear_fade * (fear - m.base_fear);
    return std::clamp(next, 0.0, 1.0);
}

/// Anger after a week: A + a_A x (1 - A) - d_A (A - A0), within 0..1; x counts harm by organisations only.
/// Limits: as for fear.
/// Source: bennett_2008: anger of civilians hurt; condra_shapiro_2012: harm is punished; assumed: its weekly form for a
/// community.
inline double anger_after_week(const FearAndAnger& m, double anger, double exposure) {
    const double next = anger + m.anger_rise * exposure * (1 - anger) - m.anger_fade * (anger - m.base_anger);
    return std::clamp(next, 0.0, 1.0);
}

/// The fear or anger that bears on behaviour. Limits: switched off it is the base level.
/// Source: assumed: the base is the level before the crisis.
inline double felt(const FearAndAnger& m, double level, double base) {
    return m.enabled ? level : base;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::FearAndAnger> : intervention::Docs {
    using Owner = intervention::FearAndAnger;
    static constexpr std::string_view meaning = "Fear and anger rise with what is seen, and fade";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled,
              stated("switch: off, both stay at their base", "bennett_2008; docs/theory.md#fear-and-anger")),
        field("fear_rise", &Owner::fear_rise,
              number({"per week", 0, 1, log_uniform(0.02, 0.2)}, "aF",
                     "bennett_2008: 0.10 a sight; assumed: that order in a week for a community")),
        field("fear_fade", &Owner::fear_fade,
              halved(Halved::half, number({"per week", 0, 1, log_uniform(0.01, 0.1)}, "dF",
                                          "assumed: half of it fades within two months to a year and a half"))),
        field("anger_rise", &Owner::anger_rise,
              number({"per week", 0, 1, log_uniform(0.01, 0.1)}, "aA",
                     "bennett_2008: 0.05 for each hurt; assumed: that order in a week for a community")),
        field("anger_fade", &Owner::anger_fade,
              halved(Halved::half, number({"per week", 0, 1, log_uniform(0.005, 0.05)}, "dA",
                                          "assumed: anger fades half as fast as fear"))),
        field("base_fear", &Owner::base_fear,
              number(share, "f0: fear in quiet times", "assumed: some fear is left of 2012")),
        field("base_anger", &Owner::base_anger,
              number(share, "A0: anger in quiet times",
                     "bennett_2008: 0.25 at the start; assumed: a little less in quiet times")));
};

}  // namespace peacenorm::config
