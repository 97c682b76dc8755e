// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>

#include "models/intervention/rules/task_shares.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

constexpr double temperature = 0.7, mandate_pull = 0.3;
constexpr std::array self_shares{0.55, 0.62, 0.7}, support_shares{0.04, 0.03, 0.02};
using Chosen = std::array<double, chosen_tasks>;

/// Mandates that step in the week of 2013-07-15, and utilities of which no two are alike.
void unlike_organisations(Parameters& p) {
    p.forces = {.availability = 40.0 / 168,
                .kept_weeks = 1.5,
                .temperature = temperature,
                .mandate_pull = mandate_pull,
                .reserve = 1};
    for (std::size_t o = 0; o < 3; ++o) {
        p.organisations[o].self_share = self_shares[o];
        p.organisations[o].support_share = support_shares[o];
    }
    Mandate& un = p.organisations[0].mandate;
    un = {.protection = 1, .counter_terrorism = 0.5, .partner_support = 2, .human_rights = 1.5, .frozen = {}};
    un.protection.add(*parse_date("2013-07-15"), 3);
    p.organisations[0].utilities = {0.11, 0.23, 0.05, 0.31};
    p.organisations[1].utilities = {0.2, 0.1, 0.35, 0.6};
    p.organisations[1].mandate = {
        .protection = 0, .counter_terrorism = 2, .partner_support = 1, .human_rights = 0, .frozen = {}};
    p.organisations[2].utilities = {0.02, 0.3, 0.12, 0.25};
    p.organisations[2].mandate = {
        .protection = 2, .counter_terrorism = 1, .partner_support = 0, .human_rights = 0.5, .frozen = {}};
}

/// `inward`: what moves the logit of the share for itself. `given`: to partners.
TaskShares shares_by_hand(OrganisationId o, const Chosen& utilities, double inward = 0, double given = 0) {
    const double s = self_shares[o.index()], self = 1 / (1 + (1 - s) / s * std::exp(-inward));
    const Chosen chosen = task_shares(utilities, temperature);
    TaskShares all{};
    for (std::size_t k = 0; k < chosen_tasks; ++k) all[k] = chosen[k] * (1 - self - given);
    all[4] = given;
    all[5] = self;
    return all;
}

void expect_shares(const WorldOfFour& world, OrganisationId o, const TaskShares& shares) {
    for (std::size_t k = 0; k < task_count; ++k)
        EXPECT_NEAR(world.state[columns::task_share][o][k], shares[k], 1e-14) << k;
}

TEST(AssignTasks, UtilitiesAreTheOwnTheMandatesOfTheDateAndTheNormBeyondItsAnchor) {
    WorldOfFour world(unlike_organisations);
    const auto check = [&](double rank_of_protection) {
        world.clear_ties();
        world.state[columns::inbound].fill(0);
        world.state[columns::norm][mission] = {0.9, 0.45, 0.72};  // its anchors: 0.8, 0.7, 0.6
        processes::assign_tasks(world.week());
        const double norm = world.setup.parameters.mechanisms.norm_law.task_pull * (0.1 - 0.25 + 0.12) / 3;
        expect_shares(world, mission,
                      shares_by_hand(mission, {0.11 + norm, 0.23 + mandate_pull * rank_of_protection + norm,
                                               0.05 + mandate_pull * 1.5 + norm, 0.31 + mandate_pull * 0.5}));
        expect_shares(
            world, host,
            shares_by_hand(host, {0.02, 0.3 + mandate_pull * 2, 0.12 + mandate_pull * 0.5, 0.25 + mandate_pull}));
    };
    world.turn_to(1);
    check(1);
    world.turn_to(2);
    check(3);
}

TEST(AssignTasks, AFrozenMandateStaysAsItWas) {
    WorldOfFour world([](Parameters& p) {
        unlike_organisations(p);
        p.organisations[0].mandate.frozen = parse_date("2013-07-10");
    });
    world.turn_to(4);
    world.clear_ties();
    world.state[columns::inbound].fill(0);
    processes::assign_tasks(world.week());
    expect_shares(
        world, mission,
        shares_by_hand(mission, {0.11, 0.23 + mandate_pull, 0.05 + mandate_pull * 1.5, 0.31 + mandate_pull * 0.5}));
}

