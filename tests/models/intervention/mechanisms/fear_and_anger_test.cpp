// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/fear_and_anger.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

TEST(Fear, RisesByTheWorkedNumber) {
    EXPECT_NEAR(level_of(0.3, 0.1, 2), 1 - 0.7 * 0.8187307530779818, 1e-12);
    EXPECT_DOUBLE_EQ(level_of(0.3, 0.1, 0), 0.3) << "nothing heard";
}

TEST(Fear, EachFurtherEventTakesTheSamePartOfWhatIsLeft) {
    double before = level_of(0.2, 0.05, 0);
    for (int events = 1; events < 50; ++events) {
        const double now = level_of(0.2, 0.05, events);
        EXPECT_NEAR((1 - now) / (1 - before), 0.9512294245007140, 1e-12);
        before = now;
    }
    EXPECT_EQ(level_of(0.2, 1, 1e6), 1) << "never above";
}

TEST(Fright, IsLessFromAfar) {
    EXPECT_EQ(fright({.afar = 0.1}, true), 1);
    EXPECT_EQ(fright({.afar = 0.1}, false), 0.1);
}

TEST(Fading, HalvesAtItsRate) {
    EXPECT_NEAR(half_life_of(0.03), 23.1049, 1e-4);
    EXPECT_TRUE(half_life_of(0) > 1e300) << "never";
}

TEST(Felt, IsTheBaseWhenOff) {
    EXPECT_EQ(felt({.enabled = false}, 0.8, 0.3), 0.3);
    EXPECT_EQ(felt({.enabled = true}, 0.8, 0.3), 0.8);
}

}  // namespace
