// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/social_influence.hpp"

#include <gtest/gtest.h>

#include <array>

namespace {

using namespace peacenorm::intervention;

constexpr SocialInfluence on{.enabled = true, .susceptibility = 0.4};

TEST(Influence, MovesTowardTheWeightedMeanOfOthers) {
    const std::array others{Voice{0.8, 3}, Voice{0.4, 1}};
    EXPECT_DOUBLE_EQ(influence(on, 0.5, others), 0.4 * (0.7 - 0.5));
}

TEST(Influence, IsNothingAloneOrInAgreement) {
    EXPECT_EQ(influence(on, 0.5, {}), 0);
    EXPECT_EQ(influence(on, 0.5, std::array{Voice{0.5, 1}}), 0);
}

TEST(Influence, UnderBoundedConfidenceHearsOnlyNearOpinions) {
    SocialInfluence bounded = on;
    bounded.rule = InfluenceRule::bounded_confidence;
    bounded.confidence = 0.2;
    const std::array others{Voice{0.6, 1}, Voice{0.95, 10}};
    EXPECT_DOUBLE_EQ(influence(bounded, 0.5, others), 0.4 * (0.6 - 0.5));
    EXPECT_EQ(influence(bounded, 0.5, std::array{Voice{0.95, 1}}), 0);
}

// Two groups that hear only each other: L = (I - lambda W)^-1 (1 - lambda) b.
TEST(Influence, SettlesAtTheFixedPointOfFriedkinAndJohnsen) {
    const double a = 0.2, b = 0.8, lambda = 0.4;
    double x = a, y = b;
    for (int week = 0; week < 200; ++week) {
        const double next_x = a + influence(on, a, std::array{Voice{y, 1}});
        const double next_y = b + influence(on, b, std::array{Voice{x, 1}});
        x = next_x;
        y = next_y;
    }
    EXPECT_NEAR(x, (1 - lambda) * (a + lambda * b) / (1 - lambda * lambda), 1e-12);
    EXPECT_NEAR(y, (1 - lambda) * (b + lambda * a) / (1 - lambda * lambda), 1e-12);
}

TEST(Influence, IsNeutralWhenOff) {
    EXPECT_EQ(influence({.enabled = false}, 0.5, std::array{Voice{0.9, 1}}), 0);
}

}  // namespace
