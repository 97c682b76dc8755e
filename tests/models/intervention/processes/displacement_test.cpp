// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/displacement.hpp"

#include <gtest/gtest.h>

#include <array>

#include "models/intervention/rules/whole.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

/// The displaced of a cell, by the place where they stay.
std::array<std::int64_t, 4> staying(const WorldOfFour& world, CellId cell) {
    std::array<std::int64_t, 4> there{};
    for (const AgentId agent : world.setup.cell[cell].agents)
        if (const std::int32_t fled = world.state[columns::fled][agent]; fled > 0)
            there.at(world.state[columns::refuge][agent]) += fled;
    return there;
}

std::int64_t sum_of(const std::array<std::int64_t, 4>& there) {
    return there[0] + there[1] + there[2] + there[3];
}

/// Who has left one place of two neighbours for each of them, where everybody leaves.
std::pair<std::int64_t, std::int64_t> displaced_from_mid_west(double conflict, bool west_is_quiet,
                                                              bool mid_east_is_quiet) {
    WorldOfFour world([&](Parameters& p) {
        p.population.people_per_agent = 10;
        p.mechanisms.displacement = {.enabled = true, .baseline = 1, .fear = 0, .conflict = conflict, .together = 0};
        p.places[0].neighbours[0].road_km = 40;
    });
    auto& last_threat = world.state[columns::last_threat];
    last_threat.fill(world.facts().tick.index);
    if (west_is_quiet) last_threat[west] = -1000;
    if (mid_east_is_quiet) last_threat[mid_east] = -1000;
    processes::displace(world.week());
    const auto from = staying(world, world.cell(mid_west, farmers));
    return {from[west.index()], from[mid_east.index()]};
}

TEST(Displace, WhereAllIsConflictItsWeightCancelsAlsoAtZero) {
    const auto by_distance = displaced_from_mid_west(0.25, false, false);
    EXPECT_GT(by_distance.first, by_distance.second);
    EXPECT_GT(by_distance.second, 100);
    for (const double conflict : {0.0, 5e-324, 1e-310, 1.0})
        EXPECT_EQ(displaced_from_mid_west(conflict, false, false), by_distance) << conflict;
}

TEST(Displace, AWeightOfZeroSendsAllToQuietPlaces) {
    EXPECT_EQ(displaced_from_mid_west(0, true, false).second, 0);
    EXPECT_EQ(displaced_from_mid_west(0, false, true).first, 0);
    EXPECT_GT(displaced_from_mid_west(0, true, true).second, 0);
}

/// A week in which a tenth of mid_west leaves, for two quiet neighbours, one nearer; agents of ten persons.
struct Departure : WorldOfFour {
    explicit Departure(double together, double fear = 0)
        : WorldOfFour([&](Parameters& p) {
              p.population.people_per_agent = 10;
              p.mechanisms.displacement = {
                  .baseline = 0.1, .harm = 0, .fear = fear, .returning = 0.25, .together = together};
              p.places[1].neighbours[0].road_km = 40;
          }) {}

    Ids<AgentId> people() { return setup.cell[cell(mid_west, farmers)].agents; }
    std::int32_t fled(std::size_t i) { return state[columns::fled][people()[i]]; }
};

TEST(Displace, PersonsLeaveOneByOneForNearPlacesRather) {
    Departure world(0);
    processes::displace(world.week());
    const auto from = staying(world, world.cell(mid_west, farmers));
    EXPECT_NEAR(static_cast<double>(sum_of(from)), 9000 * 0.0951626, 100);
    const double by_weight = (1 / 110.0) / (1 / 110.0 + 1 / 50.0);  // west is at 100 km, mid_east at 40
    EXPECT_NEAR(static_cast<double>(from[west.index()]) / static_cast<double>(sum_of(from)), by_weight, 0.08);
    EXPECT_EQ(world.state[columns::away][world.cell(mid_west, farmers)], sum_of(from));
}

TEST(Displace, TheAfraidLeaveAndTheOthersStay) {
    Departure world(0, 2);
    world.setup.parameters.mechanisms.displacement.baseline = 0;
    for (std::size_t i = 0; i < world.people().size(); i += 2)
        world.state[columns::feelings][world.people()[i]].fear = 10;
    processes::displace(world.week());
    std::int32_t afraid = 0, calm = 0;
    for (std::size_t i = 0; i < world.people().size(); ++i) (i % 2 == 0 ? afraid : calm) += world.fled(i);
    EXPECT_GT(afraid, 1000);
    EXPECT_EQ(calm, 0);
}

