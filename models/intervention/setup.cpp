// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/setup.hpp"

#include <algorithm>
#include <limits>

#include "sim/core/check.hpp"

namespace peacenorm::intervention {
namespace {

constexpr std::array<std::string_view, channel_count> channel_names{"information", "logistics", "joint",
                                                                    "training",    "mandate",   "visibility"};

void build_cells(Setup& s) {
    const Parameters& p = s.parameters;
    s.cell_of.assign(s.places * s.communities, -1);
    for (std::size_t place = 0; place < s.places; ++place) {
        const Region* region = p.regions.find(p.places[place].region);
        if (region == nullptr) continue;
        std::int64_t left = p.places[place].population;
        std::size_t shares_left = region->communities.size();
        for (const auto& [name, share] : region->communities) {
            // The last community takes what rounding left, so that persons add up to the population exactly.
            const double exact = share * static_cast<double>(p.places[place].population);
            const auto persons = --shares_left == 0 ? left : std::min(left, static_cast<std::int64_t>(exact + 0.5));
            left -= persons;
            if (persons <= 0) continue;
            const auto wanted = std::max(persons / p.population.people_per_agent, p.population.minimum_agents);
            const auto agents = static_cast<std::size_t>(std::min(persons, wanted));
            const std::size_t community = p.communities.index(name);
            s.cell_of[place * s.communities + community] = static_cast<int>(s.cells.size());
            s.cells.push_back({place, community, s.agents, agents, persons});
            s.agents += agents;
        }
    }
}

void build_borders(Setup& s) {
    const Parameters& p = s.parameters;
    for (std::size_t a = 0; a < s.places; ++a) s.region_of.push_back(p.regions.index(p.places[a].region));
    const double far = std::numeric_limits<double>::infinity();
    s.travel_hours.assign(s.places * s.places, far);
    std::vector<std::vector<Neighbour>> rows(s.places);
    for (std::size_t a = 0; a < s.places; ++a) {
        s.travel_hours[a * s.places + a] = 0;
        for (const auto& [name, border] : p.places[a].neighbours) {
            const std::size_t b = p.places.index(name);
            rows[a].push_back({b, border.border_km});
            rows[b].push_back({a, border.border_km});
            const double hours = border.road_km / p.response.speed_km_h;
            double& way = s.travel_hours[a * s.places + b];
            way = std::min(way, hours);
            s.travel_hours[b * s.places + a] = way;
        }
    }
    s.neighbour_offset.assign(1, 0);
    for (auto& row : rows) {
        double total = 0;
        for (const Neighbour& n : row) total += n.weight;
        for (Neighbour& n : row) s.neighbours.push_back({n.place, total > 0 ? n.weight / total : 0.0});
        s.neighbour_offset.push_back(s.neighbours.size());
    }
    // Floyd and Warshall: a few dozen places, once a segment.
    for (std::size_t via = 0; via < s.places; ++via)
        for (std::size_t a = 0; a < s.places; ++a)
            for (std::size_t b = 0; b < s.places; ++b) {
                double& way = s.travel_hours[a * s.places + b];
                way = std::min(way, s.travel_hours[a * s.places + via] + s.travel_hours[via * s.places + b]);
            }
    for (const double hours : s.travel_hours) s.road_km.push_back(hours * p.response.speed_km_h);
}

void build_units(Setup& s) {
    const Parameters& p = s.parameters;
    s.commands.resize(p.contingents.size());
    for (std::size_t c = 0; c < p.contingents.size(); ++c) {
        for (const auto& [from, name] : p.contingents[c].command)
            s.commands[c].push_back({parse_date(from).value_or(Date{}), p.organisations.index(name)});
        std::stable_sort(s.commands[c].begin(), s.commands[c].end(),
                         [](const Command& x, const Command& y) { return x.from < y.from; });
        for (std::size_t b = 0; b < p.bases.size(); ++b) {
            const std::size_t organisation = p.organisations.index(p.bases[b].organisation);
            const bool may_serve = std::any_of(s.commands[c].begin(), s.commands[c].end(),
                                               [&](const Command& x) { return x.organisation == organisation; });
            if (may_serve) s.units.push_back({c, b, organisation, p.places.index(p.bases[b].place)});
        }
    }
}

std::array<bool, channel_count> feasible(const std::vector<std::string>& channels) {
    std::array<bool, channel_count> mask{};
    for (std::size_t c = 0; c < channel_count; ++c)
        mask[c] = std::find(channels.begin(), channels.end(), channel_names[c]) != channels.end();
    return mask;
}

void build_cooperation(Setup& s) {
    const Parameters& p = s.parameters;
    for (std::size_t d = 0; d < p.cooperation.dyads.size(); ++d) {
        const Dyad& dyad = p.cooperation.dyads[d];
        const std::size_t a = p.organisations.index(dyad.a), b = p.organisations.index(dyad.b);
        s.pairs.push_back({a, b, feasible(dyad.forth), d});
        s.pairs.push_back({b, a, feasible(dyad.back), d});
    }
    for (const auto& [name, rule] : p.cooperation.rules) {
        const std::size_t giver = p.organisations.index(rule.giver), receiver = p.organisations.index(rule.receiver);
        RuledTie ruled{giver, receiver, {}};
        for (const Pair& pair : s.pairs)
            if (pair.giver == giver && pair.receiver == receiver) ruled.moved = pair.feasible;
        const auto wanted = feasible(rule.channels);
        for (std::size_t c = 0; c < channel_count; ++c) ruled.moved[c] &= rule.channels.empty() || wanted[c];
        s.rules.push_back(ruled);
    }
    s.in_ladder.assign(s.organisations, false);
    for (const std::string& name : p.cooperation.ladder.group) s.in_ladder[p.organisations.index(name)] = true;
    for (std::size_t o = 0; o < s.organisations; ++o) {
        const Norm& norm = p.organisations[o].norm;
        s.anchor.push_back({norm.protect, norm.restrain, norm.monitor});
    }
    const std::size_t host = p.organisations.index(p.host.organisation);
    s.host = host < s.organisations ? static_cast<int>(host) : -1;
    const std::size_t capital = p.places.index(p.host.capital);
    s.capital = capital < s.places ? static_cast<int>(capital) : -1;
    const std::size_t lead = p.organisations.index(p.mechanisms.shared_responsibility.lead);
    s.lead = lead < s.organisations ? static_cast<int>(lead) : -1;
    const std::size_t follower = p.organisations.index(p.conduct.organisation);
    s.conduct_of = p.conduct.organisation.empty() ? s.lead
                   : follower < s.organisations   ? static_cast<int>(follower)
                                                  : -1;
}

void build_groups(Setup& s) {
    const Parameters& p = s.parameters;
    s.core.assign(s.groups * s.places, 0);
    s.target.assign(s.groups * s.communities, 0);
    for (std::size_t g = 0; g < s.groups; ++g) {
        double total = 0;
        for (const auto& [name, weight] : p.armed_groups[g].core) total += weight;
        for (const auto& [name, weight] : p.armed_groups[g].core)
            s.core[g * s.places + p.places.index(name)] = total > 0 ? weight / total : 0;
        for (const auto& [name, weight] : p.armed_groups[g].targets)
            s.target[g * s.communities + p.communities.index(name)] = weight;
        const std::size_t own = p.communities.index(p.armed_groups[g].community);
        s.own_community.push_back(own < s.communities ? static_cast<int>(own) : -1);
    }
    s.suspects.assign(s.organisations * s.communities, 0);
    for (std::size_t o = 0; o < s.organisations; ++o)
        for (const auto& [name, weight] : p.organisations[o].suspects)
            s.suspects[o * s.communities + p.communities.index(name)] = weight;
}

void build_speeches(Setup& s) {
    const Parameters& p = s.parameters;
    for (std::size_t i = 0; i < p.discourse.size(); ++i) {
        const Cue& cue = p.discourse[i];
        if (cue.date < s.horizon.start || cue.date >= s.horizon.end) continue;
        Speech speech{s.horizon.tick_of(cue.date), i, std::vector<double>(s.organisations, 0.0),
                      std::vector<double>(s.places, cue.reach.empty() ? 1.0 : 0.0)};
        for (const auto& [name, weight] : cue.about) speech.about[p.organisations.index(name)] = weight;
        for (std::size_t place = 0; place < s.places; ++place)
            if (const double* reach = cue.reach.find(p.places[place].region)) speech.reach[place] = *reach;
        s.speeches.push_back(std::move(speech));
    }
    std::stable_sort(s.speeches.begin(), s.speeches.end(),
                     [](const Speech& a, const Speech& b) { return a.tick < b.tick; });
}

/// Each switch that says nothing follows the profile.
void resolve_switches(Parameters& p) {
    const bool extended = p.profile == Profile::extended;
    for_each_mechanism(p.mechanisms, [extended](std::string_view, auto& mechanism) {
        if constexpr (std::is_same_v<decltype(mechanism.enabled), Switch>)
            if (!mechanism.enabled) mechanism.enabled = extended;
    });
}

}  // namespace

Setup prepare(const Parameters& parameters, const Horizon& horizon) {
    Setup s;
    s.parameters = parameters;
    resolve_switches(s.parameters);
    s.horizon = horizon;
    s.places = parameters.places.size();
    s.communities = parameters.communities.size();
    s.organisations = parameters.organisations.size();
    s.groups = parameters.armed_groups.size();
    for (std::size_t o = 0; o < s.organisations; ++o)
        if (parameters.organisations[o].judged) s.judged.push_back(o);
    build_cells(s);
    build_borders(s);
    build_units(s);
    build_cooperation(s);
    build_groups(s);
    build_speeches(s);
    return s;
}

}  // namespace peacenorm::intervention
