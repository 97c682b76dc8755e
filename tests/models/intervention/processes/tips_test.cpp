// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "models/intervention/mechanisms/civilian_tips.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

TEST(GatherTips, WillingnessIsTheMeanOverTheCellsOfAPlaceByPersons) {
    WorldOfFour world([](Parameters& p) { p.mechanisms.fear_and_anger.enabled = true; });
    const CellId few = world.cell(west, herders), many = world.cell(west, farmers);
    world.state[columns::legitimacy](few, mission_judged) = 0.9;
    world.state[columns::legitimacy](many, mission_judged) = 0.3;
    world.state[columns::fear][few] = 0.2;
    world.state[columns::fear][many] = 0.7;
    world.state[columns::place_response](mission, west) = 0.6;
    world.state[columns::control][west] = 0.5;

    processes::gather_tips(world.week());

    const CivilianTips& m = world.setup.parameters.mechanisms.civilian_tips;
    const auto willing = [&](double legitimacy, double fear) {
        return tip_willingness(
            m, {.legitimacy = legitimacy, .response = 0.6, .fear = fear, .control = 0.5, .police_share = 0, .leak = 0});
    };
    const double mean = (2000 * willing(0.9, 0.2) + 6000 * willing(0.3, 0.7)) / 8000;
    EXPECT_NEAR(world.state[columns::willingness](mission, west), mean, 1e-15);
    EXPECT_EQ(world.state[columns::tips](mission, west),
              tip_hazard(m, world.state[columns::willingness](mission, west)));
}

TEST(GatherTips, NobodyInformsWhoDoesNotStandThereOrIsNotJudged) {
    WorldOfFour world;
    processes::gather_tips(world.week());
    EXPECT_GT(world.state[columns::tips](mission, west), 0);
    EXPECT_GT(world.state[columns::willingness](mission, east), 0);
    EXPECT_EQ(world.state[columns::tips](mission, east), 0);
    EXPECT_EQ(world.state[columns::tips](partner, mid_west), 0);
    EXPECT_EQ(world.state[columns::willingness](partner, mid_west), 0);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
