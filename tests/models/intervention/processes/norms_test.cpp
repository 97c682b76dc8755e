// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/processes/norms.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/intervention/mechanisms/norm_law.hpp"
#include "tests/models/intervention/processes/unlike.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

constexpr ContingentId of_mission{0}, of_partner{1}, of_host{2}, second_of_mission{3};
constexpr std::size_t protect = index(Component::protect), restrain = index(Component::restrain),
                      monitor = index(Component::monitor);

/// The mission commands a second contingent; the law's rates are large and no two alike.
void differ(Parameters& p) {
    Contingent& second = p.contingents.add("second_battalion", {});
    second.persons = 250;
    second.command.add("2010-01-04", "mission");
    p.organisations[0].internalisation = 0.2;
    p.organisations[1].internalisation = 0.3;
    p.organisations[2].internalisation = 0.45;
    NormLaw& law = p.mechanisms.norm_law;
    law.institutional_pull = 0.05;
    law.training = 0.11;
    law.training_quality = 0.8;
    law.rotation = 0.15;
    law.convergence = 0.13;
    law.message = 0.07;
    law.decay = 0.03;
    law.abuse_reference = 0.4;
    law.memory = 0.75;
}

void remember_something(WorldOfFour& world) {
    auto& state = world.state;
    fill_unlike(state[columns::ready], 0.2, 0.1);
    fill_unlike(state[columns::bound], 1.1, 0.2);
    fill_unlike(state[columns::abuse_memory], 0.3, 0.15);
    fill_unlike(state[columns::operations_memory], 2, 0.7);
    double value = 0.1;
    for (const OrganisationId o : world.setup.organisations)
        for (std::size_t k = 0; k < component_count; ++k) {
            state[columns::met][o][k] = value += 0.07;
            state[columns::owed][o][k] = 1.3 - value / 2;
        }
    for (const ContingentId c : world.setup.contingents)
        for (std::size_t k = 0; k < component_count; ++k)
            state[columns::contingent_norm][c][k] = 0.15 + 0.06 * double(c.index()) + 0.11 * double(k);
    for (const OrganisationId o : world.setup.organisations)
        for (std::size_t k = 0; k < component_count; ++k)
            state[columns::norm_memory][o][k] = 0.9 - 0.17 * double(o.index()) - 0.09 * double(k);
}

void tie(WorldOfFour& world) {
    world.clear_ties();
    world.set_tie(mission, partner, Channel::joint, 0.5);
    world.set_tie(partner, mission, Channel::joint, 0.2);
    world.set_tie(host, mission, Channel::joint, 0.35);
    world.set_tie(mission, host, Channel::joint, 0.1);
    world.set_tie(partner, host, Channel::information, 0.9);
    world.set_tie(host, partner, Channel::logistics, 0.25);
    world.set_tie(host, mission, Channel::logistics, 0.15);
    world.set_tie(mission, partner, Channel::logistics, 0.05);
    world.set_tie(mission, host, Channel::training, 0.6);
    world.set_tie(partner, host, Channel::training, 0.4);
    world.set_tie(host, mission, Channel::training, 0.7);
}

