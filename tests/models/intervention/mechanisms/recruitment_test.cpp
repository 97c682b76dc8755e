// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/recruitment.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

TEST(Joining, IsTheRateTimesReadinessAndControl) {
    const Recruitment m{.enabled = true, .rate = 1e-4, .anger = 4, .fear = 2, .threshold = 0};
    EXPECT_DOUBLE_EQ(readiness(m, 0.25, 0.5), 0.5);
    EXPECT_DOUBLE_EQ(hazard_of_joining(m, 0.5), 5e-5);
    EXPECT_EQ(hazard_of_joining(m, 0), 0);
    EXPECT_GT(readiness(m, 0.5, 0.5), readiness(m, 0.25, 0.5));
    EXPECT_LT(readiness(m, 0.25, 0.9), readiness(m, 0.25, 0.5));
}

TEST(Joining, NobodyDoesWhenOff) {
    EXPECT_EQ(hazard_of_joining({.enabled = false, .rate = 1}, 1), 0);
}

}  // namespace
