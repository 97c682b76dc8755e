// SPDX-License-Identifier: Apache-2.0
// The parts of a state agree after every step, whatever the switches; prisoners serve what they were given.
#include <gtest/gtest.h>

#include <numeric>

#include "sim/parallel/loops.hpp"
#include "tests/models/civil_violence/runs.hpp"

namespace peacenorm::civil_violence {
namespace {

/// Recounts what the grid holds from the agents alone.
void expect_agreement(const State& state, const Setup& setup) {
    const Agents& a = state.agents;
    const auto cells = static_cast<std::size_t>(setup.cells());
    std::vector<int> cops(cells), actives(cells), blockers(cells), cops_seen(cells), actives_seen(cells);
    const Step step{const_cast<State&>(state), setup, {}, 0, 0};
    for (std::size_t row = 0; row < a.size(); ++row) {
        if (a.cell[row] == nowhere) continue;
        const auto cell = static_cast<std::size_t>(a.cell[row]);
        const bool is_jailed = a.status[row] == Status::jailed;
        if (!is_jailed || setup.parameters.jail.jailed == Jailed::block_their_cell) ++blockers[cell];
        cops[cell] += a.status[row] == Status::cop ? 1 : 0;
        actives[cell] += a.status[row] == Status::active ? 1 : 0;
        for (const auto& away : setup.citizen_view.cells) {
            const auto from = static_cast<std::size_t>(step.cell_at(a.cell[row], away));
            cops_seen[from] += a.status[row] == Status::cop ? 1 : 0;
            actives_seen[from] += a.status[row] == Status::active ? 1 : 0;
        }
    }
    std::size_t hanging = 0;
    for (std::size_t cell = 0; cell < cells; ++cell) {
        ASSERT_EQ(state.grid.cops_at[cell], cops[cell]);
        ASSERT_EQ(state.grid.actives_at[cell], actives[cell]);
        ASSERT_EQ(state.grid.blockers_at[cell], blockers[cell]);
        if (!state.grid.cops_seen.empty()) {
            ASSERT_EQ(state.grid.cops_seen[cell], cops_seen[cell]);
            ASSERT_EQ(state.grid.actives_seen[cell], actives_seen[cell]);
        }
        for (auto agent = state.grid.first_at[cell]; agent != nowhere;
             agent = state.grid.next_at[static_cast<std::size_t>(agent)], ++hanging)
            ASSERT_EQ(a.cell[static_cast<std::size_t>(agent)], static_cast<std::int32_t>(cell));
    }
    std::size_t placed = 0;
    for (const std::int32_t cell : a.cell) placed += cell != nowhere ? 1 : 0;
    ASSERT_EQ(hanging, placed);
}

std::vector<Parameters> kinds() {
    Parameters model2;
    model2.groups.enabled = true;
    model2.space.vision = model2.space.cop_vision = 1.7;
    model2.grievance.legitimacy = 0.8;
    Parameters waves = parameters_of("configs/verification/civil_violence_mesa.yaml");
    waves.turn.activation = Activation::in_waves;
    Parameters unequal;
    unequal.space.cop_vision = 3;
    unequal.jail.sentences = Sentences::for_life;
    return {Parameters{},
            parameters_of("configs/verification/civil_violence_mesa.yaml"),
            parameters_of("configs/verification/civil_violence_netlogo.yaml"),
            model2,
            waves,
            unequal};
}

TEST(State, AgreesAfterEveryStepUnderEverySetOfSwitches) {
    for (const Parameters& parameters : kinds()) {
        Walk walk(parameters, 1);
        for (int step = 0; step < 30; ++step) {
            walk.step();
            expect_agreement(walk.state(), walk.setup());
        }
    }
}

TEST(State, KeepsItsCitizensInModelOne) {
    for (const Parameters& parameters : kinds()) {
        if (parameters.groups.enabled) continue;
        Walk walk(parameters, 2);
        walk.step();
        const auto citizens = [&] {
            const Observed now = walk.now();
            return now.count("quiescent") + now.count("active") + now.count("jailed");
        };
        const int first = citizens();
        for (int step = 0; step < 20; ++step) walk.step();
        EXPECT_EQ(citizens(), first);
        EXPECT_GT(first, 1000);
    }
}

TEST(FirstPopulation, IsExactOrByCell) {
    const Walk fixed(parameters_of("configs/verification/civil_violence_netlogo.yaml"), 0);
    Walk walk = fixed;
    walk.step();
    EXPECT_EQ(walk.now().count("cops"), 64);
    EXPECT_EQ(walk.now().count("group_a"), 1120);
    double cops = 0;
    for (std::uint32_t replicate = 0; replicate < 100; ++replicate) {
        Walk random(parameters_of("configs/verification/civil_violence_mesa.yaml"), replicate);
        random.step();
        cops += random.now().value("cops") / 100;
    }
    EXPECT_NEAR(cops, 118.4, 5.3);  // five standard errors of 1.05: false alarms below 1e-6
}

TEST(Cops, ComeAndGoWithTheirDensity) {
    Parameters parameters;
    Walk walk(parameters, 3);
    walk.step();
    parameters.population.cops = 0.01;
    walk.change(parameters);
    walk.step();
    EXPECT_EQ(walk.now().count("cops"), 16);
    expect_agreement(walk.state(), walk.setup());
    parameters.population.cops = 0.1;
    walk.change(parameters);
    walk.step();
    EXPECT_EQ(walk.now().count("cops"), 160);
    expect_agreement(walk.state(), walk.setup());
}

TEST(Frame, CannotChangeDuringARun) {
    Parameters parameters;
    Walk walk(parameters, 3);
    walk.step();
    parameters.space.width = 41;
    walk.change(parameters);
    EXPECT_THROW(walk.step(), std::runtime_error);
}

// One citizen in jail and nobody else: what its term comes to by each way of counting.
int steps_in_jail(Counting counting, std::int32_t term) {
    Parameters parameters;
    parameters.population = {.citizens = 1.0 / 1600, .cops = 0};
    parameters.jail.counting = counting;
    parameters.jail.jailed = Jailed::block_their_cell;
    Walk walk(parameters, 0);
    walk.step();
    walk.address().jail(0, term);
    int steps = 0;
    while (walk.state().agents.status[0] == Status::jailed) {
        walk.step();
        ++steps;
    }
    return steps;
}

TEST(Jail, TermsCountedInOnesOwnTurnLeaveTheTurnAfterFree) {
    EXPECT_EQ(steps_in_jail(Counting::own_turn, 0), 1);  // the step of that turn
    EXPECT_EQ(steps_in_jail(Counting::own_turn, 3), 4);
}

TEST(Jail, TermsCountedAtTheEndOfAStepEndThereAndZeroIsNone) {
    EXPECT_EQ(steps_in_jail(Counting::end_of_step, 0), 0);
    EXPECT_EQ(steps_in_jail(Counting::end_of_step, 3), 3);
}

TEST(Outbursts, AreRunsOfStepsWithMoreActive) {
    Parameters parameters;
    parameters.grievance.rounding = Rounding::floor;
    const auto steps = observe_run(parameters, 300, 0);
    int begun = 0, waits = 0;
    double activation = 0, waited = 0, calm = 0;
    bool before = false;
    for (const Observed& step : steps) {
        const bool now = step.value("active") > 50;
        if (now && !before) {
            waits += begun > 0 ? 1 : 0;
            waited += begun > 0 ? calm : 0;
            ++begun;
        }
        activation += now ? step.value("active") : 0;
        calm = now ? 0 : calm + 1;
        before = now;
    }
    ASSERT_GT(begun, 3);
    const Observed whole = summarise_run(parameters, 300, 0);
    EXPECT_EQ(whole.count("outbursts"), begun);
    EXPECT_DOUBLE_EQ(whole.value("outburst_activation"), activation / begun);
    EXPECT_DOUBLE_EQ(whole.value("outburst_wait"), waited / waits);
}

Parameters large_torus() {
    Parameters parameters = parameters_of("configs/verification/civil_violence_mesa.yaml");
    parameters.turn.activation = Activation::in_waves;
    parameters.space.width = 210;
    parameters.space.height = 300;  // five bands, three blocks of agents
    return parameters;
}

TEST(Waves, GiveTheSameBitsForAnyNumberOfThreads) {
    const auto walk_with = [](int threads) {
        Walk walk(large_torus(), 5);
        parallel::with_threads(threads, [&] {
            for (int step = 0; step < 10; ++step) walk.step();
        });
        return walk;
    };
    Walk one = walk_with(1);
    EXPECT_GT(one.so_far().count("arrests"), 1000);
    for (const int threads : {2, 3, 8}) {
        Walk many = walk_with(threads);
        EXPECT_EQ(one.state().agents.cell, many.state().agents.cell);
        EXPECT_EQ(one.state().agents.status, many.state().agents.status);
        EXPECT_EQ(one.state().agents.term, many.state().agents.term);
        EXPECT_EQ(one.so_far().count("arrests"), many.so_far().count("arrests"));
    }
}

TEST(Waves, MoveMostAgentsButNeverTwoOntoOneCell) {
    Walk walk(large_torus(), 6);
    walk.step();
    const auto before = walk.state().agents.cell;
    walk.step();
    const auto& after = walk.state().agents.cell;
    std::size_t moved = 0;
    for (std::size_t row = 0; row < before.size(); ++row) moved += before[row] != after[row] ? 1 : 0;
    EXPECT_GT(static_cast<double>(moved), 0.6 * static_cast<double>(before.size()));
    for (const std::uint8_t blockers : walk.state().grid.blockers_at) EXPECT_LE(blockers, 1);
}

}  // namespace
}  // namespace peacenorm::civil_violence
