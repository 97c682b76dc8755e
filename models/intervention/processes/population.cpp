// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/processes/population.hpp"

#include <algorithm>

namespace peacenorm::intervention::processes {
namespace {

/// So many of an agent's persons live as civilians no longer.
void lose(std::int32_t& persons, std::uint8_t& traits, std::int32_t lost) {
    persons -= lost;
    if (persons == 0) traits |= civilians::Trait::gone;
}

}  // namespace

double people_of(const View<Reads<columns::alive>>& week, PlaceId place) {
    double persons = 0;
    for (const CellId cell : week.setup.cells_of[place]) persons += static_cast<double>(week[columns::alive][cell]);
    return persons;
}

std::int32_t bury(const Burial& week, const Incident& incident) {
    const Setup& setup = week.setup;
    const std::optional<CellId> cell = setup.cell_of(incident.place, incident.community);
    if (!cell) return 0;
    const Ids<AgentId> agents = setup.cell[*cell].agents;
    const auto deaths = static_cast<std::int32_t>(std::min<std::int64_t>(incident.deaths, week.at_home(*cell)));
    const double u = week.uniform(incident.address, streams::victim);
    auto k = static_cast<std::size_t>(u * static_cast<double>(agents.size()));
    for (std::int32_t left = deaths; left > 0; k = k + 1 == agents.size() ? 0 : k + 1) {
        const AgentId agent = agents[k];
        const std::int32_t taken = std::min(left, week[columns::persons][agent] - week[columns::fled][agent]);
        if (taken == 0) continue;
        lose(week[columns::persons][agent], week[columns::traits][agent], taken);
        left -= taken;
    }
    week[columns::alive][*cell] -= deaths;
    week[columns::dead][*cell] += deaths;
    return deaths;
}

std::uint8_t with_most_away(std::uint8_t traits, std::int32_t persons, std::int32_t fled) {
    const bool is_away = fled > persons - fled;
    return static_cast<std::uint8_t>(is_away ? traits | civilians::Trait::away : traits & ~civilians::Trait::away);
}

void take_up_arms(const Enrolment& week, CellId cell, AgentId agent, std::int32_t persons) {
    lose(week[columns::persons][agent], week[columns::traits][agent], persons);
    week[columns::alive][cell] -= persons;
    week[columns::in_arms][cell] += persons;
}

double national_mean(const View<Reads<columns::alive, columns::legitimacy>>& week, JudgedId judged, double persons) {
    double sum = 0;
    for (const CellId c : week.setup.cells)
        sum += week[columns::legitimacy](c, judged) * static_cast<double>(week[columns::alive][c]);
    return persons > 0 ? sum / persons : 0;
}

}  // namespace peacenorm::intervention::processes
