// SPDX-License-Identifier: Apache-2.0
// What civilians hear and judge by: the week's events as news, where organisations stand in their eyes.
#pragma once

#include "models/intervention/civilians/kernel.hpp"
#include "models/intervention/opinion/judgement.hpp"
#include "models/intervention/processes/processes.hpp"
#include "models/intervention/state/week.hpp"

namespace peacenorm::intervention::processes {

/// The columns of civilians, as the kernel takes them.
using CrowdColumns =
    View<Reads<columns::persons, columns::traits, columns::refuge, columns::far_kin>,
         Writes<columns::memory, columns::feelings, columns::heard, columns::told, columns::open_links>>;
civilians::Crowd crowd_of(const CrowdColumns& week);

/// Where a judged organisation stands in the eyes of those who live in a place.
using StandingColumns = View<Reads<columns::persons_at, columns::strength, columns::alive, columns::arrived>>;
civilians::Standing standing_of(const StandingColumns& week, PlaceId place, JudgedId judged);

constexpr std::int32_t weeks_between_judgements = 4;

/// What a person remembers of an organisation, as it stands today.
using MemoryColumns = View<Reads<columns::memory, columns::memory_fading>>;
civilians::Memory remembered(const MemoryColumns& week, AgentId agent, JudgedId judged);

/// The terms of a person's judgement, given where the organisation stands in the eyes of its place.
using PersonColumns = View<Reads<columns::traits, columns::deviation>>;
opinion::Terms terms_of(const PersonColumns& week, AgentId agent, JudgedId judged, const civilians::Standing& standing,
                        const civilians::Memory& memory);

/// Whether an act that people saw as partial is news this week.
bool is_news(const WeekFacts& week, const Speech& speech);

/// Writes down what happened this week as news, with what it says of whom: events, then what was said. Returns how many
/// are events.
using NewsColumns = View<Reads<columns::threats, columns::harms, columns::answers, columns::reports, columns::ties>,
                         Writes<columns::news, columns::bearings>>;
std::size_t collect_news(const NewsColumns& week);

/// Everybody of everybody, into `legitimacy`.
void judge_all(const JudgeOrganisations& week);

}  // namespace peacenorm::intervention::processes
