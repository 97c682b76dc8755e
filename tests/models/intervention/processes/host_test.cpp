// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/intervention/processes/unlike.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

constexpr JudgedId partner_judged{1};  ///< where the partner is judged, it comes before the host

void differ(Parameters& p) {
    p.organisations[1].judged = true;
    p.mechanisms.consent_silence.cooperation = 0.03;
    p.mechanisms.consent_silence.voice = 0.05;
    p.mechanisms.consent_silence.legitimacy = 0.07;
    p.mechanisms.consent_silence.reversion = 0.11;
    p.mechanisms.forum_shopping.enabled = true;
    p.mechanisms.forum_shopping.denied = 1.3;
    p.mechanisms.forum_shopping.support = 0.7;
    p.mechanisms.forum_shopping.criticism = 1.9;
    p.mechanisms.forum_shopping.offer = 0.4;
    p.mechanisms.forum_shopping.memory = 0.8;
    p.mechanisms.due_diligence.strength = 0.6;
    p.host.alternative_offer = 0.35;
}

void report(WorldOfFour& world, OrganisationId owner, OrganisationId subject) {
    Report said;
    said.owner = owner;
    said.subject = subject;
    world.state[columns::reports].push_back(said);
}

void arrange(WorldOfFour& world) {
    auto& state = world.state;
    world.clear_ties();
    world.set_tie(mission, host, Channel::mandate, 0.8);
    world.set_tie(mission, host, Channel::logistics, 0.3);
    world.set_tie(host, mission, Channel::logistics, 0.95);
    world.set_tie(partner, host, Channel::mandate, 0.1);
    world.set_tie(partner, host, Channel::logistics, 0.25);
    world.set_tie(mission, partner, Channel::logistics, 0.9);
    fill_unlike(state[columns::consent_deviation], -0.2, 0.15);
    fill_unlike(state[columns::legitimacy], 0.2, 0.017);
    fill_unlike(state[columns::national], 0.85, 0.05);
    state[columns::alive][world.cell(east, farmers)] = 7000;
    state[columns::alive][world.cell(east, herders)] = 12000;
    report(world, mission, host);
    report(world, mission, host);
    report(world, partner, host);
    report(world, mission, partner);
}

double in_the_capital(WorldOfFour& world, JudgedId j) {
    const auto& legitimacy = world.state[columns::legitimacy];
    return (7000 * legitimacy(world.cell(east, farmers), j) + 12000 * legitimacy(world.cell(east, herders), j)) / 19000;
}

TEST(ConsultHost, ConsentMovesWithTiesReportsAndReputationInTheCapital) {
    WorldOfFour world(differ);
    arrange(world);
    const auto before = world.state[columns::consent_deviation];

    processes::consult_host(world.week());

    const auto& after = world.state[columns::consent_deviation];
    EXPECT_NEAR(after[mission],
                before[mission] * 0.89 + 0.03 * (0.8 + 0.3) / 2 - 0.05 * (1 - std::exp(-2)) -
                    0.07 * (0.5 - in_the_capital(world, mission_judged)),
                1e-15);
    EXPECT_NEAR(after[partner],
                before[partner] * 0.89 + 0.03 * (0.1 + 0.25) / 2 - 0.05 * (1 - std::exp(-1)) -
                    0.07 * (0.5 - in_the_capital(world, partner_judged)),
                1e-15);
    EXPECT_EQ(after[host], before[host]) << "it asks nobody's consent";
}

TEST(ConsultHost, WithoutACapitalTheNationsMeanCounts) {
    WorldOfFour world([](Parameters& p) {
        differ(p);
        p.host.capital = "";
    });
    arrange(world);
    const double before = world.state[columns::consent_deviation][partner];
    processes::consult_host(world.week());
    EXPECT_NEAR(world.state[columns::consent_deviation][partner],
                before * 0.89 + 0.03 * 0.175 - 0.05 * (1 - std::exp(-1)) - 0.07 * (0.5 - 0.9), 1e-15);
}

TEST(ConsultHost, ConsentToTheAbsentAndToWhomNobodyJudgesStays) {
    WorldOfFour world([](Parameters& p) {
        differ(p);
        p.organisations[1].judged = false;
    });
    arrange(world);
    world.state[columns::strength][mission] = 0;
    const auto before = world.state[columns::consent_deviation];
    processes::consult_host(world.week());
    EXPECT_EQ(world.state[columns::consent_deviation], before);
}

