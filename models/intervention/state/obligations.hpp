// SPDX-License-Identifier: Apache-2.0
// What organisations owe to civilians after an incident, and what they say about each other.
#pragma once

#include <cstdint>

#include "models/intervention/state/ids.hpp"
#include "models/intervention/state/vocabulary.hpp"

namespace peacenorm::intervention {

/// What an organisation owes: who owes it, what triggered it, by when. One that is due unmet is a violation.
struct Obligation {
    std::uint64_t address = 0;  ///< of the incident that triggered it
    std::int32_t since = 0;     ///< tick
    std::int32_t due = 0;       ///< last tick at which acting on it counts
    OrganisationId owner;
    OrganisationId subject;  ///< whose conduct it is about
    PlaceId place;
    CommunityId community;
    Tier tier = Tier::dialogue;
    Component component = Component::protect;
    bool operator==(const Obligation&) const = default;
};

/// What kind of duty an obligation is.
inline Duty duty_of(const Obligation& o) {
    if (o.tier == Tier::physical_protection) return Duty::respond;
    if (o.tier == Tier::dialogue) return Duty::engage;
    if (o.component == Component::monitor) return Duty::report;
    return o.subject == o.owner ? Duty::restrain_self : Duty::restrain_partner;
}

/// A public report of abuse: the owner speaks about what the subject did in a place.
struct Report {
    std::uint64_t address = 0;
    OrganisationId owner, subject;
    PlaceId place;
    CommunityId community;
    bool operator==(const Report&) const = default;
};

}  // namespace peacenorm::intervention