TEST(LearnNorms, ReadinessObligationsHarmAndOperationsAreRemembered) {
    WorldOfFour world([](Parameters& p) {
        differ(p);
        p.organisations[2].mandate.protection = 0;
    });
    remember_something(world);
    auto& state = world.state;
    const auto ready = state[columns::ready], bound = state[columns::bound], abuse = state[columns::abuse_memory],
               operations = state[columns::operations_memory];
    const auto met = state[columns::met], owed = state[columns::owed];
    for (const double x : {0.11, 0.23}) {
        const Threat threat = world.threaten(insurgents, west, farmers);
        for (const OrganisationId o : world.setup.organisations) {
            world.answer(threat, o).by_norm = x + 0.3 * double(o.index());
            world.answer(threat, o).due = 2 * x + 0.4 * double(o.index());
        }
    }
    world.harm(partner, west, farmers, 7);
    world.harm(host, east, farmers, 5);
    world.harm(host, west, herders, 1);
    fill_unlike(state[columns::operations_at], 0.5, 0.25);
    const auto operations_at = state[columns::operations_at];
    for (std::size_t i = 0; i < 3 * tier_count; ++i) {
        world.measured(Measured::obligations_due)[i] = 10 + double(i);
        world.measured(Measured::obligations_met)[i] = 1 + double(i) / 2;
    }

    processes::learn_norms(world.week());

    const auto expect = [](double memory, double before, double amount) {
        EXPECT_NEAR(memory, 0.75 * before + 0.25 * amount, 1e-14);
    };
    const double harms[3] = {0, 1, 2};
    for (const OrganisationId o : world.setup.organisations) {
        const std::size_t i = o.index();
        expect(state[columns::ready][o], ready[o], o == host ? 0 : 0.34 + 0.6 * double(i));
        expect(state[columns::bound][o], bound[o], o == host ? 0 : 0.68 + 0.8 * double(i));
        expect(state[columns::abuse_memory][o], abuse[o], harms[i]);
        double run = 0;
        for (const PlaceId place : world.setup.places) run += operations_at(o, place);
        expect(state[columns::operations_memory][o], operations[o], run);
        expect(state[columns::owed][o][protect], owed[o][protect], 10 + double(3 * i + 1));
        expect(state[columns::met][o][protect], met[o][protect], 1 + double(3 * i + 1) / 2);
        expect(state[columns::owed][o][monitor], owed[o][monitor], 10 + double(3 * i + 2));
        expect(state[columns::met][o][monitor], met[o][monitor], 1 + double(3 * i + 2) / 2);
        EXPECT_EQ(state[columns::met][o][restrain], met[o][restrain]);
        EXPECT_EQ(state[columns::owed][o][restrain], owed[o][restrain]);
    }
}

/// An organisation's conduct as its partners see it, and its own activation, from the memories of the quiet week.
double share_of(double part, double whole) {
    return std::min(part / whole, 1.0);
}
double restraint(WorldOfFour& world, OrganisationId o) {
    const auto& state = world.state;
    return std::exp(-state[columns::abuse_memory][o] / state[columns::operations_memory][o] / 0.4);
}
double activation(WorldOfFour& world, OrganisationId o, std::size_t k) {
    if (k == restrain) return restraint(world, o);
    return share_of(world.state[columns::met][o][k], world.state[columns::owed][o][k]);
}
double conduct(WorldOfFour& world, OrganisationId o, std::size_t k) {
    if (k != protect) return activation(world, o, k);
    return share_of(world.state[columns::ready][o], world.state[columns::bound][o]);
}

/// The partners in joint operations and the depth of the deeper direction.
double joint(OrganisationId a, OrganisationId b) {
    if (a == b) return 0;
    if (a != mission && b != mission) return 0;
    return a == partner || b == partner ? 0.5 : 0.35;
}
double trained_by(OrganisationId trainer, OrganisationId o) {
    if (o == mission && trainer == host) return 0.7;
    if (o == host && trainer == mission) return 0.6;
    if (o == host && trainer == partner) return 0.4;
    return 0;
}

/// A contingent's salience after a week, term by term.
double by_the_law(WorldOfFour& world, double n, OrganisationId o, std::size_t k, double reports) {
    const double persons[3] = {1000, 400, 600}, internalised[3] = {0.2, 0.3, 0.45};
    double taught = 0, weight = 0, gap = 0;
    for (const OrganisationId p : world.setup.organisations) {
        taught += trained_by(p, o) * std::max(0.0, world.state[columns::norm_memory][p][k] - n);
        if (joint(o, p) == 0) continue;
        weight += persons[p.index()];
        gap += persons[p.index()] * joint(o, p) * (conduct(world, p, k) - conduct(world, o, k));
    }
    const double open = 1 - internalised[o.index()];
    const double next = n + 0.05 * (world.setup.anchor[o][k] - n) + 0.11 * 0.8 * open * (1 - 0.15) * taught +
                        0.13 * open * gap / weight + 0.07 * (k == restrain ? 1 - std::exp(-reports) : 0) * (1 - n) -
                        0.03 * (1 - activation(world, o, k)) * std::max(0.0, n - world.setup.anchor[o][k]);
    return std::clamp(next, 0.0, 1.0);
}

