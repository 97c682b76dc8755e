// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/civilian_tips.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace peacenorm::intervention;

constexpr TipReasons ordinary{.response = ordinary_response, .police_share = 0};

TEST(TipWillingness, IsTheBaseWhereAllElseIsOrdinary) {
    const CivilianTips m{.base = -1.5};
    EXPECT_EQ(common_willingness(m, ordinary), -1.5);
    EXPECT_NEAR(tip_willingness(m, -1.5, 0, 0), 0.18242552, 1e-8);
    EXPECT_NEAR(tip_willingness({.judgement = 0.6}, -1, 2, 0), 1 / (1 + std::exp(-0.2)), 1e-15);
}

TEST(TipWillingness, RisesWithJudgementAndResponseFallsWithFearUnderControl) {
    TipReasons served = ordinary, exposed = ordinary;
    served.response = 0.6;
    exposed.leak = 0.5;
    const double usual = common_willingness({}, ordinary);
    EXPECT_GT(tip_willingness({}, usual, 1, 0), tip_willingness({}, usual, 0, 0));
    EXPECT_GT(common_willingness({}, served), usual);
    EXPECT_EQ(silence_of_fear({}, 0.8, 0), 0) << "fear alone does not silence where nobody controls";
    EXPECT_DOUBLE_EQ(silence_of_fear({.fear = 1.5}, 0.8, 0.5), 0.6);
    EXPECT_LT(tip_willingness({}, usual, 1, 0.6), tip_willingness({}, usual, 1, 0));
    EXPECT_LT(common_willingness({}, exposed), usual);
}

TEST(TipHazard, IsNeutralWhenOff) {
    EXPECT_DOUBLE_EQ(tip_hazard({.awareness = 0.8}, 0.25), 0.2);
    EXPECT_EQ(tip_hazard({.enabled = false}, 0.9), 0);
}

TEST(Learning, HasAShareThatOnlyTipsGive) {
    CivilianTips m;
    m.only_tips = 0.4;
    EXPECT_NEAR(chance_to_learn(m, 0.5, 0.2), 0.6 * 0.6 + 0.4 * 0.2, 1e-15);
    EXPECT_NEAR(chance_to_learn(m, 1, 0), 0.6, 1e-15) << "a force that sees all that can be seen";
    m.only_tips = 1;
    EXPECT_EQ(chance_to_learn(m, 0.9, 0.2), 0.2);
    m.only_tips = 0;
    EXPECT_NEAR(chance_to_learn(m, 0.9, 0.2), 0.92, 1e-15);
    m.only_tips = 0.4;
    m.enabled = false;
    EXPECT_EQ(chance_to_learn(m, 0.9, 0), 0.9) << "switched off, a force learns what it finds";
}

TEST(RememberedResponse, IsKeptUpWhenOff) {
    EXPECT_DOUBLE_EQ(remembered_response({.enabled = false, .memory = 0.9}, 0.2, 1), 0.28);
}

}  // namespace
