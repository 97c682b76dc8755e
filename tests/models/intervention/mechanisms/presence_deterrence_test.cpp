// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/presence_deterrence.hpp"

#include <gtest/gtest.h>

#include <array>

namespace {

using namespace peacenorm::intervention;

// Posture 1: every person counts, whatever the norm.
constexpr PresenceDeterrence plain{
    .enabled = true, .strength = 0.12, .reference_persons = 100, .posture = 1, .patrol_overlap = 0.3};

double multiplier(const PresenceDeterrence& m, Presence force, double deterrable = 1) {
    return deterrence_multiplier(m, std::array{force}, deterrable);
}

TEST(Deterrence, MatchesTheWorkedCase) {
    EXPECT_NEAR(multiplier(plain, {1000, 0.5, 0}), 0.750, 5e-4);  // exp(-0.12 ln 11)
}

TEST(Deterrence, IsOneWhenOffEmptyOrNotDeterrable) {
    PresenceDeterrence off = plain;
    off.enabled = false;
    EXPECT_EQ(multiplier(off, {1000, 1, 1}), 1);
    EXPECT_EQ(deterrence_multiplier(plain, {}, 1), 1);
    EXPECT_EQ(multiplier(plain, {0, 1, 1}), 1);
    EXPECT_EQ(multiplier(plain, {1000, 1, 1}, 0), 1);
}

TEST(Deterrence, FallsWithPersonsAndStaysPositive) {
    EXPECT_LT(multiplier(plain, {200, 1, 0}), multiplier(plain, {100, 1, 0}));
    EXPECT_GT(multiplier(plain, {1e7, 1, 0}), 0);
}

TEST(Deterrence, WeakensWithoutAProtectiveNorm) {
    PresenceDeterrence m = plain;
    m.posture = 0.25;
    EXPECT_LT(multiplier(m, {500, 0.8, 0}), multiplier(m, {500, 0.3, 0}));
    EXPECT_DOUBLE_EQ(credible_persons(m, {500, 0.2, 0}), 500 * 0.4);
}

TEST(Deterrence, OfANegativePostureStopsAtNothing) {
    PresenceDeterrence m = plain;
    m.posture = -0.5;
    EXPECT_EQ(credible_persons(m, {500, 0.2, 0}), 0);
    EXPECT_EQ(multiplier(m, {500, 0.2, 0}), 1);
    EXPECT_LT(multiplier(m, {500, 0.9, 0}), 1);
}

TEST(Patrols, OverlapUnlessCoordinated) {
    const std::array<Presence, 2> apart{{{300, 1, 0}, {200, 1, 0}}};
    const std::array<Presence, 2> joint{{{300, 1, 1}, {200, 1, 1}}};
    EXPECT_DOUBLE_EQ(effective_persons(plain, apart), 300 + 0.7 * 200);
    EXPECT_DOUBLE_EQ(effective_persons(plain, joint), 500);
    EXPECT_LT(deterrence_multiplier(plain, joint, 1), deterrence_multiplier(plain, apart, 1));
}

TEST(Patrols, OfOneForceCountWhole) {
    EXPECT_EQ(effective_persons(plain, std::array<Presence, 1>{{{317, 0.4, 0}}}), 317);
}

TEST(Patrols, DoNotDependOnTheOrderOfEqualForces) {
    const std::array<Presence, 2> forth{{{200, 1, 0}, {200, 1, 0.6}}};
    const std::array<Presence, 2> back{{{200, 1, 0.6}, {200, 1, 0}}};
    EXPECT_DOUBLE_EQ(effective_persons(plain, forth), 200 + 200 * (1 - 0.3 * 0.4));
    EXPECT_EQ(effective_persons(plain, forth), effective_persons(plain, back));
}

TEST(Patrols, TheLargestByCredibilityCountsWhole) {
    PresenceDeterrence m = plain;
    m.posture = 0;
    EXPECT_DOUBLE_EQ(effective_persons(m, std::array<Presence, 2>{{{300, 0.1, 0}, {100, 0.9, 0}}}), 90 + 0.7 * 30);
}

}  // namespace
