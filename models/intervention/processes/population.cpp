// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/processes/population.hpp"

#include <algorithm>

namespace peacenorm::intervention::processes {

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
    const double retention = weekly_retention(setup.parameters.beliefs.half_life);
    auto k = static_cast<std::size_t>(u * static_cast<double>(agents.size()));
    for (std::int32_t left = deaths; left > 0; k = k + 1 == agents.size() ? 0 : k + 1) {
        const AgentId agent = agents[k];
        const std::int32_t taken = std::min(left, week[columns::persons][agent]);
        if (taken == 0) continue;
        week[columns::persons][agent] -= taken;
        if (week[columns::persons][agent] == 0) week[columns::traits][agent] |= civilians::Trait::gone;
        left -= taken;
        week[columns::cell_ideology][*cell] -= taken * static_cast<double>(week[columns::ideology][agent]);
        double kept = 1;
        for (std::int32_t t = week[columns::touched][agent]; t < week.tick.index; ++t) kept *= retention;
        for (const JudgedId j : setup.judged)
            week[columns::cell_personal](*cell, j) -=
                taken * kept * static_cast<double>(week[columns::personal](agent, j));
    }
    week[columns::alive][*cell] -= deaths;
    week[columns::dead][*cell] += deaths;
    return deaths;
}

double legitimacy_of(const Opinion& week, CellId cell, JudgedId judged) {
    const Setup& setup = week.setup;
    const Beliefs& rules = setup.parameters.beliefs;
    const Organisation& organisation = setup.organisation(setup.organisation_of[judged]);
    const auto alive = static_cast<double>(week[columns::alive][cell]);
    if (!(alive > 0)) return 0;
    const double performance = belief(rules, organisation.prior_performance, week[columns::performance](cell, judged));
    const double impartiality =
        belief(rules, organisation.prior_impartiality, week[columns::impartiality](cell, judged));
    const double ideology = organisation.ideology + week[columns::cell_ideology][cell] / alive;
    return std::clamp(legitimacy(performance, impartiality, ideology, setup.community(setup.cell[cell].community)) +
                          week[columns::cell_personal](cell, judged) / alive + week[columns::influence](cell, judged),
                      0.0, 1.0);
}

double national_mean(const View<Reads<columns::alive, columns::legitimacy>>& week, JudgedId judged, double persons) {
    double sum = 0;
    for (const CellId c : week.setup.cells)
        sum += week[columns::legitimacy](c, judged) * static_cast<double>(week[columns::alive][c]);
    return persons > 0 ? sum / persons : 0;
}

void remember_opinions(
    const View<Reads<columns::alive, columns::legitimacy>, Writes<columns::place_legitimacy>>& week) {
    const Setup& setup = week.setup;
    for (const PlaceId place : setup.places)
        for (const JudgedId j : setup.judged) {
            double sum = 0, persons = 0;
            for (const CommunityId community : setup.communities) {
                const std::optional<CellId> cell = setup.cell_of(place, community);
                if (!cell) continue;
                sum += week[columns::legitimacy](*cell, j) * static_cast<double>(week[columns::alive][*cell]);
                persons += static_cast<double>(week[columns::alive][*cell]);
            }
            week[columns::place_legitimacy](place, j) = persons > 0 ? sum / persons : 0;
        }
}

}  // namespace peacenorm::intervention::processes
