// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/processes/bands.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

using processes::discharge;
using processes::enlist;

std::vector<std::int32_t> in_slots(const WorldOfFour& world, GroupId group, PlaceId birthplace) {
    std::vector<std::int32_t> fighters;
    for (const BandId band : world.setup.born_in(group, birthplace))
        fighters.push_back(world.state[columns::band_fighters][band]);
    return fighters;
}

void four_slots(Parameters& p) {
    p.bands.size = 30;
    for (std::size_t g = 0; g < 2; ++g) p.armed_groups[g].slots = 4;
}

TEST(Bands, StartByTheKnownStrengthInFullBandsOnTheHomeGround) {
    WorldOfFour world(four_slots);
    EXPECT_EQ(in_slots(world, insurgents, west), (std::vector{30, 30, 30, 10})) << "a third of 300";
    EXPECT_EQ(in_slots(world, insurgents, mid_west), (std::vector{110, 30, 30, 30}))
        << "80 more than slots for full ones";
    EXPECT_EQ(world.state[columns::fighters](insurgents, west), 100);
    EXPECT_EQ(world.state[columns::fighters](insurgents, mid_west), 200);
    EXPECT_EQ(world.state[columns::fighters](insurgents, east), 0);
    EXPECT_EQ(world.state[columns::first_fighters], 400);
}

TEST(Bands, CommunalOnesStartWithoutAnybody) {
    WorldOfFour world([](Parameters& p) { p.armed_groups[1].bloc = Bloc::communal; });
    EXPECT_EQ(world.state[columns::strength_of][militia], 0);
}

TEST(Enlist, FillsBandsInThePlaceThenFoundsNewOnesThenSwellsTheSmallest) {
    WorldOfFour world(four_slots);
    const BandId band = world.gather(militia, mid_east, 25);
    const auto join = [&](std::int64_t fighters) { return enlist(world.week(), militia, mid_east, fighters); };
    EXPECT_EQ(join(5), 0);
    EXPECT_EQ(world.state[columns::band_fighters][band], 30);
    EXPECT_EQ(join(70), 0);
    EXPECT_EQ(in_slots(world, militia, mid_east), (std::vector{30, 30, 30, 10}));
    EXPECT_EQ(join(45), 0);
    EXPECT_EQ(in_slots(world, militia, mid_east), (std::vector{55, 30, 30, 30}));
    EXPECT_EQ(world.state[columns::fighters](militia, mid_east), 145);
    EXPECT_EQ(world.state[columns::strength_of][militia], 145);
}

TEST(Enlist, TurnsAwayWhereNoBandStandsAndNoneCanBeBorn) {
    WorldOfFour world(four_slots);
    world.gather(militia, mid_east, 25);
    EXPECT_EQ(enlist(world.week(), militia, east, 12), 12) << "no home ground of its own";
    EXPECT_EQ(world.state[columns::strength_of][militia], 25);
}

TEST(Discharge, GivesTheSlotBackWithTheLastFighter) {
    WorldOfFour world(four_slots);
    const BandId band = world.gather(militia, mid_east, 25);
    EXPECT_EQ(discharge(world.week(), band, 40), 25);
    EXPECT_EQ(world.state[columns::strength_of][militia], 0);
    EXPECT_EQ(enlist(world.week(), militia, mid_east, 9), 0);
    EXPECT_EQ(world.state[columns::band_fighters][band], 9);
}

/// What a group's target and its flow of newcomers are.
void grow(Parameters& p) {
    p.bands.refill = 0.1;
    p.armed_groups[0].fighters = 300;
    p.armed_groups[0].fighters.add(four::one_year().date_of(10), 500);
}

TEST(RefillBands, ClosesTheGapToTheKnownStrengthByAShareEachWeek) {
    WorldOfFour world(grow);
    world.turn_to(10);
    processes::refill_bands(world.week());
    EXPECT_EQ(world.state[columns::refill_flows][insurgents][10], 20);
    EXPECT_EQ(world.state[columns::strength_of][insurgents], 320);
    EXPECT_EQ(world.measured(Measured::refilled)[insurgents], 20);
    EXPECT_EQ(world.measured(Measured::refilled)[militia], 0);
}