TEST(LearnNorms, EachContingentsNormMovesByTheLawOfItsCommander) {
    WorldOfFour world(differ);
    world.state[columns::strength][mission] = 1000;  // the second battalion has no part in it
    remember_something(world);
    world.state[columns::contingent_norm][of_partner] = {0.93, 0.92, 0.91};  // above its anchor
    tie(world);
    for (const auto& [owner, subject] : {std::pair{mission, host}, {partner, host}, {host, mission}}) {
        Report said;
        said.owner = owner;
        said.subject = subject;
        world.state[columns::reports].push_back(said);
    }
    const auto before = world.state[columns::contingent_norm];

    processes::learn_norms(world.week());

    const double reports[3] = {1, 0, 2};
    const OrganisationId commander[4] = {mission, partner, host, mission};
    for (const ContingentId c : world.setup.contingents)
        for (std::size_t k = 0; k < component_count; ++k) {
            const OrganisationId o = commander[c.index()];
            EXPECT_NEAR(world.state[columns::contingent_norm][c][k],
                        by_the_law(world, before[c][k], o, k, reports[o.index()]), 1e-13)
                << "contingent " << c.index() << " component " << k;
        }
}

/// The world's memories, but the partner was never called in any component, nor has it run an operation.
void never_call(WorldOfFour& world, OrganisationId o) {
    auto& state = world.state;
    state[columns::ready][o] = state[columns::bound][o] = 0;
    state[columns::met][o] = state[columns::owed][o] = {};
    state[columns::abuse_memory][o] = state[columns::operations_memory][o] = 0;
}

TEST(LearnNorms, WhatOneWasNeverCalledToDoIsNeitherLostNorCompared) {
    WorldOfFour world(differ);
    remember_something(world);
    tie(world);
    never_call(world, host);
    const auto before = world.state[columns::contingent_norm];

    processes::learn_norms(world.week());

    for (std::size_t k = 0; k < component_count; ++k) {
        const double n = before[of_host][k];
        double taught = 0;
        for (const OrganisationId p : {mission, partner})
            taught += trained_by(p, host) * std::max(0.0, world.state[columns::norm_memory][p][k] - n);
        EXPECT_NEAR(world.state[columns::contingent_norm][of_host][k],
                    n + 0.05 * (world.setup.anchor[host][k] - n) + 0.11 * 0.8 * 0.55 * 0.85 * taught, 1e-14);
        const double own = before[of_mission][k];
        const double gap = 0.5 * (conduct(world, partner, k) - conduct(world, mission, k));  // of the partner alone
        EXPECT_NEAR(
            world.state[columns::contingent_norm][of_mission][k],
            own + 0.05 * (world.setup.anchor[mission][k] - own) +
                0.11 * 0.8 * 0.8 * 0.85 * 0.7 * std::max(0.0, world.state[columns::norm_memory][host][k] - own) +
                0.13 * 0.8 * gap,  // below its anchor nothing decays
            1e-14);
    }
}

TEST(LearnNorms, WhoWasCalledAndDidNothingIsComparedLikeAnybodyElse) {
    WorldOfFour world(differ);
    remember_something(world);
    tie(world);
    world.state[columns::ready][mission] = 0;
    world.state[columns::met][mission] = {};
    const auto before = world.state[columns::contingent_norm];

    processes::learn_norms(world.week());

    for (const std::size_t k : {protect, monitor}) {
        ASSERT_EQ(conduct(world, mission, k), 0);
        EXPECT_NEAR(world.state[columns::contingent_norm][of_mission][k],
                    by_the_law(world, before[of_mission][k], mission, k, 0), 1e-14);
    }
}

