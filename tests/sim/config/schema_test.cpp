// SPDX-License-Identifier: Apache-2.0
#include "sim/config/schema.hpp"

#include <gtest/gtest.h>

namespace peacenorm::config {
namespace {

TEST(Schedule, KeepsStepsSortedAndRefusesASecondOfOneDate) {
    Schedule schedule;

    EXPECT_TRUE(schedule.add(Date{20}, 2.0));
    EXPECT_TRUE(schedule.add(Date{10}, 1.0));
    EXPECT_FALSE(schedule.add(Date{20}, 3.0));

    EXPECT_EQ(schedule.at(Date{9}, 7.0), 7.0);
    EXPECT_EQ(schedule.at(Date{10}), 1.0);
    EXPECT_EQ(schedule.at(Date{19}), 1.0);
    EXPECT_EQ(schedule.at(Date{20}), 2.0);
    EXPECT_FALSE(schedule.is_constant());
    EXPECT_TRUE(Schedule(0.5).is_constant());
}

}  // namespace
}  // namespace peacenorm::config
