// SPDX-License-Identifier: Apache-2.0
// Recruitment: anger brings fighters to a group where it has a hold, fear holds people back.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "models/intervention/mechanisms/own.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

namespace streams {
inline constexpr random::Stream recruits{0x0011b, "intervention.bands.recruits"};
inline constexpr random::Stream group_joined{0x0011f, "intervention.bands.group_joined"};
}  // namespace streams

namespace sums {
inline constexpr Sum<"recruits", nation> recruits{};
}  // namespace sums

struct Recruitment {
    static constexpr Manual manual{
        Profile::core, "each person with chance 1 - exp(-(sum over groups r logistic(bA A - bF f - b0) c))",
        "bennett_2008; assumed: the logistic form, for a graded choice; docs/theory.md#recruitment"};
    bool enabled = true;
    double rate = 1e-5;
    double anger = 4;
    double fear = 2;
    double threshold = 2;

    using Sums = SumList<sums::recruits>;
    static constexpr std::array streams{streams::recruits, streams::group_joined};
    static constexpr std::array observables{record::count_of(
        "recruits", nation, "persons", "civilians who joined an armed group", record::total<sums::recruits>)};
};

/// Hazard a week of being asked to join a group that holds so much of a place: r c. Units: per week; control c 0..1.
/// Limits: switched off, or no control, gives 0; hazards of groups add up. Source: assumed: in proportion to its hold.
inline double hazard_of_joining(const Recruitment& m, double control) {
    return m.enabled ? m.rate * control : 0;
}

/// How far a person is ready to join, by its own anger A and fear f: logistic(bA A - bF f - b0). Range: 0..1. Source:
/// bennett_2008: anger against fear and a threshold; assumed: the logistic form, for a graded choice.
inline double readiness(const Recruitment& m, double anger, double fear) {
    return math::logistic(m.anger * anger - m.fear * fear - m.threshold);
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Recruitment> : intervention::Docs {
    using Owner = intervention::Recruitment;
    static constexpr std::array retired{Retired{"attrition", "bands.operation_losses and its like: fighters die"}};
    static constexpr std::string_view meaning = "Anger brings fighters, fear holds back";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated("switch", "bennett_2008; docs/theory.md#recruitment")),
        field("rate", &Owner::rate,
              halved(Halved::half, number({"per person and week", 0, 0.01, log_uniform(1e-6, 1e-4)},
                                          "r: recruits at full readiness and control",
                                          "assumed: a prior of the order of dated strengths"))),
        field("anger", &Owner::anger,
              number(factor_with(uniform_between(0, 8)), "bA: weight of anger",
                     "bennett_2008: anger against fear; assumed: a wide range, as no data identify it")),
        field("fear", &Owner::fear,
              number(factor_with(uniform_between(0, 4)), "bF: weight of fear",
                     "bennett_2008: anger against fear; assumed: half the range of anger, as no data identify it")),
        field("threshold", &Owner::threshold,
              number({"1", -20, 20}, "b0", "assumed: few join at ordinary anger and fear")));
};

}  // namespace peacenorm::config
