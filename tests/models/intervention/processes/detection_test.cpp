// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

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

TEST(DetectThreats, TheNearerOfTwoBasesAnswersWhereverItStandsInTheList) {
    WorldOfFour world([](Parameters& p) { p.response.reach_hours = 12; });
    const Threat at_second = world.threaten(insurgents, mid_east, farmers);
    const Threat at_first = world.threaten(militia, west, farmers);
    processes::detect_threats(world.week());
    EXPECT_EQ(world.answer(at_second, mission).base, mid_east);
    EXPECT_EQ(world.answer(at_second, mission).travel_hours, 0);
    EXPECT_EQ(world.answer(at_first, mission).base, west);
    EXPECT_EQ(world.answer(at_second, host).base, east);
    EXPECT_EQ(world.answer(at_second, host).travel_hours, 100.0 / 25);
    EXPECT_TRUE(world.answer(at_second, host).in_reach);
    EXPECT_EQ(world.answer(at_first, host).travel_hours, 300.0 / 25) << "the last hour of reach";
    EXPECT_TRUE(world.answer(at_first, host).in_reach);
}

TEST(DetectThreats, OutOfReachIsBeyondTheHoursOfReachOrOfTheContingentsCaveat) {
    WorldOfFour world([](Parameters& p) {
        p.response.reach_hours = 11.5;
        p.contingents[1].caveat_hours = 4;
    });
    const Threat near = world.threaten(insurgents, mid_east, farmers);
    const Threat far = world.threaten(insurgents, east, farmers);
    const Threat farthest = world.threaten(militia, west, farmers);
    processes::detect_threats(world.week());
    EXPECT_TRUE(world.answer(near, partner).in_reach) << "four hours";
    EXPECT_FALSE(world.answer(far, partner).in_reach) << "eight, its capital allows four";
    EXPECT_FALSE(world.answer(farthest, host).in_reach) << "twelve";
    EXPECT_TRUE(world.answer(farthest, partner).in_reach);
}

TEST(DetectThreats, ABaseAnswersThatMayUseForceHasTroopsThereAndIsStrongEnough) {
    WorldOfFour world([](Parameters& p) {
        p.response.persons = 400;
        p.organisations[2].executive = false;
        Contingent& absent = p.contingents.add("absent_battalion", {});
        absent.persons = 0;
        absent.command.add("2010-01-04", "mission");
        p.contingents[0].caveat_hours = 2;  // of those who are there
    });
    const Threat threat = world.threaten(insurgents, east, farmers);
    const Threat next = world.threaten(insurgents, mid_west, farmers);
    processes::detect_threats(world.week());
    EXPECT_FALSE(world.answer(threat, host).in_reach) << "it may not use force";
    EXPECT_FALSE(world.answer(threat, mission).in_reach) << "only those could come who are absent";
    EXPECT_TRUE(world.answer(next, partner).in_reach) << "four hundred are enough";

    WorldOfFour weaker([](Parameters& p) { p.response.persons = 401; });
    const Threat last = weaker.threaten(insurgents, mid_east, farmers);
    processes::detect_threats(weaker.week());
    EXPECT_EQ(weaker.answer(last, mission).base, west) << "mid_east holds four hundred";
    EXPECT_FALSE(weaker.answer(last, partner).in_reach);
}

TEST(DetectThreats, SupportShortensTravelNotReach) {
    WorldOfFour world([](Parameters& p) {
        p.mechanisms.logistics_support.enabled = true;
        p.mechanisms.logistics_support.mobility = 0.6;
        p.response.reach_hours = 3.9;
        p.contingents[1].caveat_hours = 3;
    });
    world.state[columns::inbound][mission] = 0.5;
    world.state[columns::inbound][partner] = 0.9;
    const Threat four_hours = world.threaten(insurgents, mid_west, farmers);
    processes::detect_threats(world.week());
    EXPECT_FALSE(world.answer(four_hours, mission).in_reach);

    world.setup.parameters.response.reach_hours = 24;
    processes::detect_threats(world.week());
    EXPECT_EQ(world.answer(four_hours, mission).travel_hours, 4 * (1 / (1 + 0.6 * 0.5)));
}

