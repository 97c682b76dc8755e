// SPDX-License-Identifier: Apache-2.0
// What follows from the parameters of one segment of time: ids in place of names, distances, cells, units. Immutable.
// The plural is the range of ids, the singular what belongs to one: `for (const CompanyId u : setup.companies)
// setup.company[u]`.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/intervention/civilians/crowd.hpp"
#include "models/intervention/opinion/survey_plan.hpp"
#include "models/intervention/parameters.hpp"
#include "models/intervention/state/ids.hpp"
#include "models/intervention/state/vocabulary.hpp"
#include "sim/core/date.hpp"
#include "sim/core/grid.hpp"

namespace peacenorm::intervention {

/// A contingent's share in a base of the organisation that may command it.
struct Company {
    ContingentId contingent;
    BaseId base;
    OrganisationId organisation;
    PlaceId place;
    bool operator==(const Company&) const = default;
};

/// Civilians of one community in one place: the agents [first, first + agents).
struct Cell {
    PlaceId place;
    CommunityId community;
    Ids<AgentId> agents;
    std::int64_t persons = 0;
    bool operator==(const Cell&) const = default;
};

/// A direction in which two organisations can cooperate.
struct Pair {
    OrganisationId giver, receiver;
    std::array<bool, channel_count> feasible{};
    std::size_t dyad = 0;
};

/// What a rule of cooperation moves.
struct RuledTie {
    OrganisationId giver, receiver;
    std::array<bool, channel_count> moved{};
};

struct Neighbour {
    PlaceId place;
    double weight = 0;  ///< share of the place's border, sums to 1
};

/// A command that begins on a date.
struct Command {
    Date from;
    OrganisationId organisation;
};

/// A public word about organisations, in the week that contains its date.
struct Speech {
    std::int32_t tick = 0;
    std::size_t cue = 0;
    Grid<double, OrganisationId> about;
    Grid<double, PlaceId> reach;  ///< 0..1
};

/// A slot for a band: it is free while the band has no fighters. A band may stand elsewhere than where it was born.
struct BandSlot {
    GroupId group;
    PlaceId birthplace;
    bool operator==(const BandSlot&) const = default;
};

/// Two groups that fight each other while `intensity` is above 0.
struct Feud {
    GroupId a, b;
    std::size_t hostility = 0;  ///< in the parameters
};

/// Who is who in the addresses of draws: keys of names (see sim/random/entity_key.hpp).
struct Keys {
    Grid<std::uint64_t, OrganisationId> organisation;
    Grid<std::uint64_t, PlaceId> place;
    Grid<std::uint64_t, CellId> cell;
    Grid<std::uint64_t, GroupId> group;
    Grid<std::uint64_t, CompanyId> company;
    Grid<std::uint64_t, BandId> band;
    Grid<std::uint64_t, OrganisationId, PlaceId> at;  ///< an organisation's forces in a place

    std::uint64_t of(OrganisationId o) const { return organisation[o]; }
    std::uint64_t of(PlaceId p) const { return place[p]; }
    std::uint64_t of(CellId c) const { return cell[c]; }
    std::uint64_t of(CompanyId c) const { return company[c]; }
    std::uint64_t of(GroupId g) const { return group[g]; }
    std::uint64_t of(BandId b) const { return band[b]; }
};

struct Setup : Extents {
    Parameters parameters;
    Horizon horizon;

    // People and places.
    Grid<RegionId, PlaceId> region_of;
    Grid<Cell, CellId> cell;  ///< by place, then community; empty ones left out
    Grid<std::optional<CellId>, PlaceId, CommunityId> cell_of;
    Grid<Ids<CellId>, PlaceId> cells_of;
    std::vector<civilians::CellRows> cell_rows;            ///< by cell
    std::vector<std::size_t> tasks;                        ///< runs of cells that threads share out
    Grid<double, PlaceId, PlaceId> travel_hours, road_km;  ///< by the shortest way
    std::vector<Neighbour> neighbours;                     ///< compressed rows: see neighbours_of
    std::vector<std::size_t> neighbour_offset;
    std::vector<Speech> speeches;  ///< by tick, then in the order of the file
    std::vector<opinion::Survey> surveys;

    // Organisations.
    Grid<OrganisationId, JudgedId> organisation_of;
    Grid<Company, CompanyId> company;  ///< by contingent, then base
    Grid<std::vector<CompanyId>, OrganisationId> companies_of;
    Grid<std::vector<Command>, ContingentId> commands;  ///< by date
    Grid<Salience, OrganisationId> anchor;              ///< the norm as doctrine has it
    Grid<double, OrganisationId, CommunityId> suspects;
    std::vector<Pair> pairs;
    Grid<RuledTie, RuleId> rule;
    Grid<std::uint8_t, OrganisationId> in_ladder;  ///< 1: of the group that the ladder moves
    std::optional<OrganisationId> host;            ///< of the host state
    std::optional<OrganisationId> lead;            ///< with the duty to lead
    std::optional<OrganisationId> conduct_of;      ///< whose conduct can be imposed
    std::optional<PlaceId> capital;                ///< where the host decides

    // Armed groups.
    Grid<double, GroupId, PlaceId> core;  ///< each group's sums to 1
    Grid<double, GroupId, CommunityId> target;
    Grid<std::optional<CommunityId>, GroupId> own_community;
    Grid<BandSlot, BandId> band;  ///< by group, then birthplace
    Grid<Ids<BandId>, GroupId> bands_of;
    Grid<Ids<BandId>, GroupId, PlaceId> born_in;  ///< slots of a group by birthplace
    std::vector<Feud> feuds;

    Keys keys;

    const Organisation& organisation(OrganisationId o) const { return parameters.organisations[o.index()]; }
    const Place& place(PlaceId place) const { return parameters.places[place.index()]; }
    const Community& community(CommunityId community) const { return parameters.communities[community.index()]; }
    const ArmedGroup& group(GroupId group) const { return parameters.armed_groups[group.index()]; }
    const Contingent& contingent(ContingentId contingent) const { return parameters.contingents[contingent.index()]; }
    const Base& base(BaseId base) const { return parameters.bases[base.index()]; }
    const TieRule& tie_rule(RuleId r) const { return parameters.cooperation.rules[r.index()]; }

    std::span<const Neighbour> neighbours_of(PlaceId place) const {
        const std::size_t first = neighbour_offset[place.index()];
        return std::span(neighbours).subspan(first, neighbour_offset[place.index() + 1] - first);
    }
};

/// Builds the setup. Errors: EXPECT on names that `check` would have refused.
Setup prepare(const Parameters& parameters, const Horizon& horizon);

}  // namespace peacenorm::intervention
