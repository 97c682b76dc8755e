// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/intervention.hpp"

#include "models/intervention/check.hpp"
#include "models/intervention/mechanisms/civilian_tips.hpp"
#include "models/intervention/parameters.hpp"
#include "models/intervention/processes/audit.hpp"
#include "models/intervention/processes/processes.hpp"
#include "sim/random/prior.hpp"

namespace peacenorm::intervention {
namespace {

/// One process of the week: what it does, reads and writes. The list below is the schedule.
struct Process {
    study::ProcessDoc doc;
    void (*run)(const Week& week);
};

constexpr std::array schedule{
    Process{{"inputs", "dated strengths, command, bases, dyads, ladder, ties", "persons by place, ties"},
            processes::inputs},
    Process{{"plan_violence", "fighters, presence, last week's task shares, harm memory", "threats"},
            processes::plan_violence},
    Process{{"gather_tips", "legitimacy, responses remembered, fear, control", "willingness to inform"},
            processes::gather_tips},
    Process{{"detect_threats", "threats, tips, presence, information ties", "who is in reach, who knows and when"},
            processes::detect_threats},
    Process{{"assign_tasks", "mandates, utilities, logistics ties, hours owed",
             "task shares, force-hours of units, transfers"},
            processes::assign_tasks},
    Process{{"decide_responses", "answers, partner beliefs, ties, force-hours", "responses and their arrival"},
            processes::decide_responses},
    Process{{"resolve_threats", "responses, lead times", "deaths, shadow harm, persons"}, processes::resolve_threats},
    Process{{"attack_forces", "fighters, presence, posture, memories", "attacks on forces"}, processes::attack_forces},
    Process{{"run_operations", "task shares, transfers, fighters", "operations, harm by organisations, persons"},
            processes::run_operations},
    Process{{"update_beliefs", "events, answers, visibility and joint ties", "beliefs, legitimacy, ledger"},
            processes::update_beliefs},
    Process{{"feel", "events, exposure", "fear, anger"}, processes::feel},
    Process{{"displace", "deaths, fear, roads", "persons displaced"}, processes::displace},
    Process{{"move_fighters", "memories, borders", "fighters by place"}, processes::move_fighters},
    Process{{"recruit", "anger, fear, control", "recruits, control, fragments"}, processes::recruit},
    Process{{"learn", "events, answers, operations", "memories of places and harm, partner beliefs"}, processes::learn},
    Process{{"oversee", "events, answers, ties, norms", "obligations, support held back, public reports"},
            processes::oversee},
    Process{{"consult_host", "ties, reports, legitimacy in the capital", "consent, supplier"}, processes::consult_host},
    Process{{"learn_norms", "obligations, answers, operations, partners' conduct, ties", "salience of the norm"},
            processes::learn_norms},
    Process{{"observe", "all of the above", "levels and reported violence"}, processes::observe},
};

void populate(State& s, const Setup& setup, random::Key key) {
    const std::size_t judged = setup.judged.size();
    const random::Prior spread = random::normal(0, 1);
    const double width = setup.parameters.beliefs.ideology_spread;
    s.civilians.persons.resize(setup.agents);
    s.civilians.ideology.resize(setup.agents);
    s.civilians.personal.assign(setup.agents * judged, 0.0F);
    s.civilians.touched.assign(setup.agents, 0);
    std::size_t largest = 0;
    for (const Cell& cell : setup.cells) {
        largest = std::max(largest, cell.agents);
        double sum = 0;
        for (std::size_t k = 0; k < cell.agents; ++k) {
            const std::size_t row = cell.first + k;
            // Integer weights that add up: the first `remainder` agents stand for one person more.
            const auto agents = static_cast<std::int64_t>(cell.agents);
            const std::int64_t persons = cell.persons / agents + (static_cast<std::int64_t>(k) < cell.persons % agents);
            s.civilians.persons[row] = static_cast<std::int32_t>(persons);
            const double u = random::uniform(key, {row, random::clock_word(0), streams::ideology.id});
            s.civilians.ideology[row] = static_cast<float>(width * random::quantile(spread, u));
            sum += static_cast<double>(s.civilians.ideology[row]) * static_cast<double>(persons);
        }
        s.cells.alive.push_back(cell.persons);
        s.cells.ideology.push_back(sum);
        s.first_population += cell.persons;
    }
    s.words.resize(largest);
    s.cells.dead.assign(setup.cells.size(), 0);
    s.cells.personal.assign(setup.cells.size() * judged, 0.0);
    s.cells.legitimacy.assign(setup.cells.size() * judged, 0.0);
    s.cells.performance.assign(setup.cells.size() * judged, Evidence{});
    s.cells.impartiality.assign(setup.cells.size() * judged, Evidence{});
}

void allocate(State& s, const Setup& setup) {
    const std::size_t organisations = setup.organisations, places = setup.places;
    s.fighters = setup.core;
    s.success.assign(setup.groups * places, 0);
    s.loss.assign(setup.groups * places, 0);
    s.harm_memory.assign(places * setup.communities, 0);
    s.partner_belief.assign(organisations * organisations, 0.5);
    s.met.assign(organisations, Salience{});
    s.owed.assign(organisations, Salience{});
    s.ready.assign(organisations, 0);
    s.bound.assign(organisations, 0);
    s.abuse_memory.assign(organisations, 0);
    s.operations_memory.assign(organisations, 0);
    s.risk.assign(organisations * organisations, 0);
    s.held_back.assign(organisations * organisations, 0);
    s.attack_memory.assign(organisations, 0);
    s.watched.assign(setup.rules.size(), 0);
    s.in_force.assign(setup.rules.size(), 0);
    s.fear.assign(setup.cells.size(), setup.parameters.mechanisms.fear_and_anger.base_fear);
    s.anger.assign(setup.cells.size(), setup.parameters.mechanisms.fear_and_anger.base_anger);
    s.place_response.assign(organisations * places, ordinary_response);
    s.norm_memory = setup.anchor;
    for (const auto& commands : setup.commands)
        s.contingent_norm.push_back(commands.empty() ? Salience{} : setup.anchor[commands.front().organisation]);
    s.recruits.assign(setup.groups * places, 0);
    s.slow_control.assign(setup.groups * places, 0);
    s.split.assign(setup.groups, 0);
    s.consent_deviation.assign(organisations, 0);
    s.influence.assign(setup.cells.size() * setup.judged.size(), 0);
    s.displaced.assign(setup.cells.size() * places, 0);
    s.away.assign(setup.cells.size(), 0);
    s.last_threat.assign(places, -1'000'000);
    s.national.assign(setup.judged.size(), 0);
    s.place_legitimacy.assign(places * setup.judged.size(), 0);
    s.norm = setup.anchor;
    s.control.assign(places, 0);
    s.willingness.assign(organisations * places, 0);
    s.tips.assign(organisations * places, 0);
    s.force_attacks.assign(organisations, 0);
    s.fear_exposure.assign(setup.cells.size(), 0);
    s.anger_exposure.assign(setup.cells.size(), 0);
    s.strength_of.assign(setup.groups, 0);
    s.leak.assign(organisations, 0);
    s.said.assign(setup.cells.size() * setup.judged.size(), 0);
    s.drawn.assign(organisations, 0);
    s.pulls.assign(organisations, 0);
    s.inbound.assign(organisations, 0);
    s.policies.resize(organisations);
    s.unit_persons.assign(setup.units.size(), 0);
    s.base_hours.assign(organisations * places, 0);
    s.persons_at.assign(organisations * places, 0);
    s.strength.assign(organisations, 0);
    s.ties.assign(organisations * organisations, Depths{});
    s.task_share.assign(organisations * task_count, 0);
    s.hours.assign(organisations, 0);
    s.received_hours.assign(organisations, 0);
    s.operations_at.assign(organisations * places, 0);
    s.weight.assign(places, 0);
    s.flow.assign(places, 0);
    s.shares.assign(organisations, 0);
    s.exposure.assign(setup.cells.size(), 0);
    constexpr std::size_t busiest_week = 1024;  // events; a busier one grows the columns once
    s.events.reserve(busiest_week);
    s.answers.reserve(busiest_week * organisations);
    s.obligations.reserve(busiest_week * organisations);
    s.reports.reserve(busiest_week * organisations);
}

}  // namespace

std::string Intervention::caveat(const Parameters& p) {
    if (p.cooperation.rules.size() == 0) return "";
    return "ties follow rules that react to events (cooperation.rules): good for replaying history; a difference "
           "between arms "
           "then mixes what cooperation does with what brings it about";
}

std::vector<study::ProcessDoc> Intervention::processes() {
    std::vector<study::ProcessDoc> docs;
    for (const Process& process : schedule) docs.push_back(process.doc);
    return docs;
}

std::vector<study::MechanismDoc> Intervention::mechanisms() {
    std::vector<study::MechanismDoc> docs;
    for_each_mechanism(Mechanisms{}, [&docs](std::string_view name, const auto& mechanism) {
        docs.push_back({name, mechanism.manual.equation, mechanism.manual.source});
    });
    return docs;
}

void Intervention::check(const Parameters& p, const Horizon& horizon, std::vector<config::PathProblem>& problems) {
    intervention::check(p, horizon, problems);
}

State Intervention::start(const Setup& setup, const record::TallyLayout& /*layout*/, random::Key key) {
    State state;
    populate(state, setup, key);
    allocate(state, setup);
    for (std::size_t c = 0; c < setup.cells.size(); ++c) {
        for (std::size_t j = 0; j < setup.judged.size(); ++j) {
            const std::size_t i = c * setup.judged.size() + j;
            record::Tally none;
            state.cells.legitimacy[i] = processes::legitimacy_of({state, setup, {}, none}, c, j);
            state.national[j] += state.cells.legitimacy[i] * static_cast<double>(state.cells.alive[c]);
        }
    }
    for (double& mass : state.national) mass /= static_cast<double>(std::max<std::int64_t>(1, state.first_population));
    record::Tally none;
    processes::remember_places({state, setup, {}, none});
    return state;
}

void Intervention::step(State& state, const Setup& setup, const study::Tick& tick, record::Tally& tally) {
    const Week week{state, setup, tick, tally};
    for (const Process& process : schedule) process.run(week);
}

std::size_t Intervention::state_bytes(const Parameters& p) {
    double persons = 0;
    for (const auto& [name, place] : p.places) persons += static_cast<double>(place.population);
    const double agents = persons / static_cast<double>(p.population.people_per_agent) +
                          static_cast<double>(p.places.size() * p.communities.size() * p.population.minimum_agents);
    std::size_t judged = 0;
    for (const auto& [name, organisation] : p.organisations) judged += organisation.judged ? 1 : 0;
    return static_cast<std::size_t>(agents * static_cast<double>(12 + 4 * judged)) + (1U << 20U);
}

}  // namespace peacenorm::intervention
