// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/support_crowding.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

constexpr SupportCrowding on{.enabled = true, .pull = 1.5, .efficiency = 0.75};
constexpr SupportCrowding off{.enabled = false, .pull = 1.5, .efficiency = 0.75};

TEST(SupportUtility, GrowsWithOutboundTies) {
    EXPECT_EQ(support_utility(on, 0), 0);
    EXPECT_DOUBLE_EQ(support_utility(on, 0.6), 0.9);
    EXPECT_LT(support_utility(on, 0.6), support_utility(on, 0.9));
}

TEST(TransferredHours, AreWhatIsDonatedTimesEfficiency) {
    EXPECT_DOUBLE_EQ(transferred_hours(on, 1000), 750);
    EXPECT_EQ(transferred_hours(on, 0), 0);
}

TEST(SupportCrowding, IsNeutralWhenOff) {
    EXPECT_EQ(support_utility(off, 1), 0);
    EXPECT_EQ(transferred_hours(off, 1000), 0);
}

}  // namespace
