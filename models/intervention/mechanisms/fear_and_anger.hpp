// SPDX-License-Identifier: Apache-2.0
// Fear and anger of each civilian: they rise with what it hears of, and fade.
#pragma once

#include <limits>

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

struct FearAndAnger {
    static constexpr Manual manual{Profile::core,
                                   "f = 1 - (1-f0) e^(-aF S); A = 1 - (1-A0) e^(-aA R); S, R fade by dF, dA",
                                   "bennett_2008; docs/theory.md#fear-and-anger"};
    bool enabled = true;
    double fear_rise = 0.06;
    double fear_fade = 0.03;
    double anger_rise = 0.03;
    double anger_fade = 0.015;
    double base_fear = 0.3;
    double base_anger = 0.2;
    double afar = 0.1;
};

/// Fear or anger of a person: 1 - (1 - base) exp(-rise x S), S the severity that it has heard of, faded.
/// Units: severity 0..1 by event; rise per severity. Range: base..1. Limits: nothing heard leaves the base; each
/// further event moves what is left to 1 by the same part. S is kept even when the mechanism is off, so that it can be
/// switched on later. Source: bennett_2008: fear of witnesses, anger of those hurt; assumed: its form for one who hears
/// of it.
inline double level_of(double base, double rise, double severity) {
    return 1 - (1 - base) * math::exp(-rise * severity);
}

/// How far news of an event frightens: in its place and those that border on it wholly, elsewhere the share `afar`.
/// Range: 0..1. Source: assumed: one fears for what may happen to oneself, while anger knows no distance.
inline double fright(const FearAndAnger& m, bool is_near) {
    return is_near ? 1 : m.afar;
}

/// Weeks in which half of what was heard has faded, at a rate per week: ln 2 / rate. Limits: 0 never fades. Source:
/// assumed: it fades by a constant part.
inline double half_life_of(double fade) {
    return fade > 0 ? 0.69314718055994530942 / fade : std::numeric_limits<double>::infinity();
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
              number({"per severity", 0, 1, log_uniform(0.02, 0.2)}, "aF",
                     "bennett_2008: 0.10 a sight; assumed: that order for an event heard of")),
        field("fear_fade", &Owner::fear_fade,
              halved(Halved::half, number({"per week", 0, 1, log_uniform(0.01, 0.1)}, "dF",
                                          "assumed: half of it fades within two months to a year and a half"))),
        field("anger_rise", &Owner::anger_rise,
              number({"per severity", 0, 1, log_uniform(0.01, 0.1)}, "aA",
                     "bennett_2008: 0.05 for each hurt; assumed: that order for an event heard of")),
        field("anger_fade", &Owner::anger_fade,
              halved(Halved::half, number({"per week", 0, 1, log_uniform(0.005, 0.05)}, "dA",
                                          "assumed: anger fades half as fast as fear"))),
        field("base_fear", &Owner::base_fear,
              number(share, "f0: fear in quiet times", "assumed: some fear is left of 2012")),
        field("base_anger", &Owner::base_anger,
              number(share, "A0: anger in quiet times",
                     "bennett_2008: 0.25 at the start; assumed: a little less in quiet times")),
        field("afar", &Owner::afar,
              number(share_with(uniform_between(0, 0.3)),
                     "part of its severity by which news frightens beyond the bordering places",
                     "assumed: one fears for what may happen to oneself, so little of it")));
};

}  // namespace peacenorm::config
