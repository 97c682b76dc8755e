// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/intervention/mechanisms/contested_ground.hpp"
#include "models/intervention/mechanisms/strategic_violence.hpp"
#include "sim/random/inversion.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

/// Many attacks, none deterred; victims are everywhere.
void busy(Parameters& p) {
    p.threats.attacks = {.jihadist = 6, .signatory = 4, .communal = 2};
    p.threats.half_population = 1000;
    p.threats.massacres = 0.3;
    p.threats.accord_restraint = 0.4;
    p.mechanisms.presence_deterrence.enabled = false;
    p.armed_groups[0].selectivity = 0.6;
    p.armed_groups[0].accord = 0.5;
    p.bands.size = 30;
}

/// Attacks of a full band of insurgents in the west, of all kinds; `control`: its share there.
double rate_in_west(const WorldOfFour& world, double control) {
    const double targeted = 6000 * 1.0 + 2000 * 0.5;
    return 6 * targeted / (targeted + 1000) * (1 - 0.4 * 0.5) *
           control_multiplier(world.setup.parameters.mechanisms.strategic_violence, control, 0.6);
}

TEST(PlanViolence, ABandAttacksByItsRateItsFightersAndItsOwnDraws) {
    WorldOfFour world(busy);
    world.turn_to(3);
    world.state[columns::strength_of][militia] = 0;
    world.gather(militia, east, 0);
    const BandId band = world.gather(insurgents, west, 45);
    world.state[columns::threats].clear();

    processes::plan_violence(world.week());

    const double rate = rate_in_west(world, world.state[columns::control][west]);
    const double shares[] = {0.6, 0.4 * 0.7, 0.4 * 0.3};
    std::size_t expected = 0;
    for (const ThreatKind kind : direct_kinds) {
        const auto type = static_cast<EventType>(index(kind));
        const double u =
            world.facts().uniform(event_address(world.setup.keys.of(band), type, 0), streams::threat_count);
        const auto count = static_cast<std::uint32_t>(random::poisson(u, rate * shares[index(kind)] * 45 / 30));
        expected += count;
        for (std::uint32_t k = 0; k < count; ++k) {
            const std::uint64_t at = event_address(world.setup.keys.of(band), type, k);
            const auto& threats = world.state[columns::threats];
            const auto found =
                std::find_if(threats.begin(), threats.end(), [at](const Threat& t) { return t.address == at; });
            ASSERT_NE(found, threats.end());
            EXPECT_EQ(found->band, band);
            EXPECT_EQ(found->place, west);
            EXPECT_EQ(found->kind, kind);
            const double who = world.facts().uniform(at, streams::threat_detail, 4);
            EXPECT_EQ(found->community, who < 6000.0 / 7000 ? farmers : herders);
            EXPECT_GE(found->threatened, kind == ThreatKind::massacre ? 10 : 1);
        }
    }
    EXPECT_GT(expected, 2u);
    EXPECT_EQ(world.state[columns::threats].size(), expected);
}

TEST(PlanViolence, ABandThatMovedKeepsItsDraws) {
    WorldOfFour here(busy), there(busy);
    std::vector<std::uint64_t> addresses[2];
    const auto plan = [&](WorldOfFour& world, PlaceId place, std::vector<std::uint64_t>& into) {
        world.gather(militia, east, 0);
        world.gather(insurgents, place, 60);
        world.state[columns::threats].clear();
        processes::plan_violence(world.week());
        for (const Threat& threat : world.state[columns::threats]) into.push_back(threat.address);
    };
    plan(here, west, addresses[0]);
    plan(there, mid_west, addresses[1]);
    std::vector<std::uint64_t> both;
    std::set_intersection(addresses[0].begin(), addresses[0].end(), addresses[1].begin(), addresses[1].end(),
                          std::back_inserter(both));
    EXPECT_EQ(both.size(), std::min(addresses[0].size(), addresses[1].size()));
    EXPECT_GT(both.size(), 0u);
}

TEST(PlanViolence, ABandThatLostMuchLiesLow) {
    WorldOfFour world([](Parameters& p) {
        busy(p);
        p.bands.caution = 1e9;
    });
    world.gather(militia, east, 0);
    const BandId band = world.gather(insurgents, west, 60);
    world.state[columns::band_loss][band] = 0.5;
    world.state[columns::threats].clear();
    processes::plan_violence(world.week());
    EXPECT_TRUE(world.state[columns::threats].empty());
    EXPECT_EQ(world.measured(Measured::lying_low)[insurgents], 1);
}

TEST(PlanViolence, WhereControlChangesHandsThePlaceIsContestedForTheWeeks) {
    WorldOfFour world([](Parameters& p) {
        busy(p);
        p.mechanisms.contested_ground = {.violence = 1, .weeks = 3};
    });
    const auto contested = [&](std::int32_t week) {
        world.turn_to(week);
        world.state[columns::threats].clear();
        processes::plan_violence(world.week());
        return world.state[columns::contested_until][west] > week;
    };
    world.gather(militia, east, 0);
    world.gather(insurgents, mid_west, 5000);
    EXPECT_FALSE(contested(0)) << "nothing has changed yet";
    EXPECT_EQ(world.state[columns::holder][west], held_by_forces);
    EXPECT_FALSE(contested(1));
    world.gather(insurgents, west, 5000);
    EXPECT_TRUE(contested(2));
    EXPECT_EQ(world.state[columns::holder][west], held_by_first_group);
    EXPECT_TRUE(contested(4));
    EXPECT_FALSE(contested(5));
}

