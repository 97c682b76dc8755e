// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "models/intervention/mechanisms/intelligence_diversion.hpp"
#include "models/intervention/rules/poc_index.hpp"
#include "sim/random/inversion.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

constexpr double effectiveness = 1.3;
constexpr std::array<double, 3> quality{0.7, 0.3, 0.9};  // of mission, partner, host

void unlike_qualities(Parameters& p) {
    p.response.effectiveness = effectiveness;
    for (std::size_t o = 0; o < quality.size(); ++o) p.organisations[o].quality = quality[o];
}

/// A threat that begins at hour 48 and is over at hour 56, of 1000 people.
Threat raid(WorldOfFour& world, PlaceId place = mid_west) {
    return world.threaten(insurgents, place, farmers, 1000);
}

void respond(WorldOfFour& world, const Threat& threat, OrganisationId o, double arrival_hour) {
    Answer& answer = world.answer(threat, o);
    answer.in_reach = answer.knows = answer.responds = true;
    answer.arrival_hour = arrival_hour;
}

std::int32_t deaths_of(const WorldOfFour& world, const Threat& threat) {
    return world.state[columns::threats][threat.id.index()].deaths;
}

/// What is left of the harm after a response at that hour, by hand: all of it if it comes when the attack is over.
double left_by(OrganisationId o, double arrival_hour) {
    const double success = 1 - std::exp(-effectiveness * quality[o.index()]);
    return 1 - success * std::clamp((56 - arrival_hour) / 8, 0.0, 1.0);
}

std::int32_t killed_of_1000(WorldOfFour& world, const Threat& threat, double left) {
    return random::binomial(world.facts().uniform(threat.address, streams::harm), 1000, left);
}

TEST(ResolveThreats, EachResponseAvertsItsShareOfWhatIsStillAhead) {
    WorldOfFour world(unlike_qualities);
    world.turn_to(3);
    const Threat two = raid(world), one = raid(world, west), none = raid(world, mid_east);
    respond(world, two, mission, 50);
    respond(world, two, partner, 40);
    respond(world, one, host, 53);

    processes::resolve_threats(world.week());

    EXPECT_NEAR(world.answer(two, mission).averted_share, 1 - left_by(mission, 50), 1e-15);
    EXPECT_NEAR(world.answer(two, partner).averted_share, 1 - left_by(partner, 40), 1e-15);
    EXPECT_EQ(world.answer(two, host).averted_share, 0);
    EXPECT_EQ(deaths_of(world, two), killed_of_1000(world, two, left_by(mission, 50) * left_by(partner, 40)));
    EXPECT_EQ(deaths_of(world, one), killed_of_1000(world, one, left_by(host, 53)));
    EXPECT_EQ(deaths_of(world, none), 1000);
}

TEST(ResolveThreats, TheShadowHarmOfAnOrganisationLacksItsResponseAlone) {
    WorldOfFour world(unlike_qualities);
    world.turn_to(4);
    const Threat threat = raid(world), other = raid(world, west);
    respond(world, threat, mission, 51);
    respond(world, threat, partner, 20);
    world.answer(threat, host).in_reach = true;
    respond(world, other, mission, 45);

    processes::resolve_threats(world.week());

    const std::int32_t dead = killed_of_1000(world, threat, left_by(mission, 51) * left_by(partner, 20));
    const std::int32_t dead_elsewhere = killed_of_1000(world, other, left_by(mission, 45));
    const std::int32_t without_mission = killed_of_1000(world, threat, left_by(partner, 20)) + 1000;
    const std::int32_t without_partner = killed_of_1000(world, threat, left_by(mission, 51));
    const MeasureCells shadow = world.measured(Measured::threatened_reach), averted = world.measured(Measured::averted);
    EXPECT_EQ(shadow[mission], without_mission);
    EXPECT_EQ(shadow[partner], without_partner);
    EXPECT_EQ(shadow[host], dead) << "who is in reach and stays away has averted nothing";
    EXPECT_EQ(averted[mission], without_mission - dead - dead_elsewhere);
    EXPECT_EQ(averted[partner], without_partner - dead);
    EXPECT_EQ(averted[host], 0);
    EXPECT_GT(averted[partner], 0);
}

TEST(ResolveThreats, AResponseAtTheLastHourIsInTimeAndAMinuteLaterIsLate) {
    WorldOfFour world(unlike_qualities);
    const Threat first = raid(world), second = raid(world), third = raid(world);
    respond(world, first, mission, 30);
    respond(world, second, mission, 56);
    respond(world, third, mission, 56 + 1.0 / 60);
    world.answer(first, mission).aware = true;
    respond(world, first, partner, 54);
    world.answer(second, partner).in_reach = true;
    world.answer(third, partner).in_reach = world.answer(third, partner).knows = true;
    world.answer(third, host).knows = world.answer(third, host).aware = true;  // out of reach

    processes::resolve_threats(world.week());

    const auto expect = [&](Measured measure, double of_mission, double of_partner) {
        const MeasureCells cells = world.measured(measure);
        EXPECT_DOUBLE_EQ(cells[mission], of_mission) << static_cast<int>(measure);
        EXPECT_DOUBLE_EQ(cells[partner], of_partner) << static_cast<int>(measure);
        EXPECT_EQ(cells[host], 0) << static_cast<int>(measure);
    };
    expect(Measured::in_reach, 3, 3);
    expect(Measured::known, 3, 2);
    expect(Measured::aware, 1, 0);
    expect(Measured::responded_known, 3, 1);
    expect(Measured::responded, 2, 1);
    expect(Measured::late, 1, 0);
    expect(Measured::timeliness_sum, 1 + std::exp(-8.0 / 48) + std::exp(-(8 + 1.0 / 60) / 48), std::exp(-6.0 / 48));
    EXPECT_EQ(world.answer(second, mission).averted_share, 0);
}

