// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/information_pooling.hpp"

#include <gtest/gtest.h>

#include <array>

namespace {

using namespace peacenorm::intervention;

constexpr InformationPooling half_usable{.enabled = true, .usable = 0.5, .overlap = 0};

double pooled(const InformationPooling& m, double own, PartnerSignal partner) {
    return pooled_awareness(m, own, std::array{partner});
}

TEST(OwnAwareness, IsNothingWithoutAHazardAndNeverAboveOne) {
    EXPECT_EQ(own_awareness(0, 0, 500), 0);
    EXPECT_LE(own_awareness(50, 1, 1e6), 1);
}

TEST(OwnAwareness, AddsHazardsOfBaselineAndPersons) {
    EXPECT_NEAR(own_awareness(0.15, 0.08, 250), 1 - 0.704688, 1e-6);  // 1 - exp(-0.35)
}

TEST(OwnAwareness, RisesWithPersons) {
    EXPECT_LT(own_awareness(0.1, 0.08, 100), own_awareness(0.1, 0.08, 101));
}

TEST(PooledAwareness, MatchesTheWorkedCase) {
    InformationPooling m = half_usable;
    EXPECT_NEAR(pooled(m, 0.3, {1, 0.4}), 0.44, 1e-12);
    m.overlap = 1;
    EXPECT_NEAR(pooled(m, 0.3, {1, 0.4}), 0.3, 1e-12);
    m.overlap = 0.25;
    EXPECT_NEAR(pooled(m, 0.3, {1, 0.4}), 0.75 * 0.44 + 0.25 * 0.3, 1e-12);
}

TEST(PooledAwareness, IsOwnExactlyWhenOffAloneOrWithoutTies) {
    InformationPooling m;
    for (double own = 0; own < 1; own += 0.0137) {
        EXPECT_EQ(pooled_awareness(m, own, {}), own);
        EXPECT_EQ(pooled(m, own, {0, 0.9}), own);
        EXPECT_EQ(pooled(m, own, {0.9, 0}), own);
    }
    m.enabled = false;
    EXPECT_EQ(pooled(m, 0.3, {1, 1}), 0.3);
}

TEST(PooledAwareness, WithFullOverlapIsTheBestSourceAlone) {
    const InformationPooling m{.enabled = true, .usable = 1, .overlap = 1};
    EXPECT_DOUBLE_EQ(pooled_awareness(m, 0.2, std::array<PartnerSignal, 2>{{{1, 0.7}, {1, 0.6}}}), 0.7);
}

TEST(PooledAwareness, StaysBetweenOwnAndOneAndRisesWithTheTie) {
    const InformationPooling m;
    double before = 0.3;
    for (int step = 1; step <= 20; ++step) {
        const double now = pooled(m, 0.3, {step / 20.0, 0.8});
        EXPECT_GE(now, before) << step;
        before = now;
    }
    EXPECT_GT(before, 0.3);
    EXPECT_LE(pooled({.enabled = true, .usable = 1, .overlap = 0}, 1, {1, 1}), 1);
}

TEST(PooledAwareness, FallsWithOverlap) {
    InformationPooling m = half_usable;
    const double apart = pooled(m, 0.3, {1, 0.4});
    m.overlap = 0.5;
    EXPECT_LT(pooled(m, 0.3, {1, 0.4}), apart);
}

}  // namespace
