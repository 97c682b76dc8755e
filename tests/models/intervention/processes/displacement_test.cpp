// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/displacement.hpp"

#include <gtest/gtest.h>

#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

/// Who has left one place of two neighbours for each of them, where everybody leaves.
std::pair<int, int> displaced_from_mid_west(double conflict, bool west_is_quiet, bool mid_east_is_quiet) {
    WorldOfFour world([&](Parameters& p) {
        p.mechanisms.displacement = {.enabled = true, .baseline = 1, .fear = 0, .conflict = conflict};
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

}  // namespace
}  // namespace peacenorm::intervention::testing
