// SPDX-License-Identifier: Apache-2.0
// What observers get to know of violence.
#pragma once

#include <optional>

#include "models/intervention/docs.hpp"
#include "sim/core/date.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

struct Observation {
    double base = 0.5;
    std::optional<Date> step_date;
    double step = 0;
    double exposure_weeks = 52;
};

/// Chance that an observer hears of an event: 1 - exp(-h deaths), h the hazard by death; from the date of the step on
/// h e^step. Range: 0..1. Limits: no deaths gives 0. Source: assumed: every death makes a report likelier, with one
/// step where the counting changed.
inline double chance_of_report(const Observation& m, double deaths, Date date) {
    const double hazard = m.step_date && *m.step_date <= date ? m.base * math::exp(m.step) : m.base;
    return -math::expm1(-hazard * deaths);
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Observation> : intervention::Docs {
    using Owner = intervention::Observation;
    static constexpr std::array retired{Retired{"presence", "observation.base: detection is constant"},
                                        Retired{"survey_steepness", "opinion.answering: cut points of an answer"},
                                        Retired{"survey_fear", "opinion.answering: who has no opinion"}};
    static constexpr std::string_view meaning = "An observer hears of an event with chance 1 - exp(-base deaths)";
    static constexpr auto fields = std::make_tuple(
        field("base", &Owner::base,
              number({"per death", 0, 100}, "hazard of a report",
                     "assumed: an event of two deaths is heard of with chance 0.63")),
        field("step_date", &Owner::step_date,
              stated("date from which reports are counted anew; without it there is no step", in_file)),
        field("step", &Owner::step,
              number(effect_with(normal(0, 0.3)), "log ratio of the hazard after the step to that before",
                     "assumed: two exports of one list differ by some tens of per cent")),
        field("exposure_weeks", &Owner::exposure_weeks,
              halved(Halved::twice, number({"weeks", 0, 10000},
                                           "a threat makes the people of its place count as exposed for that long",
                                           "assumed: a threat is felt for about a year"))));
};

}  // namespace peacenorm::config
