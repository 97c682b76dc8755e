// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/civilians/fading.hpp"

#include <gtest/gtest.h>

namespace peacenorm::intervention::civilians {
namespace {

TEST(Fading, HalvesWithinAHalfLife) {
    Fading fading;
    const double stored = 3 * fading.scale();
    for (int week = 0; week < 26; ++week) EXPECT_FALSE(fading.age(26));
    EXPECT_NEAR(stored / fading.scale(), 1.5, 1e-14);
    const double later = 3 * fading.scale();
    for (int week = 0; week < 8; ++week) fading.age(8);
    EXPECT_NEAR(later / fading.scale(), 1.5, 1e-14) << "a half-life that changes bears on what follows";
    EXPECT_NEAR(stored / fading.scale(), 0.75, 1e-14);
}

TEST(Fading, IsRescaledWithoutALoss) {
    Fading fading;
    float stored = 0.1F;
    int weeks = 0;
    while (!fading.age(0.5)) ++weeks;
    EXPECT_EQ(weeks, 31) << "two halvings a week: the 32nd week reaches 64";
    stored *= Fading::rescaling;
    EXPECT_EQ(fading.halvings, 0);
    EXPECT_EQ(stored * 0x1p64F, 0.1F) << "a power of two is exact";
}

TEST(Fading, NeverLeavesAFloat) {
    Fading fading;
    for (int week = 0; week < 1000; ++week) {
        fading.age(0.001);
        ASSERT_LE(fading.halvings, 64);
    }
}

}  // namespace
}  // namespace peacenorm::intervention::civilians
