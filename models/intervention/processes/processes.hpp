// SPDX-License-Identifier: Apache-2.0
// The week, in order, and what each process reads and writes: no other column can be named in it. A process reads the
// present and writes its own columns; who acts on another leaves a threat, a harm, an obligation or a report.
#pragma once

#include "models/intervention/state/week.hpp"

namespace peacenorm::intervention::processes {

/// Deployments, command and ties of the date.
using Inputs = View<Reads<columns::contingent_norm, columns::other_supplier, columns::in_force, columns::held_back,
                          columns::consent_deviation, columns::imposed>,
                    Writes<columns::company_persons, columns::persons_at, columns::exposed_at, columns::strength,
                           columns::ties, columns::inbound, columns::contingent_norm_in_force, columns::leak,
                           columns::norm_memory, columns::norm, columns::conduct_record>>;
void inputs(const Inputs& week);

/// Newcomers to armed groups from outside the population, and leavers, toward their known strengths.
using RefillBands =
    View<Reads<>, Writes<columns::refill_flows, columns::band_fighters, columns::band_place, columns::band_loss,
                         columns::band_lost, columns::fighters, columns::strength_of>>;
void refill_bands(const RefillBands& week);

/// Armed groups fight each other.
using Clash = View<Reads<columns::alive, columns::away>,
                   Writes<columns::threats, columns::band_fighters, columns::band_place, columns::band_loss,
                          columns::band_lost, columns::fighters, columns::strength_of>>;
void clash(const Clash& week);

/// Bands attack civilians, on last week's task shares of forces; who holds which place.
using PlanViolence =
    View<Reads<columns::band_fighters, columns::band_place, columns::band_loss, columns::fighters, columns::persons_at,
               columns::ties, columns::task_share, columns::hours, columns::received_hours, columns::norm,
               columns::consent_deviation, columns::harm_memory, columns::alive, columns::away, columns::willingness,
               columns::leak>,
         Writes<columns::threats, columns::control, columns::holder, columns::contested_until>>;
void plan_violence(const PlanViolence& week);

/// Whom civilians would inform.
using GatherTips =
    View<Reads<columns::alive, columns::informing, columns::persons_at>, Writes<columns::willingness, columns::tips>>;
void gather_tips(const GatherTips& week);

/// Who is in reach, who knows and when.
using DetectThreats = View<Reads<columns::threats, columns::company_persons, columns::persons_at, columns::strength,
                                 columns::inbound, columns::tips, columns::ties>,
                           Writes<columns::answers, columns::last_threat>>;
void detect_threats(const DetectThreats& week);

/// Force-hours to tasks and companies.
using AssignTasks = View<Reads<columns::ties, columns::strength, columns::company_persons, columns::norm,
                               columns::attack_memory, columns::inbound, columns::imposed>,
                         Writes<columns::task_share, columns::hours, columns::received_hours, columns::company_hours,
                                columns::drawn, columns::conduct_record>>;
void assign_tasks(const AssignTasks& week);

/// Companies serve their calls, simultaneously over organisations, on last week's beliefs about partners.
using DecideResponses = View<
    Reads<columns::threats, columns::ties, columns::partner_belief, columns::contingent_norm_in_force,
          columns::consent_deviation, columns::drawn, columns::control, columns::company_persons, columns::imposed>,
    Writes<columns::answers, columns::company_hours, columns::policies, columns::conduct_record>>;
void decide_responses(const DecideResponses& week);

/// Arrivals in hours, harm, and the harm without each response.
using ResolveThreats = View<Reads<columns::ties, columns::away, columns::fled>,
                            Writes<columns::band_fighters, columns::band_place, columns::band_loss, columns::band_lost,
                                   columns::fighters, columns::strength_of, columns::threats, columns::answers,
                                   columns::persons, columns::traits, columns::alive, columns::dead>>;
void resolve_threats(const ResolveThreats& week);

/// Bands attack interveners, as far as these are outside their camps.
using AttackForces =
    View<Reads<columns::persons_at, columns::exposed_at, columns::ties, columns::task_share, columns::operations_at,
               columns::loss, columns::willingness, columns::inbound, columns::consent_deviation, columns::imposed>,
         Writes<columns::attack_memory, columns::band_fighters, columns::band_place, columns::band_loss,
                columns::band_lost, columns::fighters, columns::strength_of>>;
void attack_forces(const AttackForces& week);

/// Counter-terrorism: bands that it meets, and its harm to civilians.
using RunOperations =
    View<Reads<columns::hours, columns::task_share, columns::received_hours, columns::persons_at, columns::threats,
               columns::answers, columns::ties, columns::norm, columns::attack_memory, columns::other_supplier,
               columns::imposed, columns::away, columns::fled>,
         Writes<columns::operations_at, columns::harms, columns::conduct_record, columns::persons, columns::traits,
                columns::alive, columns::dead, columns::band_fighters, columns::band_place, columns::band_loss,
                columns::band_lost, columns::fighters, columns::strength_of>>;
void run_operations(const RunOperations& week);

/// News of the week among civilians: who hears, who tells, what is remembered.
using HearNews =
    View<Reads<columns::threats, columns::harms, columns::answers, columns::reports, columns::ties, columns::persons_at,
               columns::strength, columns::alive, columns::persons, columns::traits, columns::refuge, columns::far_kin,
               columns::deviation>,
         Writes<columns::news, columns::bearings, columns::memory, columns::feelings, columns::heard, columns::told,
                columns::open_links, columns::memory_fading, columns::fear_fading, columns::anger_fading,
                columns::presence_known, columns::arrived, columns::standing, columns::protection,
                columns::weekly_opinion, columns::weekly_national, columns::ledger_kept>>;
void hear_news(const HearNews& week);

/// What civilians think of organisations, each fourth week, and its ledger.
using JudgeOrganisations =
    View<Reads<columns::standing, columns::alive, columns::persons, columns::traits, columns::refuge, columns::far_kin,
               columns::deviation, columns::memory_fading, columns::fear_fading, columns::anger_fading,
               columns::place_response, columns::control, columns::leak>,
         Writes<columns::memory, columns::feelings, columns::heard, columns::told, columns::open_links,
                columns::legitimacy, columns::informing, columns::national>>;
void judge_organisations(const JudgeOrganisations& week);

/// Fear and anger, on the mean of those of a community in a place.
using Feel =
    View<Reads<columns::alive, columns::persons, columns::feelings, columns::fear_fading, columns::anger_fading>,
         Writes<columns::fear, columns::anger>>;
void feel(const Feel& week);

/// Surveys of the week: who is asked, what they answer and reproach.
using AskPeople =
    View<Reads<columns::persons, columns::traits, columns::deviation, columns::memory, columns::memory_fading,
               columns::presence_known, columns::standing, columns::feelings, columns::fear_fading,
               columns::anger_fading, columns::control, columns::task_share, columns::last_threat>>;
void ask_people(const AskPeople& week);

/// Who protests against the organisation that it rejects most.
using GoIntoTheStreet = View<Reads<columns::persons, columns::traits, columns::deviation, columns::far_kin,
                                   columns::memory, columns::memory_fading, columns::standing, columns::feelings,
                                   columns::fear_fading, columns::anger_fading, columns::strength>,
                             Writes<columns::protest, columns::protest_share>>;
void go_into_the_street(const GoIntoTheStreet& week);

/// Who leaves, where to, who returns.
using Displace = View<Reads<columns::threats, columns::harms, columns::alive, columns::last_threat, columns::feelings,
                            columns::fear_fading, columns::anger_fading, columns::persons>,
                      Writes<columns::fled, columns::away, columns::traits, columns::refuge>>;
void displace(const Displace& week);

/// Bands remember their losses, and stay or move.
using MoveBands = View<Reads<columns::band_fighters, columns::band_lost, columns::strength_of, columns::success,
                             columns::loss, columns::persons_at, columns::alive, columns::anger>,
                       Writes<columns::band_place, columns::band_loss, columns::fighters>>;
void move_bands(const MoveBands& week);

/// Recruits, self-defence, disarmament.
using Recruit = View<Reads<columns::persons_at, columns::away, columns::fled, columns::feelings, columns::fear_fading,
                           columns::anger_fading, columns::unanswered>,
                     Writes<columns::band_fighters, columns::band_place, columns::band_loss, columns::fighters,
                            columns::strength_of, columns::persons, columns::traits, columns::alive, columns::in_arms>>;
void recruit(const Recruit& week);

/// Memories of places and harm, beliefs about partners.
using Learn = View<Reads<columns::threats, columns::harms, columns::answers, columns::operations_at>,
                   Writes<columns::success, columns::loss, columns::harm_memory, columns::unanswered,
                          columns::place_response, columns::partner_belief>>;
void learn(const Learn& week);

/// Obligations, due diligence, public voice, rules of cooperation.
using Oversee =
    View<Reads<columns::threats, columns::harms, columns::answers, columns::ties, columns::persons_at,
               columns::strength, columns::norm, columns::task_share, columns::consent_deviation, columns::imposed>,
         Writes<columns::obligations, columns::reports, columns::risk, columns::held_back, columns::watched,
                columns::in_force>>;
void oversee(const Oversee& week);

/// Consent, and whom the host takes support from.
using ConsultHost = View<Reads<columns::reports, columns::ties, columns::strength, columns::alive, columns::legitimacy,
                               columns::national, columns::held_back, columns::protest_share>,
                         Writes<columns::consent_deviation, columns::criticism, columns::other_supplier>>;
void consult_host(const ConsultHost& week);

/// Conduct remembered, salience of the norm.
using LearnNorms = View<Reads<columns::threats, columns::harms, columns::answers, columns::operations_at,
                              columns::reports, columns::ties, columns::strength, columns::norm_memory>,
                        Writes<columns::ready, columns::bound, columns::met, columns::owed, columns::abuse_memory,
                               columns::operations_memory, columns::contingent_norm>>;
void learn_norms(const LearnNorms& week);

/// Levels and reported violence.
using Observe = View<Reads<columns::threats, columns::harms, columns::answers, columns::persons_at, columns::alive,
                           columns::dead, columns::in_arms, columns::first_population, columns::legitimacy,
                           columns::fear, columns::anger, columns::control, columns::last_threat>>;
void observe(const Observe& week);

}  // namespace peacenorm::intervention::processes
