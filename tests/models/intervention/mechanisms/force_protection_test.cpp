// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/force_protection.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

constexpr Target quiet{.belligerency = 0, .losses = 0, .strength = 0, .tips = 0, .inbound = 0};

TEST(FeltLosses, CountHalfAtTheHalfWayPoint) {
    EXPECT_EQ(felt_losses({}, 0), 0);
    EXPECT_EQ(felt_losses({.loss_half = 4}, 4), 0.5);
    EXPECT_LT(felt_losses({}, 1e6), 1);
}

TEST(AttackMultiplier, IsOneWithoutReasonsAndHasNoSignForBelligerency) {
    EXPECT_EQ(attack_multiplier({}, quiet), 1);
    Target fighting = quiet;
    fighting.belligerency = 1;
    EXPECT_EQ(attack_multiplier({}, fighting), 1);
    EXPECT_GT(attack_multiplier({.belligerency = 0.7}, fighting), 1);
    EXPECT_LT(attack_multiplier({.belligerency = -0.7}, fighting), 1);
}

TEST(AttackMultiplier, IsTheWorkedNumber) {
    const ForceProtection m{.losses = 0.3, .strength = 0.3, .tips = 0.3, .cover = 0.5};
    EXPECT_NEAR(attack_multiplier(m, {.belligerency = 0, .losses = 1, .strength = 1, .tips = 1, .inbound = 0.4}),
                2.45960311 * 0.8, 1e-7);
}

TEST(ProtectionUtility, RisesWithAttacksAndFallsWithSupport) {
    const ForceProtection m{.attacks_pull = 1, .relief = 0.5};
    EXPECT_DOUBLE_EQ(protection_utility(m, 1, 0), 0.5);
    EXPECT_DOUBLE_EQ(protection_utility(m, 1, 1), 0);
    EXPECT_LT(protection_utility(m, 0.5, 0), protection_utility(m, 2, 0));
    EXPECT_EQ(protection_utility(m, 0, 0), 0);
}

TEST(RevengeShift, SaturatesAndIsNothingWithoutAttacks) {
    EXPECT_EQ(revenge_shift({}, 0), 0);
    EXPECT_DOUBLE_EQ(revenge_shift({.revenge = 1}, 1), 0.5);
    EXPECT_LT(revenge_shift({.revenge = 1}, 1e6), 1);
}

TEST(ForceProtection, IsNeutralWhenOff) {
    const ForceProtection off{.enabled = false, .belligerency = 2};
    EXPECT_EQ(attack_multiplier(off, {.belligerency = 1, .losses = 1, .strength = 1, .tips = 1, .inbound = 1}), 1);
    EXPECT_EQ(protection_utility(off, 3, 0), 0);
    EXPECT_EQ(revenge_shift(off, 3), 0);
}

TEST(RememberedAttacks, AreKeptUpWhenOff) {
    EXPECT_DOUBLE_EQ(remembered_attacks({.enabled = false, .memory = 0.75}, 2, 4), 2.5);
}

}  // namespace
