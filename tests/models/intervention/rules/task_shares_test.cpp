// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/rules/task_shares.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace {

using namespace peacenorm::intervention;
using Six = std::array<double, 6>;

double sum(const Six& shares) {
    return std::accumulate(shares.begin(), shares.end(), 0.0);
}

TEST(TaskShares, SumToOneEvenForExtremeUtilities) {
    for (const Six& utilities : {Six{}, Six{1, -2, 0.3, 4, 0, 1}, Six{1e4, -1e4, 0, 5e3, 1e4, 1}})
        EXPECT_NEAR(sum(task_shares(utilities, 0.6)), 1, 1e-15);
}

TEST(TaskShares, AreEqualForEqualUtilities) {
    for (const double share : task_shares({2, 2, 2, 2, 2, 2}, 0.6)) EXPECT_DOUBLE_EQ(share, 1.0 / 6);
}

TEST(TaskShares, HaveTheRatioOfExponentials) {
    const Six shares = task_shares({0.6, 0, 0, 0, 0, 0}, 0.6);
    EXPECT_NEAR(shares[0] / shares[1], 2.718281828459045, 1e-12);
    EXPECT_NEAR(shares[0], 2.718281828459045 / 7.718281828459045, 1e-15);
}

TEST(TaskShares, DoNotChangeWhenEveryUtilityShifts) {
    const Six shares = task_shares({1, 2, 3, 4, 5, 6}, 0.5);
    const Six shifted = task_shares({1025, 1026, 1027, 1028, 1029, 1030}, 0.5);
    EXPECT_EQ(shares, shifted);
}

TEST(TaskShares, OfARisingTaskRiseAtTheExpenseOfAllOthers) {
    const Six before = task_shares({1, 0.5, 0.2, 0, 0.7, 0.3}, 0.6);
    const Six after = task_shares({1, 0.5, 0.2, 0.1, 0.7, 0.3}, 0.6);
    for (std::size_t k = 0; k < 6; ++k) EXPECT_EQ(after[k] > before[k], k == 3) << k;
}

TEST(TaskShares, FlattenWithHeatAndPeakWithCold) {
    const Six utilities{1, 0, 0, 0, 0, 0};
    EXPECT_NEAR(task_shares(utilities, 1e6)[0], 1.0 / 6, 1e-6);
    EXPECT_NEAR(task_shares(utilities, 1e-3)[0], 1, 1e-12);
}

TEST(WithQuota, RaisesProtectionAndKeepsTheProportionsOfTheRest) {
    const std::array<double, 6> before{0.2, 0.2, 0.1, 0.3, 0.1, 0.1};
    const auto after = peacenorm::intervention::with_quota(before, 0.6);
    EXPECT_DOUBLE_EQ(after[1], 0.6);
    EXPECT_DOUBLE_EQ(after[3] / after[0], 1.5);
    double sum = 0;
    for (const double share : after) sum += share;
    EXPECT_NEAR(sum, 1, 1e-15);
}

TEST(WithQuota, ChangesNothingAtOrBelowTheShare) {
    const std::array<double, 6> before{0.2, 0.2, 0.1, 0.3, 0.1, 0.1};
    EXPECT_EQ(peacenorm::intervention::with_quota(before, 0.2), before);
    EXPECT_EQ(peacenorm::intervention::with_quota(before, 0), before);
}

TEST(HoursAtHand, AreTheWeeksOwnUnlessSomeAreOwed) {
    EXPECT_EQ(hours_at_hand({}, 0, 3000), 3000);
    EXPECT_EQ(hours_at_hand({}, 800, 3000), 3000) << "what is left over is gone";
    EXPECT_EQ(hours_at_hand({.kept_weeks = 2}, 800, 3000), 3800);
    EXPECT_EQ(hours_at_hand({}, -1000, 3000), 2000);
    EXPECT_EQ(hours_at_hand({}, -5000, 3000), -2000);
    EXPECT_EQ(hours_at_hand({}, -5000, 0), 0) << "no base owes nothing";
}

TEST(HoursAtHand, LetResponsesTakeNoMoreThanTheHoursGiven) {
    for (const int ticks_a_week :
         {1, 2}) {  // the length of a tick does not change how many responses the hours pay for
        const double hours = 900.0 / ticks_a_week, cost = 2160;
        double left = 0, responses = 0;
        for (int tick = 0; tick < 1000 * ticks_a_week; ++tick) {
            left = hours_at_hand({.kept_weeks = 1.0 * ticks_a_week}, left, hours);
            if (!(left > 0)) continue;
            left -= cost;
            responses += 1;
        }
        EXPECT_NEAR(responses, 1000 * 900 / cost, 1);
    }
}

}  // namespace
