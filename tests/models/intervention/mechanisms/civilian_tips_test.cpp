// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/civilian_tips.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

constexpr TipReasons ordinary{
    .legitimacy = 0.5, .response = ordinary_response, .fear = 0, .control = 0, .police_share = 0};

TEST(TipWillingness, IsTheBaseWhereAllElseIsOrdinary) {
    EXPECT_NEAR(tip_willingness({.base = -1.5}, ordinary), 0.18242552, 1e-8);
}

TEST(TipWillingness, RisesWithLegitimacyAndResponseFallsWithFearUnderControl) {
    TipReasons trusted = ordinary, served = ordinary, afraid = ordinary, controlled = ordinary, exposed = ordinary;
    trusted.legitimacy = 0.7;
    served.response = 0.6;
    afraid.fear = 0.8;
    controlled.fear = controlled.control = 0.8;
    exposed.leak = 0.5;
    const double usual = tip_willingness({}, ordinary);
    EXPECT_GT(tip_willingness({}, trusted), usual);
    EXPECT_GT(tip_willingness({}, served), usual);
    EXPECT_EQ(tip_willingness({}, afraid), usual);  // fear alone does not silence where nobody controls
    EXPECT_LT(tip_willingness({}, controlled), usual);
    EXPECT_LT(tip_willingness({}, exposed), usual);
}

TEST(TipHazard, IsNeutralWhenOff) {
    EXPECT_DOUBLE_EQ(tip_hazard({.awareness = 0.8}, 0.25), 0.2);
    EXPECT_EQ(tip_hazard({.enabled = false}, 0.9), 0);
}

TEST(RememberedResponse, IsKeptUpWhenOff) {
    EXPECT_DOUBLE_EQ(remembered_response({.enabled = false, .memory = 0.9}, 0.2, 1), 0.28);
}

}  // namespace
