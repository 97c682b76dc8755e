// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "models/intervention/mechanisms/civilian_tips.hpp"
#include "tests/models/intervention/processes/unlike.hpp"
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

TEST(GatherTips, TheWillingAreCountedWithPoliceFearControlAndLeaksOfEachOrganisation) {
    WorldOfFour world([](Parameters& p) {
        p.organisations[0].police_share = 0.15;
        p.organisations[2].police_share = 0.4;
        p.mechanisms.informant_exposure.silence = 1.7;
    });
    auto& state = world.state;
    fill_unlike(state[columns::legitimacy], 0.2, 0.031);
    fill_unlike(state[columns::fear], 0.15, 0.09);
    fill_unlike(state[columns::place_response], 0.1, 0.07);
    fill_unlike(state[columns::control], 0.3, 0.16);
    fill_unlike(state[columns::leak], 0.05, 0.2);
    std::int64_t left = 900;
    for (const CellId c : world.setup.cells) state[columns::alive][c] = left += 170;

    processes::gather_tips(world.week());

    const CivilianTips& m = world.setup.parameters.mechanisms.civilian_tips;
    const double police[3] = {0.15, 0, 0.4}, leak[3] = {0.05, 0.25, 0.45};
    const OrganisationId judged[2] = {mission, host};
    for (const JudgedId j : world.setup.judged) {
        const OrganisationId o = judged[j.index()];
        double willing = 0, asked = 0;
        for (const PlaceId place : world.setup.places) {
            double here = 0, persons = 0;
            for (const CommunityId community : world.setup.communities) {
                const CellId c = world.cell(place, community);
                const auto alive = static_cast<double>(state[columns::alive][c]);
                persons += alive;
                here += alive * tip_willingness(m, {.legitimacy = state[columns::legitimacy](c, j),
                                                    .response = state[columns::place_response](o, place),
                                                    .fear = state[columns::fear][c],
                                                    .control = state[columns::control][place],
                                                    .police_share = police[o.index()],
                                                    .leak = 1.7 * leak[o.index()]});
            }
            willing += here;
            asked += persons;
            EXPECT_NEAR(state[columns::willingness](o, place), here / persons, 1e-14);
        }
        EXPECT_NEAR(world.measured(Measured::tip_willing)[o], willing, 1e-10);
        EXPECT_EQ(world.measured(Measured::tip_asked)[o], asked);
    }
    EXPECT_EQ(world.measured(Measured::tip_willing)[partner], 0);
}

TEST(GatherTips, WhereNobodyLivesNobodyIsWilling) {
    WorldOfFour world;
    for (const CommunityId c : {farmers, herders}) world.state[columns::alive][world.cell(west, c)] = 0;
    processes::gather_tips(world.week());
    EXPECT_EQ(world.state[columns::willingness](mission, west), 0);
    EXPECT_GT(world.state[columns::willingness](mission, mid_west), 0);
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
