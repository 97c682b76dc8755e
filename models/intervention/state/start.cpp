// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/state/start.hpp"

#include <algorithm>

#include "models/intervention/mechanisms/civilian_tips.hpp"
#include "models/intervention/processes/population.hpp"
#include "sim/random/prior.hpp"

namespace peacenorm::intervention {
namespace {

void populate(State& s, const Setup& setup, CellId c, random::Key key) {
    const random::Prior spread = random::normal(0, 1);
    const double width = setup.parameters.beliefs.ideology_spread;
    const Cell& cell = setup.cell[c];
    const auto agents = static_cast<std::int64_t>(cell.agents.size());
    double sum = 0;
    std::int64_t rank = 0;
    for (const AgentId agent : cell.agents) {
        // Integer weights that add up: the first agents stand for one person more, as many as the division leaves.
        const std::int64_t persons = cell.persons / agents + (rank++ < cell.persons % agents);
        s[columns::persons][agent] = static_cast<std::int32_t>(persons);
        const double u = random::uniform(key, {agent.index(), random::clock_word(0), streams::ideology.id});
        const auto ideology = static_cast<float>(width * random::quantile(spread, u));
        s[columns::ideology][agent] = ideology;
        sum += static_cast<double>(ideology) * static_cast<double>(persons);
    }
    s[columns::alive][c] = cell.persons;
    s[columns::cell_ideology][c] = sum;
    s[columns::first_population] += cell.persons;
}

/// Memories of a time before the first week.
void remember(State& s, const Setup& setup) {
    constexpr std::int32_t long_ago = -1'000'000;  // ticks
    const FearAndAnger& feelings = setup.parameters.mechanisms.fear_and_anger;
    s[columns::fighters] = setup.core;
    s[columns::partner_belief].fill(0.5);
    s[columns::fear].fill(feelings.base_fear);
    s[columns::anger].fill(feelings.base_anger);
    s[columns::place_response].fill(ordinary_response);
    s[columns::last_threat].fill(long_ago);
    s[columns::norm_memory] = setup.anchor;
    for (const ContingentId c : setup.contingents)
        if (const auto& commands = setup.commands[c]; !commands.empty())
            s[columns::contingent_norm][c] = setup.anchor[commands.front().organisation];
}

void form_opinions(State& s, const Setup& setup) {
    const study::Tick before;
    record::Tally none;
    const Week week{s, setup, before, none};
    const auto persons = static_cast<double>(std::max<std::int64_t>(1, s[columns::first_population]));
    for (const JudgedId j : setup.judged) {
        for (const CellId c : setup.cells) s[columns::legitimacy](c, j) = processes::legitimacy_of(week, c, j);
        s[columns::national][j] = processes::national_mean(week, j, persons);
    }
    processes::remember_opinions(week);
}

}  // namespace

State start(const Setup& setup, random::Key key) {
    State state;
    allocate(state, setup);
    for (const CellId c : setup.cells) populate(state, setup, c, key);
    remember(state, setup);
    form_opinions(state, setup);
    return state;
}

}  // namespace peacenorm::intervention
