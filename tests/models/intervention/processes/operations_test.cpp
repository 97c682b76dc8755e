// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "models/intervention/mechanisms/due_diligence.hpp"
#include "models/intervention/mechanisms/force_protection.hpp"
#include "models/intervention/mechanisms/norm_law.hpp"
#include "sim/random/inversion.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

constexpr double half_fighters = 30;

/// Hours for operations: of the mission 2300 and 1000 of patrols, of the partner 600 and 400, of the host 750 and 450.
void arrange_hours(WorldOfFour& world) {
    world.state[columns::hours][mission] = 10000;
    world.state[columns::hours][partner] = 2000;
    world.state[columns::hours][host] = 3000;
    world.state[columns::task_share][mission] = {0.05, 0.1, 0.15, 0.2, 0.23, 0.27};
    world.state[columns::task_share][partner] = {0.05, 0.2, 0.07, 0.3, 0.15, 0.23};
    world.state[columns::task_share][host] = {0.3, 0.15, 0.05, 0.2, 0.1, 0.2};
    world.state[columns::received_hours][mission] = 300;
    world.state[columns::received_hours][partner] = 0;
    world.state[columns::received_hours][host] = 150;
}

void cheap_operations(Parameters& p) {
    p.operations = {.hours = 100, .half_fighters = half_fighters, .contact = 0.4, .exponent = 2.1, .cap = 40};
}

/// Operations of an organisation in a place, by hand.
std::int32_t count(WorldOfFour& world, OrganisationId o, PlaceId place, double expected) {
    const std::uint64_t first = event_address(world.setup.keys.at(o, place), EventType::operation, 0);
    return random::poisson(world.facts().uniform(first, streams::operation_count), expected);
}

/// Operations of which more than half harm civilians, whoever supports their organisation.
void harmful_operations(Parameters& p) {
    cheap_operations(p);
    p.organisations[0].abuse = 0.6;
    p.organisations[1].abuse = 0.5;
    p.organisations[2].abuse = 0.7;
    p.organisations[0].suspects = {};
    p.organisations[0].suspects.add("farmers", 0.3);
    p.organisations[0].suspects.add("herders", 0.8);
    p.mechanisms.due_diligence.enabled = false;
}

TEST(RunOperations, OperationsGoWhereAnOrganisationStandsAndFightersAre) {
    WorldOfFour world(cheap_operations);
    arrange_hours(world);
    world.gather(militia, mid_east, 137);
    world.gather(insurgents, west, 100);
    world.state[columns::operations_at].fill(99);  // of last week

    processes::run_operations(world.week());

    const double at_west = 600 * 100 / (100 + half_fighters), at_mid_east = 400 * 137 / (137 + half_fighters);
    const auto& operations = world.state[columns::operations_at];
    EXPECT_EQ(operations(mission, west), count(world, mission, west, 23 * at_west / (at_west + at_mid_east)));
    EXPECT_EQ(operations(mission, mid_east),
              count(world, mission, mid_east, 23 * at_mid_east / (at_west + at_mid_east)));
    EXPECT_EQ(operations(mission, mid_west), 0);
    EXPECT_EQ(operations(partner, mid_west), 0) << "those it could fight stand elsewhere";
    EXPECT_EQ(operations(host, east), 0) << "nobody is there to be fought";
    const MeasureCells counted = world.measured(Measured::operations);
    EXPECT_DOUBLE_EQ(counted[mission], 33) << "patrols among them";
    EXPECT_DOUBLE_EQ(counted[partner], 10);
    EXPECT_DOUBLE_EQ(counted[host], 12);
}

TEST(RunOperations, AReplayedTempoHoldsFromItsFirstDateInPlaceOfHours) {
    WorldOfFour world([](Parameters& p) {
        cheap_operations(p);
        Schedule tempo;
        tempo.add(*parse_date("2013-07-15"), 40);  // the third week
        tempo.add(*parse_date("2013-07-22"), 0);
        p.operations.replay_tempo.add("partner", tempo);
    });
    const std::vector<std::pair<int, double>> expected{{1, 6}, {2, 40}, {3, 0}};
    for (const auto& [week, operations] : expected) {
        world.turn_to(week);
        arrange_hours(world);
        world.gather(insurgents, mid_west, 300);
        processes::run_operations(world.week());
        EXPECT_EQ(world.state[columns::operations_at](partner, mid_west), count(world, partner, mid_west, operations))
            << week;
        EXPECT_DOUBLE_EQ(world.measured(Measured::operations)[partner], operations + 4) << "patrols beside";
        world.gather(militia, mid_east, 100);
        world.gather(insurgents, mid_west, 0);
        processes::run_operations(world.week());
        EXPECT_EQ(world.state[columns::operations_at](partner, mid_west), 0) << "a replay too needs somebody to fight";
        EXPECT_EQ(world.state[columns::operations_at](mission, mid_east), count(world, mission, mid_east, 23))
            << "of others the law holds";
    }
}

