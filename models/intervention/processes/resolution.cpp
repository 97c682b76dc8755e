// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "models/intervention/rules/poc_index.hpp"
#include "models/intervention/mechanisms/intelligence_diversion.hpp"
#include "models/intervention/processes/audit.hpp"
#include "models/intervention/processes/processes.hpp"
#include "sim/random/inversion.hpp"

namespace peacenorm::intervention::processes {
namespace {

std::int32_t deaths_with(const Week& week, const Event& event, double surviving_share) {
    return random::binomial(week.uniform(event.address, streams::harm), event.threatened, surviving_share);
}

void tell(const Week& week, const Event& event, std::size_t o, double others_share) {
    const Answer& answer = week.answers(event)[o];
    if (!answer.in_reach) return;
    const auto add = [&](Measured measure, double amount) { week.of(measure)[o] += amount; };
    const bool in_time = answer.responds && answer.arrival_hour <= event.lead_hours + event.duration_hours;
    add(Measured::in_reach, 1);
    add(Measured::known, answer.knows ? 1 : 0);
    add(Measured::aware, answer.aware ? 1 : 0);
    add(Measured::responded_known, answer.responds ? 1 : 0);
    add(Measured::responded, in_time ? 1 : 0);
    add(Measured::late, answer.responds && !in_time ? 1 : 0);
    if (answer.responds) add(Measured::timeliness_sum, timeliness(answer.arrival_hour, event.lead_hours));
    // Shadow harm: the same draws with this organisation's response taken away.
    const std::int32_t shadow = answer.responds ? deaths_with(week, event, others_share) : event.deaths;
    add(Measured::threatened_reach, shadow);
    add(Measured::averted, shadow - event.deaths);
}

/// Share of the harm that a strike averts: by its quality if it hits the fighters, else nothing. It is no response.
double strike(const Week& week, const Event& event, std::size_t o) {
    const Parameters& p = week.setup.parameters;
    const double accuracy = strike_accuracy(week.mechanisms().intelligence_diversion, week.answers(event)[o].awareness);
    if (week.uniform(event.address, streams::strike, static_cast<std::uint32_t>(o)) >= accuracy) return 0;
    return harm_averted_share(p.response.effectiveness, p.organisations[o].quality, 0, event.lead_hours,
                              event.duration_hours);
}

}  // namespace

std::int32_t bury(const Week& week, const Event& event) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const int found = setup.cell_of[event.place * setup.communities + event.community];
    if (found < 0) return 0;
    const auto c = static_cast<std::size_t>(found);
    const Cell& cell = setup.cells[c];
    const auto deaths = static_cast<std::int32_t>(std::min<std::int64_t>(event.deaths, week.at_home(c)));
    const double u = week.uniform(event.address, streams::victim);
    std::size_t row = cell.first + static_cast<std::size_t>(u * static_cast<double>(cell.agents));
    const std::size_t judged = setup.judged.size();
    const double retention = weekly_retention(setup.parameters.beliefs.half_life);
    for (std::int32_t left = deaths; left > 0; row = row + 1 == cell.first + cell.agents ? cell.first : row + 1) {
        const std::int32_t taken = std::min(left, s.civilians.persons[row]);
        if (taken == 0) continue;
        s.civilians.persons[row] -= taken;
        left -= taken;
        s.cells.ideology[c] -= taken * static_cast<double>(s.civilians.ideology[row]);
        double kept = 1;
        for (std::int32_t t = s.civilians.touched[row]; t < week.tick.index; ++t) kept *= retention;
        for (std::size_t j = 0; j < judged; ++j)
            s.cells.personal[c * judged + j] -=
                taken * kept * static_cast<double>(s.civilians.personal[row * judged + j]);
    }
    s.cells.alive[c] -= deaths;
    s.cells.dead[c] += deaths;
    return deaths;
}

void resolve_threats(const Week& week) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const double effectiveness = setup.parameters.response.effectiveness;
    for (Event& event : s.events) {
        const auto answers = week.answers(event);
        double surviving = 1;
        for (std::size_t o = 0; o < setup.organisations; ++o) {
            Answer& answer = answers[o];
            if (answer.diverted) surviving *= 1 - strike(week, event, o);
            if (!answer.responds) continue;
            answer.averted_share = harm_averted_share(effectiveness, setup.parameters.organisations[o].quality,
                                                      answer.arrival_hour, event.lead_hours, event.duration_hours);
            surviving *= 1 - answer.averted_share;
        }
        event.deaths = deaths_with(week, event, surviving);
        for (std::size_t o = 0; o < setup.organisations; ++o) {
            double others = 1;
            for (std::size_t p = 0; p < setup.organisations; ++p)
                if (answers[p].diverted) others *= 1 - strike(week, event, p);
            for (std::size_t p = 0; p < setup.organisations; ++p)
                if (p != o && answers[p].responds) others *= 1 - answers[p].averted_share;
            tell(week, event, o, others);
        }
        event.deaths = bury(week, event);
        tell_outcome(week, event);
    }
}

}  // namespace peacenorm::intervention::processes
