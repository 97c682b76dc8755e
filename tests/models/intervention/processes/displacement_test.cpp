// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/displacement.hpp"

#include <gtest/gtest.h>

#include "models/intervention/rules/whole.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

/// Who has left one place of two neighbours for each of them, where everybody leaves.
std::pair<int, int> displaced_from_mid_west(double conflict, bool west_is_quiet, bool mid_east_is_quiet) {
    WorldOfFour world([&](Parameters& p) {
        p.mechanisms.displacement = {.enabled = true, .baseline = 1, .fear = 0, .conflict = conflict, .together = 0};
        p.places[0].neighbours[0].road_km = 40;
    });
    auto& last_threat = world.state[columns::last_threat];
    last_threat.fill(world.facts().tick.index);
    if (west_is_quiet) last_threat[west] = -1000;
    if (mid_east_is_quiet) last_threat[mid_east] = -1000;
    processes::displace(world.week());
    const auto from = world.state[columns::displaced].row(world.cell(mid_west, farmers));
    return {from[west], from[mid_east]};
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

/// A week in which a tenth of mid_west leaves, for two quiet neighbours as near.
struct Departure : WorldOfFour {
    explicit Departure(double together)
        : WorldOfFour([&](Parameters& p) {
              p.mechanisms.displacement = {.baseline = 0.1, .harm = 0, .fear = 0, .together = together};
              p.places[1].neighbours[0].road_km = 40;
          }) {}

    std::pair<int, int> of(CommunityId community) {
        const auto from = state[columns::displaced].row(cell(mid_west, community));
        return {from[west], from[mid_east]};
    }
};

TEST(Displace, TheLastAgentsOfACellAreAwayWhereItsDisplacedStayAndComeHomeAgain) {
    Departure world(0);
    world.state[columns::displaced](world.cell(mid_west, farmers), west) = 2000;
    world.state[columns::away][world.cell(mid_west, farmers)] = 2000;
    world.state[columns::last_threat].fill(world.facts().tick.index);  // nobody returns
    processes::displace(world.week());
    const auto [to_west, to_mid_east] = world.of(farmers);
    ASSERT_GT(to_mid_east, 100);
    const Ids<AgentId> agents = world.setup.cell[world.cell(mid_west, farmers)].agents;
    ASSERT_EQ(agents.size(), 9u);  // of 1,000 persons each
    for (std::size_t i = 0; i < 9; ++i) {
        const double middle = 1000.0 * static_cast<double>(8 - i) + 500;
        const bool is_away = (world.state[columns::traits][agents[i]] & civilians::Trait::away) != 0;
        EXPECT_EQ(is_away, middle <= to_west + to_mid_east) << i;
        if (is_away) {
            EXPECT_EQ(world.state[columns::refuge][agents[i]], (middle <= to_west ? west : mid_east).index());
        }
    }
    for (const CellId c : world.setup.cells) {
        for (std::int32_t& there : world.state[columns::displaced].row(c)) there = 0;
        world.state[columns::away][c] = 0;
    }
    world.setup.parameters.mechanisms.displacement.baseline = 0;
    processes::displace(world.week());
    for (const AgentId agent : agents) EXPECT_FALSE(world.state[columns::traits][agent] & civilians::Trait::away);
}

TEST(Displace, WithChanceTogetherACommunityGoesToOneDestinationDrawnByWeight) {
    const double by_weight = (1 / 110.0) / (1 / 110.0 + 1 / 50.0);  // west is at 100 km, mid_east at 40
    int together = 0, to_west = 0;
    for (std::int32_t w = 0; w < 40; ++w) {
        Departure world(0.7);
        world.turn_to(w);
        processes::displace(world.week());
        for (const CommunityId community : {farmers, herders}) {
            const CellId cell = world.cell(mid_west, community);
            const auto [west_bound, east_bound] = world.of(community);
            ASSERT_GT(west_bound + east_bound, 200);
            const auto draw = [&](std::uint32_t k) { return world.facts().uniform(cell, streams::displacement, k); };
            const bool as_one = draw(1) < 0.7, goes_west = draw(2) < by_weight;
            EXPECT_EQ(west_bound == 0 || east_bound == 0, as_one) << w;
            if (as_one) {
                EXPECT_EQ(west_bound > 0, goes_west) << w;
            }
            together += as_one ? 1 : 0;
            to_west += as_one && goes_west ? 1 : 0;
        }
    }
    EXPECT_GT(together, 40);
    EXPECT_LT(together, 80);
    EXPECT_GT(to_west, 5);
}

TEST(Displace, HowManyLeaveDoesNotHangOnWhetherTheyGoTogether) {
    Departure apart(0), together(1);
    processes::displace(apart.week());
    processes::displace(together.week());
    EXPECT_EQ(apart.state[columns::away], together.state[columns::away]);
    EXPECT_GT(apart.of(farmers).first, 0);
    EXPECT_GT(apart.of(farmers).second, apart.of(farmers).first);
}

/// 1000 of the valley stay in the plain from the start, 400 in the valley, 70 of the plain in the valley.
void some_are_displaced(Parameters& p) {
    p.regions[0].displaced_at_start.add("plain", 1000);
    p.regions[0].displaced_at_start.add("valley", 400);
    p.regions[1].displaced_at_start.add("valley", 70);
}

TEST(Displace, WhoIsDisplacedAtTheStartLeavesAlikeAndStaysByPopulation) {
    const WorldOfFour world(some_are_displaced);
    const auto& displaced = world.state[columns::displaced];
    const auto& away = world.state[columns::away];
    // Of 8000 and 12000, three quarters farmers; then of the 19000 who are left at home.
    EXPECT_EQ(away[world.cell(west, farmers)], 300 + 120);
    EXPECT_EQ(away[world.cell(west, herders)], 100 + 40);
    EXPECT_EQ(away[world.cell(mid_west, farmers)], 450 + 180);
    EXPECT_EQ(away[world.cell(mid_west, herders)], 150 + 60);
    // The plain has 16000 and 20000, half farmers; 300 x 16 / 36 is 133 and a third.
    const auto from_west = displaced.row(world.cell(west, farmers));
    EXPECT_EQ(from_west[mid_east], 133);
    EXPECT_EQ(from_west[east], 167);
    EXPECT_EQ(from_west[mid_west], 120) << "in the other place of their own region";
    EXPECT_EQ(from_west[west], 0) << "nobody is displaced at home";
    EXPECT_EQ(displaced.row(world.cell(mid_west, herders))[west], 60);
    std::int64_t of_plain = 0, all = 0, living = 0;
    for (const PlaceId place : {mid_east, east})
        for (const CommunityId community : {farmers, herders}) of_plain += away[world.cell(place, community)];
    EXPECT_EQ(of_plain, 70);
    for (const CellId cell : world.setup.cells) {
        std::int64_t there = 0;
        for (const std::int32_t n : displaced.row(cell)) there += n;
        EXPECT_EQ(there, away[cell]);
        all += there;
        living += world.state[columns::alive][cell];
    }
    EXPECT_EQ(all, 1470);
    EXPECT_EQ(living, world.state[columns::first_population]) << "the displaced live";
}

TEST(Displace, WhoIsDisplacedAtTheStartComesHomeWhereItIsQuiet) {
    WorldOfFour world([](Parameters& p) {
        some_are_displaced(p);
        p.mechanisms.displacement = {.baseline = 0, .harm = 0, .fear = 0, .returning = 0.05};
    });
    world.state[columns::last_threat][mid_west] = 0;
    processes::displace(world.week());
    const auto from_west = world.state[columns::displaced].row(world.cell(west, farmers));
    EXPECT_EQ(from_west[mid_east], 133 - 7);
    EXPECT_EQ(from_west[east], 167 - 9);
    EXPECT_EQ(from_west[mid_west], 120 - 6);
    EXPECT_EQ(world.state[columns::away][world.cell(west, farmers)], 420 - 22);
    EXPECT_EQ(world.state[columns::away][world.cell(mid_west, farmers)], 630) << "there was a threat";
}

TEST(Displace, SwitchedOffItDisplacesNobodyAtTheStart) {
    const WorldOfFour world([](Parameters& p) {
        some_are_displaced(p);
        p.mechanisms.displacement.enabled = false;
    });
    for (const std::int64_t away : world.state[columns::away]) EXPECT_EQ(away, 0);
    for (const std::int32_t n : world.state[columns::displaced]) EXPECT_EQ(n, 0);
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
