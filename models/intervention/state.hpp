// SPDX-License-Identifier: Apache-2.0
// Everything that changes during a run: flat columns, one copyable value. Copying it is branching.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/intervention/conduct.hpp"
#include "models/intervention/rules/belief.hpp"
#include "models/intervention/setup.hpp"

namespace peacenorm::intervention {

/// Civilians, sorted by cell; row = id. `judged` organisations share a row of deviations.
struct Civilians {
    std::vector<std::int32_t> persons;  ///< each agent stands for that many living persons
    std::vector<float> ideology;        ///< deviation of the fixed ideological prior, 1
    std::vector<float> personal;        ///< Shape: [agent * judged]; own experience, on the scale of legitimacy
    std::vector<std::int32_t> touched;  ///< tick at which `personal` was last brought up to date
};

/// Shared beliefs and sums of one cell of civilians.
struct CellSums {
    std::vector<std::int64_t> alive, dead;  ///< persons, by cell
    std::vector<double> ideology;           ///< sum of deviations over persons, by cell
    std::vector<double> personal;           ///< Shape: [cell * judged]; sum over persons, at the current tick
    std::vector<double> legitimacy;         ///< Shape: [cell * judged]; mean over persons, 0..1
    std::vector<Evidence> performance;      ///< Shape: [cell * judged]; excess over the prior
    std::vector<Evidence> impartiality;     ///< Shape: [cell * judged]
};

/// What an organisation did about one threat.
struct Answer {
    bool in_reach = false;
    bool aware = false;  ///< before the attack
    bool knows = false;  ///< before or after
    bool responds = false;
    bool diverted = false;  ///< handed to a strike instead of a response
    double by_norm = 0;     ///< what its norm adds to the chance that it responds, where it can
    double due = 0;         ///< the same if it were wholly bound by the norm
    double known_hour = 0;  ///< hours after the threat began to form
    double travel_hours = 0;
    double arrival_hour = 0;
    double awareness = 0;      ///< chance with which it could have known beforehand
    double averted_share = 0;  ///< of the harm that was still ahead, by this organisation alone
    std::size_t base = 0;      ///< place that the response starts from
};

/// One threat to civilians by an armed group, or harm done by an organisation's operation (`by_organisation`).
struct Event {
    std::uint64_t address = 0;  ///< packed entity; also the order in which events apply
    std::uint16_t perpetrator = 0, place = 0, community = 0;
    ThreatKind kind = ThreatKind::killing;
    bool by_organisation = false;
    std::int32_t threatened = 0;  ///< deaths if nobody responds
    std::int32_t deaths = 0;
    double lead_hours = 0;  ///< the attack begins this long after the threat formed
    double duration_hours = 0;
    double ambiguity = 0;     ///< 0..1
    std::size_t answers = 0;  ///< first of `organisations` rows in State::answers
};

/// What an organisation owes: who owes it, what triggered it, by when. One that is due unmet is a violation.
struct Obligation {
    std::uint64_t address = 0;  ///< of the event that triggered it
    std::int32_t since = 0;     ///< tick
    std::int32_t due = 0;       ///< last tick at which acting on it counts
    std::uint16_t owner = 0, subject = 0, place = 0,
                  community = 0;  ///< subject: organisation whose conduct it is about
    Tier tier = Tier::dialogue;
    Component component = Component::protect;
};

/// A public report of abuse: owner speaks about what the subject did in a place.
struct Report {
    std::uint64_t address = 0;
    std::uint16_t owner = 0, subject = 0, place = 0, community = 0;
};

struct State {
    // Slow columns.
    Civilians civilians;
    CellSums cells;
    std::vector<double> fighters;    ///< Shape: [group * places + place], shares of the group's fighters
    std::vector<double> base_hours;  ///< Shape: [organisation * places + place]; protection force-hours left; < 0: owed
    std::vector<double> success, loss;   ///< Shape: [group * places + place], memories
    std::vector<double> harm_memory;     ///< Shape: [place * communities + community]; remembered deaths, 1 per week
    std::vector<double> partner_belief;  ///< Shape: [organisation * organisations + partner]; expected share answered
    std::vector<Salience> contingent_norm;  ///< by contingent: kept when it changes command
    std::vector<Salience> norm_memory;      ///< by organisation: mean over its persons, whatever the switch says
    std::vector<Salience> met, owed;        ///< by organisation: obligations acted on, and due; remembered, per week
    std::vector<double> ready, bound;       ///< by organisation: Answer::by_norm and due; remembered, per week
    std::vector<double> abuse_memory, operations_memory;  ///< by organisation: events and operations per week
    std::vector<double> risk;               ///< Shape: [giver * organisations + receiver]; known abuses per week
    std::vector<std::uint8_t> held_back;    ///< Shape: [giver * organisations + receiver]; 1 while support is held back
    std::vector<double> watched;            ///< by rule of cooperation: what it watches, remembered, per week
    std::vector<std::uint8_t> in_force;     ///< by rule of cooperation: 1 while it holds
    std::vector<double> attack_memory;      ///< by organisation: attacks on it per week
    std::vector<double> fear, anger;        ///< by cell, 0..1
    std::vector<double> place_response;     ///< Shape: [organisation * places + place]; remembered share answered
    std::vector<Obligation> obligations;    ///< open ones, in the order in which they arose
    std::vector<Report> reports;            ///< published at the end of last week
    std::vector<double> recruits;           ///< Shape: [group * places + place]; persons beyond the dated strength
    std::vector<double> slow_control;       ///< Shape: [group * places + place]; control that follows with delay
    std::vector<double> split;              ///< by group: share of its fighters in a fragment; 0: whole
    std::vector<double> consent_deviation;  ///< by organisation: from the dated input
    std::vector<double> influence;          ///< Shape: [cell * judged]; what others add to legitimacy
    std::vector<std::int32_t> displaced;    ///< Shape: [cell * places + place]; persons of the cell who stay there
    std::vector<std::int64_t> away;         ///< by cell: persons displaced
    double criticism = 0;                   ///< of the host, remembered
    bool other_supplier = false;            ///< the host has changed supplier
    double recruited = 0, recruits_lost = 0;  ///< persons so far
    std::vector<std::int32_t> last_threat;    ///< by place: tick of the last threat
    std::vector<double> place_legitimacy;     ///< Shape: [place * judged]; mean over persons, last week
    std::vector<double> national;             ///< by judged organisation: legitimacy over all persons, last week
    std::int64_t first_population = 0;        ///< persons
    // The week's work; rebuilt every tick, kept here so that nothing is allocated.
    std::vector<Salience> norm;         ///< by organisation: what bears on conduct this week
    std::vector<double> control;        ///< by place: share of all armed groups against all forces
    std::vector<double> willingness;    ///< Shape: [organisation * places + place]; to inform
    std::vector<double> tips;           ///< Shape: [organisation * places + place]; hazard of awareness that tips add
    std::vector<double> force_attacks;  ///< by organisation: attacks on it this week
    std::vector<double> fear_exposure, anger_exposure;  ///< by cell: severity times exposure of the week
    std::vector<double> strength_of;                    ///< by group: fighters by the dated input this week
    std::vector<double> leak;                           ///< by organisation: chance that its informants become known
    std::vector<double> said;              ///< Shape: [cell * judged]; what was said of an organisation last week
    std::vector<double> drawn;             ///< by organisation: sum over partners of planning tie times their fight
    std::vector<double> pulls;             ///< by organisation: utility of counter-terrorism from planning with others
    std::vector<double> inbound;           ///< by organisation: support by air and escort that it receives, 0..1
    std::vector<double> unit_persons;      ///< by unit
    std::vector<double> persons_at;        ///< Shape: [organisation * places + place]
    std::vector<double> strength;          ///< by organisation
    std::vector<Depths> ties;              ///< Shape: [giver * organisations + receiver]
    std::vector<double> task_share;        ///< Shape: [organisation * task_count]
    std::vector<double> hours;             ///< Shape: [organisation]; available force-hours
    std::vector<double> received_hours;    ///< Shape: [organisation]; from partners
    std::vector<double> operations_at;     ///< Shape: [organisation * places + place]; counter-terrorism operations
    std::vector<Event> events;             ///< sorted by address
    std::vector<Answer> answers;           ///< Shape: [event * organisations]
    std::vector<double> weight, flow;      ///< by place
    std::vector<double> shares, exposure;  ///< attribution by organisation; exposure by cell
    std::vector<std::uint32_t> words;      ///< bulk draws of one cell
    std::vector<Conduct> policies;         ///< by organisation: what its responses of this week hang on
    std::optional<Conduct> told;           ///< kept where another arm of the study follows this one
    std::optional<Conduct> imposed;        ///< of the arm that this one follows; null: conduct is its own
};

}  // namespace peacenorm::intervention