TEST(DetectThreats, WhoIsInReachLearnsOfItAndWhoIsNotOnlyIfAware) {
    WorldOfFour world([](Parameters& p) {
        p.organisations[0].detection = 0.5;
        p.mechanisms.civilian_tips.only_tips = 0;
        p.organisations[1].detection = 0.3;
        p.contingents[1].caveat_hours = 1;
        p.detection.report_hours = 7;
    });
    world.turn_to(6);
    world.clear_ties();
    world.state[columns::strength][host] = 0;  // but persons of it stand in the east
    std::vector<Threat> threats;
    for (std::size_t i = 0; i < 60; ++i) {
        threats.push_back(world.threaten(insurgents, i % 2 ? east : mid_east, herders));
        threats.back().lead_hours = world.state[columns::threats].back().lead_hours = 20 + double(i);
    }

    processes::detect_threats(world.week());

    const double per_100 = world.setup.parameters.detection.per_100_persons;
    int unknown = 0;
    for (const Threat& threat : threats) {
        const bool in_the_east = threat.place == east;
        const double hazard[3] = {0.5 + (in_the_east ? 0 : per_100 * 4), 0.3, in_the_east ? per_100 * 6 : 0};
        for (const OrganisationId o : world.setup.organisations) {
            const Answer& answer = world.answer(threat, o);
            const double chance = 1 - std::exp(-hazard[o.index()]);
            const double u = world.facts().uniform(threat, streams::awareness, o);
            const double delay = -7 * std::log1p(-world.facts().uniform(threat.address, streams::report_delay));
            EXPECT_NEAR(answer.awareness, chance, 1e-15);
            EXPECT_EQ(answer.in_reach, o != partner);
            EXPECT_EQ(answer.aware, u < chance);
            EXPECT_EQ(answer.knows, o != partner || u < chance);
            EXPECT_NEAR(answer.known_hour, u < chance ? threat.lead_hours * u / chance : threat.lead_hours + delay,
                        1e-10);
            unknown += answer.knows ? 0 : 1;
        }
        EXPECT_EQ(world.state[columns::last_threat][threat.place], 6);
    }
    EXPECT_GT(unknown, 10);
}

TEST(DetectThreats, AWarningAddsToWhatItsReceiverKnowsByTheTieAndTheGiversOwnAwareness) {
    WorldOfFour world([](Parameters& p) {
        p.mechanisms.civilian_tips.only_tips = 0;
        p.mechanisms.information_pooling = {.usable = 0.7, .overlap = 0.25};
    });
    world.clear_ties();
    world.set_tie(mission, host, Channel::information, 0.8);
    world.set_tie(partner, host, Channel::information, 0.35);
    world.set_tie(host, partner, Channel::joint, 0.9);
    world.state[columns::tips].fill(0);
    world.state[columns::tips](mission, mid_west) = 0.21;
    world.state[columns::tips](partner, mid_west) = 0.4;
    world.state[columns::tips](partner, west) = 0.9;
    const Threat threat = world.threaten(insurgents, mid_west, farmers);

    processes::detect_threats(world.week());

    const double per_100 = world.setup.parameters.detection.per_100_persons;
    const double of_mission = 1 - std::exp(-(0.15 + 0.21)), of_host = 1 - std::exp(-0.15);
    const double of_partner = 1 - std::exp(-(0.15 + 0.4 + 4 * per_100));
    const double first = 0.8 * 0.7 * of_mission, second = 0.35 * 0.7 * of_partner;
    const double any = 1 - (1 - of_host) * (1 - first) * (1 - second);
    const double best = std::max({of_host, first, second});
    EXPECT_NEAR(world.answer(threat, host).awareness, 0.75 * any + 0.25 * best, 1e-14);
    EXPECT_NEAR(world.answer(threat, partner).awareness, of_partner, 1e-14);
    EXPECT_NEAR(world.answer(threat, mission).awareness, of_mission, 1e-14);
}

TEST(DetectThreats, WhoIsAwareAndWhenIsTheDrawOfTheThreatAndTheOrganisation) {
    WorldOfFour world([](Parameters& p) {
        p.mechanisms.civilian_tips.only_tips = 0;
        p.mechanisms.information_pooling = {.usable = 1, .overlap = 0};
    });
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
    const double u = world.facts().uniform(threat, streams::awareness, mission);
    const double delay =
        random::exponential(world.facts().uniform(threat.address, streams::report_delay), p.detection.report_hours);
    const Answer& answer = world.answer(threat, mission);
    EXPECT_DOUBLE_EQ(answer.awareness, mission_pooled);
    EXPECT_EQ(answer.aware, u < mission_pooled);
    EXPECT_DOUBLE_EQ(answer.known_hour, u < mission_pooled ? 48 * u / mission_pooled : 48 + delay);
    EXPECT_DOUBLE_EQ(world.answer(threat, partner).awareness,
                     pooled_awareness(p.mechanisms.information_pooling, partner_alone, {}))
        << "what the mission knows does not flow back";
}

}  // namespace
}  // namespace peacenorm::intervention::testing