TEST(LearnNorms, MoreObligationsMetThanAreDueCountAsAllOfThem) {
    WorldOfFour world(differ);
    remember_something(world);
    world.clear_ties();
    world.state[columns::met][partner][protect] = 5;
    const double n = world.state[columns::contingent_norm][of_partner][protect];
    processes::learn_norms(world.week());
    EXPECT_NEAR(world.state[columns::contingent_norm][of_partner][protect], n + 0.05 * (0.4 - n), 1e-15);
}

TEST(LearnNorms, AContingentKeepsItsNormWhileNobodyCommandsItOrItsCommanderIsAway) {
    WorldOfFour world([](Parameters& p) {
        differ(p);
        p.contingents[3].command = {};
        p.contingents[3].command.add("2013-07-08", "host");
    });
    remember_something(world);
    world.state[columns::strength][partner] = 0;
    const auto before = world.state[columns::contingent_norm];
    processes::learn_norms(world.week());
    const auto& after = world.state[columns::contingent_norm];
    EXPECT_EQ(after[second_of_mission], before[second_of_mission]);
    EXPECT_EQ(after[of_partner], before[of_partner]);
    EXPECT_NE(after[of_host], before[of_host]);

    world.turn_to(1);  // the day on which the host takes command
    processes::learn_norms(world.week());
    EXPECT_NE(world.state[columns::contingent_norm][second_of_mission], before[second_of_mission]);
}

void play(Parameters& p) {
    differ(p);
    p.mechanisms.norm_law.engine = NormEngine::enforcement_game;
    EnforcementGame& game = p.mechanisms.norm_law.game;
    game.pace = 0.04;
    game.council = 0.22;
    game.meta = 0.35;
    game.dependence = 1.4;
}

TEST(LearnNorms, TheGameWeighsPartnersByTheDeeperOfJointAndInformationTies) {
    WorldOfFour world(play);
    remember_something(world);
    tie(world);
    world.set_tie(mission, partner, Channel::information, 0.3);
    world.set_tie(mission, host, Channel::information, 0.8);
    const auto before = world.state[columns::contingent_norm];
    const auto norm = world.state[columns::norm_memory];

    processes::learn_norms(world.week());

    // From o to p: the mission 0.5 and 0.8, the partner 0.2 and 0.9, the host 0.35 to the mission alone.
    const double tie[3][3] = {{0, 0.5, 0.8}, {0.2, 0, 0.9}, {0.35, 0, 0}};
    const double support[3] = {0.15, 0.25, 0};  // the deepest that each receives
    const OrganisationId commander[4] = {mission, partner, host, mission};
    for (const ContingentId c : world.setup.contingents) {
        const OrganisationId o = commander[c.index()];
        double weight = 0, watchers = 0, violators = 0;
        for (const OrganisationId p : world.setup.organisations) {
            const double depth = tie[o.index()][p.index()];
            weight += depth;
            watchers += depth * norm[p][monitor];
            violators += depth * (1 - norm[p][protect]);
        }
        const Enforcement e{std::min(1.0, 0.22 + watchers / weight), violators / weight, support[o.index()], 0.35};
        const EnforcementGame& game = world.setup.parameters.mechanisms.norm_law.game;
        const Salience& after = world.state[columns::contingent_norm][c];
        for (const std::size_t k : {protect, restrain})
            EXPECT_NEAR(after[k], 1 - boldness_after_week(game, 1 - before[c][k], e), 1e-15);
        EXPECT_NEAR(after[monitor], vengefulness_after_week(game, before[c][monitor], e), 1e-15);
    }
}

