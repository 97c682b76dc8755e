// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/forum_shopping.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

constexpr SupplierReasons none{.denied = 0, .support = 0, .criticism = 0, .offer = 0};

TEST(ChangeOfSupplier, WithoutReasonsIsTheHazard) {
    EXPECT_NEAR(change_of_supplier({.enabled = true, .hazard = 0.01}, none), 0.00995016625, 1e-10);
}

TEST(ChangeOfSupplier, RisesWithRefusalCriticismAndOfferFallsWithSupport) {
    const ForumShopping m{.enabled = true};
    const double usual = change_of_supplier(m, none);
    EXPECT_GT(change_of_supplier(m, {1, 0, 0, 0}), usual);
    EXPECT_LT(change_of_supplier(m, {0, 1, 0, 0}), usual);
    EXPECT_GT(change_of_supplier(m, {0, 0, 1, 0}), usual);
    EXPECT_GT(change_of_supplier(m, {0, 0, 0, 1}), usual);
}

TEST(ChangeOfSupplier, IsNeutralWhenOff) {
    EXPECT_EQ(change_of_supplier({.enabled = false, .hazard = 10}, {1, 0, 1, 1}), 0);
}

TEST(RememberedCriticism, IsKeptUpWhenOff) {
    EXPECT_NEAR(remembered_criticism({.enabled = false, .memory = 0.9}, 0.5, 1), 0.45 + 0.1 * 0.6321205588, 1e-9);
}

}  // namespace
