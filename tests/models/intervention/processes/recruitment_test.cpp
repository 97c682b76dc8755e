// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/recruitment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/intervention/civilians/acting.hpp"
#include "models/intervention/mechanisms/fear_and_anger.hpp"
#include "models/intervention/mechanisms/self_defence.hpp"
#include "sim/random/inversion.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

void self_defence(Parameters& p) {
    p.armed_groups[1].bloc = Bloc::communal;
    p.mechanisms.self_defence.arming = 0.1;
    p.mechanisms.self_defence.able = 0.05;
    p.mechanisms.recruitment.enabled = false;
}

/// How many of a cell take up arms this week, each by its own word, where all have the same hazard.
std::int32_t joiners_of(WorldOfFour& world, PlaceId place, CommunityId community, double hazard) {
    std::int32_t sum = 0;
    const civilians::CellRows& rows = world.setup.cell_rows[world.cell(place, community).index()];
    for (std::uint32_t k = 0; k < rows.size; ++k) {
        const std::uint64_t who = entity_number(rows.key, k);
        const auto clock = world.facts().tick.clock;
        const std::uint32_t word =
            random::word(world.facts().tick.key, {who >> 2U, clock, streams::recruits.id}, who & 3U);
        sum += civilians::who_act(word, world.state[columns::persons][AgentId(rows.first + k)], hazard);
    }
    return sum;
}

TEST(Recruit, UnansweredDeathsOfItsPeopleArmTheirSelfDefence) {
    WorldOfFour world(self_defence);
    world.turn_to(4);
    world.state[columns::unanswered](mid_east, herders) = 1.5;
    world.state[columns::unanswered](mid_east, farmers) = 9;  // another people
    world.state[columns::unanswered](east, herders) = 9;      // not its ground
    const std::int32_t expected = joiners_of(world, mid_east, herders, 0.1 * 1.5 * 0.05);

    processes::recruit(world.week());

    EXPECT_NEAR(expected, 0.1 * 1.5 * 0.05 * 8000, 25) << "of eight thousand";
    EXPECT_EQ(world.state[columns::strength_of][militia], expected);
    EXPECT_EQ(world.state[columns::fighters](militia, mid_east), expected);
    EXPECT_EQ(world.measured(sums::armed)[0], expected);
    EXPECT_EQ(world.measured(sums::recruits)[0], 0);
    const CellId cell = world.cell(mid_east, herders);
    EXPECT_EQ(world.state[columns::in_arms][cell], expected) << "they are civilians no longer";
    EXPECT_EQ(world.state[columns::alive][cell], 8000 - expected);
}

TEST(Recruit, NobodyArmsWhereNothingWentUnansweredOrTheSwitchIsOff) {
    WorldOfFour calm(self_defence);
    processes::recruit(calm.week());
    EXPECT_EQ(calm.state[columns::strength_of][militia], 0);
    WorldOfFour off([](Parameters& p) {
        self_defence(p);
        p.mechanisms.self_defence.enabled = false;
    });
    off.state[columns::unanswered].fill(5);
    processes::recruit(off.week());
    EXPECT_EQ(off.state[columns::strength_of][militia], 0);
}

TEST(Recruit, AsManyTakeUpArmsAsAreAbleHoweverMuchWentUnanswered) {
    WorldOfFour world(self_defence);
    world.state[columns::unanswered].fill(1e6);
    for (int week = 0; week < 6; ++week) {
        world.turn_to(week);
        processes::recruit(world.week());
    }
    EXPECT_NEAR(world.state[columns::strength_of][militia], 0.05 * 8000, 60) << "three standard deviations";
}

TEST(Recruit, DisarmamentTakesFightersOutOfBandsByTheDraw) {
    WorldOfFour world([](Parameters& p) {
        p.mechanisms.recruitment.enabled = false;
        p.mechanisms.self_defence.disarm = 0.5;
        p.armed_groups[1].disarmament = 0.6;
    });
    const BandId band = world.gather(militia, mid_east, 50);
    const double before = world.state[columns::strength_of][insurgents];

    processes::recruit(world.week());

    const auto left = random::binomial(world.facts().uniform(band, streams::disarming), 50, 0.3);
    EXPECT_GT(left, 0);
    EXPECT_EQ(world.state[columns::band_fighters][band], 50 - left);
    EXPECT_EQ(world.measured(sums::disarmed)[0], left);
    EXPECT_EQ(world.state[columns::strength_of][insurgents], before) << "nothing binds it";
}

TEST(Recruit, AngerBringsFightersWhereTheGroupHasControl) {
    WorldOfFour world([](Parameters& p) {
        p.mechanisms.recruitment = {.rate = 0.01, .anger = 3, .fear = 1, .threshold = 0.5};
        p.mechanisms.self_defence.enabled = false;
    });
    world.gather(insurgents, west, 200);
    world.gather(militia, mid_east, 0);
    const FearAndAnger& feelings = world.setup.parameters.mechanisms.fear_and_anger;
    for (civilians::Feelings& f : world.state[columns::feelings]) f = {4, 20};
    const double ready = 3 * level_of(feelings.base_anger, feelings.anger_rise, 20) -
                         level_of(feelings.base_fear, feelings.fear_rise, 4) - 0.5;
    const double hazard = 0.01 / (1 + std::exp(-ready)) * 200 / (200 + 600);
    const std::int32_t expected = joiners_of(world, west, farmers, hazard) + joiners_of(world, west, herders, hazard);

    processes::recruit(world.week());

    EXPECT_NEAR(expected, hazard * 8000, 20);
    EXPECT_EQ(world.state[columns::strength_of][insurgents], 200 + expected);
    EXPECT_EQ(world.state[columns::strength_of][militia], 0) << "it controls nothing";
    EXPECT_EQ(world.measured(Measured::fighters_place)[west], 200 + expected);
    EXPECT_EQ(world.measured(Measured::forces_place)[west], 600);
}

TEST(Recruit, TheAngryJoinRatherThanTheAfraid) {
    WorldOfFour world([](Parameters& p) {
        p.mechanisms.recruitment = {.rate = 0.01, .anger = 8, .fear = 4, .threshold = 3};
        p.mechanisms.self_defence.enabled = false;
    });
    world.gather(insurgents, west, 200);
    const Ids<AgentId> agents = world.setup.cell[world.cell(west, farmers)].agents;
    for (std::size_t i = 0; i < agents.size(); ++i)
        world.state[columns::feelings][agents[i]] =
            i % 2 == 0 ? civilians::Feelings{0, 60} : civilians::Feelings{60, 0};
    std::int64_t angry = 0, afraid = 0;
    for (int week = 0; week < 10; ++week) {
        world.turn_to(week);
        processes::recruit(world.week());
    }
    for (std::size_t i = 0; i < agents.size(); ++i)
        (i % 2 == 0 ? angry : afraid) += 1000 - world.state[columns::persons][agents[i]];
    EXPECT_GT(angry, 20 * std::max<std::int64_t>(1, afraid));
}

}  // namespace
}  // namespace peacenorm::intervention::testing
