// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "models/intervention/interveners/presence.hpp"
#include "models/intervention/mechanisms/informant_exposure.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

/// Weeks begin on Mondays: 0 on 2013-07-01, 5 on 2013-08-05.
Date week_of(std::int32_t index) {
    return four::one_year().date_of(index);
}

Schedule from_week(std::int32_t index, double before, double after) {
    Schedule schedule(before);
    schedule.add(week_of(index), after);
    return schedule;
}

/// Rungs of which no two are alike.
void unlike_rungs(Parameters& p) {
    p.cooperation.ladder.rungs = {.information = {0, 0.21, 0.45, 0.5, 0.68, 0.93},
                                  .logistics = {0, 0.11, 0.33, 0.61, 0.64, 0.83},
                                  .joint = {0, 0.01, 0.06, 0.18, 0.4, 0.79},
                                  .training = {0, 0.07, 0.12, 0.42, 0.47, 0.69},
                                  .mandate = {0, 0.03, 0.09, 0.15, 0.44, 0.87},
                                  .visibility = {0, 0.05, 0.17, 0.36, 0.58, 0.97}};
    p.mechanisms.due_diligence.enabled = false;
}

void expect_tie(const WorldOfFour& world, OrganisationId giver, OrganisationId receiver, const Depths& depths) {
    for (std::size_t c = 0; c < channel_count; ++c)
        EXPECT_NEAR(world.state[columns::ties](giver, receiver)[c], depths[c], 1e-15)
            << channel_names[c] << " from " << giver.index() << " to " << receiver.index();
}

// The dyads of the world by hand at 2.25 of these rungs.
constexpr Depths at_2_25{0.45 + 0.25 * 0.05, 0.33 + 0.25 * 0.28, 0.06 + 0.25 * 0.12,
                         0.12 + 0.25 * 0.3,  0.09 + 0.25 * 0.06, 0.17 + 0.25 * 0.19};
constexpr Depths at_5{0.93, 0.83, 0.79, 0.69, 0.87, 0.97};
constexpr Depths none{};
constexpr std::nullopt_t unsaid = std::nullopt;  // of a channel of an explicit tie

TEST(Inputs, ABaseTakesItsShareFromTheDayItOpensUntilTheDayItCloses) {
    WorldOfFour world([](Parameters& p) {
        p.bases[1].opened = week_of(2);  // mid_east, beside 0.6 in the west
        p.bases[1].closed = week_of(5);
    });
    const auto& persons = world.state[columns::persons_at];
    const std::vector<std::pair<int, double>> there{{0, 0}, {1, 0}, {2, 400}, {4, 400}, {5, 0}, {6, 0}};
    for (const auto& [week, at_mid_east] : there) {
        world.turn_to(week);
        EXPECT_NEAR(persons(mission, mid_east), at_mid_east, 1e-9) << week;
        EXPECT_NEAR(persons(mission, west), 1000 - at_mid_east, 1e-9) << "those who leave go to the base that is left";
        EXPECT_NEAR(world.state[columns::strength][mission], 1000, 1e-9) << week;
    }
}

TEST(Inputs, ABaseThatOpensWithinAWeekIsOpenFromTheNextOn) {
    WorldOfFour world([](Parameters& p) { p.bases[1].opened = Date{week_of(2).days + 1}; });
    world.turn_to(2);
    EXPECT_EQ(world.state[columns::persons_at](mission, mid_east), 0) << "as any dated input";
    world.turn_to(3);
    EXPECT_NEAR(world.state[columns::persons_at](mission, mid_east), 400, 1e-9);
}

TEST(Inputs, WhoHasNoBaseLeftIsNowhere) {
    WorldOfFour world([](Parameters& p) { p.bases[2].closed = week_of(3); });
    world.turn_to(2);
    EXPECT_EQ(world.state[columns::strength][partner], 400);
    EXPECT_GT(world.state[columns::ties](mission, partner)[0], 0);
    EXPECT_TRUE(is_there(world.setup, partner, week_of(2)));
    world.turn_to(3);
    EXPECT_EQ(world.state[columns::strength][partner], 0);
    EXPECT_EQ(world.state[columns::persons_at](partner, mid_west), 0);
    EXPECT_EQ(world.state[columns::ties](mission, partner), none);
    EXPECT_FALSE(is_there(world.setup, partner, week_of(3)));
    processes::assign_tasks(world.week());
    EXPECT_EQ(world.state[columns::hours][partner], 0);
}

