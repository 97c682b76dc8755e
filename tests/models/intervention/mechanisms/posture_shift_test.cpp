// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/posture_shift.hpp"

#include <gtest/gtest.h>

#include <array>

namespace {

using namespace peacenorm::intervention;

constexpr std::array partners{PlanningPartner{0.8, 0.5}, PlanningPartner{0.4, 0.25}};

PostureShift complementary(double comp) {
    PostureShift m;
    m.complementarity = comp;
    return m;
}

TEST(PostureUtility, IsThePullOfWhatPartnersDo) {
    EXPECT_DOUBLE_EQ(posture_utility(complementary(0), partners), 0.8 * 0.5 + 0.4 * 0.25);
}

TEST(PostureUtility, HasNoSignHalfwayAndMirrorsAroundIt) {
    EXPECT_EQ(posture_utility(complementary(0.5), partners), 0);
    for (const double comp : {0.0, 0.1, 0.4})
        EXPECT_DOUBLE_EQ(posture_utility(complementary(comp), partners),
                         -posture_utility(complementary(1 - comp), partners));
}

TEST(PostureUtility, IsNothingWithoutTiesOrWithoutPartnersThatFight) {
    EXPECT_EQ(posture_utility(complementary(0), {}), 0);
    EXPECT_EQ(posture_utility(complementary(0), std::array{PlanningPartner{0, 0.9}, PlanningPartner{1, 0}}), 0);
}

TEST(PostureUtility, IsNeutralWhenOff) {
    PostureShift off = complementary(0);
    off.enabled = false;
    EXPECT_EQ(posture_utility(off, partners), 0);
}

}  // namespace
