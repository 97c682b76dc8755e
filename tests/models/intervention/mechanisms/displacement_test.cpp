// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/displacement.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

TEST(Leaving, IsTheWorkedNumber) {
    const Displacement m{.enabled = true, .baseline = 0.001, .harm = 0.01, .fear = 0.02};
    EXPECT_NEAR(hazard_of_leaving(m, 2, 0.5), 0.031, 1e-15);
}

TEST(Leaving, RisesWithHarmAndFearAndIsNoneWhenOff) {
    const Displacement m{.enabled = true};
    EXPECT_GT(hazard_of_leaving(m, 1, 0), hazard_of_leaving(m, 0, 0));
    EXPECT_GT(hazard_of_leaving(m, 0, 0.5), hazard_of_leaving(m, 0, 0));
    EXPECT_EQ(hazard_of_leaving({.enabled = false, .baseline = 1}, 10, 1), 0);
}

TEST(Destination, NearAndQuietWeighsMore) {
    EXPECT_DOUBLE_EQ(destination_weight({}, false, 90), 0.01);
    EXPECT_DOUBLE_EQ(destination_weight({.conflict = 0.25}, true, 90), 0.0025);
}

TEST(Return, WaitsForQuietAndForFearToFade) {
    EXPECT_EQ(chance_to_return({.returning = 0.02}, true, 0.3, 0.3), 0);
    EXPECT_DOUBLE_EQ(chance_to_return({.returning = 0.02}, false, 0.3, 0.3), 0.02);
    EXPECT_DOUBLE_EQ(chance_to_return({.returning = 0.02}, false, 0.65, 0.3), 0.01);
    EXPECT_EQ(chance_to_return({.returning = 0.02}, false, 1, 0.3), 0);
    EXPECT_EQ(chance_to_return({.returning = 0.02}, false, 1, 1), 0) << "all are wholly afraid from the start";
}

}  // namespace
