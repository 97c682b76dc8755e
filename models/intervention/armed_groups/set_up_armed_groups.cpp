// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/setup_parts.hpp"

namespace peacenorm::intervention {
namespace {

void take_weights(Setup& s, GroupId g) {
    const ArmedGroup& group = s.group(g);
    double total = 0;
    for (const auto& [name, weight] : group.core) total += weight;
    for (const auto& [name, weight] : group.core) s.core(g, place_named(s, name)) = total > 0 ? weight / total : 0;
    for (const auto& [name, weight] : group.targets) s.target(g, community_named(s, name)) = weight;
    s.own_community.add(if_any(community_named(s, group.community), s.communities));
}

/// As many slots in each place of its core.
void make_slots(Setup& s, GroupId g) {
    const auto slots = static_cast<std::size_t>(s.group(g).slots);
    const std::size_t first = s.band.size();
    for (const PlaceId place : s.places) {
        const std::size_t here = s.band.size();
        if (s.core(g, place) > 0)
            for (std::size_t k = 0; k < slots; ++k) s.band.add({g, place});
        s.born_in(g, place) = Ids<BandId>(BandId(here), BandId(s.band.size()));
    }
    s.bands_of[g] = Ids<BandId>(BandId(first), BandId(s.band.size()));
}

}  // namespace

void set_up_armed_groups(Setup& s) {
    const Parameters& p = s.parameters;
    s.core.reset(s.groups, s.places);
    s.target.reset(s.groups, s.communities);
    s.bands_of.reset(s.groups);
    s.born_in.reset(s.groups, s.places);
    for (const GroupId g : s.groups) {
        take_weights(s, g);
        make_slots(s, g);
    }
    s.bands = s.band.ids();
    for (std::size_t i = 0; i < p.hostilities.size(); ++i)
        s.feuds.push_back(
            {GroupId(p.armed_groups.index(p.hostilities[i].a)), GroupId(p.armed_groups.index(p.hostilities[i].b)), i});
}

}  // namespace peacenorm::intervention