TEST(LearnNorms, InTheGameTheAbsentNeitherWatchNorSupportAndTheCouncilStays) {
    WorldOfFour world(play);
    remember_something(world);
    tie(world);
    world.state[columns::strength][host] = 0;
    const auto before = world.state[columns::contingent_norm];

    processes::learn_norms(world.week());

    const EnforcementGame& game = world.setup.parameters.mechanisms.norm_law.game;
    const Salience& watching = world.state[columns::norm_memory][mission];
    const Enforcement of_its_partner{0.22 + watching[monitor], 1 - watching[protect], 0.05, 0.35};
    EXPECT_NEAR(world.state[columns::contingent_norm][of_partner][protect],
                1 - boldness_after_week(game, 1 - before[of_partner][protect],
                                        {std::min(1.0, of_its_partner.watchers), of_its_partner.violators,
                                         of_its_partner.dependence, of_its_partner.meta_pressure}),
                1e-15);
    EXPECT_NEAR(world.state[columns::contingent_norm][of_partner][monitor],
                vengefulness_after_week(game, before[of_partner][monitor], of_its_partner), 1e-15);
    EXPECT_EQ(world.state[columns::contingent_norm][of_host], before[of_host]);

    world.clear_ties();
    world.set_tie(partner, mission, Channel::logistics, 0.3);
    const auto now = world.state[columns::contingent_norm];
    processes::learn_norms(world.week());
    const Enforcement council{0.22, 0, 0.3, 0.35};
    EXPECT_NEAR(world.state[columns::contingent_norm][of_mission][restrain],
                1 - boldness_after_week(game, 1 - now[of_mission][restrain], council), 1e-15);
    EXPECT_EQ(world.state[columns::contingent_norm][of_mission][monitor], now[of_mission][monitor])
        << "it sees no violator";
}

/// The second battalion changes hats on 8 July: 250 of the partner's persons become the mission's.
void rehat(Parameters& p) {
    differ(p);
    p.contingents[3].command = {};
    p.contingents[3].command.add("2010-01-04", "partner");
    p.contingents[3].command.add("2013-07-08", "mission");
}

TEST(MusterNorms, AnOrganisationsNormIsTheMeanOverThePersonsWhomItCommands) {
    WorldOfFour world(rehat);
    remember_something(world);
    const auto& norm = world.state[columns::contingent_norm];
    const auto kept = norm;
    for (const int index : {0, 1}) {
        world.turn_to(index);
        processes::inputs(world.week());
        EXPECT_EQ(norm, kept) << "a contingent carries its norm along";
        for (std::size_t k = 0; k < component_count; ++k) {
            const double first = norm[of_mission][k], second = norm[second_of_mission][k], third = norm[of_partner][k];
            const double of_the_mission = index == 0 ? first : (1000 * first + 250 * second) / 1250;
            const double of_the_partner = index == 1 ? third : (400 * third + 250 * second) / 650;
            EXPECT_NEAR(world.state[columns::norm_memory][mission][k], of_the_mission, 1e-15);
            EXPECT_NEAR(world.state[columns::norm_memory][partner][k], of_the_partner, 1e-15);
            EXPECT_NEAR(world.state[columns::norm_memory][host][k], norm[of_host][k], 1e-15);
            EXPECT_EQ(world.state[columns::norm][partner][k], world.state[columns::norm_memory][partner][k]);
            EXPECT_EQ(world.measured(Measured::norm_salience)[component_count + k],
                      world.state[columns::norm][partner][k]);
        }
        EXPECT_EQ(world.measured(Measured::norm_weight)[partner], 1);
    }
}

