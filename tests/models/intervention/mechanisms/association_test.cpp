// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/association.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

constexpr Association on{.enabled = true, .credit = 0.4, .blame = 0.4, .joint = 0.5};

TEST(Association, WeighsVisibilityAndSeenJointOperations) {
    EXPECT_DOUBLE_EQ(shared_blame(on, {0.5, 0}), 0.2);
    EXPECT_DOUBLE_EQ(shared_blame(on, {0.5, 0.8}), 0.4 * (0.5 + 0.5 * 0.8));
    EXPECT_DOUBLE_EQ(shared_credit(on, {0.5, 0.8}), 0.4 * (0.5 + 0.5 * 0.8));
}

TEST(Association, IsNeutralWhenOffOrApart) {
    Association off = on;
    off.enabled = false;
    EXPECT_EQ(shared_credit(off, {1, 1}), 0);
    EXPECT_EQ(shared_blame(off, {1, 1}), 0);
    EXPECT_EQ(shared_credit(on, {0, 0}), 0);
    EXPECT_EQ(shared_blame(on, {0, 0}), 0);
}

TEST(Association, HasOneFormForCreditAndBlame) {
    const Association swapped{.enabled = true, .credit = 0.7, .blame = 0.2, .joint = 0.3};
    const Association back{.enabled = true, .credit = 0.2, .blame = 0.7, .joint = 0.3};
    for (const double visibility : {0.0, 0.3, 1.0})
        for (const double joint : {0.0, 0.4, 1.0}) {
            EXPECT_EQ(shared_credit(on, {visibility, joint}), shared_blame(on, {visibility, joint}));
            EXPECT_EQ(shared_credit(swapped, {visibility, joint}), shared_blame(back, {visibility, joint}));
        }
}

TEST(Association, GrowsWithEitherTie) {
    const double base = shared_credit(on, {0.5, 0.5});
    EXPECT_GT(shared_credit(on, {0.6, 0.5}), base);
    EXPECT_GT(shared_credit(on, {0.5, 0.6}), base);
}

TEST(Association, SharesNoMoreThanTheDoerHas) {
    constexpr Association strong{.enabled = true, .credit = 0.8, .blame = 0.8, .joint = 0.8};
    EXPECT_DOUBLE_EQ(shared_credit(on, {0.5, 0.8}), 0.4 * (0.5 + 0.5 * 0.8));
    EXPECT_DOUBLE_EQ(shared_blame(on, {0.5, 0.8}), shared_credit(on, {0.5, 0.8}));
    EXPECT_EQ(shared_credit(strong, {1, 1}), 1);
    EXPECT_EQ(shared_blame(strong, {1, 1}), 1);
    Association off = strong;
    off.enabled = false;
    EXPECT_EQ(shared_credit(off, {1, 1}) + shared_blame(off, {1, 1}), 0);
}

}  // namespace
