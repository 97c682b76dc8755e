// SPDX-License-Identifier: Apache-2.0
// The additive measures that processes fill each week, and the observables made of their sums. Declared once.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "models/intervention/parameters.hpp"
#include "models/intervention/state/vocabulary.hpp"
#include "sim/record/tally.hpp"

namespace peacenorm::intervention {

enum AxisId : int {
    organisation_axis,
    place_axis,
    community_axis,
    perpetrator_axis,
    cause_axis,
    tier_axis,
    component_axis,
    region_axis
};

/// Row numbers into `measures()`; one name for the process that writes and the observable that reads.
enum class Measured : int {
    in_reach,
    in_reach_reported,
    aware,
    known,
    responded_known,
    responded,
    responded_reported,
    late,
    timeliness_sum,
    threatened_reach,
    averted,
    own_harm,
    operations,
    hours,
    hours_protection,
    hours_tier1,
    hours_tier3,
    hours_counter_terrorism,
    hours_support,
    hours_force_protection,
    hours_received,
    hours_lost,
    strength,
    legitimacy,
    legitimacy_exposed,
    exposed_persons,
    legitimacy_place,
    legitimacy_community,
    legitimacy_region,
    surveyed_satisfied,
    surveyed_persons,
    ledger,
    legitimacy_change,
    obligations_due,
    obligations_met,
    norm_salience,
    norm_weight,
    abuses,
    abuses_supported,
    abuses_conditioned,
    abuses_voiced,
    support_held_back,
    attacked,
    force_deaths,
    tipped,
    tip_willing,
    fear,
    anger,
    consent,
    displaced,
    recruits,
    fragments,
    other_supplier,
    diverted,
    killed,
    killed_reported,
    killed_place,
    killed_reported_place,
    threats,
    threats_reported,
    alive,
    dead,
    first_population,
    alive_place,
    alive_community,
    alive_region,
    depth,
    depth_weight,
    weight_response,
    weight_timeliness,
    weight_do_no_harm,
    harm_reference,
    count_
};

std::span<const record::Measure> measures();
std::span<const record::Observable> observables();
std::vector<std::string> axis_names();
std::vector<record::Axis> axes(const Parameters& parameters);

}  // namespace peacenorm::intervention