TEST(RunOperations, WhoMayNotUseForceRunsNoneButStrikesWhereItIsWarned) {
    WorldOfFour world([](Parameters& p) {
        cheap_operations(p);
        p.organisations[1].executive = false;
    });
    arrange_hours(world);
    const Threat first = world.threaten(insurgents, east, farmers), second = world.threaten(militia, east, herders);
    world.threaten(insurgents, west, herders);
    world.answer(first, partner).diverted = world.answer(second, partner).diverted = true;

    processes::run_operations(world.week());

    EXPECT_EQ(world.state[columns::operations_at](partner, mid_west), 0);
    EXPECT_EQ(world.state[columns::operations_at](partner, east), 2);
    EXPECT_EQ(world.state[columns::operations_at](partner, west), 0);
    EXPECT_EQ(world.state[columns::operations_at](host, east), 0);
    EXPECT_DOUBLE_EQ(world.measured(Measured::operations)[partner], 10);
}

/// A world in which the host's conduct is written down, and every shift of its abuse can be felt.
struct Abuse : WorldOfFour {
    Abuse()
        : WorldOfFour([](Parameters& p) {
              p.conduct.organisation = "host";
              p.organisations[2].dependence = 0.35;
              p.host.regime = 0;
              p.host.regime.add(*parse_date("2013-07-15"), 0.5);
              p.host.regime_abuse = 0.7;
              p.mechanisms.forum_shopping.abuse = 0.45;
          }) {
        turn_to(1);
        clear_ties();
        state[columns::norm] = setup.anchor;
        state[columns::conduct_record].emplace();
    }
    double chance() {
        processes::run_operations(week());
        return state[columns::conduct_record]->abuse;
    }
    double shift() {
        const double p = chance();
        return std::log(p / (1 - p)) - std::log(0.05 / 0.95);
    }
};

TEST(RunOperations, AbuseIsTheBaselineWhereNothingShiftsIt) {
    EXPECT_EQ(Abuse().chance(), 0.05);
}

TEST(RunOperations, RestraintAboveItsAnchorLowersTheLogitOfAbuse) {
    Abuse world;
    world.state[columns::norm][host] = {0.9, 0.42, 0.8};
    EXPECT_NEAR(world.shift(), -world.setup.parameters.mechanisms.norm_law.restraint * (0.42 - 0.3), 1e-12);
}

TEST(RunOperations, SupportOfThoseWhoVetLowersTheLogitOfAbuseByDependence) {
    Abuse world;
    world.set_tie(mission, host, Channel::logistics, 0.6);
    world.set_tie(partner, host, Channel::logistics, 0.9);  // vets nobody
    world.set_tie(host, mission, Channel::logistics, 0.8);
    const DueDiligence& m = world.setup.parameters.mechanisms.due_diligence;
    EXPECT_NEAR(world.shift(), -m.sanction * m.strength * m.detection * 0.6 * 0.35, 1e-12);
}

TEST(RunOperations, RememberedAttacksOnAnOrganisationRaiseItsLogitOfAbuse) {
    Abuse world;
    world.state[columns::attack_memory][host] = 1.3;
    world.state[columns::attack_memory][mission] = 9;
    const ForceProtection& m = world.setup.parameters.mechanisms.force_protection;
    EXPECT_NEAR(world.shift(), m.revenge * 1.3 / (m.half + 1.3), 1e-12);
}

TEST(RunOperations, TheRegimeOfTheDateAndAnotherSupplierRaiseTheLogitOfTheHostsAbuse) {
    Abuse world;
    EXPECT_EQ(world.chance(), 0.05) << "the week before the regime changes";
    world.turn_to(2);
    world.clear_ties();
    EXPECT_NEAR(world.shift(), 0.7 * 0.5, 1e-12);
    world.state[columns::other_supplier] = true;
    EXPECT_NEAR(world.shift(), 0.7 * 0.5 + 0.45, 1e-12);
}

TEST(RunOperations, ShiftsAddOnTheLogit) {
    Abuse world;
    world.turn_to(2);
    world.clear_ties();
    world.state[columns::norm][host][1] = 0.1;
    world.set_tie(mission, host, Channel::logistics, 0.4);
    world.state[columns::attack_memory][host] = 0.6;
    const Mechanisms& m = world.setup.parameters.mechanisms;
    EXPECT_NEAR(world.shift(),
                restraint_shift(m.norm_law, 0.1, 0.3) + sanction_shift(m.due_diligence, 0.4 * 0.35) +
                    revenge_shift(m.force_protection, 0.6) + 0.7 * 0.5,
                1e-12);
}

