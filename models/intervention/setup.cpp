// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/setup.hpp"

#include <algorithm>

#include "models/intervention/civilians/kernel.hpp"
#include "models/intervention/setup_parts.hpp"
#include "models/intervention/state/keys.hpp"

namespace peacenorm::intervention {
namespace {

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

void build_speeches(Setup& s) {
    const Parameters& p = s.parameters;
    for (std::size_t i = 0; i < p.discourse.size(); ++i) {
        const PartialAct& cue = p.discourse[i];
        if (cue.date < s.horizon.start || cue.date >= s.horizon.end) continue;
        Speech speech{s.horizon.tick_of(cue.date), i, Grid<double, OrganisationId>(s.organisations),
                      Grid<double, PlaceId>(s.places)};
        for (const auto& [name, weight] : cue.about) speech.about[organisation_named(s, name)] = weight;
        for (const PlaceId place : s.places)
            speech.reach[place] = reach_in(cue, p.places.name(place.index()), s.place(place).region);
        s.speeches.push_back(std::move(speech));
    }
    std::stable_sort(s.speeches.begin(), s.speeches.end(),
                     [](const Speech& a, const Speech& b) { return a.tick < b.tick; });
}

void set_up_rows(Setup& s) {
    std::size_t family = 0;
    s.cell_rows.reserve(s.cell.size());
    for (const CellId c : s.cells) {
        const Cell& cell = s.cell[c];
        const auto rows = static_cast<std::uint32_t>(cell.agents.size());
        const auto first = static_cast<std::uint32_t>(cell.agents.empty() ? 0 : cell.agents[0].index());
        s.cell_rows.push_back({s.keys.of(c), static_cast<std::uint32_t>(cell.place.index()),
                               static_cast<std::uint32_t>(cell.community.index()), first, rows,
                               static_cast<std::uint32_t>(family)});
        family += s.cell_rows.back().families();
    }
    s.families = Ids<FamilyId>(family);
    s.tasks = civilians::tasks_of(s.cell_rows);
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

void set_up_keys(Setup& s) {
    const Parameters& p = s.parameters;
    Keys& keys = s.keys;
    for (const OrganisationId o : s.organisations)
        keys.organisation.add(organisation_key(p.organisations.name(o.index())));
    for (const PlaceId place : s.places) keys.place.add(place_key(p.places.name(place.index())));
    for (const GroupId g : s.groups) keys.group.add(group_key(p.armed_groups.name(g.index())));
    for (const CellId c : s.cells)
        keys.cell.add(
            cell_key(keys.of(s.cell[c].place), community_key(p.communities.name(s.cell[c].community.index()))));
    for (const CompanyId c : s.companies)
        keys.company.add(
            company_key(p.contingents.name(s.company[c].contingent.index()), p.bases.name(s.company[c].base.index())));
    keys.at.reset(s.organisations, s.places);
    for (const OrganisationId o : s.organisations)
        for (const PlaceId place : s.places) keys.at(o, place) = forces_key(keys.of(o), keys.of(place));
    for (const BandId b : s.bands) {
        const auto& [group, birthplace] = s.band[b];
        keys.band.add(
            band_key(keys.of(group), keys.of(birthplace), b.index() - s.born_in(group, birthplace)[0].index()));
    }
}

Setup prepare(const Parameters& parameters, const Horizon& horizon) {
    Setup s;
    s.parameters = parameters;
    resolve_switches(s.parameters);
    s.horizon = horizon;
    count(s);
    set_up_theatre(s);
    set_up_interveners(s);
    set_up_cooperation(s);
    set_up_armed_groups(s);
    set_up_keys(s);
    set_up_rows(s);
    build_speeches(s);
    s.surveys = opinion::plan_surveys(s);
    return s;
}

}  // namespace peacenorm::intervention
