// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/support_crowding.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

constexpr SupportCrowding on{.enabled = true, .efficiency = 0.75};
constexpr SupportCrowding off{.enabled = false, .efficiency = 0.75};

TEST(SupportClaim, GrowsWithOutboundTiesAndTheMandateUpToItsShare) {
    EXPECT_EQ(support_claim(on, 0.04, 3, 0), 0);
    EXPECT_DOUBLE_EQ(support_claim(on, 0.04, 3, 0.5), 0.02);
    EXPECT_DOUBLE_EQ(support_claim(on, 0.04, 0, 0.5), 0.01);
    EXPECT_DOUBLE_EQ(support_claim(on, 0.04, 3, 2.4), 0.04) << "several partners share what is given";
}

TEST(TransferredHours, AreWhatIsDonatedTimesEfficiency) {
    EXPECT_DOUBLE_EQ(transferred_hours(on, 1000), 750);
    EXPECT_EQ(transferred_hours(on, 0), 0);
}

TEST(SupportCrowding, IsNeutralWhenOff) {
    EXPECT_EQ(support_claim(off, 0.04, 3, 1), 0);
    EXPECT_EQ(transferred_hours(off, 1000), 0);
}

}  // namespace
