// SPDX-License-Identifier: Apache-2.0
// Random activation: every agent acts once a step, in a new random order, and sees what those before it did.
#include <utility>

#include "models/civil_violence/rules.hpp"
#include "models/civil_violence/state.hpp"

namespace peacenorm::civil_violence {
namespace {

/// A random order of the rows by Fisher and Yates. Random: order by position.
void shuffle(const Step& step) {
    auto& rows = step.state.rows;
    auto& words = step.state.words;
    rows.clear();
    for (std::size_t row = 0; row < step.agents().size(); ++row)
        if (step.agents().status[row] != Status::gone) rows.push_back(static_cast<std::int32_t>(row));
    words.resize(rows.size());
    random::fill_words(step.key, 0, step.clock, streams::order, words);
    for (std::size_t i = rows.size(); i > 1; --i)
        std::swap(rows[i - 1], rows[static_cast<std::size_t>(pick(words[i - 1], static_cast<std::int64_t>(i)))]);
}

void move_at_random(const Step& step, std::int32_t agent) {
    if (!step.may_move(agent)) return;
    const std::int32_t cell = step.free_cell(agent, step.view_of(agent), streams::move);
    if (cell != nowhere) step.move(agent, cell);
}

void decide(const Step& step, std::int32_t citizen) {
    const auto row = static_cast<std::size_t>(citizen);
    const Agents& a = step.agents();
    const auto cell = static_cast<std::size_t>(a.cell[row]);
    const bool active = is_active(step.setup.parameters.grievance, a.hardship[row], a.risk_aversion[row],
                                  step.grid().cops_seen[cell], step.grid().actives_seen[cell]);
    step.become(citizen, active ? Status::active : Status::quiet);
}

/// Whether the cop made an arrest that leads it into the suspect's cell.
bool arrest(const Step& step, std::int32_t cop) {
    const std::int32_t suspect = step.suspect_of(cop);
    if (suspect == nowhere) return false;
    const std::int32_t cell = step.agents().cell[static_cast<std::size_t>(suspect)];
    const std::uint32_t word = step.word(static_cast<std::size_t>(cop), streams::sentence);
    step.jail(suspect, sentence(step.setup.parameters.jail, word));
    ++step.state.arrests;
    if (step.setup.parameters.turn.after_arrest == AfterArrest::stay) return false;
    step.move(cop, cell);
    return true;
}

void take_turn_of_cop(const Step& step, std::int32_t cop) {
    if (step.setup.parameters.turn.order == Order::move_then_decide) {
        move_at_random(step, cop);
        arrest(step, cop);
    } else if (!arrest(step, cop)) {
        move_at_random(step, cop);
    }
}

/// Whether a prisoner is free by now: its own turn may count its term, and a term of 0 ends in it.
bool is_free_in_turn(const Step& step, std::int32_t citizen) {
    std::int32_t& term = step.agents().term[static_cast<std::size_t>(citizen)];
    if (step.setup.parameters.jail.counting == Counting::end_of_step || term == life) return false;
    if (term > 0) {
        --term;
        return false;
    }
    step.release(citizen);
    return step.agents().status[static_cast<std::size_t>(citizen)] != Status::jailed;
}

void take_turn_of_citizen(const Step& step, std::int32_t citizen) {
    const Status& status = step.agents().status[static_cast<std::size_t>(citizen)];
    if (status == Status::jailed && !is_free_in_turn(step, citizen)) return;
    const bool moves_first = step.setup.parameters.turn.order == Order::move_then_decide;
    if (moves_first) move_at_random(step, citizen);
    decide(step, citizen);
    if (step.setup.parameters.groups.enabled) {
        if (status == Status::active) kill(step, citizen);
        clone(step, citizen);
    }
    if (!moves_first) move_at_random(step, citizen);
}

}  // namespace

void act_one_by_one(const Step& step) {
    State& s = step.state;
    s.vacant.insert(s.vacant.end(), s.vacated.begin(), s.vacated.end());
    s.vacated.clear();
    shuffle(step);
    for (const std::int32_t agent : s.rows) {
        const Status status = step.agents().status[static_cast<std::size_t>(agent)];
        if (status == Status::cop) {
            take_turn_of_cop(step, agent);
        } else if (status != Status::gone) {
            take_turn_of_citizen(step, agent);
        }
    }
}

}  // namespace peacenorm::civil_violence
