// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/observe/axes.hpp"

#include <span>

#include "models/intervention/parameters.hpp"
#include "models/intervention/state/vocabulary.hpp"

namespace peacenorm::intervention {
namespace {

std::vector<std::string> labels(std::span<const std::string_view> names) {
    return {names.begin(), names.end()};
}

}  // namespace

std::vector<record::Axis> axes(const Parameters& p) {
    std::vector<std::string> perpetrators = p.armed_groups.names();
    for (const std::string& name : p.organisations.names()) perpetrators.push_back(name);
    std::vector<record::Axis> all(duty_axis + 1);
    all[organisation_axis] = {"organisation", "organisation", p.organisations.names()};
    all[place_axis] = {"place", "place", p.places.names()};
    all[community_axis] = {"community", "community", p.communities.names()};
    all[perpetrator_axis] = {"perpetrator", "armed group or organisation that killed", perpetrators};
    all[cause_axis] = {"cause", "cause of a change of legitimacy", labels(cause_names)};
    all[tier_axis] = {"tier", "tier of protection", labels(tier_names)};
    all[component_axis] = {"component", "component of the norm", labels(component_names)};
    all[class_axis] = {"class", "class of perpetrator", labels(class_names)};
    all[duty_axis] = {"duty", "kind of duty", labels(duty_names)};
    all[region_axis] = {"region", "region", p.regions.names()};
    return all;
}

std::vector<std::string> axis_names() {
    std::vector<std::string> names;
    for (const record::Axis& axis : axes({})) names.push_back(axis.name);
    return names;
}

}  // namespace peacenorm::intervention
