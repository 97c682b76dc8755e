// SPDX-License-Identifier: Apache-2.0
#include "sim/report/page.hpp"

#include <gtest/gtest.h>

namespace peacenorm::report {
namespace {

TEST(Page, IsLargeAboveTenMegabytesAndTooLargeAboveFifty) {
    EXPECT_EQ(weight_of(0), Weight::usual);
    EXPECT_EQ(weight_of(10'000'000), Weight::usual);
    EXPECT_EQ(weight_of(10'000'001), Weight::large);
    EXPECT_EQ(weight_of(50'000'000), Weight::large);
    EXPECT_EQ(weight_of(50'000'001), Weight::too_large);
}

}  // namespace
}  // namespace peacenorm::report
