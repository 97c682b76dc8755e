// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/logistics_support.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

TEST(LogisticsSupport, AddsHoursAndSpeed) {
    const LogisticsSupport m{.enabled = true, .capability = 0.3, .mobility = 0.5};
    EXPECT_DOUBLE_EQ(supported_hours(m, 0.5), 1.15);
    EXPECT_DOUBLE_EQ(supported_travel(m, 1), 1 / 1.5);
    EXPECT_EQ(supported_hours(m, 0), 1);
    EXPECT_EQ(supported_travel(m, 0), 1);
}

TEST(LogisticsSupport, IsNeutralWhenOffOrUnsaid) {
    for (const Switch off : {Switch(false), Switch()}) {
        EXPECT_EQ(supported_hours({.enabled = off}, 1), 1);
        EXPECT_EQ(supported_travel({.enabled = off}, 1), 1);
    }
}

}  // namespace
