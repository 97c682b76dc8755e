// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>

#include "models/intervention/mechanisms/information_pooling.hpp"
#include "sim/random/inversion.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

TEST(DetectThreats, TheNearestBaseWithinReachAnswers) {
    WorldOfFour world;
    const Threat threat = world.threaten(insurgents, mid_west, farmers);
    processes::detect_threats(world.week());
    const Answer& of_mission = world.answer(threat, mission);
    EXPECT_TRUE(of_mission.in_reach);
    EXPECT_EQ(of_mission.travel_hours, 100 / world.setup.parameters.response.speed_km_h);
    EXPECT_EQ(of_mission.base, west) << "the first of two bases as near";
    EXPECT_EQ(world.answer(threat, partner).travel_hours, 0);
    EXPECT_EQ(world.answer(threat, partner).base, mid_west);
    EXPECT_EQ(world.state[columns::last_threat][mid_west], 0);
}

TEST(DetectThreats, WhoIsAwareAndWhenIsTheDrawOfTheThreatAndTheOrganisation) {
    WorldOfFour world([](Parameters& p) { p.mechanisms.information_pooling = {.usable = 1, .overlap = 0}; });
    world.turn_to(5);
    world.clear_ties();
    world.set_tie(partner, mission, Channel::information, 0.5);
    world.state[columns::tips].fill(0);
    world.state[columns::tips](mission, mid_west) = 0.3;
    const Threat threat = world.threaten(insurgents, mid_west, farmers);

    processes::detect_threats(world.week());

    const Parameters& p = world.setup.parameters;
    const double mission_alone = own_awareness(p.organisations[0].detection + 0.3, p.detection.per_100_persons, 0);
    const double partner_alone = own_awareness(p.organisations[1].detection, p.detection.per_100_persons, 400);
    const PartnerSignal signal{0.5, partner_alone};
    const double mission_pooled =
        pooled_awareness(p.mechanisms.information_pooling, mission_alone, std::span(&signal, 1));
    const double u = world.facts().uniform(threat.address, streams::awareness, 0);
    const double delay =
        random::exponential(world.facts().uniform(threat.address, streams::report_delay), p.detection.report_hours);
    const Answer& answer = world.answer(threat, mission);
    EXPECT_EQ(answer.awareness, mission_pooled);
    EXPECT_EQ(answer.aware, u < mission_pooled);
    EXPECT_EQ(answer.known_hour, u < mission_pooled ? 48 * u / mission_pooled : 48 + delay);
    EXPECT_EQ(world.answer(threat, partner).awareness,
              pooled_awareness(p.mechanisms.information_pooling, partner_alone, {}))
        << "what the mission knows does not flow back";
}

}  // namespace
}  // namespace peacenorm::intervention::testing
