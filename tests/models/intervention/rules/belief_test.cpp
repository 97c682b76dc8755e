// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/rules/belief.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace peacenorm::intervention;

TEST(BetaMean, MatchesTheWorkedCase) {
    // Beta(2, 2), one adverse event with a negativity of 1.5, nothing yet to forget.
    const double negativity = 1.5;
    EXPECT_NEAR(beta_mean(0.5, 4, {0, negativity}), 0.3636, 5e-5);
}

TEST(BetaMean, IsThePriorWithoutEvidence) {
    for (const double prior : {0.0, 0.3, 0.55, 1.0}) EXPECT_DOUBLE_EQ(beta_mean(prior, 4, {}), prior);
}

TEST(BetaMean, MovesWithEvidenceLessForAHeavierPrior) {
    EXPECT_GT(beta_mean(0.5, 4, {1, 0}), 0.5);
    EXPECT_LT(beta_mean(0.5, 4, {0, 1}), 0.5);
    EXPECT_LT(beta_mean(0.5, 8, {1, 0}), beta_mean(0.5, 4, {1, 0}));
    EXPECT_LE(beta_mean(0.5, 4, {1e12, 0}), 1);
}

TEST(BetaMean, OfDiscountedCountsEqualsExcessOverThePrior) {
    const double phi = weekly_retention(34), prior = 0.4, weight = 5;
    double alpha = prior * weight, beta = (1 - prior) * weight;
    Evidence excess;
    for (int week = 0; week < 60; ++week) {
        const double good = week % 7 == 0 ? 0.3 : 0, bad = week % 5 == 0 ? 0.2 : 0;
        alpha = phi * alpha + (1 - phi) * prior * weight + good;
        beta = phi * beta + (1 - phi) * (1 - prior) * weight + bad;
        excess = {phi * excess.favourable + good, phi * excess.adverse + bad};
        EXPECT_NEAR(beta_mean(prior, weight, excess), alpha / (alpha + beta), 1e-13) << week;
    }
}

TEST(WeeklyRetention, HalvesOverAHalfLife) {
    EXPECT_NEAR(std::pow(weekly_retention(26), 26), 0.5, 1e-14);
    EXPECT_DOUBLE_EQ(weekly_retention(1), 0.5);
    EXPECT_NEAR(weekly_retention(4), 0.84, 0.005);
    EXPECT_NEAR(weekly_retention(140), 0.995, 0.0005);
}

TEST(WeeklyRetention, RisesWithTheHalfLife) {
    EXPECT_LT(weekly_retention(4), weekly_retention(5));
    EXPECT_LT(weekly_retention(1e9), 1);
}

TEST(Legitimacy, WeighsWhatTheCommunityExpects) {
    const Community c{.protect = 0.3, .fight = 0.1, .be_impartial = 0.3, .leave = 0.3};
    EXPECT_DOUBLE_EQ(legitimacy(0.8, 0.5, 0.2, c), 0.4 * 0.8 + 0.3 * 0.5 + 0.3 * 0.2);
    EXPECT_DOUBLE_EQ(legitimacy(0.8, 0.5, 0.2, {3, 1, 3, 3}), legitimacy(0.8, 0.5, 0.2, c));
}

TEST(Legitimacy, OfASingleExpectationIsThatBelief) {
    EXPECT_EQ(legitimacy(0.8, 0.5, 0.2, {1, 0, 0, 0}), 0.8);
    EXPECT_EQ(legitimacy(0.8, 0.5, 0.2, {0, 1, 0, 0}), 0.8);
    EXPECT_EQ(legitimacy(0.8, 0.5, 0.2, {0, 0, 1, 0}), 0.5);
    EXPECT_EQ(legitimacy(0.8, 0.5, 0.2, {0, 0, 0, 1}), 0.2);
    EXPECT_EQ(legitimacy(0.8, 0.5, 0.2, {0, 0, 0, 0}), 0.2);
}

TEST(Legitimacy, RisesWithEachBelief) {
    const Community c;
    const double base = legitimacy(0.5, 0.5, 0.5, c);
    EXPECT_GT(legitimacy(0.6, 0.5, 0.5, c), base);
    EXPECT_GT(legitimacy(0.5, 0.6, 0.5, c), base);
    EXPECT_GT(legitimacy(0.5, 0.5, 0.6, c), base);
}

TEST(Belief, FollowsTheRuleChosen) {
    Beliefs beta, smooth;
    smooth.rule = BeliefRule::exponential_smoothing;
    smooth.smoothing = 0.1;
    EXPECT_EQ(belief(beta, 0.6, {}), 0.6);
    EXPECT_EQ(belief(smooth, 0.6, {}), 0.6);
    EXPECT_DOUBLE_EQ(belief(smooth, 0.6, after_evidence(smooth, 0.6, {}, Sign::good, 1)), 0.64);
    EXPECT_DOUBLE_EQ(belief(smooth, 0.6, after_evidence(smooth, 0.6, {}, Sign::bad, 2)), 0.48);
    EXPECT_DOUBLE_EQ(belief(smooth, 0.6, after_evidence(smooth, 0.6, {}, Sign::bad, 100)), 0);
    EXPECT_DOUBLE_EQ(after_evidence(beta, 0.6, {1, 2}, Sign::bad, 0.5).adverse, 2.5);
    EXPECT_EQ(after_evidence(smooth, 0.6, {0.1, 0}, Sign::good, 0).favourable, 0.1);
}

}  // namespace