TEST(RefillBands, ATargetThatFallsShrinksTheGroupWithoutAJump) {
    WorldOfFour world([](Parameters& p) {
        p.bands.refill = 0.1;
        p.armed_groups[0].fighters = 300;
        p.armed_groups[0].fighters.add(four::one_year().date_of(10), 0);
    });
    double before = 300;
    for (std::int32_t week = 10; week < 40; ++week) {
        world.turn_to(week);
        processes::refill_bands(world.week());
        const double now = world.state[columns::strength_of][insurgents];
        EXPECT_LE(now, before);
        EXPECT_GE(now, before - std::ceil(0.1 * before)) << week;
        before = now;
    }
    EXPECT_LT(before, 20);
}

TEST(RefillBands, FromTheDateOnEveryArmGetsTheMeanFlowOfBefore) {
    const auto fixed = [](Parameters& p) {
        grow(p);
        p.bands.refill_until = four::one_year().date_of(12);
    };
    WorldOfFour one(fixed), other(fixed);
    for (WorldOfFour* world : {&one, &other})
        for (std::int32_t week = 0; week < 12; ++week) {
            world->turn_to(week);
            processes::refill_bands(world->week());
        }
    const auto& flows = one.state[columns::refill_flows][insurgents];
    const double mean = std::accumulate(flows.begin(), flows.end(), 0.0) / 12;
    EXPECT_NEAR(mean, (20 + 18) / 12.0, 1e-12);
    for (const BandId band : other.setup.bands_of[insurgents]) discharge(other.week(), band, 20);  // beaten in this arm
    for (std::int32_t week = 12; week < 30; ++week) {
        for (WorldOfFour* world : {&one, &other}) {
            world->turn_to(week);
            processes::refill_bands(world->week());
        }
        EXPECT_EQ(one.measured(Measured::refilled)[insurgents], other.measured(Measured::refilled)[insurgents]) << week;
        EXPECT_NEAR(one.measured(Measured::refilled)[insurgents], mean, 1);
    }
    EXPECT_LT(other.state[columns::strength_of][insurgents], one.state[columns::strength_of][insurgents]);
}

TEST(RefillBands, TheMeanIsTakenOverAsManyWeeksAsTheFileSays) {
    WorldOfFour world([](Parameters& p) {
        grow(p);
        p.bands.refill_until = four::one_year().date_of(12);
        p.bands.refill_weeks = 4;
    });
    for (std::int32_t week = 0; week < 13; ++week) {
        world.turn_to(week);
        processes::refill_bands(world.week());
    }
    EXPECT_NEAR(world.measured(Measured::refilled)[insurgents], (0 + 0 + 20 + 18) / 4.0, 1);
}

TEST(RefillBands, ADateWithinAWeekFixesTheFlowFromThatWeekOn) {
    const auto fixed_from = [](Date date) {
        return [date](Parameters& p) {
            grow(p);
            p.bands.refill_until = date;
        };
    };
    const Date monday = four::one_year().date_of(12), thursday{monday.days + 3};
    WorldOfFour on_monday(fixed_from(monday)), on_thursday(fixed_from(thursday));
    for (std::int32_t week = 0; week < 30; ++week) {
        for (WorldOfFour* world : {&on_monday, &on_thursday}) {
            world->turn_to(week);
            processes::refill_bands(world->week());
        }
        EXPECT_EQ(on_thursday.measured(Measured::refilled)[insurgents],
                  on_monday.measured(Measured::refilled)[insurgents])
            << week;
    }
}

TEST(RefillBands, CommunalGroupsGetNobodyFromOutside) {
    WorldOfFour world([](Parameters& p) { p.armed_groups[1].bloc = Bloc::communal; });
    processes::refill_bands(world.week());
    EXPECT_EQ(world.state[columns::strength_of][militia], 0);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