TEST(Inputs, AContingentOfItsOwnStandsInItsOwnBasesOnly) {
    WorldOfFour world([](Parameters& p) {
        Contingent guests;
        guests.persons = from_week(1, 0, 300);
        guests.command.add("2010-01-04", "mission");
        p.contingents.add("guests", guests);
        p.bases[0].contingents = {"mission_battalion"};
        p.bases[1].contingents = {"mission_battalion", "guests"};
        p.bases.add("guests_east", {"mission", "east", 0.1});
        p.bases[4].contingents = {"guests"};
    });
    const auto& persons = world.state[columns::persons_at];
    world.turn_to(0);
    EXPECT_NEAR(persons(mission, west), 600, 1e-9);
    EXPECT_NEAR(persons(mission, mid_east), 400, 1e-9) << "bases of others take no share";
    EXPECT_EQ(persons(mission, east), 0);
    world.turn_to(1);
    EXPECT_NEAR(persons(mission, west), 600, 1e-9);
    EXPECT_NEAR(persons(mission, mid_east), 400 + 300 * 0.4 / 0.5, 1e-9);
    EXPECT_NEAR(persons(mission, east), 300 * 0.1 / 0.5, 1e-9);
    EXPECT_NEAR(world.state[columns::strength][mission], 1300, 1e-9);
}

TEST(Inputs, PersonsStandInBasesBySharesOfTheDateMadeEvenByDispersion) {
    WorldOfFour world([](Parameters& p) {
        p.organisations[0].dispersion = 0.25;
        p.bases[1].share = 0.2;  // mid_east, beside 0.6 in the west
        p.bases.add("mission_mid_west", {"mission", "mid_west", from_week(3, 0, 0.4)});
        p.contingents[1].persons = from_week(3, 400, 450);
    });
    const auto& persons = world.state[columns::persons_at];
    world.turn_to(2);
    EXPECT_NEAR(persons(mission, west), 1000 * (0.6 - 0.25 * 0.2) / 0.8, 1e-9);
    EXPECT_NEAR(persons(mission, mid_east), 1000 * (0.2 + 0.25 * 0.2) / 0.8, 1e-9);
    EXPECT_EQ(persons(mission, mid_west), 0) << "a base without a share takes nothing from the others";
    EXPECT_EQ(persons(partner, mid_west), 400);
    EXPECT_NEAR(world.state[columns::strength][mission], 1000, 1e-9);
    world.turn_to(3);
    EXPECT_NEAR(persons(mission, west), 1000 * (0.6 - 0.25 * 0.2) / 1.2, 1e-9);
    EXPECT_NEAR(persons(mission, mid_east), 1000 * (0.2 + 0.25 * 0.2) / 1.2, 1e-9);
    EXPECT_NEAR(persons(mission, mid_west), 1000 * 0.4 / 1.2, 1e-9);
    EXPECT_EQ(persons(partner, mid_west), 450);
    EXPECT_EQ(world.state[columns::strength][partner], 450);
}

TEST(Inputs, AnOrganisationLeavesEvenlyOverTheWeeksOfItsExit) {
    WorldOfFour world([](Parameters& p) {
        p.organisations[0].exit = {week_of(2), 8};
        p.organisations[2].exit = {week_of(3), 0};
    });
    const auto& strength = world.state[columns::strength];
    const auto expect = [&](std::int32_t week, double of_mission, double of_host) {
        world.turn_to(week);
        EXPECT_NEAR(strength[mission], of_mission, 1e-9) << week;
        EXPECT_EQ(strength[host], of_host) << week;
        EXPECT_EQ(strength[partner], 400) << week;
    };
    expect(1, 1000, 600);
    expect(2, 1000, 600);
    expect(3, 875, 0);
    expect(5, 625, 0);
    expect(10, 0, 0);
    expect(12, 0, 0);
}

