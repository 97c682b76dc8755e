// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/rules/attribution.hpp"

#include <gtest/gtest.h>

#include <array>

#include "models/intervention/mechanisms/association.hpp"

namespace {

using namespace peacenorm::intervention;

TEST(Attribution, MatchesTheWorkedCase) {
    const Association m{.enabled = true, .credit = 0.4, .blame = 0.4, .joint = 0};
    const std::array<double, 2> weights{1, association_weight_blame(m, {0.5, 0})};
    std::array<double, 2> shares{};
    attribute(0.3, weights, shares);
    EXPECT_NEAR(shares[0], 1 / 1.5, 1e-15);
    EXPECT_NEAR(shares[1], 0.2 / 1.5, 1e-15);
    EXPECT_NEAR(1 - shares[0] - shares[1], 0.2, 1e-15);
}

TEST(Attribution, FallsOnTheActorAloneWithoutTiesOrFate) {
    std::array<double, 3> shares{1, 0, 0};
    attribute(0, shares, shares);
    EXPECT_EQ(shares, (std::array<double, 3>{1, 0, 0}));
}

TEST(Attribution, LeavesNothingToOrganisationsThatCarryNoWeight) {
    std::array<double, 2> shares{0.5, 0.5};
    attribute(0.3, std::array<double, 2>{}, shares);
    EXPECT_EQ(shares, (std::array<double, 2>{}));
    attribute(0, std::array<double, 2>{}, shares);
    EXPECT_EQ(shares, (std::array<double, 2>{}));
}

TEST(Attribution, NeverHandsOutMoreThanOneEvent) {
    std::array<double, 4> shares{};
    for (const double nobody : {0.0, 0.1, 2.0}) {
        attribute(nobody, std::array<double, 4>{1, 0.7, 0.4, 0.9}, shares);
        double total = nobody / (3.0 + nobody);
        for (const double share : shares) total += share;
        EXPECT_NEAR(total, 1, 1e-15);
    }
}

TEST(Attribution, MayOverwriteItsWeights) {
    const std::array<double, 3> weights{1, 0.5, 0.2};
    std::array<double, 3> apart{}, in_place = weights;
    attribute(0.3, weights, apart);
    attribute(0.3, in_place, in_place);
    EXPECT_EQ(apart, in_place);
}

}  // namespace