TEST(ResolveThreats, AStrikeThatHitsAvertsByItsQualityAndOneThatMissesNothing) {
    WorldOfFour world([](Parameters& p) {
        unlike_qualities(p);
        p.mechanisms.intelligence_diversion = {.enabled = true, .accuracy_least = 0.2, .accuracy_most = 0.9};
    });
    world.turn_to(2);
    std::vector<Threat> threats;
    threats.reserve(40);
    for (int i = 0; i < 40; ++i) threats.push_back(raid(world, i % 2 == 0 ? west : mid_west));
    for (const Threat& threat : threats) {
        world.answer(threat, partner).diverted = true;
        world.answer(threat, partner).awareness = threat.id.index() < 20 ? 0.1 : 0.6;
        world.answer(threat, partner).in_reach = true;
        respond(world, threat, host, 54);
    }
    // Only the first few threats find anybody left to kill: what is averted is counted before the burial.
    processes::resolve_threats(world.week());

    int hits = 0;
    double averted = 0, before_burial = 0;
    for (const Threat& threat : threats) {
        const double accuracy = 0.2 + 0.7 * (threat.id.index() < 20 ? 0.1 : 0.6);
        const bool hit = world.facts().uniform(threat, streams::strike, partner) < accuracy;
        hits += hit ? 1 : 0;
        const double left = hit ? std::exp(-effectiveness * quality[partner.index()]) : 1;
        averted += killed_of_1000(world, threat, left) - killed_of_1000(world, threat, left * left_by(host, 54));
        before_burial += killed_of_1000(world, threat, left * left_by(host, 54));
        EXPECT_EQ(world.answer(threat, partner).averted_share, 0) << "a strike is no response";
    }
    EXPECT_GT(hits, 3);
    EXPECT_LT(hits, 37);
    EXPECT_EQ(world.measured(Measured::averted)[host], averted);
    EXPECT_EQ(world.measured(Measured::threatened_reach)[partner], before_burial);
    EXPECT_EQ(world.measured(Measured::responded_known)[partner], 0);
}

TEST(ResolveThreats, TheDeadAreTakenFromTheAgentDrawnOnward) {
    WorldOfFour world;
    world.turn_to(6);
    const CellId cell = world.cell(mid_west, farmers);
    const Ids<AgentId> agents = world.setup.cell[cell].agents;
    ASSERT_EQ(agents.size(), 9u);
    world.state[columns::persons][agents[4]] = 0;
    world.state[columns::persons][agents[5]] = 2000;
    const State before = world.state;
    const Threat threat = world.threaten(militia, mid_west, farmers, 8500);

    processes::resolve_threats(world.week());

    const double u = world.facts().uniform(threat.address, streams::victim);
    const auto first = static_cast<std::size_t>(u * 9);
    std::int32_t left = 8500;
    for (std::size_t step = 0; step < 9; ++step) {
        const AgentId agent = agents[(first + step) % 9];
        const std::int32_t taken = std::min(left, before[columns::persons][agent]);
        left -= taken;
        EXPECT_EQ(world.state[columns::persons][agent], before[columns::persons][agent] - taken) << step;
    }
    EXPECT_EQ(world.state[columns::alive][cell], 500);
    EXPECT_EQ(world.state[columns::dead][cell], 8500);
}

TEST(ResolveThreats, NobodyDiesWhoIsNotAtHome) {
    WorldOfFour world;
    const CellId cell = world.cell(west, herders);
    world.state[columns::away][cell] = world.state[columns::alive][cell] - 3;
    const Threat threat = world.threaten(insurgents, west, herders, 10);
    world.answer(threat, mission).in_reach = true;

    processes::resolve_threats(world.week());

    EXPECT_EQ(deaths_of(world, threat), 3);
    EXPECT_EQ(world.state[columns::dead][cell], 3);
    EXPECT_EQ(world.state[columns::alive][cell], 1997);
    EXPECT_EQ(world.measured(Measured::threatened_reach)[mission], 10) << "counted before the burial";
}

TEST(ResolveThreats, JointCountsWhatAPartnerDidWhomItWarnedOrSupports) {
    WorldOfFour world([](Parameters& p) { p.mechanisms.support_crowding.enabled = true; });
    world.clear_ties();
    const auto answered_by_partner = [&](bool warned) {
        const Threat threat = world.threaten(insurgents, mid_west, farmers);
        world.answer(threat, mission).in_reach = world.answer(threat, partner).in_reach = true;
        Answer& answer = world.answer(threat, partner);
        answer.responds = answer.knows = answer.aware = true;
        answer.warned = warned;
        answer.arrival_hour = 1;
    };
    const auto joint = [&](bool warned, Channel channel) {
        world.clear_measures();
        world.state[columns::threats].clear();
        world.clear_ties();
        world.set_tie(mission, partner, channel, 0.5);
        answered_by_partner(warned);
        processes::resolve_threats(world.week());
        EXPECT_EQ(world.measured(Measured::protected_own)[mission], 0);
        EXPECT_EQ(world.measured(Measured::protected_own)[partner], 1);
        return world.measured(Measured::protected_joint)[mission];
    };
    EXPECT_EQ(joint(true, Channel::information), 1);
    EXPECT_EQ(joint(false, Channel::information), 0) << "it knew by itself";
    EXPECT_EQ(joint(false, Channel::logistics), 1);
    EXPECT_EQ(joint(true, Channel::visibility), 0);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