TEST(Displace, WithChanceTogetherFourKinGoOrStayAsOneAndToOnePlace) {
    const auto families = [](double together) {
        Departure world(together);
        processes::displace(world.week());
        int as_one = 0;
        const std::size_t all = world.people().size() / 4;
        for (std::size_t f = 0; f < all; ++f) {
            bool is_one = true;
            for (std::size_t i = 4 * f + 1; i < 4 * f + 4; ++i)
                is_one = is_one && world.fled(i) == world.fled(4 * f) &&
                         world.state[columns::refuge][world.people()[i]] ==
                             world.state[columns::refuge][world.people()[4 * f]];
            as_one += is_one ? 1 : 0;
        }
        return static_cast<double>(as_one) / static_cast<double>(all);
    };
    EXPECT_EQ(families(1), 1);
    EXPECT_LT(families(0), 0.3);
    EXPECT_GT(families(0.7), 0.6);
    EXPECT_LT(families(0.7), 0.9);
}

TEST(Displace, HowManyLeaveDoesNotHangOnWhetherTheyGoTogether) {
    Departure apart(0), together(1);
    processes::displace(apart.week());
    processes::displace(together.week());
    for (const CellId cell : {apart.cell(mid_west, farmers), apart.cell(mid_west, herders)}) {
        const auto persons = static_cast<double>(apart.state[columns::alive][cell]);
        EXPECT_NEAR(static_cast<double>(apart.state[columns::away][cell]), persons * 0.0951626, 0.02 * persons);
        EXPECT_NEAR(static_cast<double>(together.state[columns::away][cell]), persons * 0.0951626, 0.02 * persons);
    }
}

TEST(Displace, AnAgentHearsWhereMostOfItIsAndItsDisplacedStayTogether) {
    Departure world(0);
    const AgentId agent = world.people()[7];
    world.state[columns::fled][agent] = 4;
    world.state[columns::refuge][agent] = static_cast<std::uint16_t>(east.index());
    world.state[columns::away][world.cell(mid_west, farmers)] = 4;
    const auto is_away = [&] { return (world.state[columns::traits][agent] & civilians::Trait::away) != 0; };
    bool was_in_part = false;
    for (std::int32_t w = 0; w < 60; ++w) {
        world.turn_to(w);
        world.state[columns::last_threat].fill(w);  // nobody returns
        processes::displace(world.week());
        ASSERT_EQ(world.state[columns::refuge][agent], east.index()) << "the first destination";
        ASSERT_EQ(is_away(), world.state[columns::fled][agent] > 5) << w;
        was_in_part = was_in_part || !is_away();
    }
    EXPECT_TRUE(was_in_part);
    EXPECT_EQ(world.state[columns::fled][agent], 10) << "in sixty weeks all left";
    world.setup.parameters.mechanisms.displacement.baseline = 0;
    world.state[columns::last_threat].fill(-1000);
    for (std::int32_t w = 60; w < 100; ++w) {
        world.turn_to(w);
        processes::displace(world.week());
    }
    EXPECT_FALSE(is_away()) << "it came home";
}

TEST(Displace, TheDisplacedOfAnAgentComeHomeTogetherAndTheAfraidLater) {
    Departure world(0);
    world.setup.parameters.mechanisms.displacement.baseline = 0;
    std::int64_t away = 0;
    for (const AgentId agent : world.people()) {
        away += world.state[columns::fled][agent] = 8;
        world.state[columns::feelings][agent].fear = agent.index() % 2 == 0 ? 30 : 0;
    }
    world.state[columns::away][world.cell(mid_west, farmers)] = away;
    processes::displace(world.week());
    double afraid = 0, calm = 0;
    for (const AgentId agent : world.people())
        (agent.index() % 2 == 0 ? afraid : calm) += 8 - world.state[columns::fled][agent];
    for (const AgentId agent : world.people())
        EXPECT_TRUE(world.state[columns::fled][agent] == 8 || world.state[columns::fled][agent] == 0);
    const double half = static_cast<double>(away) / 2;
    EXPECT_NEAR(calm / half, 0.25, 0.06);
    EXPECT_NEAR(afraid / half, 0.25 * 0.1652989, 0.03) << "exp(-0.06 x 30) of what is left to fear";
}

