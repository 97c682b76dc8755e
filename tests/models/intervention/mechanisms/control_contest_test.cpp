// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/control_contest.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

TEST(Control, IsTheWorkedCase) {
    const ControlContest m{.decisiveness = 1, .pace = 0.1};
    EXPECT_DOUBLE_EQ(control_after_week(m, 0.5, 3, powered(m, 3) + powered(m, 1)), 0.525);
}

TEST(Control, EqualStrengthsShareEquallyAndZeroDecisivenessShares) {
    const ControlContest even{.decisiveness = 0, .pace = 1};
    EXPECT_DOUBLE_EQ(control_after_week(even, 0, 100, powered(even, 100) + powered(even, 1)), 0.5);
    const ControlContest m{.decisiveness = 1.7, .pace = 1};
    EXPECT_DOUBLE_EQ(control_after_week(m, 0.9, 7, 2 * powered(m, 7)), 0.5);
}

TEST(Control, TheStrongestTakesAllAsDecisivenessGrows) {
    const ControlContest m{.decisiveness = 10, .pace = 1};
    EXPECT_GT(control_after_week(m, 0, 3, powered(m, 3) + powered(m, 1)), 0.9999);
}

TEST(Control, WithoutStrengthFadesAndIsInstantWhenOff) {
    EXPECT_EQ(control_after_week({.pace = 0.1}, 0.5, 0, 10), 0.45);
    EXPECT_EQ(control_in_force({.enabled = false}, 0.2, 0.7), 0.7);
    EXPECT_EQ(control_in_force({.enabled = true}, 0.2, 0.7), 0.2);
}

}  // namespace