TEST(Inputs, AContingentServesWhoCommandsItOnTheDateAndCarriesItsNormAlong) {
    WorldOfFour world([](Parameters& p) {
        p.contingents[0].command = {};
        p.contingents[0].command.add(to_string(week_of(4)), "host");  // before the earlier one: dates count
        p.contingents[0].command.add(to_string(week_of(1)), "mission");
    });
    const auto& strength = world.state[columns::strength];
    EXPECT_EQ(strength[mission], 0) << "nobody commands it yet";
    world.turn_to(1);
    EXPECT_EQ(strength[mission], 1000);
    EXPECT_EQ(strength[host], 600);
    world.turn_to(3);
    EXPECT_EQ(strength[mission], 1000);
    world.turn_to(4);
    EXPECT_EQ(strength[mission], 0);
    EXPECT_EQ(strength[host], 1600);
    EXPECT_EQ(world.state[columns::persons_at](host, east), 1600);
    EXPECT_EQ(world.state[columns::persons_at](mission, west), 0);
    EXPECT_EQ(world.state[columns::contingent_norm][ContingentId(0)], (Salience{0.8, 0.7, 0.6}));
    const Salience& norm = world.state[columns::norm][host];
    EXPECT_NEAR(norm[0], (1000 * 0.8 + 600 * 0.5) / 1600, 1e-15);
    EXPECT_NEAR(norm[1], (1000 * 0.7 + 600 * 0.3) / 1600, 1e-15);
    EXPECT_NEAR(norm[2], (1000 * 0.6 + 600 * 0.1) / 1600, 1e-15);
    EXPECT_EQ(world.state[columns::norm][mission], (Salience{0.8, 0.7, 0.6})) << "doctrine, where it has no troops";
}

TEST(Inputs, TiesOfADyadLieBetweenTheRungsOfItsDateOnFeasibleChannels) {
    WorldOfFour world([](Parameters& p) {
        unlike_rungs(p);
        p.cooperation.dyads[1].depth = from_week(2, 1, 2.25);
    });
    world.turn_to(1);
    expect_tie(world, mission, host, {0.21, 0.11, 0.01, 0.07, 0.03, 0.05});
    world.turn_to(2);
    expect_tie(world, mission, host, at_2_25);
    expect_tie(world, host, mission, {at_2_25[0], 0, 0, 0, 0, 0});
    expect_tie(world, mission, partner, at_5);
    expect_tie(world, partner, mission, at_5);
    expect_tie(world, partner, host, none);
}

TEST(Inputs, FromItsDateTheLadderReplacesTheHistoryOfItsGroup) {
    WorldOfFour world([](Parameters& p) {
        unlike_rungs(p);
        p.cooperation.ladder.position = 2.25;
        p.cooperation.ladder.from = week_of(3);
        p.cooperation.dyads[1].depth = 1;
    });
    world.turn_to(2);
    expect_tie(world, mission, partner, at_5);
    world.turn_to(3);
    expect_tie(world, mission, partner, at_2_25);
    expect_tie(world, partner, mission, at_2_25);
    expect_tie(world, mission, host, {0.21, 0.11, 0.01, 0.07, 0.03, 0.05});
}

TEST(Inputs, TheMaskThinsChannelsInsideTheGroupAloneAndAnExplicitTieOverridesIt) {
    WorldOfFour world([](Parameters& p) {
        unlike_rungs(p);
        p.cooperation.dyads[1].depth = 2.25;
        p.cooperation.mask = {0.9, 0.8, 0.7, 0.6, 0.5, 0.4};
        auto& ties = p.cooperation.ties;
        ties.add("partner", {}).add("mission", Channels{0.13, unsaid, unsaid, 0, unsaid, 0.27});
        ties.add("mission", {}).add("host", Channels{unsaid, unsaid, 0.19, unsaid, 0.29, unsaid});
        ties.add("host", {}).add("partner", Channels{unsaid, 0.37, unsaid, unsaid, unsaid, unsaid});
    });
    expect_tie(world, mission, partner, {0.93 * 0.9, 0.83 * 0.8, 0.79 * 0.7, 0.69 * 0.6, 0.87 * 0.5, 0.97 * 0.4});
    expect_tie(world, partner, mission, {0.13, 0.83 * 0.8, 0.79 * 0.7, 0, 0.87 * 0.5, 0.27});
    expect_tie(world, mission, host, {at_2_25[0], at_2_25[1], 0.19, at_2_25[3], 0.29, at_2_25[5]});
    expect_tie(world, host, partner, {0, 0.37, 0, 0, 0, 0});
}

