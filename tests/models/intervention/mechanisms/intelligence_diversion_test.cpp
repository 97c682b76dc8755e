// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/intelligence_diversion.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

TEST(DiversionChance, GrowsWithPlanningAndStopsAtTheFirewall) {
    EXPECT_DOUBLE_EQ(diversion_chance({.enabled = true, .share = 0.5}, 0.4), 0.2);
    EXPECT_EQ(diversion_chance({.enabled = true, .share = 1}, 3), 1);
    EXPECT_EQ(diversion_chance({.enabled = true, .share = 1, .firewall = 1}, 0.4), 0);
    EXPECT_EQ(diversion_chance({.enabled = true}, 0), 0);
}

TEST(DiversionChance, IsNeutralWhenOff) {
    EXPECT_EQ(diversion_chance({.enabled = false, .share = 1}, 1), 0);
}

TEST(StrikeAccuracy, LiesBetweenItsEnds) {
    const IntelligenceDiversion m{.accuracy_least = 0.2, .accuracy_most = 0.8};
    EXPECT_EQ(strike_accuracy(m, 0), 0.2);
    EXPECT_DOUBLE_EQ(strike_accuracy(m, 1), 0.8);
    EXPECT_DOUBLE_EQ(strike_accuracy(m, 0.5), 0.5);
}

}  // namespace
