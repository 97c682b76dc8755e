// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/informant_exposure.hpp"

#include <gtest/gtest.h>

#include <array>

namespace {

using namespace peacenorm::intervention;

constexpr std::array partners{LeakyPartner{0.5, 0.4}, LeakyPartner{1, 0.1}};

TEST(LeakRisk, AddsUpWhatPartnersLeakAndNeverPassesOne) {
    EXPECT_DOUBLE_EQ(leak_risk({.enabled = true, .baseline = 0.05}, partners), 0.35);
    EXPECT_EQ(leak_risk({.enabled = true, .baseline = 0.9}, partners), 1);
}

TEST(LeakRisk, ProtectionTakesItAway) {
    EXPECT_DOUBLE_EQ(leak_risk({.enabled = true, .baseline = 0.05, .protection = 0.5}, partners), 0.175);
    EXPECT_EQ(leak_risk({.enabled = true, .protection = 1}, partners), 0);
}

TEST(LeakRisk, IsNeutralWhenOff) {
    EXPECT_EQ(leak_risk({.enabled = false}, partners), 0);
    EXPECT_EQ(punishment_multiplier({}, 0.5, 0, 1), 1);
    EXPECT_EQ(silence_of_informants({}, 0), 0);
}

TEST(Punishment, FollowsTipsRiskAndControl) {
    EXPECT_DOUBLE_EQ(punishment_multiplier({.violence = 1}, 0.5, 0.4, 0.5), 1.1);
    EXPECT_EQ(punishment_multiplier({.violence = 1}, 0.5, 0.4, 0), 1);
    EXPECT_DOUBLE_EQ(silence_of_informants({.silence = 2}, 0.25), 0.5);
}

}  // namespace