TEST(MusterNorms, WhoHasNobodyHereHoldsItsDoctrineAndIsNotMeasured) {
    WorldOfFour world([](Parameters& p) {
        differ(p);
        p.organisations[1].exit.date = *parse_date("2013-07-08");
    });
    remember_something(world);
    world.turn_to(1);
    processes::inputs(world.week());
    EXPECT_EQ(world.state[columns::norm_memory][partner], (Salience{0.4, 0.4, 0.2}));
    EXPECT_EQ(world.measured(Measured::norm_weight)[partner], 0);
    EXPECT_EQ(world.measured(Measured::norm_weight)[mission], 1);
    for (std::size_t k = 0; k < component_count; ++k)
        EXPECT_EQ(world.measured(Measured::norm_salience)[component_count + k], 0);
}

TEST(MusterNorms, SwitchedOffDoctrineBearsOnConductWhileSalienceIsKeptUp) {
    WorldOfFour world([](Parameters& p) {
        differ(p);
        p.mechanisms.norm_law.enabled = false;
    });
    remember_something(world);
    world.turn_to(1);
    EXPECT_EQ(world.state[columns::norm][host], (Salience{0.5, 0.3, 0.1}));
    for (std::size_t k = 0; k < component_count; ++k)
        EXPECT_NEAR(world.state[columns::norm_memory][host][k], world.state[columns::contingent_norm][of_host][k],
                    1e-15);
}

TEST(MusterNorms, AnImposedNormBearsOnConductAndOnesOwnIsWrittenDown) {
    for (const Imposed imposed : {Imposed::all, Imposed::tasks}) {
        WorldOfFour world([&](Parameters& p) {
            differ(p);
            p.conduct.organisation = "partner";
            p.conduct.imposed = imposed;
        });
        remember_something(world);
        world.state[columns::conduct_record] = Conduct{};
        world.state[columns::imposed] = Conduct{};
        world.state[columns::imposed]->norm = {0.91, 0.82, 0.73};
        world.state[columns::imposed]->withheld.reset(world.setup.organisations);
        world.state[columns::imposed]->contingent_norm.reset(world.setup.contingents);
        processes::inputs(world.week());
        const Salience own = world.state[columns::norm_memory][partner];
        EXPECT_EQ(world.state[columns::conduct_record]->norm, own);
        EXPECT_EQ(world.state[columns::norm][partner], imposed == Imposed::all ? (Salience{0.91, 0.82, 0.73}) : own);
        EXPECT_EQ(world.state[columns::norm][mission], world.state[columns::norm_memory][mission]);
    }
}

TEST(MusterNorms, ContingentsFollowTheirOwnInTheOtherArmOrKeepTheirNormAndAreCounted) {
    WorldOfFour world([](Parameters& p) {
        differ(p);
        p.conduct.organisation = "mission";
    });
    remember_something(world);
    Conduct& imposed = world.state[columns::imposed].emplace();
    imposed.withheld.reset(world.setup.organisations);
    imposed.contingent_norm.reset(world.setup.contingents);
    const auto in_force = [&](ContingentId c) { return world.state[columns::contingent_norm_in_force][c]; };
    processes::inputs(world.week());
    EXPECT_EQ(in_force(ContingentId(0)), world.state[columns::contingent_norm][ContingentId(0)]);
    EXPECT_GE(world.measured(Measured::unmatched)[mission], 1);
    world.clear_measures();
    for (auto& norm : imposed.contingent_norm) norm = Salience{0.9, 0.8, 0.7};
    processes::inputs(world.week());
    EXPECT_EQ(in_force(ContingentId(0)), (Salience{0.9, 0.8, 0.7}));
    EXPECT_EQ(world.measured(Measured::unmatched)[mission], 0);
    EXPECT_EQ(in_force(of_host), world.state[columns::contingent_norm][of_host]) << "nobody follows the host";
}

TEST(Commander, IsTheLastWhoTookCommandByTheDate) {
    WorldOfFour world(rehat);
    EXPECT_EQ(processes::commander(world.facts(), second_of_mission), partner);
    world.turn_to(1);
    EXPECT_EQ(processes::commander(world.facts(), second_of_mission), mission);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
