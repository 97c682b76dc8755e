// SPDX-License-Identifier: Apache-2.0
#include "tests/models/intervention/processes/world_of_four.hpp"

#include <gtest/gtest.h>

#include "models/intervention/check.hpp"

namespace peacenorm::intervention::testing {
namespace {

TEST(WorldOfFour, IsAScenarioThatCheckAccepts) {
    std::vector<config::PathProblem> problems;
    check(four::parameters(), four::one_year(), problems);
    for (const config::PathProblem& problem : problems) ADD_FAILURE() << problem.path << ": " << problem.problem;
}

TEST(WorldOfFour, IsLivedInForAYear) {
    WorldOfFour world([](Parameters& p) {
        p.threats.attacks = {.jihadist = 1, .signatory = 1, .communal = 1};
        p.operations.hours = 1000;
    });
    double threats = 0, responses = 0, harms = 0, attacks = 0;
    for (std::int32_t week = 0; week < world.setup.horizon.ticks(); ++week) {
        world.turn_to(week);
        world.run_week();
        for (const GroupId g : world.setup.groups) threats += world.measured(Measured::threats)[g];
        for (const OrganisationId o : world.setup.organisations) {
            responses += world.measured(Measured::responded)[o];
            harms += world.measured(Measured::own_harm)[o];
            attacks += world.measured(Measured::attacked)[o];
        }
    }
    EXPECT_GT(threats, 20);
    EXPECT_GT(responses, 5);
    EXPECT_GT(harms, 0);
    EXPECT_GT(attacks, 5);
}

TEST(WorldOfFour, AnotherWeekOrKeyHasOtherDraws) {
    WorldOfFour world, other({}, {2013, 5});
    const double first = world.facts().uniform(7, streams::awareness);
    EXPECT_NE(other.facts().uniform(7, streams::awareness), first);
    world.turn_to(1);
    EXPECT_NE(world.facts().uniform(7, streams::awareness), first);
    world.turn_to(0);
    EXPECT_EQ(world.facts().uniform(7, streams::awareness), first);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
