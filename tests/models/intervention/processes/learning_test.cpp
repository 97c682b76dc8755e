// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "tests/models/intervention/processes/unlike.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

void respond(WorldOfFour& world, const Threat& threat, OrganisationId o, double arrival_hour) {
    Answer& answer = world.answer(threat, o);
    answer.in_reach = answer.responds = true;
    answer.arrival_hour = arrival_hour;
}

void differ(Parameters& p) {
    p.mechanisms.strategic_violence.noticed = 2.5;
    p.mechanisms.strategic_violence.memory = 0.7;
    p.mechanisms.civilian_tips.memory = 0.9;
    p.mechanisms.shared_responsibility.learning = 0.3;
}

TEST(Learn, AGroupRemembersByPlaceWhatWentUnansweredAndWhereItWasMetOrHunted) {
    WorldOfFour world(differ);
    auto& state = world.state;
    fill_unlike(state[columns::success], 0.1, 0.01);
    fill_unlike(state[columns::loss], 0.3, 0.02);
    const auto success = state[columns::success], loss = state[columns::loss];
    for (int k = 0; k < 3; ++k) world.threaten(insurgents, mid_west, farmers);
    world.threaten(militia, mid_west, herders);
    const Threat in_time = world.threaten(militia, mid_east, farmers);
    const Threat late = world.threaten(insurgents, west, herders);
    respond(world, in_time, partner, 56);  // the last hour of the attack
    respond(world, late, mission, 56.5);
    state[columns::operations_at](mission, west) = 0.25;
    state[columns::operations_at](partner, west) = 0.5;
    state[columns::operations_at](host, mid_east) = 0.75;
    state[columns::operations_at](host, east) = 5;

    processes::learn(world.week());

    constexpr double unanswered[2][4] = {{1, 2.5, 0, 0}, {0, 1, 0, 0}};  // three attacks, of which 2.5 are noticed
    constexpr double met[2][4] = {{0.75, 0, 0.75, 2.5}, {0.75, 0, 1.75, 2.5}};
    for (const GroupId g : world.setup.groups)
        for (const PlaceId place : world.setup.places) {
            EXPECT_DOUBLE_EQ(state[columns::success](g, place),
                             0.7 * success(g, place) + 0.3 * unanswered[g.index()][place.index()]);
            EXPECT_DOUBLE_EQ(state[columns::loss](g, place),
                             0.7 * loss(g, place) + 0.3 * met[g.index()][place.index()]);
        }
}

TEST(Learn, DeathsByGroupsAndByOperationsAreRememberedByPlaceAndCommunity) {
    WorldOfFour world(differ);
    auto& memory = world.state[columns::harm_memory];
    fill_unlike(memory, 0.2, 0.05);
    const auto before = memory;
    world.threaten(insurgents, mid_west, herders, 10).deaths = 3;
    world.threaten(militia, mid_west, herders, 10).deaths = 4;
    world.threaten(militia, west, farmers, 10).deaths = 0;
    world.harm(host, mid_west, herders, 2).threatened = 20;
    world.harm(partner, mid_east, farmers, 5).threatened = 20;

    processes::learn(world.week());

    for (const PlaceId place : world.setup.places)
        for (const CommunityId community : world.setup.communities) {
            double deaths = 0;
            if (place == mid_west && community == herders) deaths = 3 + 4 + 2;
            if (place == mid_east && community == farmers) deaths = 5;
            EXPECT_DOUBLE_EQ(memory(place, community), 0.7 * before(place, community) + 0.3 * deaths);
        }
}

TEST(Learn, PeopleRememberByPlaceWhoInReachSetOutEvenIfItCameLate) {
    WorldOfFour world(differ);
    auto& memory = world.state[columns::place_response];
    fill_unlike(memory, 0.2, 0.03);
    const auto before = memory;
    const Threat first = world.threaten(insurgents, mid_west, farmers);
    const Threat second = world.threaten(militia, mid_west, herders);
    const Threat elsewhere = world.threaten(militia, east, herders);
    respond(world, first, mission, 1000);
    world.answer(second, mission).in_reach = true;
    world.answer(second, partner).knows = true;  // but not in reach
    respond(world, elsewhere, host, 3);

    processes::learn(world.week());

    for (const OrganisationId o : world.setup.organisations)
        for (const PlaceId place : world.setup.places) {
            double expected = before(o, place);
            if (o == mission && place == mid_west) expected = 0.9 * (0.9 * expected + 0.1);  // it came, then it did not
            if (o == host && place == east) expected = 0.9 * expected + 0.1;
            EXPECT_DOUBLE_EQ(memory(o, place), expected);
        }
}

TEST(Learn, AllLearnFromEachCallInReachWhetherAPartnerCame) {
    WorldOfFour world(differ);
    auto& belief = world.state[columns::partner_belief];
    fill_unlike(belief, 0.3, 0.05);
    const auto before = belief;
    for (int k = 0; k < 3; ++k) {
        const Threat threat = world.threaten(insurgents, mid_west, farmers);
        world.answer(threat, partner).in_reach = true;
        world.answer(threat, host).knows = true;  // but not in reach
        if (k == 0) respond(world, threat, partner, 1000);
        if (k == 1) respond(world, threat, mission, 5);
    }

    processes::learn(world.week());

    for (const OrganisationId o : world.setup.organisations) {
        EXPECT_DOUBLE_EQ(belief(o, mission), before(o, mission) + 0.3 * (1 - before(o, mission)));
        EXPECT_NEAR(belief(o, partner), before(o, partner) + (1 - std::pow(0.7, 3)) * (1.0 / 3 - before(o, partner)),
                    1e-14)
            << "three calls, of which it answered one";
        EXPECT_EQ(belief(o, host), before(o, host)) << "it was not called";
    }
}

}  // namespace
}  // namespace peacenorm::intervention::testing
