// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/fragmentation.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

TEST(CoordinatedShare, IsWholeForOneTaskAlone) {
    EXPECT_EQ(coordinated_share({.enabled = true}, 1, 0), 1);
    EXPECT_EQ(coordinated_share({.enabled = true}, 0, 0), 1);
}

TEST(CoordinatedShare, FallsWithTasksAndUnclearPartners) {
    EXPECT_DOUBLE_EQ(coordinated_share({.enabled = true, .overhead = 0.5}, 4, 2), 1 / 1.5);
    EXPECT_LT(coordinated_share({.enabled = true}, 4, 1), coordinated_share({.enabled = true}, 4, 0.5));
}

TEST(CoordinatedShare, IsNeutralWhenOff) {
    EXPECT_EQ(coordinated_share({.enabled = false, .overhead = 5}, 4, 2), 1);
}

}  // namespace