/// 1000 of the valley stay in the plain from the start, 400 in the valley, 70 of the plain in the valley.
void some_are_displaced(Parameters& p) {
    p.regions[0].displaced_at_start.add("plain", 1000);
    p.regions[0].displaced_at_start.add("valley", 400);
    p.regions[1].displaced_at_start.add("valley", 70);
}

TEST(Displace, WhoIsDisplacedAtTheStartLeavesAlikeAndStaysByPopulation) {
    const WorldOfFour world(some_are_displaced);
    const auto& away = world.state[columns::away];
    // Of 8000 and 12000, three quarters farmers; then of the 19000 who are left at home.
    EXPECT_EQ(away[world.cell(west, farmers)], 300 + 120);
    EXPECT_EQ(away[world.cell(west, herders)], 100 + 40);
    EXPECT_EQ(away[world.cell(mid_west, farmers)], 450 + 180);
    EXPECT_EQ(away[world.cell(mid_west, herders)], 150 + 60);
    std::int64_t of_plain = 0, all = 0, living = 0;
    for (const PlaceId place : {mid_east, east})
        for (const CommunityId community : {farmers, herders}) of_plain += away[world.cell(place, community)];
    EXPECT_EQ(of_plain, 70);
    for (const CellId cell : world.setup.cells) {
        const auto there = staying(world, cell);
        EXPECT_EQ(there[world.setup.cell[cell].place.index()], 0) << "nobody is displaced at home";
        EXPECT_EQ(sum_of(there), away[cell]);
        all += sum_of(there);
        living += world.state[columns::alive][cell];
    }
    EXPECT_EQ(all, 1470);
    EXPECT_EQ(living, world.state[columns::first_population]) << "the displaced live";
}

TEST(Displace, WhoIsDisplacedAtTheStartStaysByPopulationAgentByAgent) {
    const WorldOfFour world([](Parameters& p) {
        some_are_displaced(p);
        p.population.people_per_agent = 5;
    });
    const auto from_west = staying(world, world.cell(west, farmers));
    EXPECT_NEAR(static_cast<double>(from_west[mid_east.index()]), 300.0 * 16 / 36, 5) << "of 16000 and 20000";
    EXPECT_NEAR(static_cast<double>(from_west[east.index()]), 300.0 * 20 / 36, 5);
    EXPECT_EQ(from_west[mid_west.index()], 120) << "in the other place of their own region";
    const Ids<AgentId> agents = world.setup.cell[world.cell(west, farmers)].agents;
    EXPECT_EQ(world.state[columns::fled][agents[0]], 0) << "villagers first, who come last";
    EXPECT_EQ(world.state[columns::fled][agents[agents.size() - 1]], 5);
}

TEST(Displace, SwitchedOffItDisplacesNobodyAtTheStart) {
    const WorldOfFour world([](Parameters& p) {
        some_are_displaced(p);
        p.mechanisms.displacement.enabled = false;
    });
    for (const std::int64_t away : world.state[columns::away]) EXPECT_EQ(away, 0);
    for (const std::int32_t n : world.state[columns::fled]) EXPECT_EQ(n, 0);
}

TEST(Displace, AllOfARegionCanBeDisplacedAndNoMore) {
    const WorldOfFour world([](Parameters& p) {
        p.regions[0].displaced_at_start.add("plain", 19999.5);
        p.regions[0].displaced_at_start.add("valley", 0.5);
    });
    for (const PlaceId place : {west, mid_west})
        for (const CommunityId community : {farmers, herders}) {
            const CellId cell = world.cell(place, community);
            EXPECT_EQ(world.state[columns::away][cell], world.state[columns::alive][cell]);
        }
}

TEST(Parts, SumToTheNumberAndNoneExceedsItsWeight) {
    for (const std::int64_t persons : {0, 1, 7, 9, 10}) {
        Parts parts(persons, 10);
        std::int64_t sum = 0;
        for (const std::int64_t weight : {3, 0, 1, 1, 5}) {
            const std::int64_t part = parts.next(weight);
            EXPECT_GE(part, 0);
            EXPECT_LE(part, weight) << persons;
            sum += part;
        }
        EXPECT_EQ(sum, persons);
    }
}

}  // namespace
}  // namespace peacenorm::intervention::testing
