// SPDX-License-Identifier: Apache-2.0
// Where the random numbers of an event lie. An address is packed from who, where and whom, so that the k-th event of a
// kind is the same event in all arms; ordinals start anew each week.
#pragma once

#include "models/intervention/setup.hpp"
#include "models/intervention/state/event_key.hpp"

namespace peacenorm::intervention {

/// The events of an organisation's operations are packed as groups from here on.
inline constexpr std::uint32_t organisation_groups = 2048;

/// More events of one kind than are ever expected in a week, of one actor in one place: it bounds the count, whose
/// ordinal is a part of the address. Assumed.
inline constexpr double most_expected_events = 500;

/// Who threatens: a group, or the part that has split off it. A fragment's address is its parent's, shifted by the
/// number of groups, never the next free one.
enum class Wing { whole, fragment };

/// The number of an id in an event's key.
template <class Tag>
constexpr std::uint32_t part(Id<Tag> id) {
    return static_cast<std::uint32_t>(id.index());
}

inline std::uint64_t threat_address(const Setup& setup, GroupId group, Wing wing, PlaceId place, CommunityId community,
                                    ThreatKind kind, std::uint32_t ordinal) {
    const auto shift = wing == Wing::fragment ? static_cast<std::uint32_t>(setup.groups.size()) : 0U;
    return pack_event({.group = part(group) + shift,
                       .place = part(place),
                       .community = part(community),
                       .type = static_cast<std::uint32_t>(kind),
                       .ordinal = ordinal});
}

inline std::uint64_t harm_address(OrganisationId organisation, PlaceId place, CommunityId community,
                                  std::uint32_t ordinal) {
    return pack_event({.group = organisation_groups + part(organisation),
                       .place = part(place),
                       .community = part(community),
                       .type = static_cast<std::uint32_t>(ThreatKind::raid),
                       .ordinal = ordinal});
}

/// An attack of a group on an organisation's forces.
inline std::uint64_t attack_address(GroupId group, OrganisationId organisation, PlaceId place, std::uint32_t ordinal) {
    constexpr std::uint32_t attack_on_force = threat_kinds;  // the type after those of threats to civilians
    return pack_event({.group = part(group),
                       .place = part(place),
                       .type = attack_on_force,
                       .ordinal = ordinal,
                       .second_actor = part(organisation)});
}

}  // namespace peacenorm::intervention
