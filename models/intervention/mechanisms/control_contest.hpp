// SPDX-License-Identifier: Apache-2.0
// Control contest: control follows strength with delay, by a contest success function.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

struct ControlContest {
    static constexpr Manual manual{Profile::extended, "(1 - eps) c + eps S^m / sum S^m",
                                   "skaperdas_1996; hirshleifer_1989; docs/theory.md#control-contest"};
    Switch enabled = std::nullopt;
    double decisiveness = 1;
    double pace = 0.06;
};

/// Strength as the contest weighs it: S^m. Limits: nobody there weighs nothing.
/// Source: skaperdas_1996.
inline double powered(const ControlContest& m, double strength) {
    if (!(strength > 0)) return 0;
    return m.decisiveness == 1 ? strength : math::pow(strength, m.decisiveness);
}

/// Control after a week: (1 - eps) c + eps S^m / sum S^m.
/// Units: S in persons; eps per week. Range: 0..1. Limits: m = 0 shares evenly, a large m gives all to the strongest;
/// for m = 1, strengths 3 to 1, eps = .1, c = .5 it is .525. Updated even when the mechanism is off, so that it can be
/// switched on later. Source: skaperdas_1996; hirshleifer_1989: contest success.
inline double control_after_week(const ControlContest& m, double control, double own, double powered_total) {
    const double share = powered_total > 0 ? powered(m, own) / powered_total : 0;
    return (1 - m.pace) * control + m.pace * share;
}

/// The control that a group acts on. Limits: switched off it is this week's contest of strengths.
/// Source: assumed: the neutral value of the switch.
inline double control_in_force(const ControlContest& m, double slow, double instant) {
    return is_on(m.enabled) ? slow : instant;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::ControlContest> : intervention::Docs {
    using Owner = intervention::ControlContest;
    static constexpr std::string_view meaning = "Control follows strength with delay";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled,
              stated(by_profile, "skaperdas_1996; hirshleifer_1989; docs/theory.md#control-contest")),
        field("decisiveness", &Owner::decisiveness,
              number(factor_with(uniform_between(0.5, 2)), "m: how decisive strength is",
                     "skaperdas_1996: the form; assumed: on either side of 1, where control is in proportion")),
        field("pace", &Owner::pace,
              number({"per week", 0, 1, log_uniform(0.02, 0.2)}, "eps: pace at which control follows",
                     "assumed: control follows strength within five weeks to a year")));
};

}  // namespace peacenorm::config