TEST(Inputs, ARuleInForceMovesItsFeasibleChannelsWithinBounds) {
    WorldOfFour world([](Parameters& p) {
        unlike_rungs(p);
        p.cooperation.dyads[1].depth = 2.25;
        p.cooperation.ties.add("mission", {}).add("partner", Channels{unsaid, 0.5, unsaid, unsaid, unsaid, unsaid});
        p.cooperation.rules.add("more",
                                {.giver = "mission", .receiver = "partner", .channels = {"logistics"}, .change = 0.3});
        p.cooperation.rules.add("less", {.giver = "host", .receiver = "mission", .channels = {}, .change = -0.2});
        p.cooperation.rules.add("most", {.giver = "partner", .receiver = "mission", .channels = {}, .change = 0.1});
    });
    const Depths before{0.93, 0.5, 0.79, 0.69, 0.87, 0.97};
    expect_tie(world, mission, partner, before);
    world.state[columns::in_force].fill(1);
    world.turn_to(1);
    expect_tie(world, mission, partner, {0.93, 0.8, 0.79, 0.69, 0.87, 0.97});
    expect_tie(world, host, mission, {at_2_25[0] - 0.2, 0, 0, 0, 0, 0});
    expect_tie(world, partner, mission, {1, 0.93, 0.89, 0.79, 0.97, 1});
}

TEST(Inputs, WhoIsNotThereHasNoTies) {
    WorldOfFour world([](Parameters& p) {
        p.contingents[1].persons = from_week(1, 400, 0);
        p.cooperation.ties.add("partner", {}).add("host", Channels{0.4, unsaid, unsaid, unsaid, unsaid, unsaid});
        p.cooperation.pooling = 0.35;
    });
    EXPECT_EQ(world.state[columns::ties](partner, host)[0], 0.4);
    EXPECT_GT(world.state[columns::ties](mission, partner)[0], 0);
    world.turn_to(1);
    expect_tie(world, partner, host, none);
    expect_tie(world, mission, partner, none);
    expect_tie(world, partner, mission, none);
    EXPECT_GT(world.state[columns::ties](mission, host)[0], 0);
    EXPECT_EQ(world.state[columns::inbound][mission], 0) << "nobody to share a pool with";
    EXPECT_EQ(world.state[columns::inbound][partner], 0);
}

TEST(Inputs, SupportIsTheDeepestTieThatComesInThinnedWhileItIsHeldBack) {
    WorldOfFour world([](Parameters& p) {
        unlike_rungs(p);
        p.mechanisms.due_diligence.enabled = true;
        p.mechanisms.due_diligence.strength = 0.3;
        auto& ties = p.cooperation.ties;
        ties.add("mission", {}).add("host", Channels{unsaid, 0.6, unsaid, unsaid, unsaid, unsaid});
        ties.add("partner", {}).add("host", Channels{unsaid, 0.5, unsaid, unsaid, unsaid, unsaid});
        ties.add("host", {}).add("partner", Channels{unsaid, 0.1, unsaid, unsaid, unsaid, unsaid});
    });
    EXPECT_EQ(world.state[columns::inbound][host], 0.6);
    EXPECT_EQ(world.state[columns::inbound][mission], 0.83);
    world.state[columns::held_back](mission, host) = 1;
    world.turn_to(1);
    const auto logistics = [&](OrganisationId giver, OrganisationId receiver) {
        return world.state[columns::ties](giver, receiver)[index(Channel::logistics)];
    };
    EXPECT_NEAR(logistics(mission, host), 0.6 * 0.7, 1e-15);
    EXPECT_EQ(logistics(partner, host), 0.5);
    EXPECT_EQ(world.state[columns::inbound][host], 0.5);
    world.state[columns::held_back](partner, host) = 1;
    world.turn_to(2);
    EXPECT_NEAR(world.state[columns::inbound][host], 0.6 * 0.7, 1e-15);
    EXPECT_EQ(world.state[columns::ties](mission, host)[index(Channel::information)], 0.45) << "of support alone";
}

TEST(Inputs, APoolSupportsTheGroupOfTheLadderOnly) {
    WorldOfFour world([](Parameters& p) {
        p.cooperation.dyads[0].depth = from_week(1, 1, 5);
        p.cooperation.pooling = 0.35;
    });
    EXPECT_EQ(world.state[columns::inbound][mission], 0.35);
    EXPECT_EQ(world.state[columns::inbound][partner], 0.35);
    EXPECT_EQ(world.state[columns::inbound][host], 0.3) << "rung 2 of its dyad";
    world.turn_to(1);
    EXPECT_EQ(world.state[columns::inbound][partner], 0.9);
}