TEST(AssignTasks, MoreOfOneComponentOfTheNormNeverTakesFromProtection) {
    for (const Component raised : {Component::protect, Component::restrain, Component::monitor}) {
        WorldOfFour world(unlike_organisations);
        const auto protection = [&] {
            processes::assign_tasks(world.week());
            const TaskShares& shares = world.state[columns::task_share][mission];
            return std::array{shares[0], shares[1], shares[2]};
        };
        const auto before = protection();
        world.state[columns::norm][mission][index(raised)] += 0.2;
        const auto after = protection();
        for (std::size_t k = 0; k < 3; ++k) EXPECT_GT(after[k], before[k]) << k;
    }
}

TEST(AssignTasks, PartnersFightOfLastWeekTiesOfSupportAndAttacksMoveTheUtilities) {
    WorldOfFour world([](Parameters& p) {
        unlike_organisations(p);
        p.mechanisms.posture_shift = {.enabled = true, .pull = 1.4, .complementarity = 0.2};
    });
    world.clear_ties();
    world.set_tie(mission, partner, Channel::mandate, 0.3);
    world.set_tie(partner, mission, Channel::mandate, 0.7);
    world.set_tie(host, mission, Channel::mandate, 0.2);
    world.set_tie(mission, partner, Channel::logistics, 0.25);
    world.set_tie(mission, host, Channel::logistics, 0.4);
    world.set_tie(partner, mission, Channel::logistics, 0.8);
    world.state[columns::inbound][mission] = 0.35;
    world.state[columns::inbound][partner] = 0.15;
    world.state[columns::inbound][host] = 0.55;
    world.state[columns::attack_memory][mission] = 0.5;
    world.state[columns::attack_memory][partner] = 2;
    world.state[columns::task_share][mission][3] = 0.12;  // counter-terrorism of last week
    world.state[columns::task_share][partner][3] = 0.5;
    world.state[columns::task_share][host][3] = 0.34;

    processes::assign_tasks(world.week());

    const ForceProtection& m = world.setup.parameters.mechanisms.force_protection;
    const auto guard = [&](double attacks, double inbound) {
        return m.attacks_pull * attacks / (m.half + attacks) - m.relief * inbound;
    };
    const double with_mission = 0.7 * 0.5 + 0.2 * 0.34, with_partner = 0.7 * 0.12, with_host = 0.2 * 0.12;
    EXPECT_NEAR(world.state[columns::drawn][mission], with_mission, 1e-15);
    EXPECT_NEAR(world.state[columns::drawn][partner], with_partner, 1e-15);
    EXPECT_NEAR(world.state[columns::drawn][host], with_host, 1e-15);
    const double pull = 1.4 * (1 - 2 * 0.2);
    const auto given = [](OrganisationId o, double rank, double ties) {
        return support_shares[o.index()] * (0.5 + rank / 6) * ties;
    };
    expect_shares(world, mission,
                  shares_by_hand(mission,
                                 {0.11, 0.23 + mandate_pull, 0.05 + mandate_pull * 1.5,
                                  0.31 + mandate_pull * 0.5 + pull * with_mission},
                                 guard(0.5, 0.35), given(mission, 2, 0.65)));
    expect_shares(world, partner,
                  shares_by_hand(partner, {0.2, 0.1, 0.35, 0.6 + mandate_pull * 2 + pull * with_partner},
                                 guard(2, 0.15), given(partner, 1, 0.8)));
    expect_shares(
        world, host,
        shares_by_hand(
            host, {0.02, 0.3 + mandate_pull * 2, 0.12 + mandate_pull * 0.5, 0.25 + mandate_pull + pull * with_host},
            guard(0, 0.55)));
}

