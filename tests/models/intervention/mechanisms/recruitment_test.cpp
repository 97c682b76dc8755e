// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/recruitment.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

TEST(Recruits, AreTheRateTimesReadinessAndControl) {
    const Recruitment m{.enabled = true, .rate = 1e-4, .anger = 4, .fear = 2, .threshold = 0};
    EXPECT_DOUBLE_EQ(recruits(m, 10'000, 0.25, 0.5, 1), 0.5);
    EXPECT_EQ(recruits(m, 10'000, 0.25, 0.5, 0), 0);
    EXPECT_GT(recruits(m, 10'000, 0.5, 0.5, 1), recruits(m, 10'000, 0.25, 0.5, 1));
    EXPECT_LT(recruits(m, 10'000, 0.25, 0.9, 1), recruits(m, 10'000, 0.25, 0.5, 1));
}

TEST(Recruits, AreNoneWhenOff) {
    EXPECT_EQ(recruits({.enabled = false, .rate = 1}, 10'000, 1, 0, 1), 0);
}

}  // namespace
