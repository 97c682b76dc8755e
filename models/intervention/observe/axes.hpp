// SPDX-License-Identifier: Apache-2.0
// The labelled dimensions of results: which there are, and the names along those that no file gives.
#pragma once

#include <string>
#include <vector>

#include "sim/record/tally.hpp"

namespace peacenorm::intervention {

struct Parameters;

enum AxisId : int {
    organisation_axis,
    place_axis,
    community_axis,
    perpetrator_axis,
    cause_axis,
    tier_axis,
    component_axis,
    region_axis,
    class_axis,
    duty_axis,
    survey_axis,
    answer_axis,
    reproach_axis,
    survey_pair_axis,
    moment_axis,
    axis_count
};

inline constexpr record::AxisIds nation = record::no_axes;
inline constexpr record::AxisIds by_organisation{organisation_axis, record::no_axis};
inline constexpr record::AxisIds by_place{place_axis, record::no_axis};
inline constexpr record::AxisIds by_community{community_axis, record::no_axis};
inline constexpr record::AxisIds by_perpetrator{perpetrator_axis, record::no_axis};
inline constexpr record::AxisIds by_class{class_axis, record::no_axis};
inline constexpr record::AxisIds by_region{region_axis, record::no_axis};
inline constexpr record::AxisIds by_organisation_place{organisation_axis, place_axis};
inline constexpr record::AxisIds by_organisation_community{organisation_axis, community_axis};
inline constexpr record::AxisIds by_organisation_region{organisation_axis, region_axis};
inline constexpr record::AxisIds by_organisation_cause{organisation_axis, cause_axis};
inline constexpr record::AxisIds by_organisation_tier{organisation_axis, tier_axis};
inline constexpr record::AxisIds by_organisation_duty{organisation_axis, duty_axis};
inline constexpr record::AxisIds by_organisation_component{organisation_axis, component_axis};
inline constexpr record::AxisIds by_survey_answer{survey_axis, answer_axis};
inline constexpr record::AxisIds by_survey_reproach{survey_axis, reproach_axis};
inline constexpr record::AxisIds by_survey_moment{survey_pair_axis, moment_axis};

std::vector<std::string> axis_names();
std::vector<record::Axis> axes(const Parameters& parameters);

}  // namespace peacenorm::intervention
