// SPDX-License-Identifier: Apache-2.0
// Who is there: the first population, cops that come and go with their density, prisoners released, deaths of old age.
#include <algorithm>
#include <numeric>

#include "models/civil_violence/rules.hpp"
#include "models/civil_violence/state.hpp"

namespace peacenorm::civil_violence {
namespace {

enum class Holds : std::uint8_t { nobody, citizen, cop };

/// Exactly so many of each, on cells drawn without replacement. Random: place by position.
std::vector<Holds> place_fixed(const Setup& setup, random::Key key) {
    const Population& population = setup.parameters.population;
    const auto cells = static_cast<std::size_t>(setup.cells());
    const auto cops = static_cast<std::size_t>(number_of(population.cops, setup.parameters.space));
    const auto people = cops + static_cast<std::size_t>(number_of(population.citizens, setup.parameters.space));
    std::vector<std::int32_t> order(cells);
    std::vector<std::uint32_t> words(cells);
    std::iota(order.begin(), order.end(), 0);
    random::fill_words(key, 0, random::clock_word(0), streams::place, words);
    std::vector<Holds> holds(cells, Holds::nobody);
    for (std::size_t i = 0; i < people; ++i) {
        std::swap(order[i], order[i + static_cast<std::size_t>(pick(words[i], static_cast<std::int64_t>(cells - i)))]);
        holds[static_cast<std::size_t>(order[i])] = i < cops ? Holds::cop : Holds::citizen;
    }
    return holds;
}

/// Each cell for itself. Random: place by cell.
std::vector<Holds> place_random(const Setup& setup, random::Key key) {
    const Population& population = setup.parameters.population;
    std::vector<Holds> holds(static_cast<std::size_t>(setup.cells()), Holds::nobody);
    for (std::size_t cell = 0; cell < holds.size(); ++cell) {
        const double u = random::uniform(key, {cell, random::clock_word(0), streams::place.id});
        if (u < population.citizens) {
            holds[cell] = Holds::citizen;
        } else if (u < population.citizens + population.cops) {
            holds[cell] = Holds::cop;
        }
    }
    return holds;
}

void allocate(State& state, const Setup& setup) {
    const auto cells = static_cast<std::size_t>(setup.cells());
    Grid& grid = state.grid;
    grid.first_at.assign(cells, nowhere);
    grid.blockers_at.assign(cells, 0);
    grid.cops_at.assign(cells, 0);
    grid.actives_at.assign(cells, 0);
    grid.cops_seen.assign(setup.in_waves() ? 0 : cells, 0);
    grid.actives_seen.assign(setup.in_waves() ? 0 : cells, 0);
}

/// Draws what a first citizen is like. Random: hardship, risk_aversion, group, age by row.
void endow(const Step& step, std::size_t row) {
    Agents& a = step.agents();
    a.hardship[row] = step.uniform(row, streams::hardship);
    a.risk_aversion[row] = step.uniform(row, streams::risk_aversion);
    if (!step.setup.parameters.groups.enabled) return;
    a.group[row] = static_cast<std::uint8_t>(step.word(row, streams::group) >> 31U);
    a.dies[row] = 1 + pick(step.word(row, streams::age), step.setup.parameters.groups.max_age + 1);
}

/// Withdraws cops, the last rows first: where they stand is random, so which go makes no difference.
void withdraw_cops(const Step& step, std::int64_t how_many) {
    for (auto row = static_cast<std::int32_t>(step.agents().size()); row-- > 0 && how_many > 0;) {
        if (step.agents().status[static_cast<std::size_t>(row)] != Status::cop) continue;
        step.remove(row);
        --how_many;
    }
}

}  // namespace

State start(const Setup& setup, random::Key key) {
    State state;
    state.frame = frame_of(setup.parameters);
    allocate(state, setup);
    state.cop_density = setup.parameters.population.cops;
    const Step step{state, setup, key, random::clock_word(0), 0};
    const bool fixed = setup.parameters.population.numbers == Numbers::fixed;
    const std::vector<Holds> holds = fixed ? place_fixed(setup, key) : place_random(setup, key);
    for (std::int32_t cell = 0; cell < setup.cells(); ++cell) {
        const Holds here = holds[static_cast<std::size_t>(cell)];
        if (here == Holds::nobody) continue;
        const std::int32_t row = step.add_agent(here == Holds::cop ? Status::cop : Status::quiet);
        if (here == Holds::citizen) endow(step, static_cast<std::size_t>(row));
        step.enter(row, cell);
    }
    return state;
}

void station_cops(const Step& step) {
    const double density = step.setup.parameters.population.cops;
    const Space& space = step.setup.parameters.space;
    std::int64_t change = number_of(density, space) - number_of(step.state.cop_density, space);
    step.state.cop_density = density;
    if (change < 0) return withdraw_cops(step, -change);
    for (; change > 0; --change) {
        const std::int32_t row = step.add_agent(Status::cop);
        const std::int32_t cell = step.free_cell_anywhere(row, streams::cops);
        if (cell == nowhere) return step.remove(row);
        step.enter(row, cell);
    }
}

void end_of_step(const Step& step) {
    const Jail& jail = step.setup.parameters.jail;
    const bool dies_of_age = step.setup.parameters.groups.enabled;
    if (jail.counting == Counting::own_turn && !dies_of_age) return;
    Agents& a = step.agents();
    for (std::size_t row = 0; row < a.size(); ++row) {
        const auto agent = static_cast<std::int32_t>(row);
        if (a.status[row] == Status::cop || a.status[row] == Status::gone) continue;
        if (dies_of_age && a.dies[row] <= step.tick + 1) {
            step.remove(agent);
        } else if (a.status[row] == Status::jailed && a.term[row] != life && jail.counting == Counting::end_of_step &&
                   --a.term[row] <= 0) {
            step.release(agent);
        }
    }
}

}  // namespace peacenorm::civil_violence