TEST(RunOperations, OfOthersThanTheHostTheRegimeSaysNothing) {
    WorldOfFour world([](Parameters& p) { p.host.regime = 1; });
    world.clear_ties();
    world.state[columns::norm] = world.setup.anchor;
    world.state[columns::other_supplier] = true;
    world.state[columns::conduct_record].emplace();  // of the lead, the mission
    processes::run_operations(world.week());
    EXPECT_EQ(world.state[columns::conduct_record]->abuse, world.setup.organisation(mission).abuse);
}

/// The week's harms of an organisation in a place by hand: each operation may do one, to a community by suspicion.
struct Expected {
    std::vector<Incident> harms;

    void add(WorldOfFour& world, OrganisationId o, PlaceId place, std::int32_t operations, double abuse,
             double share_of_farmers) {
        for (std::int32_t k = 0; k < operations; ++k) {
            Incident harm;
            harm.address =
                event_address(world.setup.keys.at(o, place), EventType::operation, static_cast<std::uint32_t>(k));
            const auto draw = [&](random::Stream stream, std::uint32_t n) {
                return world.facts().uniform(harm.address, stream, n);
            };
            if (draw(streams::operation_abuse, 0) >= abuse) continue;
            harm.place = place;
            harm.community = draw(streams::operation_harm, 1) < share_of_farmers ? farmers : herders;
            harm.deaths = random::power_law(draw(streams::operation_harm, 0), 2.1, 40);
            harms.push_back(harm);
        }
    }
};

TEST(RunOperations, HarmFallsOnCommunitiesBySuspicionAndPersonsAtHome) {
    WorldOfFour world(harmful_operations);
    world.turn_to(7);
    arrange_hours(world);
    world.clear_ties();
    const CellId west_farmers = world.cell(west, farmers);
    world.state[columns::away][west_farmers] = 2500;  // of 6000
    world.gather(insurgents, west, 100);
    world.gather(militia, mid_west, 90);
    world.harm(host, west, farmers);  // of last week

    processes::run_operations(world.week());

    const auto& operations = world.state[columns::operations_at];
    Expected expected;
    const double suspects_west = 0.3 * 3500 + 0.8 * 2000;
    expected.add(world, mission, west, static_cast<std::int32_t>(operations(mission, west)), 0.6,
                 0.3 * 3500 / suspects_west);
    const std::size_t by_mission = expected.harms.size();
    expected.add(world, partner, mid_west, static_cast<std::int32_t>(operations(partner, mid_west)), 0.5,
                 0.5 * 9000 / (0.5 * 9000 + 3000));
    const auto& harms = world.state[columns::harms];
    ASSERT_EQ(harms.size(), expected.harms.size());
    double of_mission = 0;
    for (std::size_t i = 0; i < harms.size(); ++i) {
        EXPECT_EQ(harms[i].address, expected.harms[i].address) << i;
        EXPECT_EQ(harms[i].place, expected.harms[i].place) << i;
        EXPECT_EQ(harms[i].community, expected.harms[i].community) << i;
        EXPECT_EQ(harms[i].deaths, expected.harms[i].deaths) << i;
        of_mission += i < by_mission ? harms[i].deaths : 0;
    }
    EXPECT_GT(by_mission, 0u);
    EXPECT_LT(by_mission, harms.size());
    EXPECT_EQ(world.measured(Measured::own_harm)[mission], of_mission);
    EXPECT_EQ(world.measured(Measured::own_harm)[host], 0);
}

TEST(RunOperations, ABandThatIsMetLosesFightersByTheDraw) {
    WorldOfFour world([](Parameters& p) {
        cheap_operations(p);
        p.bands.operation_losses = 0.25;
        p.organisations[1].abuse = 0;
    });
    arrange_hours(world);
    world.clear_ties();
    world.gather(insurgents, east, 0);
    const BandId band = world.gather(militia, mid_west, 80);
    std::int32_t left = 80, battles = 0;

    processes::run_operations(world.week());

    const auto operations = static_cast<std::uint32_t>(world.state[columns::operations_at](partner, mid_west));
    for (std::uint32_t k = 0; k < operations; ++k) {
        const std::uint64_t at = event_address(world.setup.keys.at(partner, mid_west), EventType::operation, k);
        const auto draw = [&](std::uint32_t n) { return world.facts().uniform(at, streams::operation_contact, n); };
        if (left == 0 || draw(0) >= 0.4 * left / (left + half_fighters)) continue;
        left -= random::binomial(draw(2), left, 0.25);
        ++battles;
    }
    EXPECT_GT(battles, 0);
    EXPECT_EQ(world.state[columns::band_fighters][band], left);
    EXPECT_EQ(world.state[columns::band_lost][band], 80 - left);
    EXPECT_EQ(world.state[columns::fighters](militia, mid_west), left);
    EXPECT_EQ(world.measured(Measured::battles)[partner], battles);
    EXPECT_EQ(world.measured(Measured::fighters_killed)[militia], 80 - left);
}

