// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "models/intervention/civilians/judging.hpp"
#include "models/intervention/mechanisms/civilian_tips.hpp"
#include "models/intervention/opinion/judgement.hpp"
#include "models/intervention/processes/feelings.hpp"
#include "models/intervention/processes/opinion.hpp"
#include "tests/models/intervention/processes/unlike.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

TEST(GatherTips, WillingnessIsTheMeanOverTheCellsOfAPlaceByPersons) {
    WorldOfFour world;
    world.state[columns::informing](world.cell(west, herders), mission_judged) = 0.9;
    world.state[columns::informing](world.cell(west, farmers), mission_judged) = 0.3;

    processes::gather_tips(world.week());

    const double mean = (2000 * 0.9 + 6000 * 0.3) / 8000;
    EXPECT_NEAR(world.state[columns::willingness](mission, west), mean, 1e-15);
    EXPECT_EQ(world.state[columns::tips](mission, west), tip_hazard(world.setup.parameters.mechanisms.civilian_tips,
                                                                    world.state[columns::willingness](mission, west)));
}

TEST(GatherTips, TheWillingAreCounted) {
    WorldOfFour world;
    auto& state = world.state;
    fill_unlike(state[columns::informing], 0.2, 0.031);
    std::int64_t left = 900;
    for (const CellId c : world.setup.cells) state[columns::alive][c] = left += 170;

    processes::gather_tips(world.week());

    for (const JudgedId j : world.setup.judged) {
        const OrganisationId o = world.setup.organisation_of[j];
        double willing = 0, asked = 0;
        for (const CellId c : world.setup.cells) {
            asked += static_cast<double>(state[columns::alive][c]);
            willing += static_cast<double>(state[columns::alive][c]) * state[columns::informing](c, j);
        }
        EXPECT_NEAR(world.measured(Measured::tip_willing)[o], willing, 1e-10);
        EXPECT_EQ(world.measured(Measured::tip_asked)[o], asked);
    }
    EXPECT_EQ(world.measured(Measured::tip_willing)[partner], 0);
}

TEST(Informing, IsEachPersonsByItsJudgementAndWhatItsCellWeighsAlike) {
    WorldOfFour world([](Parameters& p) {
        p.organisations[0].police_share = 0.15;
        p.mechanisms.informant_exposure.enabled = true;
        p.mechanisms.informant_exposure.silence = 1.7;
    });
    auto& state = world.state;
    float heard = 0.5F;
    for (civilians::Feelings& f : state[columns::feelings]) f.fear = heard = heard > 20 ? 0.5F : 1.3F * heard;
    fill_unlike(state[columns::place_response], 0.1, 0.07);
    fill_unlike(state[columns::control], 0.3, 0.16);
    fill_unlike(state[columns::leak], 0.05, 0.2);

    processes::judge_organisations(world.week());

    const CivilianTips& m = world.setup.parameters.mechanisms.civilian_tips;
    const CellId cell = world.cell(west, farmers);
    const double common = common_willingness(m, {.response = state[columns::place_response](mission, west),
                                                 .police_share = 0.15,
                                                 .leak = 1.7 * state[columns::leak][mission]});
    double willing = 0, persons = 0;
    for (const AgentId agent : world.setup.cell[cell].agents) {
        const double u = opinion::judgement(processes::terms_of(world.week(), agent, mission_judged,
                                                                state[columns::standing](west, mission_judged), {}));
        const double silence =
            silence_of_fear(m, processes::felt_by(world.week(), agent).fear, state[columns::control][west]);
        willing += state[columns::persons][agent] * tip_willingness(m, common, u, silence);
        persons += state[columns::persons][agent];
    }
    EXPECT_NEAR(state[columns::informing](cell, mission_judged), willing / persons, 1e-6);
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
