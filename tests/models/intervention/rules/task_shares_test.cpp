// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/rules/task_shares.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace {

using namespace peacenorm::intervention;
using Four = std::array<double, 4>;

double sum(const Four& shares) {
    return std::accumulate(shares.begin(), shares.end(), 0.0);
}

TEST(TaskShares, SumToOneEvenForExtremeUtilities) {
    for (const Four& utilities : {Four{}, Four{1, -2, 0.3, 4}, Four{1e4, -1e4, 0, 5e3}})
        EXPECT_NEAR(sum(task_shares(utilities, 0.6)), 1, 1e-15);
}

TEST(TaskShares, AreEqualForEqualUtilities) {
    for (const double share : task_shares({2, 2, 2, 2}, 0.6)) EXPECT_DOUBLE_EQ(share, 1.0 / 4);
}

TEST(TaskShares, HaveTheRatioOfExponentials) {
    const Four shares = task_shares({0.6, 0, 0, 0}, 0.6);
    EXPECT_NEAR(shares[0] / shares[1], 2.718281828459045, 1e-12);
    EXPECT_NEAR(shares[0], 2.718281828459045 / 5.718281828459045, 1e-15);
}

TEST(TaskShares, DoNotChangeWhenEveryUtilityShifts) {
    const Four shares = task_shares({1, 2, 3, 4}, 0.5);
    const Four shifted = task_shares({1025, 1026, 1027, 1028}, 0.5);
    EXPECT_EQ(shares, shifted);
}

TEST(TaskShares, OfARisingTaskRiseAtTheExpenseOfAllOthers) {
    const Four before = task_shares({1, 0.5, 0.2, 0}, 0.6);
    const Four after = task_shares({1, 0.5, 0.2, 0.1}, 0.6);
    for (std::size_t k = 0; k < 4; ++k) EXPECT_EQ(after[k] > before[k], k == 3) << k;
}

TEST(TaskShares, FlattenWithHeatAndPeakWithCold) {
    const Four utilities{1, 0, 0, 0};
    EXPECT_NEAR(task_shares(utilities, 1e6)[0], 1.0 / 4, 1e-6);
    EXPECT_NEAR(task_shares(utilities, 1e-3)[0], 1, 1e-12);
}

TEST(AfterClaims, TheForceComesFirstThenPartnersThenTheChosenTasksInProportion) {
    const auto shares = after_claims({0.1, 0.4, 0.2, 0.3}, 0.6, 0.04);
    EXPECT_EQ(shares[5], 0.6);
    EXPECT_EQ(shares[4], 0.04);
    EXPECT_DOUBLE_EQ(shares[1], 0.4 * 0.36);
    EXPECT_NEAR(std::accumulate(shares.begin(), shares.end(), 0.0), 1, 1e-15);
    const auto besieged = after_claims({0.1, 0.4, 0.2, 0.3}, 0.98, 0.04);
    EXPECT_DOUBLE_EQ(besieged[4], 1 - 0.98);
    EXPECT_NEAR(besieged[1], 0, 1e-15);
}

TEST(ShareOutside, FallsAsAForceTurnsInwardToItsEscorts) {
    const double escorts = share_escorting({.escorts = 0.25}, 0.6);
    EXPECT_DOUBLE_EQ(share_outside(0.6, escorts), 0.4 + 0.15);
    EXPECT_LT(share_outside(0.7, escorts), share_outside(0.6, escorts));
    EXPECT_DOUBLE_EQ(share_outside(1, escorts), 0.15);
    EXPECT_EQ(share_outside(0, escorts), 1);
}

TEST(ShiftedShare, StaysWithoutAShiftAndAtItsEnds) {
    for (const double s : {0.0, 0.37, 1.0}) EXPECT_EQ(shifted_share(s, 0), s);
    EXPECT_EQ(shifted_share(0, 2), 0);
    EXPECT_EQ(shifted_share(1, -2), 1);
    EXPECT_GT(shifted_share(0.6, 0.5), 0.6);
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
