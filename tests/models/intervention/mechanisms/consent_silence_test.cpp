// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/consent_silence.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

TEST(Consent, MovesByTheWorkedNumber) {
    const ConsentSilence m{.cooperation = 0.02, .voice = 0.03, .legitimacy = 0.04, .reversion = 0.1};
    EXPECT_DOUBLE_EQ(consent_after_week(m, 0.2, {.cooperation = 0.5, .voice = 1, .legitimacy = 0.25}),
                     0.2 * 0.9 + 0.01 - 0.03 - 0.01);
}

TEST(Consent, ReturnsToItsInputWhenNothingHappens) {
    double deviation = -0.8;
    for (int week = 0; week < 2000; ++week)
        deviation = consent_after_week({}, deviation, {.cooperation = 0, .voice = 0, .legitimacy = 0.5});
    EXPECT_NEAR(deviation, 0, 1e-9);
}

TEST(Consent, InForceIsTheInputWhenOff) {
    EXPECT_EQ(consent_in_force({.enabled = false}, 0.8, -0.5), 0.8);
    EXPECT_DOUBLE_EQ(consent_in_force({.enabled = true}, 0.8, -0.5), 0.3);
    EXPECT_EQ(consent_in_force({.enabled = true}, 0.2, -0.5), 0);
    EXPECT_EQ(consent_in_force({.enabled = true}, 0.9, 0.5), 1);
}

TEST(Voice, IsKeptWithoutATieOrWhenOff) {
    EXPECT_DOUBLE_EQ(voice_kept({.enabled = true, .silence = 0.5}, 0.8), 0.6);
    EXPECT_EQ(voice_kept({.enabled = true}, 0), 1);
    EXPECT_EQ(voice_kept({.enabled = false, .silence = 1}, 1), 1);
}

}  // namespace
