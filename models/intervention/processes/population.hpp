// SPDX-License-Identifier: Apache-2.0
// The people: how many live in a place, how they die, what the nation thinks of an organisation.
#pragma once

#include "models/intervention/state/week.hpp"

namespace peacenorm::intervention::processes {

/// Living persons of a place, wherever they stay.
double people_of(const View<Reads<columns::alive>>& week, PlaceId place);

using Burial =
    View<Reads<columns::away, columns::fled>, Writes<columns::persons, columns::traits, columns::alive, columns::dead>>;

/// Takes the deaths of an incident out of its cell, from an agent drawn by its address on; no more than are at home.
/// Returns the deaths. Random: streams::victim, one draw.
std::int32_t bury(const Burial& week, const Incident& incident);

/// The traits of an agent, whose mark of being away says whether most of its living persons are.
std::uint8_t with_most_away(std::uint8_t traits, std::int32_t persons, std::int32_t fled);

using Enrolment = View<Reads<>, Writes<columns::persons, columns::traits, columns::alive, columns::in_arms>>;

/// Persons of an agent leave civilian life for an armed group.
void take_up_arms(const Enrolment& week, CellId cell, AgentId agent, std::int32_t persons);

/// The mean of `legitimacy` over the nation. Units: `persons` alive. Limits: 0 where there are none.
double national_mean(const View<Reads<columns::alive, columns::legitimacy>>& week, JudgedId judged, double persons);

}  // namespace peacenorm::intervention::processes