TEST(AssignTasks, AQuotaOfProtectionIsTakenFromTheOtherTasksInProportion) {
    WorldOfFour world([](Parameters& p) {
        unlike_organisations(p);
        p.organisations[0].protection_quota = 0.62;
    });
    world.clear_ties();
    world.state[columns::inbound].fill(0);
    processes::assign_tasks(world.week());
    const TaskShares free =
        shares_by_hand(mission, {0.11, 0.23 + mandate_pull, 0.05 + mandate_pull * 1.5, 0.31 + mandate_pull * 0.5});
    const TaskShares& shares = world.state[columns::task_share][mission];
    EXPECT_NEAR(shares[1], 0.62, 1e-15);
    for (const std::size_t k : {0u, 2u, 3u, 4u, 5u}) EXPECT_NEAR(shares[k], free[k] * 0.38 / (1 - free[1]), 1e-14) << k;
    expect_shares(world, host,
                  shares_by_hand(host, {0.02, 0.3 + mandate_pull * 2, 0.12 + mandate_pull * 0.5, 0.25 + mandate_pull}));
}

TEST(AssignTasks, HoursAreThoseOfThePersonsByTask) {
    WorldOfFour world(unlike_organisations);
    processes::assign_tasks(world.week());
    constexpr std::array hours{40.0 * 1000, 40.0 * 400, 40.0 * 600};
    constexpr std::array by_task{Measured::hours_tier1,   Measured::hours_protection,
                                 Measured::hours_tier3,   Measured::hours_counter_terrorism,
                                 Measured::hours_support, Measured::hours_force_protection};
    for (const OrganisationId o : world.setup.organisations) {
        EXPECT_NEAR(world.state[columns::hours][o], hours[o.index()], 1e-9);
        EXPECT_NEAR(world.measured(Measured::hours)[o], hours[o.index()], 1e-9);
        for (std::size_t k = 0; k < task_count; ++k)
            EXPECT_NEAR(world.measured(by_task[k])[o], hours[o.index()] * world.state[columns::task_share][o][k], 1e-9)
                << k;
    }
}

TEST(AssignTasks, CoordinationTakesHoursByTasksMandatedAndByPartnersWithoutAClearLead) {
    WorldOfFour world([](Parameters& p) {
        unlike_organisations(p);
        p.mechanisms.fragmentation = {.enabled = true, .overhead = 0.4};
        p.mechanisms.shared_responsibility.clarity = 0.6;
    });
    world.clear_ties();
    world.set_tie(mission, partner, Channel::mandate, 0.5);
    world.set_tie(mission, host, Channel::mandate, 0.25);
    world.set_tie(partner, mission, Channel::mandate, 0.9);
    processes::assign_tasks(world.week());
    const auto hours = [](double persons, double tasks, double unclear) {
        return 40 * persons / (1 + 0.4 * (tasks - 1 + unclear) / 5);
    };
    const double of_mission = 0.5 * (1 - 0.6 * 0.5) + 0.25 * (1 - 0.6 * 0.25);
    EXPECT_NEAR(world.state[columns::hours][mission], hours(1000, 4, of_mission), 1e-9);
    EXPECT_NEAR(world.state[columns::hours][partner], hours(400, 2, 0.9 * (1 - 0.6 * 0.9)), 1e-9);
    EXPECT_NEAR(world.state[columns::hours][host], hours(600, 3, 0), 1e-9);
    EXPECT_NEAR(world.state[columns::company_hours][company_at(world, host, east)],
                hours(600, 3, 0) * world.state[columns::task_share][host][1], 1e-9);
}

