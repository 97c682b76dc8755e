// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/rules/belief.hpp"
#include "models/intervention/mechanisms/fear_and_anger.hpp"
#include "models/intervention/processes/processes.hpp"
#include "sim/core/check.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention::processes {
namespace {

/// A threat marks a place for that long.
std::int32_t exposed_weeks(const Week& week) {
    return static_cast<std::int32_t>(week.setup.parameters.observation.exposure_weeks);
}

// What a reader of reports can count: threats that were reported, and whether help came in time.
void observe_responses(const Week& week, const Event& event) {
    for (std::size_t o = 0; o < week.setup.organisations; ++o) {
        const Answer& answer = week.answers(event)[o];
        if (!answer.in_reach) continue;
        const bool in_time = answer.responds && answer.arrival_hour <= event.lead_hours + event.duration_hours;
        week.of(Measured::in_reach_reported)[o] += 1;
        week.of(Measured::responded_reported)[o] += in_time ? 1 : 0;
    }
}

void observe_violence(const Week& week) {
    const Setup& setup = week.setup;
    const Observation& rules = setup.parameters.observation;
    for (const Event& event : week.state.events) {
        const std::size_t row = event.by_organisation ? setup.groups + event.perpetrator : event.perpetrator;
        double persons = 0;
        for (std::size_t o = 0; o < setup.organisations; ++o) persons += week.persons_at(o, event.place);
        const double seen = -math::expm1(-(rules.base + rules.presence * persons / 100) * event.deaths);
        const bool reported = week.uniform(event.address, streams::reported) < seen;
        week.of(Measured::threats)[row] += 1;
        week.of(Measured::killed)[row] += event.deaths;
        week.of(Measured::killed_place)[event.place] += event.deaths;
        if (!reported) continue;
        week.of(Measured::threats_reported)[row] += 1;
        week.of(Measured::killed_reported)[row] += event.deaths;
        week.of(Measured::killed_reported_place)[event.place] += event.deaths;
        if (!event.by_organisation) observe_responses(week, event);
    }
}

// Exposed to an organisation: it has a base here, or there was a threat within a year.
bool is_exposed(const Week& week, std::size_t o, std::size_t place) {
    return week.persons_at(o, place) > 0 || week.state.last_threat[place] > week.tick.index - exposed_weeks(week);
}

// Chance that one who is asked says yes; where armed groups control, fear makes people say less than they think.
double satisfied(const Week& week, std::size_t cell, double legitimacy) {
    const Setup& setup = week.setup;
    const std::size_t place = setup.cells[cell].place;
    if (!setup.parameters.places[place].surveyed) return 0;
    const FearAndAnger& feelings = week.mechanisms().fear_and_anger;
    return survey_answer(setup.parameters.observation, legitimacy,
                         felt(feelings, week.state.fear[cell], feelings.base_fear) * week.state.control[place]);
}

void observe_legitimacy(const Week& week) {
    const State& s = week.state;
    const Setup& setup = week.setup;
    const std::size_t judged = setup.judged.size(), regions = setup.parameters.regions.size();
    for (std::size_t j = 0; j < judged; ++j) {
        const std::size_t o = setup.judged[j];
        for (std::size_t c = 0; c < setup.cells.size(); ++c) {
            const std::size_t i = c * judged + j;
            const auto persons = static_cast<double>(s.cells.alive[c]);
            const double mass = s.cells.legitimacy[i] * persons;
            week.of(Measured::legitimacy)[o] += mass;
            week.of(Measured::legitimacy_place)[o * setup.places + setup.cells[c].place] += mass;
            week.of(Measured::legitimacy_region)[o * regions + setup.region_of[setup.cells[c].place]] += mass;
            week.of(Measured::surveyed_satisfied)[o] += satisfied(week, c, s.cells.legitimacy[i]) * persons;
            week.of(Measured::legitimacy_community)[o * setup.communities + setup.cells[c].community] += mass;
            if (!is_exposed(week, o, setup.cells[c].place)) continue;
            week.of(Measured::legitimacy_exposed)[o] += mass;
            week.of(Measured::exposed_persons)[o] += persons;
        }
    }
}

}  // namespace

void observe(const Week& week) {
    const State& s = week.state;
    const Setup& setup = week.setup;
    observe_violence(week);
    observe_legitimacy(week);
    for (std::size_t c = 0; c < setup.cells.size(); ++c) {
        week.of(Measured::alive)[0] += static_cast<double>(s.cells.alive[c]);
        week.of(Measured::dead)[0] += static_cast<double>(s.cells.dead[c]);
        week.of(Measured::alive_place)[setup.cells[c].place] += static_cast<double>(s.cells.alive[c]);
        const std::size_t place = setup.cells[c].place;
        week.of(Measured::alive_region)[setup.region_of[place]] += static_cast<double>(s.cells.alive[c]);
        if (setup.parameters.places[place].surveyed)
            week.of(Measured::surveyed_persons)[0] += static_cast<double>(s.cells.alive[c]);
        week.of(Measured::alive_community)[setup.cells[c].community] += static_cast<double>(s.cells.alive[c]);
    }
    week.of(Measured::first_population)[0] = static_cast<double>(s.first_population);
    ENSURE(week.of(Measured::alive)[0] + week.of(Measured::dead)[0] == week.of(Measured::first_population)[0]);
}

}  // namespace peacenorm::intervention::processes
