// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "models/intervention/mechanisms/band_movement.hpp"
#include "models/intervention/mechanisms/fear_and_anger.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

void always_on_the_move(Parameters& p) {
    p.mechanisms.band_movement = {.mobility = 1,
                                  .core = 1.1,
                                  .success = 0.3,
                                  .loss = 0.7,
                                  .vacuum = 0.9,
                                  .support = 0.4,
                                  .rivalry = 0.6,
                                  .road = 0.2};
}

/// What a place is worth to the insurgents' band in mid_west, with the draw of the week.
double value(WorldOfFour& world, BandId band, PlaceId place, double km, double worth) {
    const std::uint64_t pair = random::paired(world.setup.keys.of(band), world.setup.keys.of(place));
    return worth - 0.2 * km / 100 + gumbel(world.facts().uniform(pair, streams::band_choice));
}

TEST(MoveBands, GoWhereTheUtilityWithItsDrawIsBest) {
    int went_west = 0, stayed = 0, went_east = 0;
    for (std::int32_t week = 0; week < 40; ++week) {
        WorldOfFour world(always_on_the_move);
        world.turn_to(week);
        world.gather(militia, mid_east, 50);
        const BandId band = world.gather(insurgents, mid_west, 150);
        world.state[columns::success](insurgents, west) = 2;
        world.state[columns::loss](insurgents, mid_west) = 1.5;
        world.state[columns::anger].fill(0.5);

        processes::move_bands(world.week());

        // Forces: 600 in the west, 400 in mid_west, 400 in mid_east; the band has 150, its rivals 50 in mid_east.
        const double anger = 0.4 * felt(world.setup.parameters.mechanisms.fear_and_anger, 0.5, 0);
        const double at_west = value(world, band, west, 100, 1.1 * 0.5 + 0.3 * 2 + 0.9 * (1 - 1.0) + anger);
        const double at_home = value(world, band, mid_west, 0, 1.1 * 1 - 0.7 * 1.5 + 0.9 * (1 - 400.0 / 550) + anger);
        const double at_east = value(world, band, mid_east, 100, 0.9 * (1 - 400.0 / 450) + anger - 0.6);
        const PlaceId best = at_west > at_home && at_west > at_east ? west : at_home >= at_east ? mid_west : mid_east;
        EXPECT_EQ(world.state[columns::band_place][band], best) << week;
        EXPECT_EQ(world.state[columns::fighters](insurgents, best), 150);
        (best == west ? went_west : best == mid_west ? stayed : went_east) += 1;
    }
    EXPECT_GT(went_west, 0);
    EXPECT_GT(stayed, 0);
    EXPECT_GT(went_east, 0);
}

TEST(MoveBands, StayWhereTheMechanismIsOff) {
    WorldOfFour world([](Parameters& p) {
        always_on_the_move(p);
        p.mechanisms.band_movement.enabled = false;
    });
    const auto before = world.state[columns::band_place];
    processes::move_bands(world.week());
    EXPECT_EQ(world.state[columns::band_place], before);
}

TEST(MoveBands, RememberTheShareOfFightersThatTheyLost) {
    WorldOfFour world([](Parameters& p) {
        p.mechanisms.band_movement.enabled = false;
        p.bands.loss_memory = 0.8;
    });
    const BandId band = world.gather(insurgents, west, 30);
    world.state[columns::band_lost][band] = 10;
    world.state[columns::band_loss][band] = 0.5;
    processes::move_bands(world.week());
    EXPECT_DOUBLE_EQ(world.state[columns::band_loss][band], 0.8 * 0.5 + 0.2 * 0.25);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