TEST(AssignTasks, SupportArrivesInPartSharedByTheDepthOfTies) {
    WorldOfFour world([](Parameters& p) {
        unlike_organisations(p);
        p.mechanisms.support_crowding.efficiency = 0.65;
    });
    world.clear_ties();
    world.set_tie(mission, partner, Channel::logistics, 0.2);
    world.set_tie(mission, host, Channel::logistics, 0.5);
    world.set_tie(partner, host, Channel::logistics, 0.3);
    world.state[columns::received_hours].fill(77);  // of last week

    processes::assign_tasks(world.week());

    const auto& shares = world.state[columns::task_share];
    const double from_mission = 40 * 1000 * shares[mission][4], from_partner = 40 * 400 * shares[partner][4];
    const auto& received = world.state[columns::received_hours];
    EXPECT_EQ(received[mission], 0);
    EXPECT_NEAR(received[partner], 0.65 * from_mission * 2 / 7, 1e-9);
    EXPECT_NEAR(received[host], 0.65 * from_mission * 5 / 7 + 0.65 * from_partner, 1e-9);
    const MeasureCells lost = world.measured(Measured::hours_lost), got = world.measured(Measured::hours_received);
    EXPECT_NEAR(lost[mission], 0.35 * from_mission, 1e-9);
    EXPECT_NEAR(lost[partner], 0.35 * from_partner, 1e-9);
    EXPECT_EQ(lost[host], 0);
    for (const OrganisationId o : world.setup.organisations) EXPECT_EQ(got[o], received[o]);
}

TEST(AssignTasks, NothingIsLostOnTheWayWhereNothingIsTransferred) {
    WorldOfFour world([](Parameters& p) { p.mechanisms.support_crowding.enabled = false; });
    world.clear_ties();
    world.set_tie(mission, host, Channel::logistics, 0.5);
    processes::assign_tasks(world.week());
    EXPECT_EQ(world.state[columns::received_hours][host], 0);
    EXPECT_EQ(world.measured(Measured::hours_lost)[mission], 0);
}

TEST(AssignTasks, EachCompanyHoldsTheHoursOfItsSoldiersLessWhatIsOwed) {
    WorldOfFour world([](Parameters& p) {
        unlike_organisations(p);
        p.organisations[0].police_share = 0.15;
        p.mechanisms.logistics_support = {.enabled = true, .capability = 0.45};
    });
    world.clear_ties();
    world.state[columns::inbound].fill(0);
    world.state[columns::inbound][mission] = 0.6;
    const auto left = [&](OrganisationId o, PlaceId place) -> double& {
        return world.state[columns::company_hours][company_at(world, o, place)];
    };
    left(mission, west) = -1234;    // owed
    left(mission, mid_east) = 1e6;  // far more than can be kept
    left(host, east) = -500;        // of one that is gone
    world.state[columns::company_persons][company_at(world, host, east)] = 0;

    processes::assign_tasks(world.week());

    const auto& shares = world.state[columns::task_share];
    const double hours = 40 * shares[mission][1] * (1 - 0.15) * (1 + 0.45 * 0.6);
    EXPECT_NEAR(left(mission, west), 600 * hours - 1234, 1e-9);
    EXPECT_NEAR(left(mission, mid_east), 1.5 * 400 * hours, 1e-9);
    EXPECT_EQ(left(host, east), 0);
    EXPECT_NEAR(left(partner, mid_west), 400 * 40 * shares[partner][1], 1e-9);
}

TEST(AssignTasks, ImposedConductSetsTheSharesAndItsOwnAreWrittenDown) {
    WorldOfFour world([](Parameters& p) {
        unlike_organisations(p);
        p.conduct = {"host", Imposed::tasks};
    });
    world.clear_ties();
    world.state[columns::inbound].fill(0);
    world.state[columns::conduct_record].emplace();
    world.state[columns::imposed].emplace().task_share = {0.1, 0.15, 0.2, 0.05, 0.22, 0.28};
    processes::assign_tasks(world.week());
    EXPECT_EQ(world.state[columns::task_share][host], (TaskShares{0.1, 0.15, 0.2, 0.05, 0.22, 0.28}));
    const TaskShares own =
        shares_by_hand(host, {0.02, 0.3 + mandate_pull * 2, 0.12 + mandate_pull * 0.5, 0.25 + mandate_pull});
    for (std::size_t k = 0; k < task_count; ++k)
        EXPECT_NEAR(world.state[columns::conduct_record]->task_share[k], own[k], 1e-14) << k;
    EXPECT_NE(world.state[columns::task_share][mission], world.state[columns::task_share][host]);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
