// SPDX-License-Identifier: Apache-2.0
// The week, in order. Each process reads the present and writes its own columns; who acts on another leaves an event.
#pragma once

#include "models/intervention/week.hpp"

namespace peacenorm::intervention::processes {

void inputs(const Week& week);            ///< deployments, command and ties of the date
void plan_violence(const Week& week);     ///< latent threats by armed groups
void gather_tips(const Week& week);       ///< whom civilians would inform
void detect_threats(const Week& week);    ///< who is in reach, who knows and when
void assign_tasks(const Week& week);      ///< force-hours to tasks and units
void decide_responses(const Week& week);  ///< simultaneous, on last week's beliefs
void resolve_threats(const Week& week);   ///< arrivals in hours, harm, shadow harm
void attack_forces(const Week& week);     ///< armed groups attack interveners
void run_operations(const Week& week);    ///< counter-terrorism and its harm to civilians
void update_beliefs(const Week& week);    ///< attribution, shared and personal beliefs, the ledger
void feel(const Week& week);              ///< fear and anger
void displace(const Week& week);          ///< who leaves, where to, who returns
void move_fighters(const Week& week);     ///< armed groups relocate
void recruit(const Week& week);           ///< recruits, control with delay, splits
void learn(const Week& week);             ///< memories and beliefs about partners
void oversee(const Week& week);           ///< obligations, due diligence, public voice
void consult_host(const Week& week);      ///< consent, and whom the host takes support from
void learn_norms(const Week& week);       ///< conduct remembered, salience of the norm
void observe(const Week& week);           ///< levels, reported violence

/// Lets people hear each other about one judged organisation. Shape: the change of legitimacy times persons.
double influenced(const Week& week, std::size_t judged);

/// Takes `deaths` persons (at most those alive) out of a cell, from a row drawn by the event's address.
std::int32_t bury(const Week& week, const Event& event);

/// Recomputes one cell's mean legitimacy of one judged organisation from its parts.
double legitimacy_of(const Week& week, std::size_t cell, std::size_t judged);

}  // namespace peacenorm::intervention::processes