TEST(RunOperations, AGroupThatIsNotFoughtIsNotMet) {
    WorldOfFour world([](Parameters& p) {
        cheap_operations(p);
        p.armed_groups[1].fought = 0;
    });
    arrange_hours(world);
    world.gather(insurgents, east, 0);
    world.gather(militia, mid_west, 80);
    processes::run_operations(world.week());
    EXPECT_EQ(world.state[columns::strength_of][militia], 80);
    EXPECT_EQ(world.state[columns::operations_at](partner, mid_west), 0);
}

TEST(RunOperations, JointOperationsMixTheConductOfBothByTheirPersons) {
    JointConduct m;
    EXPECT_EQ(joint_abuse(m, 0.2, 0.6, 0), 0.2);
    EXPECT_DOUBLE_EQ(joint_abuse(m, 0.2, 0.6, 0.25), 0.3);
    m.enabled = false;
    EXPECT_EQ(joint_abuse(m, 0.2, 0.6, 0.25), 0.2);
    WorldOfFour world([](Parameters& p) {
        harmful_operations(p);
        p.organisations[0].abuse = 1e-9;
        p.organisations[1].abuse = 1 - 1e-9;
    });
    arrange_hours(world);
    world.clear_ties();
    world.gather(insurgents, west, 100);
    world.state[columns::persons_at](partner, west) = 600;  // as many as of the mission
    const auto harms_of_mission = [&] {
        processes::run_operations(world.week());
        double harms = 0;
        for (const Harm& harm : world.state[columns::harms]) harms += harm.perpetrator == mission ? 1 : 0;
        return harms / world.state[columns::operations_at](mission, west);
    };
    EXPECT_EQ(harms_of_mission(), 0);
    world.set_tie(mission, partner, Channel::joint, 1);
    EXPECT_NEAR(harms_of_mission(), 0.5, 0.35);
}

TEST(RunOperations, WhoIsNotAtHomeIsNotKilledAndCountsNotAsHarmed) {
    WorldOfFour world(harmful_operations);
    arrange_hours(world);
    world.clear_ties();
    world.state[columns::hours][mission] = 0;
    world.state[columns::received_hours][mission] = 0;
    world.state[columns::hours][partner] = 40000;
    const CellId cell = world.cell(mid_west, herders);
    world.state[columns::away][cell] = 3000 - 2;
    world.state[columns::away][world.cell(mid_west, farmers)] = 9000;
    world.gather(insurgents, mid_west, 300);

    processes::run_operations(world.week());

    double deaths = 0, threatened = 0;
    for (const Harm& harm : world.state[columns::harms]) {
        EXPECT_EQ(harm.community, herders);
        EXPECT_EQ(harm.perpetrator, partner);
        EXPECT_EQ(harm.place, mid_west);
        deaths += harm.deaths;
        threatened += harm.threatened;
    }
    EXPECT_EQ(deaths, 2);
    EXPECT_GT(threatened, 2);
    EXPECT_EQ(world.measured(Measured::own_harm)[partner], 2);
}

TEST(RunOperations, NoMoreOperationsAreExpectedThanAnAddressHolds) {
    WorldOfFour world(cheap_operations);
    arrange_hours(world);
    world.gather(insurgents, mid_west, 300);
    world.state[columns::hours][partner] = 1e6;  // 3000 operations
    processes::run_operations(world.week());
    EXPECT_EQ(world.state[columns::operations_at](partner, mid_west), count(world, partner, mid_west, 500));
}

TEST(RunOperations, ImposedConductSetsTheChanceOfAbuseAndItsOwnIsWrittenDown) {
    WorldOfFour world(harmful_operations);
    arrange_hours(world);
    world.clear_ties();
    world.state[columns::norm] = world.setup.anchor;
    world.state[columns::conduct_record].emplace();
    world.state[columns::imposed].emplace();  // its abuse is 0
    processes::run_operations(world.week());
    EXPECT_EQ(world.state[columns::conduct_record]->abuse, 0.6);
    EXPECT_EQ(world.measured(Measured::own_harm)[mission], 0);
    EXPECT_GT(world.measured(Measured::own_harm)[partner], 0);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
