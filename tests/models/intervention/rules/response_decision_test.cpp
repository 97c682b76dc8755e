// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/rules/response_decision.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

TEST(Response, MatchesAWorkedNumber) {
    Response r;
    r.cost = 0.5;  // 3 (0.8 * 0.5 * 0.75 + 0.2 - 0.5 - 0.2 * 12 / 24) = -0.3
    EXPECT_NEAR(response_probability(r, 0.8, 0.5, 0.25, 0.2, 12), 0.4255575, 1e-7);
}

TEST(Response, IsACoinWithoutSteepness) {
    Response r;
    r.steepness = 0;
    EXPECT_EQ(response_probability(r, 1, 1, 0, 1, 0), 0.5);
}

TEST(Response, OfTheVolunteersLimitFollowsBenefitAgainstCost) {
    Response r;
    r.steepness = 1000;
    r.cost = 0.3;
    EXPECT_GT(response_probability(r, 0.31, 1, 0, 0, 0), 0.99);
    EXPECT_LT(response_probability(r, 0.29, 1, 0, 0, 0), 0.01);
}

TEST(Response, RisesWithNormSeverityAndDutyAndFallsWithCoverAndTravel) {
    const Response r;
    const double base = response_probability(r, 0.6, 0.5, 0.2, 0.1, 10);
    EXPECT_GT(response_probability(r, 0.7, 0.5, 0.2, 0.1, 10), base);
    EXPECT_GT(response_probability(r, 0.6, 0.6, 0.2, 0.1, 10), base);
    EXPECT_LT(response_probability(r, 0.6, 0.5, 0.3, 0.1, 10), base);
    EXPECT_GT(response_probability(r, 0.6, 0.5, 0.2, 0.2, 10), base);
    EXPECT_LT(response_probability(r, 0.6, 0.5, 0.2, 0.1, 11), base);
}

TEST(Response, StaysAProbabilityFarOut) {
    Response r;
    r.steepness = 1e6;
    EXPECT_EQ(response_probability(r, 0, 0, 1, 0, 1e6), 0);
    EXPECT_EQ(response_probability(r, 1, 1, 0, 2, 0), 1);
}

TEST(EffectiveNorm, IsTheNormForAClearEventUnderAFullMandate) {
    EXPECT_EQ(effective_norm(0.7, 0.4, 0, 3), 0.7);
    EXPECT_EQ(effective_norm(0.7, 0, 1, 3), 0.7);
}

TEST(EffectiveNorm, IsHalfWithoutAMandateAndLessWhenAmbiguous) {
    EXPECT_DOUBLE_EQ(effective_norm(0.7, 0.4, 0, 0), 0.35);
    EXPECT_DOUBLE_EQ(effective_norm(0.5, 0.4, 0.5, 3), 0.4);
    EXPECT_LT(effective_norm(0.5, 0.4, 0.6, 2), effective_norm(0.5, 0.4, 0.5, 2));
    EXPECT_LT(effective_norm(0.5, 0.4, 0.5, 1), effective_norm(0.5, 0.4, 0.5, 2));
}

TEST(EffectiveNorm, StaysWithinZeroAndOne) {
    EXPECT_EQ(effective_norm(1, 0, 0, 6), 1);
    EXPECT_EQ(effective_norm(1, 2, 1, 3), 0);
}

TEST(PerceivedSeverity, RisesFromNothingTowardOne) {
    EXPECT_EQ(perceived_severity(0, 5), 0);
    EXPECT_NEAR(perceived_severity(5, 5), 0.6321206, 1e-7);
    EXPECT_LT(perceived_severity(5, 5), perceived_severity(6, 5));
    EXPECT_LE(perceived_severity(1e6, 5), 1);
}

}  // namespace
