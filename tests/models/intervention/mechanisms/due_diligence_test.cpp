// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/due_diligence.hpp"

#include <gtest/gtest.h>

#include "models/intervention/mechanisms/norm_law.hpp"

namespace {

using namespace peacenorm::intervention;

TEST(Review, HoldsBackAboveTheThresholdAndGivesAgainBelowHalf) {
    const DueDiligence m{.threshold = 0.2};
    EXPECT_EQ(reviewed(m, 0.21, Support::full), Support::held_back);
    EXPECT_EQ(reviewed(m, 0.15, Support::held_back), Support::held_back);
    EXPECT_EQ(reviewed(m, 0.15, Support::full), Support::full);
    EXPECT_EQ(reviewed(m, 0.09, Support::held_back), Support::full);
}

TEST(ConditionalDepth, TakesTheStrengthAwayWhileHeldBack) {
    EXPECT_DOUBLE_EQ(conditional_depth({.strength = 0.25}, 0.8, Support::held_back), 0.6);
    EXPECT_EQ(conditional_depth({.strength = 1}, 0.8, Support::held_back), 0);
    EXPECT_EQ(conditional_depth({.strength = 1}, 0.8, Support::full), 0.8);
}

TEST(SanctionShift, LowersAbuseAsInTheWorkedCase) {
    const DueDiligence m{.strength = 1, .detection = 0.5, .sanction = 2};
    EXPECT_DOUBLE_EQ(sanction_shift(m, 0.6), -0.6);
    EXPECT_NEAR(shifted_abuse(0.12, sanction_shift(m, 0.6)), 0.0696, 5e-5);
}

TEST(SanctionShift, IsNothingWithoutDependence) {
    EXPECT_EQ(sanction_shift({}, 0), 0);
}

TEST(DueDiligence, IsNeutralWhenOff) {
    const DueDiligence off{.enabled = false, .strength = 1};
    EXPECT_EQ(conditional_depth(off, 0.8, Support::held_back), 0.8);
    EXPECT_EQ(sanction_shift(off, 1), 0);
}

TEST(RememberedRisk, HalvesInSevenWeeksAndIsKeptUpWhenOff) {
    double risk = 1;
    for (int week = 0; week < 7; ++week) risk = remembered_risk({.enabled = false}, risk, 0);
    EXPECT_NEAR(risk, 0.478, 0.001);
}

}  // namespace
