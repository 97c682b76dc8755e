// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/rules/obligation.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

TEST(EngagementChance, GrowsWithHoursAndNorm) {
    const Obligations rules{.engagement_hours = 2000};
    EXPECT_NEAR(engagement_chance(rules, 2000, 1), 0.6321205588, 1e-9);
    EXPECT_EQ(engagement_chance(rules, 0, 1), 0);
    EXPECT_EQ(engagement_chance(rules, 2000, 0), 0);
    EXPECT_LT(engagement_chance(rules, 1000, 0.5), engagement_chance(rules, 1000, 0.6));
}

TEST(WeeklyChance, IsTheRateAtFullNorm) {
    EXPECT_EQ(weekly_chance(0.1, 1), 0.1);
    EXPECT_EQ(weekly_chance(0.1, 0), 0);
}

}  // namespace
