// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "models/intervention/setup_parts.hpp"

namespace peacenorm::intervention {
namespace {

void build_cells(Setup& s) {
    const Parameters& p = s.parameters;
    std::size_t agents = 0;
    s.cell_of.reset(s.places, s.communities);
    s.cells_of.reset(s.places);
    for (const PlaceId place : s.places) {
        const CellId first(s.cell.size());
        const Region* region = p.regions.find(s.place(place).region);
        if (region == nullptr) continue;
        std::int64_t left = s.place(place).population;
        std::size_t shares_left = region->communities.size();
        for (const auto& [name, share] : region->communities) {
            // The last community takes what rounding left, so that persons add up to the population exactly.
            const double exact = share * static_cast<double>(s.place(place).population);
            const auto persons = --shares_left == 0 ? left : std::min(left, static_cast<std::int64_t>(exact + 0.5));
            left -= persons;
            if (persons <= 0) continue;
            const auto wanted = std::max(persons / p.population.people_per_agent, p.population.minimum_agents);
            const auto fresh = static_cast<std::size_t>(std::min(persons, wanted));
            const CommunityId community = community_named(s, name);
            const Ids<AgentId> rows(AgentId(agents), AgentId(agents + fresh));
            s.cell_of(place, community) = s.cell.add({place, community, rows, persons});
            agents += fresh;
        }
        s.cells_of[place] = Ids<CellId>(first, CellId(s.cell.size()));
    }
    s.cells = s.cell.ids();
    s.agents = Ids<AgentId>(agents);
}

void build_borders(Setup& s) {
    const Parameters& p = s.parameters;
    for (const PlaceId a : s.places) s.region_of.add(RegionId(p.regions.index(s.place(a).region)));
    s.travel_hours.reset(s.places, s.places);
    s.travel_hours.fill(std::numeric_limits<double>::infinity());
    Grid<std::vector<Neighbour>, PlaceId> rows(s.places);
    for (const PlaceId a : s.places) {
        s.travel_hours(a, a) = 0;
        for (const auto& [name, border] : s.place(a).neighbours) {
            const PlaceId b = place_named(s, name);
            rows[a].push_back({b, border.border_km});
            rows[b].push_back({a, border.border_km});
            const double hours = border.road_km / p.response.speed_km_h;
            double& way = s.travel_hours(a, b);
            way = std::min(way, hours);
            s.travel_hours(b, a) = way;
        }
    }
    s.neighbour_offset.assign(1, 0);
    for (const auto& row : rows) {
        double total = 0;
        for (const Neighbour& n : row) total += n.weight;
        for (const Neighbour& n : row) s.neighbours.push_back({n.place, total > 0 ? n.weight / total : 0.0});
        s.neighbour_offset.push_back(s.neighbours.size());
    }
    // Floyd and Warshall: a few dozen places, once a segment.
    for (const PlaceId via : s.places)
        for (const PlaceId a : s.places)
            for (const PlaceId b : s.places) {
                double& way = s.travel_hours(a, b);
                way = std::min(way, s.travel_hours(a, via) + s.travel_hours(via, b));
            }
    s.road_km = s.travel_hours;
    for (double& way : s.road_km) way *= p.response.speed_km_h;
}

}  // namespace

void set_up_theatre(Setup& s) {
    build_cells(s);
    build_borders(s);
}

}  // namespace peacenorm::intervention
