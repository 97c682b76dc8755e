// SPDX-License-Identifier: Apache-2.0
// Whose row it is: one id type for each kind of entity. An id is the position in the file, from 0.
#pragma once

#include <tuple>

#include "sim/core/ids.hpp"

namespace peacenorm::intervention {

struct Organisation_ {
    static constexpr std::string_view name = "organisation";
};
struct Place_ {
    static constexpr std::string_view name = "place";
};
struct Community_ {
    static constexpr std::string_view name = "community";
};
struct Region_ {
    static constexpr std::string_view name = "region";
};
struct Cell_ {
    static constexpr std::string_view name = "cell";
};
struct Agent_ {
    static constexpr std::string_view name = "agent";
};
struct Group_ {
    static constexpr std::string_view name = "group";
};
struct Judged_ {
    static constexpr std::string_view name = "judged";
};
struct Contingent_ {
    static constexpr std::string_view name = "contingent";
};
struct Base_ {
    static constexpr std::string_view name = "base";
};
struct Unit_ {
    static constexpr std::string_view name = "unit";
};
struct Rule_ {
    static constexpr std::string_view name = "rule";
};
struct Threat_ {
    static constexpr std::string_view name = "threat";
};

using OrganisationId = Id<Organisation_>;
using PlaceId = Id<Place_>;
using CommunityId = Id<Community_>;
using RegionId = Id<Region_>;
using CellId = Id<Cell_>;    ///< the civilians of one community in one place
using AgentId = Id<Agent_>;  ///< some civilians of a cell who live through the same
using GroupId = Id<Group_>;
using JudgedId = Id<Judged_>;  ///< an organisation whose legitimacy is followed
using ContingentId = Id<Contingent_>;
using BaseId = Id<Base_>;
using UnitId = Id<Unit_>;  ///< a contingent's share in a base
using RuleId = Id<Rule_>;  ///< a rule that moves a tie
using ThreatId = Id<Threat_>;

// What fits into the address of an event (see state/addresses.hpp); `check` refuses more.
inline constexpr std::size_t most_places = 1024, most_communities = 64, most_organisations = 64;

/// How many there are of each: what every column gets its extents from. The same throughout a run.
struct Extents {
    Ids<OrganisationId> organisations;
    Ids<PlaceId> places;
    Ids<CommunityId> communities;
    Ids<RegionId> regions;
    Ids<CellId> cells;
    Ids<AgentId> agents;
    Ids<GroupId> groups;
    Ids<JudgedId> judged;
    Ids<ContingentId> contingents;
    Ids<UnitId> units;
    Ids<RuleId> rules;

    template <class I>
    const Ids<I>& of() const {
        return std::get<const Ids<I>&>(std::tie(organisations, places, communities, regions, cells, agents, groups,
                                                judged, contingents, units, rules));
    }
};

}  // namespace peacenorm::intervention
