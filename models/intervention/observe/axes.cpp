// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/observe/axes.hpp"

#include <span>

#include "models/intervention/opinion/circumstances.hpp"
#include "models/intervention/parameters.hpp"
#include "models/intervention/state/vocabulary.hpp"

namespace peacenorm::intervention {
namespace {

std::vector<std::string> labels(std::span<const std::string_view> names) {
    return {names.begin(), names.end()};
}

std::vector<std::string> rows_of(const Parameters& p) {
    std::vector<std::string> names;
    for (opinion::SurveyRow& row : opinion::survey_rows(p.surveys, p.places.names(), p.regions.names()))
        names.push_back(std::move(row.label));
    return names;
}

}  // namespace

std::vector<record::Axis> axes(const Parameters& p) {
    std::vector<std::string> perpetrators = p.armed_groups.names();
    for (const std::string& name : p.organisations.names()) perpetrators.push_back(name);
    std::vector<record::Axis> all(axis_count);
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
    all[survey_axis] = {"survey", "question of a survey in a place or region: wave, question, where", rows_of(p)};
    all[answer_axis] = {"answer", "answer in a survey", labels(opinion::answer_names)};
    all[reproach_axis] = {"reproach", "what the dissatisfied reproach", labels(opinion::reproach_names)};
    all[survey_pair_axis] = {"survey_pair", "two answers of one person, or an answer and a circumstance",
                             opinion::pair_labels(p.surveys)};
    all[moment_axis] = {"moment", "sum behind a correlation", labels(opinion::moment_names)};
    return all;
}

std::vector<std::string> axis_names() {
    std::vector<std::string> names;
    for (const record::Axis& axis : axes({})) names.push_back(axis.name);
    return names;
}

}  // namespace peacenorm::intervention
