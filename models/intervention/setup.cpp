// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/setup.hpp"

#include <algorithm>
#include <limits>

#include "sim/core/check.hpp"

namespace peacenorm::intervention {
namespace {

/// The id of what a file calls by a name that `check` has found there.
OrganisationId organisation_named(const Setup& s, std::string_view name) {
    return OrganisationId(s.parameters.organisations.index(name));
}
PlaceId place_named(const Setup& s, std::string_view name) {
    return PlaceId(s.parameters.places.index(name));
}
CommunityId community_named(const Setup& s, std::string_view name) {
    return CommunityId(s.parameters.communities.index(name));
}

/// The id if there is one of that name.
template <class I>
std::optional<I> if_any(I found, Ids<I> all) {
    return all.contains(found) ? std::optional(found) : std::nullopt;
}

void count(Setup& s) {
    const Parameters& p = s.parameters;
    s.places = Ids<PlaceId>(p.places.size());
    s.communities = Ids<CommunityId>(p.communities.size());
    s.regions = Ids<RegionId>(p.regions.size());
    s.organisations = Ids<OrganisationId>(p.organisations.size());
    s.groups = Ids<GroupId>(p.armed_groups.size());
    s.contingents = Ids<ContingentId>(p.contingents.size());
    s.rules = Ids<RuleId>(p.cooperation.rules.size());
    for (const OrganisationId o : s.organisations)
        if (s.organisation(o).judged) s.organisation_of.add(o);
    s.judged = s.organisation_of.ids();
}

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

void build_units(Setup& s) {
    const Parameters& p = s.parameters;
    s.commands.reset(s.contingents);
    for (const ContingentId c : s.contingents) {
        auto& commands = s.commands[c];
        for (const auto& [from, name] : s.contingent(c).command)
            commands.push_back({parse_date(from).value_or(Date{}), organisation_named(s, name)});
        std::stable_sort(commands.begin(), commands.end(),
                         [](const Command& x, const Command& y) { return x.from < y.from; });
        for (const BaseId b : Ids<BaseId>(p.bases.size())) {
            const OrganisationId organisation = organisation_named(s, s.base(b).organisation);
            const bool may_serve = std::any_of(commands.begin(), commands.end(),
                                               [&](const Command& x) { return x.organisation == organisation; });
            if (may_serve) s.unit.add({c, b, organisation, place_named(s, s.base(b).place)});
        }
    }
    s.units = s.unit.ids();
}

std::array<bool, channel_count> feasible(const std::vector<std::string>& channels) {
    std::array<bool, channel_count> mask{};
    for (std::size_t c = 0; c < channel_count; ++c)
        mask[c] = std::find(channels.begin(), channels.end(), channel_names[c]) != channels.end();
    return mask;
}

void build_pairs(Setup& s) {
    const auto& dyads = s.parameters.cooperation.dyads;
    for (std::size_t d = 0; d < dyads.size(); ++d) {
        const OrganisationId a = organisation_named(s, dyads[d].a), b = organisation_named(s, dyads[d].b);
        s.pairs.push_back({a, b, feasible(dyads[d].forth), d});
        s.pairs.push_back({b, a, feasible(dyads[d].back), d});
    }
    for (const auto& [name, rule] : s.parameters.cooperation.rules) {
        RuledTie ruled{organisation_named(s, rule.giver), organisation_named(s, rule.receiver), {}};
        for (const Pair& pair : s.pairs)
            if (pair.giver == ruled.giver && pair.receiver == ruled.receiver) ruled.moved = pair.feasible;
        const auto wanted = feasible(rule.channels);
        for (std::size_t c = 0; c < channel_count; ++c) ruled.moved[c] &= rule.channels.empty() || wanted[c];
        s.rule.add(ruled);
    }
}

void build_roles(Setup& s) {
    const Parameters& p = s.parameters;
    s.in_ladder.reset(s.organisations);
    for (const std::string& name : p.cooperation.ladder.group) s.in_ladder[organisation_named(s, name)] = 1;
    for (const OrganisationId o : s.organisations) {
        const Norm& norm = s.organisation(o).norm;
        s.anchor.add({norm.protect, norm.restrain, norm.monitor});
    }
    s.host = if_any(organisation_named(s, p.host.organisation), s.organisations);
    s.capital = if_any(place_named(s, p.host.capital), s.places);
    s.lead = if_any(organisation_named(s, p.mechanisms.shared_responsibility.lead), s.organisations);
    s.conduct_of = p.conduct.organisation.empty()
                       ? s.lead
                       : if_any(organisation_named(s, p.conduct.organisation), s.organisations);
}

void build_groups(Setup& s) {
    s.core.reset(s.groups, s.places);
    s.target.reset(s.groups, s.communities);
    for (const GroupId g : s.groups) {
        const ArmedGroup& group = s.group(g);
        double total = 0;
        for (const auto& [name, weight] : group.core) total += weight;
        for (const auto& [name, weight] : group.core) s.core(g, place_named(s, name)) = total > 0 ? weight / total : 0;
        for (const auto& [name, weight] : group.targets) s.target(g, community_named(s, name)) = weight;
        s.own_community.add(if_any(community_named(s, group.community), s.communities));
    }
    s.suspects.reset(s.organisations, s.communities);
    for (const OrganisationId o : s.organisations)
        for (const auto& [name, weight] : s.organisation(o).suspects) s.suspects(o, community_named(s, name)) = weight;
}

void build_speeches(Setup& s) {
    const Parameters& p = s.parameters;
    for (std::size_t i = 0; i < p.discourse.size(); ++i) {
        const Cue& cue = p.discourse[i];
        if (cue.date < s.horizon.start || cue.date >= s.horizon.end) continue;
        Speech speech{s.horizon.tick_of(cue.date), i, Grid<double, OrganisationId>(s.organisations),
                      Grid<double, PlaceId>(s.places)};
        for (const auto& [name, weight] : cue.about) speech.about[organisation_named(s, name)] = weight;
        if (cue.reach.empty()) speech.reach.fill(1);
        for (const PlaceId place : s.places)
            if (const double* reach = cue.reach.find(s.place(place).region)) speech.reach[place] = *reach;
        s.speeches.push_back(std::move(speech));
    }
    std::stable_sort(s.speeches.begin(), s.speeches.end(),
                     [](const Speech& a, const Speech& b) { return a.tick < b.tick; });
}

/// Each switch that is not set follows the profile.
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
    count(s);
    build_cells(s);
    build_borders(s);
    build_units(s);
    build_pairs(s);
    build_roles(s);
    build_groups(s);
    build_speeches(s);
    return s;
}

}  // namespace peacenorm::intervention
