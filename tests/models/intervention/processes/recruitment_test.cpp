// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/recruitment.hpp"

#include <gtest/gtest.h>

#include <cmath>

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

TEST(Recruit, UnansweredDeathsOfItsPeopleArmTheirSelfDefence) {
    WorldOfFour world(self_defence);
    world.turn_to(4);
    world.state[columns::unanswered](mid_east, herders) = 1.5;
    world.state[columns::unanswered](mid_east, farmers) = 9;  // another people
    world.state[columns::unanswered](east, herders) = 9;      // not its ground

    processes::recruit(world.week());

    const Keys& keys = world.setup.keys;
    const double u = world.facts().uniform(random::paired(keys.of(militia), keys.of(mid_east)), streams::arming);
    const double expected = std::floor(0.1 * 1.5 * 0.05 * 8000 + u);
    EXPECT_EQ(world.state[columns::strength_of][militia], expected);
    EXPECT_EQ(world.state[columns::fighters](militia, mid_east), expected);
    EXPECT_EQ(world.measured(sums::armed)[0], expected);
    EXPECT_EQ(world.measured(sums::recruits)[0], 0);
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

TEST(Recruit, NoMoreTakeUpArmsThanAreAble) {
    WorldOfFour world(self_defence);
    world.state[columns::unanswered].fill(1e6);
    for (int week = 0; week < 3; ++week) processes::recruit(world.week());
    EXPECT_NEAR(world.state[columns::strength_of][militia], 0.05 * 8000, 1);
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
    world.state[columns::anger].fill(0.6);
    world.state[columns::fear].fill(0.3);

    processes::recruit(world.week());

    const FearAndAnger& feelings = world.setup.parameters.mechanisms.fear_and_anger;
    const double ready = 3 * felt(feelings, 0.6, 0) - felt(feelings, 0.3, 0) - 0.5;
    const double expected = 0.01 * 8000 / (1 + std::exp(-ready)) * 200 / (200 + 600);
    const Keys& keys = world.setup.keys;
    const double u = world.facts().uniform(random::paired(keys.of(insurgents), keys.of(west)), streams::recruits);
    EXPECT_EQ(world.state[columns::strength_of][insurgents], 200 + std::floor(expected + u));
    EXPECT_EQ(world.state[columns::strength_of][militia], 0) << "it controls nothing";
}

}  // namespace
}  // namespace peacenorm::intervention::testing
