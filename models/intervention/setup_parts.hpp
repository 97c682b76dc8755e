// SPDX-License-Identifier: Apache-2.0
// What the parts of the setup share: ids for names. Each folder sets up what it declares.
#pragma once

#include <optional>
#include <string_view>

#include "models/intervention/setup.hpp"

namespace peacenorm::intervention {

/// The id of what a file calls by a name that `check` has found there.
inline OrganisationId organisation_named(const Setup& s, std::string_view name) {
    return OrganisationId(s.parameters.organisations.index(name));
}
inline PlaceId place_named(const Setup& s, std::string_view name) {
    return PlaceId(s.parameters.places.index(name));
}
inline CommunityId community_named(const Setup& s, std::string_view name) {
    return CommunityId(s.parameters.communities.index(name));
}

/// The id if there is one of that name.
template <class I>
std::optional<I> if_any(I found, Ids<I> all) {
    return all.contains(found) ? std::optional(found) : std::nullopt;
}

/// One part a folder. Each fills what it names, once the ids are counted.
void set_up_theatre(Setup& s);       ///< cells, borders and ways
void set_up_interveners(Setup& s);   ///< units, roles, anchors of the norm, suspects
void set_up_cooperation(Setup& s);   ///< pairs, rules, the ladder's group
void set_up_armed_groups(Setup& s);  ///< cores, targets, own communities, slots for bands, feuds
void set_up_keys(Setup& s);          ///< once all ids are there

}  // namespace peacenorm::intervention
