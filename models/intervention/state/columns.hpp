// SPDX-License-Identifier: Apache-2.0
// Everything that changes during a run, column by column: name, life, type, ids, meaning. All agents are rows here.
// What a mechanism alone keeps up stands in its header.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "models/intervention/civilians/crowd.hpp"
#include "models/intervention/civilians/fading.hpp"
#include "models/intervention/cooperation/channels.hpp"
#include "models/intervention/mechanisms/all.hpp"
#include "models/intervention/state/column.hpp"
#include "models/intervention/state/conduct.hpp"
#include "models/intervention/state/incident.hpp"
#include "models/intervention/state/obligations.hpp"

namespace peacenorm::intervention {

inline constexpr std::size_t most_refill_weeks = 208;  ///< over which the flow of newcomers can be averaged
inline constexpr std::int32_t not_yet = std::numeric_limits<std::int32_t>::min();  ///< a tick that has not come
using FlowMemory = std::array<double, most_refill_weeks>;  ///< persons per week, by tick modulo most_refill_weeks

}  // namespace peacenorm::intervention

namespace peacenorm::intervention::columns {

// Civilians, sorted by cell.
inline constexpr Column<"persons", kept, std::int32_t, AgentId> persons{"living persons that the agent stands for"};
inline constexpr Column<"traits", kept, std::uint8_t, AgentId> traits{"bits of civilians::Trait"};
inline constexpr Column<"refuge", kept, std::uint16_t, AgentId> refuge{"number of the place where its displaced stay"};
inline constexpr Column<"fled", kept, std::int32_t, AgentId> fled{"of its living persons, the displaced"};
inline constexpr Column<"deviation", kept, std::int16_t, AgentId, JudgedId> deviation{
    "fixed deviation of its judgement, in civilians::deviation_unit"};
inline constexpr Column<"memory", kept, civilians::Memory, AgentId, JudgedId> memory{
    "what it remembers, times the scale of `memory_fading`"};
inline constexpr Column<"feelings", kept, civilians::Feelings, AgentId> feelings{
    "severity heard of, times the scales of `fear_fading` and `anger_fading`"};
inline constexpr Column<"far_kin", kept, civilians::FarKin, FamilyId> far_kin{"families to which it listens"};
inline constexpr Column<"heard", weekly, civilians::Mask, AgentId> heard{"news of the pass under way"};
inline constexpr Column<"told", weekly, civilians::Mask, AgentId> told{"the same, a round of telling later"};
inline constexpr Column<"open_links", weekly, std::uint8_t, AgentId> open_links{"bits: to whom it listens this week"};

// What civilians have in common.
inline constexpr Column<"memory_fading", kept, civilians::Fading> memory_fading{"scale of `memory`"};
inline constexpr Column<"fear_fading", kept, civilians::Fading> fear_fading{"scale of the first of `feelings`"};
inline constexpr Column<"anger_fading", kept, civilians::Fading> anger_fading{"scale of the second"};
inline constexpr Column<"presence_known", kept, double, PlaceId, JudgedId> presence_known{
    "familiarity by presence, faded, the same for all in the place"};
inline constexpr Column<"arrived", kept, std::int32_t, OrganisationId> arrived{
    "tick at which it came, below 0 before the first; or not_yet"};
inline constexpr Column<"standing", kept, civilians::Standing, PlaceId, JudgedId> standing{
    "where each stands in the eyes of a place, this week; until news is heard, last week's"};
inline constexpr Column<"protection", weekly, double, PlaceId, JudgedId> protection{
    "weight of an event in judging whether it protects, 0..1"};
inline constexpr Column<"weekly_opinion", kept, double, PlaceId, JudgedId> weekly_opinion{
    "mean of logistic(u) over living persons at the end of week `ledger_kept`"};
inline constexpr Column<"weekly_national", kept, double, JudgedId> weekly_national{"the same over the nation"};
inline constexpr Column<"ledger_kept", kept, std::int32_t> ledger_kept{"last tick at which the ledger was kept"};
inline constexpr Column<"news", weekly, std::vector<civilians::News>> news{"most easily heard of first"};
inline constexpr Column<"bearings", weekly, Grid<civilians::Bearing, NewsId, JudgedId>> bearings{
    "what each news says of whom"};

// What the civilians of a cell share.
inline constexpr Column<"alive", kept, std::int64_t, CellId> alive{"living persons"};
inline constexpr Column<"dead", kept, std::int64_t, CellId> dead{"persons killed so far"};
inline constexpr Column<"in_arms", kept, std::int64_t, CellId> in_arms{"persons who have joined an armed group so far"};
inline constexpr Column<"away", kept, std::int64_t, CellId> away{"living persons who are displaced"};
inline constexpr Column<"legitimacy", kept, double, CellId, JudgedId> legitimacy{
    "mean of logistic(u) over living persons when last judged, 0..1"};
inline constexpr Column<"informing", kept, double, CellId, JudgedId> informing{
    "mean willingness to inform it over living persons when last judged, 0..1"};
inline constexpr Column<"national", kept, double, JudgedId> national{"legitimacy over all persons last week, 0..1"};
inline constexpr Column<"fear", kept, double, CellId> fear{"mean over living persons, 0..1"};
inline constexpr Column<"anger", kept, double, CellId> anger{"mean over living persons, 0..1"};
inline constexpr Column<"first_population", kept, std::int64_t> first_population{"persons at the start"};
inline constexpr Column<"last_threat", kept, std::int32_t, PlaceId> last_threat{"tick of the last threat"};
inline constexpr Column<"harm_memory", kept, double, PlaceId, CommunityId> harm_memory{"remembered deaths, per week"};
inline constexpr Column<"place_response", kept, double, OrganisationId, PlaceId> place_response{
    "remembered share of threats answered, 0..1"};
inline constexpr Column<"willingness", kept, double, OrganisationId, PlaceId> willingness{
    "to inform, 0..1; until tips are gathered, last week's"};
inline constexpr Column<"tips", weekly, double, OrganisationId, PlaceId> tips{"hazard of awareness that tips add"};

// Armed groups.
inline constexpr Column<"band_fighters", kept, std::int32_t, BandId> band_fighters{"fighters; 0: the slot is free"};
inline constexpr Column<"band_place", kept, PlaceId, BandId> band_place{"where it stands"};
inline constexpr Column<"band_loss", kept, double, BandId> band_loss{
    "share of its fighters lost, remembered, per week"};
inline constexpr Column<"band_lost", weekly, std::int32_t, BandId> band_lost{"fighters killed or taken this week"};
inline constexpr Column<"refill_flows", kept, FlowMemory, GroupId> refill_flows{
    "newcomers of the last 104 weeks, by tick modulo 104; below 0: leavers"};
inline constexpr Column<"fighters", kept, double, GroupId, PlaceId> fighters{"fighters of the bands that stand there"};
inline constexpr Column<"strength_of", kept, double, GroupId> strength_of{"fighters of all its bands"};
inline constexpr Column<"first_fighters", kept, std::int64_t> first_fighters{"fighters at the start"};
inline constexpr Column<"success", kept, double, GroupId, PlaceId> success{
    "remembered attacks left unanswered, per week"};
inline constexpr Column<"loss", kept, double, GroupId, PlaceId> loss{
    "remembered responses and operations met, per week"};
inline constexpr Column<"control", weekly, double, PlaceId> control{
    "share of all armed groups against all forces, 0..1"};

// Organisations: where they stand and what they have.
inline constexpr Column<"company_persons", weekly, double, CompanyId> company_persons{"persons"};
inline constexpr Column<"persons_at", weekly, double, OrganisationId, PlaceId> persons_at{"persons"};
inline constexpr Column<"strength", weekly, double, OrganisationId> strength{"persons in the country"};
inline constexpr Column<"task_share", kept, TaskShares, OrganisationId> task_share{
    "of its force-hours; until new ones are chosen, last week's"};
inline constexpr Column<"hours", kept, double, OrganisationId> hours{"force-hours available; until then last week's"};
inline constexpr Column<"received_hours", kept, double, OrganisationId> received_hours{
    "force-hours from partners; until then last week's"};
inline constexpr Column<"company_hours", kept, double, CompanyId> company_hours{
    "force-hours left for protection; < 0: owed"};
inline constexpr Column<"exposed_at", weekly, double, OrganisationId, PlaceId> exposed_at{
    "persons, less the part of each that armour covers"};
inline constexpr Column<"operations_at", kept, double, OrganisationId, PlaceId> operations_at{
    "counter-terrorism operations that took place; until new ones are run, last week's"};
inline constexpr Column<"attack_memory", kept, double, OrganisationId> attack_memory{"attacks on it, per week"};

// Organisations: what they hold of each other.
inline constexpr Column<"ties", weekly, Depths, OrganisationId, OrganisationId> ties{
    "depth of each channel from giver to receiver, 0..1"};
inline constexpr Column<"inbound", weekly, double, OrganisationId> inbound{
    "support by air and escort that it receives, 0..1"};
inline constexpr Column<"drawn", weekly, double, OrganisationId> drawn{
    "sum over partners of planning tie times their share of counter-terrorism"};
inline constexpr Column<"leak", weekly, double, OrganisationId> leak{"chance that its informants become known"};
inline constexpr Column<"partner_belief", kept, double, OrganisationId, OrganisationId> partner_belief{
    "share of threats that the partner is expected to answer, 0..1"};
inline constexpr Column<"risk", kept, double, OrganisationId, OrganisationId> risk{
    "known abuses of the receiver, per week"};
inline constexpr Column<"held_back", kept, std::uint8_t, OrganisationId, OrganisationId> held_back{
    "1 while the giver holds support back from the receiver"};
inline constexpr Column<"watched", kept, double, RuleId> watched{"what the rule watches, remembered, per week"};
inline constexpr Column<"in_force", kept, std::uint8_t, RuleId> in_force{"1 while the rule holds"};

// Organisations: the norm.
inline constexpr Column<"contingent_norm", kept, Salience, ContingentId> contingent_norm{
    "salience, kept when the contingent changes command"};
inline constexpr Column<"contingent_norm_in_force", weekly, Salience, ContingentId> contingent_norm_in_force{
    "what bears on the decisions of its commanders"};
inline constexpr Column<"norm_memory", kept, Salience, OrganisationId> norm_memory{
    "mean over its persons; updated even when the mechanism is off"};
inline constexpr Column<"norm", weekly, Salience, OrganisationId> norm{"what bears on conduct"};
inline constexpr Column<"met", kept, Salience, OrganisationId> met{"obligations acted on, remembered, per week"};
inline constexpr Column<"owed", kept, Salience, OrganisationId> owed{"obligations due, remembered, per week"};
inline constexpr Column<"ready", kept, double, OrganisationId> ready{"sum of Answer::by_norm, remembered, per week"};
inline constexpr Column<"bound", kept, double, OrganisationId> bound{"sum of Answer::due, remembered, per week"};
inline constexpr Column<"abuse_memory", kept, double, OrganisationId> abuse_memory{"harms done, remembered, per week"};
inline constexpr Column<"operations_memory", kept, double, OrganisationId> operations_memory{
    "operations, remembered, per week"};

// The host.
inline constexpr Column<"consent_deviation", kept, double, OrganisationId> consent_deviation{"from the dated input"};
inline constexpr Column<"criticism", kept, double> criticism{"of the host in public, remembered, per week"};

// The week's incidents, and what follows from them.
inline constexpr Column<"threats", weekly, std::vector<Threat>> threats{"sorted by address"};
inline constexpr Column<"answers", weekly, Grid<Answer, ThreatId, OrganisationId>> answers{
    "what each organisation does about each threat"};
inline constexpr Column<"harms", weekly, std::vector<Harm>> harms{"sorted by address"};
inline constexpr Column<"obligations", kept, std::vector<Obligation>> obligations{
    "open ones, in the order in which they arose"};
inline constexpr Column<"reports", kept, std::vector<Report>> reports{"published at the end of last week"};

// Conduct that one arm of a study takes over from another.
inline constexpr Column<"policies", weekly, Conduct, OrganisationId> policies{
    "what its responses of this week hang on"};
inline constexpr Column<"conduct_record", weekly, std::optional<Conduct>> conduct_record{
    "kept where another arm follows this one"};
inline constexpr Column<"imposed", weekly, std::optional<Conduct>> imposed{
    "of the arm that this one follows; null: conduct is its own"};

using Core =
    ColumnList<persons, traits, refuge, fled, deviation, memory, feelings, far_kin, heard, told, open_links,
               memory_fading, fear_fading, anger_fading, presence_known, arrived, standing, protection, weekly_opinion,
               weekly_national, ledger_kept, news, bearings, alive, dead, in_arms, away, legitimacy, informing,
               national, fear, anger, first_population, last_threat, harm_memory, place_response, willingness, tips,
               band_fighters, band_place, band_loss, band_lost, refill_flows, fighters, strength_of, first_fighters,
               success, loss, control, company_persons, persons_at, strength, task_share, hours, received_hours,
               company_hours, exposed_at, operations_at, attack_memory, ties, inbound, drawn, leak, partner_belief,
               risk, held_back, watched, in_force, contingent_norm, contingent_norm_in_force, norm_memory, norm, met,
               owed, ready, bound, abuse_memory, operations_memory, consent_deviation, criticism, threats, answers,
               harms, obligations, reports, policies, conduct_record, imposed>;

/// Those that mechanisms declare beside their rules too.
using All = Joined<Core, OfMechanisms::Columns>::type;

}  // namespace peacenorm::intervention::columns
