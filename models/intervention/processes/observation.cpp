// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/processes/processes.hpp"
#include "sim/core/check.hpp"

namespace peacenorm::intervention::processes {
namespace {

// What a reader of reports can count: threats that were reported, and whether help came in time.
void observe_responses(const Observe& week, const Threat& threat) {
    for (const OrganisationId o : week.setup.organisations) {
        const Answer& answer = week.answers(threat)[o];
        if (!answer.in_reach) continue;
        week.of(Measured::in_reach_reported)[o] += 1;
        week.of(Measured::responded_reported)[o] += in_time(threat, answer) ? 1 : 0;
    }
}

/// Where an incident is counted: the perpetrator's row, groups first, and its class; and whether civilians were the
/// target.
struct Counted {
    std::size_t row, of_class;
    bool is_direct;
};

/// Returns whether it was reported.
bool observe_incident(const Observe& week, const Incident& incident, const Counted& as) {
    const double seen = chance_of_report(week.parameters().observation, incident.deaths, week.tick.date);
    const bool reported = week.uniform(incident.address, streams::reported) < seen;
    const std::size_t row = as.row;
    week.of(Measured::killed_class)[as.of_class] += incident.deaths;
    week.of(Measured::killed_reported_class)[as.of_class] += reported && as.is_direct ? incident.deaths : 0;
    week.of(Measured::attacks_reported_class)[as.of_class] += reported && as.is_direct ? 1 : 0;
    week.of(Measured::threats)[row] += 1;
    week.of(Measured::killed)[row] += incident.deaths;
    week.of(Measured::killed_place)[incident.place] += incident.deaths;
    if (!reported) return false;
    week.of(Measured::threats_reported)[row] += 1;
    week.of(Measured::killed_reported)[row] += incident.deaths;
    week.of(Measured::killed_reported_place)[incident.place] += incident.deaths;
    return true;
}

Counted counted(const Observe& week, const Threat& threat) {
    return {threat.perpetrator.index(), index(week.setup.group(threat.perpetrator).bloc),
            threat.kind != ThreatKind::crossfire};
}

void observe_violence(const Observe& week) {
    for (const Threat& threat : week[columns::threats])
        if (observe_incident(week, threat, counted(week, threat))) observe_responses(week, threat);
    for (const Harm& harm : week[columns::harms])
        observe_incident(week, harm, {week.setup.groups.size() + harm.perpetrator.index(), forces_class, true});
}

// Exposed to an organisation: it has a base here, or there was a threat within a year.
bool is_exposed(const Observe& week, OrganisationId o, PlaceId place) {
    const auto weeks = static_cast<std::int32_t>(week.parameters().observation.exposure_weeks);
    return week.persons_at(o, place) > 0 || week[columns::last_threat][place] > week.tick.index - weeks;
}

void observe_legitimacy(const Observe& week, OrganisationId o, JudgedId j) {
    const Setup& setup = week.setup;
    const auto at = [&](std::size_t size, std::size_t i) { return o.index() * size + i; };
    for (const CellId c : setup.cells) {
        const auto& [place, community, agents, persons_at_start] = setup.cell[c];
        const double legitimacy = week[columns::legitimacy](c, j);
        const auto persons = static_cast<double>(week[columns::alive][c]);
        const double mass = legitimacy * persons;
        week.of(Measured::legitimacy)[o] += mass;
        week.of(Measured::legitimacy_place)[at(setup.places.size(), place.index())] += mass;
        week.of(Measured::legitimacy_region)[at(setup.regions.size(), setup.region_of[place].index())] += mass;
        week.of(Measured::legitimacy_community)[at(setup.communities.size(), community.index())] += mass;
        if (!is_exposed(week, o, place)) continue;
        week.of(Measured::legitimacy_exposed)[o] += mass;
        week.of(Measured::exposed_persons)[o] += persons;
    }
}

void observe_people(const Observe& week, CellId c) {
    const PlaceId place = week.setup.cell[c].place;
    const auto alive = static_cast<double>(week[columns::alive][c]);
    week.of(Measured::alive)[0] += alive;
    week.of(Measured::dead)[0] += static_cast<double>(week[columns::dead][c]);
    week.of(Measured::in_arms)[0] += static_cast<double>(week[columns::in_arms][c]);
    week.of(Measured::alive_place)[place] += alive;
    week.of(Measured::alive_region)[week.setup.region_of[place]] += alive;
    const CommunityId community = week.setup.cell[c].community;
    week.of(Measured::alive_community)[community] += alive;
    week.of(Measured::fear)[community] += week[columns::fear][c] * alive;
    week.of(Measured::anger)[community] += week[columns::anger][c] * alive;
}

}  // namespace

void observe(const Observe& week) {
    const Setup& setup = week.setup;
    observe_violence(week);
    for (const JudgedId j : setup.judged) observe_legitimacy(week, setup.organisation_of[j], j);
    for (const CellId c : setup.cells) observe_people(week, c);
    week.of(Measured::first_population)[0] = static_cast<double>(week[columns::first_population]);
    ENSURE(week.of(Measured::alive)[0] + week.of(Measured::dead)[0] + week.of(Measured::in_arms)[0] ==
           week.of(Measured::first_population)[0]);
}

}  // namespace peacenorm::intervention::processes