TEST(PlanViolence, PreventedThreatsAreThoseThatTheSameDrawsAddWithoutAPresence) {
    const auto threats_in_west = [](double consent, double& prevented) {
        WorldOfFour world([&](Parameters& p) {
            p.mechanisms.strategic_violence.enabled = false;
            p.mechanisms.contested_ground.enabled = false;
            p.mechanisms.presence_deterrence.strength = 1.5;
            p.organisations[0].consent = consent;
            p.threats.attacks.jihadist = 2;
        });
        double threats = 0;
        for (std::int32_t t = 0; t < 20; ++t) {
            world.turn_to(t);
            world.state[columns::threats].clear();
            world.gather(insurgents, west, 60);
            processes::plan_violence(world.week());
            for (const Threat& threat : world.state[columns::threats])
                threats += threat.perpetrator == insurgents ? 1 : 0;
            prevented += world.measured(Measured::prevented)[mission];
            EXPECT_EQ(world.measured(Measured::prevented)[partner], 0) << "it stands elsewhere";
        }
        return threats;
    };
    double prevented = 0, none = 0;
    const double with = threats_in_west(1, prevented), without = threats_in_west(0, none);
    EXPECT_GT(prevented, 5);
    EXPECT_EQ(with + prevented, without);
    EXPECT_EQ(none, 0);
}

TEST(AttackForces, ABandAttacksWhoStandsInItsPlaceAndLosesFightersItself) {
    WorldOfFour world([](Parameters& p) {
        p.force_attacks.attacks = {.jihadist = 3, .signatory = 0, .communal = 0};
        p.bands.attack_losses = 0.2;
        p.mechanisms.force_protection.enabled = false;
    });
    const BandId band = world.gather(insurgents, west, 60);
    processes::attack_forces(world.week());
    const std::uint64_t actor = random::key_of_both(world.setup.keys.of(band), world.setup.keys.of(mission));
    const auto address = [&](std::uint32_t k) { return event_address(actor, EventType::attack_on_force, k); };
    const Parameters& p = world.setup.parameters;
    const double outside =
        1 - world.state[columns::task_share][mission][5] + p.forces.escorts * p.organisations[0].self_share;
    const double hours = 600 * (1 - p.contingents[0].armour) * 168 * p.forces.availability * std::min(1.0, outside);
    const int count = random::poisson(world.facts().uniform(address(0), streams::force_attack_count),
                                      3 * 2 * hours / (hours + p.force_attacks.half_exposure));
    std::int32_t left = 60;
    for (int k = 0; k < count; ++k) {
        const double u = world.facts().uniform(address(static_cast<std::uint32_t>(k)), streams::fighters_lost);
        left -= random::binomial(u, left, 0.2);
    }
    EXPECT_GT(count, 3);
    EXPECT_EQ(world.measured(Measured::attacked)[mission], count);
    EXPECT_EQ(world.measured(Measured::attacked)[partner], 0) << "it stands elsewhere";
    EXPECT_EQ(world.state[columns::band_fighters][band], left);
}

/// Attacks on the mission in a year in which the band never dies, with what a change makes of it.
double attacks_with(const std::function<void(Parameters&)>& change, double self = 0.6) {
    WorldOfFour world([&](Parameters& p) {
        p.force_attacks.attacks = {.jihadist = 3, .signatory = 0, .communal = 0};
        p.bands.attack_losses = 0;
        p.mechanisms.force_protection.enabled = false;
        change(p);
    });
    double attacks = 0;
    for (std::int32_t t = 0; t < 50; ++t) {
        world.turn_to(t);
        world.gather(insurgents, west, 60);
        world.state[columns::task_share][mission] = {0.1, (0.9 - self), 0, 0, 0, self};
        processes::attack_forces(world.week());
        attacks += world.measured(Measured::attacked)[mission];
    }
    return attacks;
}

TEST(AttackForces, FallWithTurningInwardArmourAndWhatTheHostLetsPass) {
    const auto nothing = [](Parameters&) {};
    const double base = attacks_with(nothing);
    EXPECT_GT(base, 50);
    EXPECT_LT(attacks_with(nothing, 0.85), base);
    EXPECT_LT(attacks_with([](Parameters& p) { p.contingents[0].armour = 0.9; }), base);
    EXPECT_LT(attacks_with([](Parameters& p) { p.organisations[0].consent = 0.2; }), base);
    EXPECT_EQ(attacks_with([](Parameters& p) { p.forces.availability = 0; }), 0) << "nobody is outside";
}

}  // namespace
}  // namespace peacenorm::intervention::testing
