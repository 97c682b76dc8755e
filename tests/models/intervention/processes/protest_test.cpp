// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/protest.hpp"

#include <gtest/gtest.h>

#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

/// A world in which one protester among eight kin is enough, whatever one thinks or fears.
void easily_moved(Parameters& p) {
    p.population.people_per_agent = 100;
    p.mechanisms.protest = {.enabled = true, .threshold = 0.125, .judgement = 0, .fear = 0};
}

TEST(GoIntoTheStreet, WhereKinDoAndNowhereElse) {
    WorldOfFour world(easily_moved);
    const Ids<AgentId> agents = world.setup.cell[world.cell(west, farmers)].agents;
    processes::hear_news(world.week());
    processes::go_into_the_street(world.week());
    for (const std::uint8_t protest : world.state[columns::protest]) ASSERT_EQ(protest, 0) << "nobody begins";

    world.state[columns::protest][agents[20]] = 1;  // against the mission: the only foreign one that is judged
    processes::go_into_the_street(world.week());
    for (const std::size_t i : {17U, 18U, 19U, 21U, 22U, 23U})
        EXPECT_EQ(world.state[columns::protest][agents[i]], 1) << i;
    double persons = 0;
    for (const AgentId agent : world.setup.agents)
        persons += world.state[columns::protest][agent] == 1 ? world.state[columns::persons][agent] : 0;
    EXPECT_GE(persons, 600);
    EXPECT_LT(persons, 6000);
    EXPECT_DOUBLE_EQ(world.state[columns::protest_share][mission], persons / 56000);
    EXPECT_EQ(world.state[columns::protest_share][host], 0) << "nobody protests against the host's own";
    EXPECT_DOUBLE_EQ(world.measured(sums::protesting)[mission], persons / 56000);
}

TEST(GoIntoTheStreet, BetweenJudgementsTheCrowdStaysAndOffItIsGone) {
    WorldOfFour world(easily_moved);
    world.state[columns::protest].fill(1);
    processes::hear_news(world.week());
    processes::go_into_the_street(world.week());
    EXPECT_EQ(world.state[columns::protest_share][mission], 1);
    world.turn_to(1);
    world.state[columns::protest].fill(0);
    processes::go_into_the_street(world.week());
    EXPECT_EQ(world.state[columns::protest_share][mission], 1);
    world.setup.parameters.mechanisms.protest.enabled = false;
    processes::go_into_the_street(world.week());
    EXPECT_EQ(world.state[columns::protest_share][mission], 0);
}

TEST(GoIntoTheStreet, TakesItsRoomOnceItIsOn) {
    WorldOfFour world([](Parameters& p) { p.population.people_per_agent = 100; });
    EXPECT_EQ(world.state[columns::protest].size(), 0u);
    world.setup.parameters.mechanisms.protest = {.enabled = true, .threshold = 0, .judgement = 0, .fear = 0};
    processes::hear_news(world.week());
    processes::go_into_the_street(world.week());
    ASSERT_EQ(world.state[columns::protest].size(), world.setup.agents.size());
    EXPECT_EQ(world.state[columns::protest_share][mission], 1);
}

TEST(GoIntoTheStreet, TheHostConsentsToLess) {
    WorldOfFour world(easily_moved);
    WorldOfFour quiet(easily_moved);
    world.state[columns::protest_share][mission] = 0.5;
    processes::consult_host(world.week());
    processes::consult_host(quiet.week());
    const double lost = world.setup.parameters.mechanisms.protest.consent * 0.5;
    const double before = quiet.state[columns::consent_deviation][mission];
    EXPECT_NEAR(world.state[columns::consent_deviation][mission], before - lost * std::min(1.0, 1 + before), 1e-12);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
