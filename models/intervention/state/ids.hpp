// SPDX-License-Identifier: Apache-2.0
// Whose row it is: one id type for each kind of entity. An id is the position in the file, from 0.
#pragma once

#include <tuple>

#include "sim/core/ids.hpp"

namespace peacenorm::intervention {

using OrganisationId = Id<struct Organisation_>;
using PlaceId = Id<struct Place_>;
using CommunityId = Id<struct Community_>;
using RegionId = Id<struct Region_>;
using CellId = Id<struct Cell_>;      ///< the civilians of one community in one place
using AgentId = Id<struct Agent_>;    ///< some civilians of a cell who live through the same
using FamilyId = Id<struct Family_>;  ///< four agents of a cell who have their far kin together
using GroupId = Id<struct Group_>;
using BandId = Id<struct Band_>;      ///< a slot for a band of an armed group
using JudgedId = Id<struct Judged_>;  ///< an organisation whose legitimacy is followed
using ContingentId = Id<struct Contingent_>;
using BaseId = Id<struct Base_>;
using CompanyId = Id<struct Company_>;  ///< a contingent's share in a base
using RuleId = Id<struct Rule_>;        ///< a rule that moves a tie
using ThreatId = Id<struct Threat_>;
using NewsId = Id<struct News_>;  ///< an event of the week that civilians hear of

// More than any theatre has; `check` refuses more, for what is kept for each pair of them. Assumed.
inline constexpr std::size_t most_places = 1024, most_communities = 64, most_organisations = 64, most_groups = 256;

/// How many there are of each: what every column gets its extents from. The same throughout a run.
struct Extents {
    Ids<OrganisationId> organisations;
    Ids<PlaceId> places;
    Ids<CommunityId> communities;
    Ids<RegionId> regions;
    Ids<CellId> cells;
    Ids<AgentId> agents;
    Ids<FamilyId> families;
    Ids<GroupId> groups;
    Ids<BandId> bands;
    Ids<JudgedId> judged;
    Ids<ContingentId> contingents;
    Ids<CompanyId> companies;
    Ids<RuleId> rules;

    template <class I>
    const Ids<I>& of() const {
        return std::get<const Ids<I>&>(std::tie(organisations, places, communities, regions, cells, agents, families,
                                                groups, bands, judged, contingents, companies, rules));
    }
};

}  // namespace peacenorm::intervention
