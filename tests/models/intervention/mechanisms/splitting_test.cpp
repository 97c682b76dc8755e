// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/splitting.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

TEST(SplitChance, RisesWithLossesAndTalksAndIsNoneWhenOff) {
    const Splitting m{.enabled = true, .hazard = 0.001};
    EXPECT_NEAR(split_chance(m, 0, 0), 0.0009995, 1e-8);
    EXPECT_GT(split_chance(m, 1, 0), split_chance(m, 0, 0));
    EXPECT_GT(split_chance(m, 0, 1), split_chance(m, 0, 0));
    EXPECT_EQ(split_chance({.enabled = false, .hazard = 1}, 1, 1), 0);
}

TEST(MergeChance, IsCertainWhenOff) {
    EXPECT_EQ(merge_chance({.enabled = false, .merging = 0.01}), 1);
    EXPECT_EQ(merge_chance({.enabled = true, .merging = 0.01}), 0.01);
    EXPECT_EQ(fragment_multiplier({.violence = 0.5}), 1.5);
}

}  // namespace
