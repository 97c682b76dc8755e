// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/fear_and_anger.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

TEST(Fear, RisesByTheWorkedNumber) {
    const FearAndAnger m{.fear_rise = 0.1, .fear_fade = 0.05, .base_fear = 0.3};
    EXPECT_DOUBLE_EQ(fear_after_week(m, 0.5, 1), 0.5 + 0.1 * 0.5 - 0.05 * 0.2);
}

TEST(Fear, ReturnsToItsBaseInQuietTimes) {
    const FearAndAnger m;
    double fear = 0.9;
    for (int week = 0; week < 1000; ++week) fear = fear_after_week(m, fear, 0);
    EXPECT_NEAR(fear, m.base_fear, 1e-9);
}

TEST(FearAndAnger, StayBetweenNothingAndOne) {
    const FearAndAnger steep{.fear_rise = 1, .anger_rise = 1};
    EXPECT_LE(fear_after_week(steep, 0.99, 1), 1);
    EXPECT_LE(anger_after_week(steep, 0.99, 1), 1);
    EXPECT_GE(anger_after_week({.anger_fade = 1}, 1, 0), 0);
}

TEST(Anger, RisesByTheWorkedNumber) {
    const FearAndAnger m{.anger_rise = 0.05, .anger_fade = 0, .base_anger = 0.2};
    EXPECT_DOUBLE_EQ(anger_after_week(m, 0.2, 0.5), 0.2 + 0.05 * 0.5 * 0.8);
}

TEST(Felt, IsTheBaseWhenOff) {
    EXPECT_EQ(felt({.enabled = false}, 0.8, 0.3), 0.3);
    EXPECT_EQ(felt({.enabled = true}, 0.8, 0.3), 0.8);
}

}  // namespace