TEST(Inputs, AHostWithAnotherSupplierDropsSupportTrainingAndJointOperationsOfMissions) {
    WorldOfFour world([](Parameters& p) {
        unlike_rungs(p);
        p.cooperation.ties.add("partner", {}).add("host", Channels{unsaid, 0.41, 0.43, 0.47, unsaid, unsaid});
        p.cooperation.ties.add("host", {}).add("mission", Channels{unsaid, 0.31, 0.33, 0.37, unsaid, unsaid});
    });
    const Depths rung{0.45, 0.33, 0.06, 0.12, 0.09, 0.17};
    expect_tie(world, mission, host, rung);
    world.state[columns::other_supplier] = true;
    world.turn_to(1);
    expect_tie(world, mission, host, {rung[0], 0, 0, 0, rung[4], rung[5]});
    expect_tie(world, host, mission, {rung[0], 0, 0, 0, 0, 0});
    expect_tie(world, partner, host, {0, 0.41, 0.43, 0.47, 0, 0});
    expect_tie(world, mission, partner, at_5);
    EXPECT_EQ(world.state[columns::inbound][host], 0.41);
}

TEST(Inputs, EuropeanAndNationalInterventionsAreDroppedAsTheUnitedNations) {
    for (const Kind kind : {Kind::eu_mission, Kind::national_intervention}) {
        WorldOfFour world([kind](Parameters& p) {
            p.organisations[1].kind = kind;
            p.cooperation.ties.add("partner", {}).add("host", Channels{unsaid, 0.41, unsaid, unsaid, unsaid, unsaid});
        });
        world.state[columns::other_supplier] = true;
        world.turn_to(1);
        EXPECT_EQ(world.state[columns::ties](partner, host)[index(Channel::logistics)], 0);
    }
}

TEST(Inputs, WhatIsPassedOnLeaksAsItsReceiversDo) {
    WorldOfFour world([](Parameters& p) {
        unlike_rungs(p);
        p.organisations[0].leak = 0.07;
        p.organisations[1].leak = 0.2;
        p.organisations[2].leak = 0.45;
        p.mechanisms.informant_exposure = {.enabled = true, .baseline = 0.04, .protection = 0.25};
        p.cooperation.dyads[1].depth = 2.25;
        p.cooperation.ties.add("host", {}).add("mission", Channels{0.11, unsaid, unsaid, unsaid, unsaid, unsaid});
        p.cooperation.ties.add("partner", {}).add("mission", Channels{0.61, unsaid, unsaid, unsaid, unsaid, unsaid});
    });
    const auto& leak = world.state[columns::leak];
    EXPECT_NEAR(leak[mission], (0.04 + 0.93 * 0.2 + at_2_25[0] * 0.45) * 0.75, 1e-15);
    EXPECT_NEAR(leak[partner], (0.04 + 0.61 * 0.07) * 0.75, 1e-15);
    EXPECT_NEAR(leak[host], (0.04 + 0.11 * 0.07) * 0.75, 1e-15);
}

TEST(Inputs, TheWeeksDepthConsentStrengthAndNormAreMeasured) {
    WorldOfFour world([](Parameters& p) {
        unlike_rungs(p);
        p.cooperation.dyads[0].back = {"information", "mandate"};
        p.organisations[0].consent = from_week(1, 1, 0.64);
        p.organisations[1].consent = 0;
        p.organisations[2].consent = 0.2;
        p.host.access_elasticity = 0.5;
        p.contingents[1].persons = from_week(2, 400, 0);
    });
    world.turn_to(1);
    processes::inputs(world.week());
    const double forth = 0.93 + 0.83 + 0.79 + 0.69 + 0.87 + 0.97, back = 0.93 + 0.87;
    EXPECT_NEAR(world.measured(Measured::depth)[0], forth + back, 1e-14);
    EXPECT_EQ(world.measured(Measured::depth_weight)[0], 8);
    EXPECT_NEAR(world.measured(Measured::consent)[mission], 0.8, 1e-15);
    EXPECT_EQ(world.measured(Measured::consent)[partner], 0);
    EXPECT_EQ(world.measured(Measured::consent)[host], 1) << "it need not ask itself";
    EXPECT_EQ(world.measured(Measured::strength)[mission], 1000);
    EXPECT_EQ(world.measured(Measured::strength)[partner], 400);
    EXPECT_EQ(world.measured(Measured::norm_weight)[partner], 1);
    EXPECT_NEAR(world.measured(Measured::norm_salience)[host.index() * component_count + 1], 0.3, 1e-15);
    world.turn_to(2);
    processes::inputs(world.week());
    EXPECT_EQ(world.measured(Measured::depth)[0], 0);
    EXPECT_EQ(world.measured(Measured::depth_weight)[0], 8);
    EXPECT_EQ(world.measured(Measured::norm_weight)[partner], 0);
    EXPECT_EQ(world.measured(Measured::norm_salience)[partner.index() * component_count], 0);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