TEST(ConsultHost, ACapitalWithoutPeopleIsIndifferent) {
    WorldOfFour world(differ);
    arrange(world);
    for (const CommunityId c : {farmers, herders}) world.state[columns::alive][world.cell(east, c)] = 0;
    const double before = world.state[columns::consent_deviation][partner];
    processes::consult_host(world.week());
    EXPECT_NEAR(world.state[columns::consent_deviation][partner],
                before * 0.89 + 0.03 * 0.175 - 0.05 * (1 - std::exp(-1)), 1e-15);
}

TEST(ConsultHost, CriticismOfTheHostIsRememberedWhoeverVoicedIt) {
    for (const int index : {0, 1}) {
        WorldOfFour world(differ);
        world.turn_to(index);
        arrange(world);
        world.state[columns::criticism] = 0.45;
        processes::consult_host(world.week());
        EXPECT_NEAR(world.state[columns::criticism], 0.8 * 0.45 + 0.2 * (1 - std::exp(-3)), 1e-15);
    }
}

/// What multiplies the hazard of a change of supplier in the arranged world, with conditions in force.
double reasons() {
    const double criticism = 0.8 * 0.45 + 0.2 * (1 - std::exp(-3));
    return std::exp(1.3 * 0.6 - 0.7 * 0.3 + 1.9 * criticism + 0.4 * 0.35);
}

/// Runs the host's week with a chance to change supplier that lies this far above its draw.
bool changes_supplier(WorldOfFour& world, double above, double reasons_given = reasons()) {
    arrange(world);
    world.state[columns::criticism] = 0.45;
    const double chance = world.facts().uniform(host, streams::supplier) * (1 + above);
    world.setup.parameters.mechanisms.forum_shopping.hazard = -std::log1p(-chance) / reasons_given;
    processes::consult_host(world.week());
    EXPECT_EQ(world.measured(sums::other_supplier)[0], world.state[columns::other_supplier] ? 1 : 0);
    return world.state[columns::other_supplier];
}

TEST(ConsultHost, TheHostChangesSupplierByTheDrawAgainstItsReasons) {
    for (std::uint32_t seed = 1; seed <= 3; ++seed)
        for (const bool above : {false, true}) {
            WorldOfFour world(differ, {seed, 4});
            world.state[columns::held_back](partner, host) = 1;
            EXPECT_EQ(changes_supplier(world, above ? 1e-9 : -1e-9), above) << seed;
        }
}

TEST(ConsultHost, OnlySupportHeldBackFromTheHostUnderDueDiligenceIsDenied) {
    const double undenied = reasons() / std::exp(1.3 * 0.6);
    for (const bool enabled : {false, true})
        for (const bool above : {false, true}) {
            WorldOfFour world([enabled](Parameters& p) {
                differ(p);
                p.mechanisms.due_diligence.enabled = enabled;
            });
            world.state[columns::held_back](host, mission) = 1;
            world.state[columns::held_back](mission, partner) = 1;
            world.state[columns::held_back](mission, host) = enabled ? 0 : 1;
            EXPECT_EQ(changes_supplier(world, above ? 1e-9 : -1e-9, undenied), above) << enabled;
        }
}

TEST(ConsultHost, TheHostChoosesInTheFirstWeekOfAQuarterAndStaysWithItsChoice) {
    struct Week {
        int index;
        bool chooses;
    };
    // 1 and 8 July, 5 August, 30 September, 7 October 2013, 6 January 2014.
    for (const auto [index, chooses] :
         {Week{0, true}, Week{1, false}, Week{5, false}, Week{13, false}, Week{14, true}, Week{27, true}}) {
        WorldOfFour world(differ);
        world.turn_to(index);
        arrange(world);
        world.setup.parameters.mechanisms.forum_shopping.hazard = 1e6;
        processes::consult_host(world.week());
        EXPECT_EQ(bool(world.state[columns::other_supplier]), chooses) << index;
        world.state[columns::other_supplier] = true;
        world.setup.parameters.mechanisms.forum_shopping.hazard = 0;
        processes::consult_host(world.week());
        EXPECT_TRUE(world.state[columns::other_supplier]) << index;
        EXPECT_EQ(world.measured(sums::other_supplier)[0], 1);
    }
}

TEST(ConsultHost, WithoutAHostNothingMoves) {
    WorldOfFour world([](Parameters& p) {
        differ(p);
        p.host.organisation = "";
    });
    arrange(world);
    world.setup.parameters.mechanisms.forum_shopping.hazard = 1e6;
    world.state[columns::criticism] = 0.45;
    const auto before = world.state[columns::consent_deviation];
    processes::consult_host(world.week());
    EXPECT_EQ(world.state[columns::consent_deviation], before);
    EXPECT_EQ(world.state[columns::criticism], 0.45);
    EXPECT_FALSE(world.state[columns::other_supplier]);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
