// SPDX-License-Identifier: Apache-2.0
// The audit trail of a run: written to the week's trace if there is one. Writing changes nothing.
#pragma once

#include <string>
#include <vector>

#include "models/intervention/state/week.hpp"

namespace peacenorm::intervention::processes {

/// The name of an event in the trail: its packed address in hexadecimal.
std::string event_name(std::uint64_t address);

void trace_threat(const WeekFacts& week, const Threat& threat);                    ///< a threat, and who could answer
void trace_outcome(const WeekFacts& week, const Threat& threat, Answers answers);  ///< responses, arrivals, deaths
void trace_operation(const WeekFacts& week, const Harm& harm);                     ///< harm by an organisation
void trace_duty(const WeekFacts& week, const Obligation& duty, std::string_view outcome);
void trace_attack(const WeekFacts& week, GroupId group, OrganisationId organisation, PlaceId place, double deaths);

/// Where and of whom people think.
struct Seen {
    PlaceId place;
    JudgedId judged;
};
/// A part of a week's change of legitimacy. Limits: an amount of 0 writes nothing.
void trace_change(const WeekFacts& week, Seen seen, std::string_view cause, const std::string& event, double amount);

}  // namespace peacenorm::intervention::processes
