// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/measures.hpp"

#include <array>

namespace peacenorm::intervention {
namespace {

using record::Axis;
using record::AxisIds;
using record::Measure;
using record::no_axis;

constexpr AxisIds nation{no_axis, no_axis};
constexpr AxisIds by_organisation{organisation_axis, no_axis};
constexpr AxisIds by_place{place_axis, no_axis};
constexpr AxisIds by_community{community_axis, no_axis};
constexpr AxisIds by_perpetrator{perpetrator_axis, no_axis};

// In the order of `Measured`.
constexpr std::array all_measures{
    Measure{"in_reach", by_organisation},
    Measure{"in_reach_reported", by_organisation},
    Measure{"aware", by_organisation},
    Measure{"known", by_organisation},
    Measure{"responded_known", by_organisation},
    Measure{"responded", by_organisation},
    Measure{"responded_reported", by_organisation},
    Measure{"late", by_organisation},
    Measure{"timeliness_sum", by_organisation},
    Measure{"threatened_reach", by_organisation},
    Measure{"averted", by_organisation},
    Measure{"own_harm", by_organisation},
    Measure{"operations", by_organisation},
    Measure{"hours", by_organisation},
    Measure{"hours_protection", by_organisation},
    Measure{"hours_tier1", by_organisation},
    Measure{"hours_tier3", by_organisation},
    Measure{"hours_counter_terrorism", by_organisation},
    Measure{"hours_support", by_organisation},
    Measure{"hours_force_protection", by_organisation},
    Measure{"hours_received", by_organisation},
    Measure{"hours_lost", by_organisation},
    Measure{"strength", by_organisation},
    Measure{"legitimacy", by_organisation},
    Measure{"legitimacy_exposed", by_organisation},
    Measure{"exposed_persons", by_organisation},
    Measure{"legitimacy_place", {organisation_axis, place_axis}},
    Measure{"legitimacy_community", {organisation_axis, community_axis}},
    Measure{"legitimacy_region", {organisation_axis, region_axis}},
    Measure{"surveyed_satisfied", by_organisation},
    Measure{"surveyed_persons", nation},
    Measure{"ledger", {organisation_axis, cause_axis}},
    Measure{"legitimacy_change", by_organisation},
    Measure{"obligations_due", {organisation_axis, tier_axis}},
    Measure{"obligations_met", {organisation_axis, tier_axis}},
    Measure{"norm_salience", {organisation_axis, component_axis}},
    Measure{"norm_weight", by_organisation},
    Measure{"abuses", by_organisation},
    Measure{"abuses_supported", by_organisation},
    Measure{"abuses_conditioned", by_organisation},
    Measure{"abuses_voiced", by_organisation},
    Measure{"support_held_back", by_organisation},
    Measure{"attacked", by_organisation},
    Measure{"force_deaths", by_organisation},
    Measure{"tipped", by_organisation},
    Measure{"tip_willing", by_organisation},
    Measure{"fear", by_community},
    Measure{"anger", by_community},
    Measure{"consent", by_organisation},
    Measure{"displaced", {region_axis, no_axis}},
    Measure{"recruits", nation},
    Measure{"fragments", nation},
    Measure{"other_supplier", nation},
    Measure{"diverted", by_organisation},
    Measure{"killed", by_perpetrator},
    Measure{"killed_reported", by_perpetrator},
    Measure{"killed_place", by_place},
    Measure{"killed_reported_place", by_place},
    Measure{"threats", by_perpetrator},
    Measure{"threats_reported", by_perpetrator},
    Measure{"alive", nation},
    Measure{"dead", nation},
    Measure{"first_population", nation},
    Measure{"alive_place", by_place},
    Measure{"alive_community", by_community},
    Measure{"alive_region", {region_axis, no_axis}},
    Measure{"depth", nation},
    Measure{"depth_weight", nation},
    Measure{"weight_response", nation},
    Measure{"weight_timeliness", nation},
    Measure{"weight_do_no_harm", nation},
    Measure{"harm_reference", nation},
};
static_assert(all_measures.size() == static_cast<std::size_t>(Measured::count_), "a measure is missing its row");

}  // namespace

std::span<const Measure> measures() {
    return all_measures;
}
std::vector<std::string> axis_names() {
    return {"organisation", "place", "community", "perpetrator", "cause", "tier", "component", "region"};
}

std::vector<Axis> axes(const Parameters& p) {
    std::vector<std::string> perpetrators = p.armed_groups.names();
    for (const std::string& name : p.organisations.names()) perpetrators.push_back(name);
    return {{"organisation", "organisation", p.organisations.names()},
            {"place", "cercle", p.places.names()},
            {"community", "community", p.communities.names()},
            {"perpetrator", "armed group or organisation that killed", perpetrators},
            {"cause", "cause of a change of legitimacy", {cause_names.begin(), cause_names.end()}},
            {"tier", "tier of protection", {tier_names.begin(), tier_names.end()}},
            {"component", "component of the norm", {component_names.begin(), component_names.end()}},
            {"region", "region", p.regions.names()}};
}

}  // namespace peacenorm::intervention
