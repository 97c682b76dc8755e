// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/shared_responsibility.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "models/intervention/rules/response_decision.hpp"

namespace {

using namespace peacenorm::intervention;

SharedResponsibility full_overlap() {
    SharedResponsibility m;
    m.overlap = 1;
    return m;
}

SharedResponsibility off() {
    SharedResponsibility m;
    m.enabled = false;
    return m;
}

double cover(const SharedResponsibility& m, double chi, PartnerExpectation partner) {
    return expected_cover(m, chi, std::array{partner});
}

TEST(ExpectedCover, IsNothingWhenOffAloneOrWithAClearLead) {
    EXPECT_EQ(cover(off(), 0, {1, 0.9}), 0);
    EXPECT_EQ(expected_cover(full_overlap(), 0, {}), 0);
    EXPECT_EQ(cover(full_overlap(), 1, {1, 1}), 0);
    EXPECT_EQ(cover(full_overlap(), 0, {0, 1}), 0);
    EXPECT_EQ(cover(full_overlap(), 0, {1, 0}), 0);
}

TEST(ExpectedCover, IsTheChanceThatSomebodyElseActs) {
    const std::array<PartnerExpectation, 2> partners{{{1, 0.5}, {1, 0.2}}};
    EXPECT_NEAR(expected_cover(full_overlap(), 0, partners), 0.6, 1e-12);
    EXPECT_EQ(cover(full_overlap(), 0, {1, 1}), 1);
}

TEST(ExpectedCover, HalvesItsExponentAtHalfClarity) {
    EXPECT_NEAR(cover(full_overlap(), 0.5, {1, 0.64}), 0.4, 1e-12);  // 1 - sqrt(0.36)
}

TEST(ExpectedCover, RisesWithBeliefAndOverlapAndFallsWithClarity) {
    SharedResponsibility m;
    const double base = cover(m, 0.3, {0.6, 0.5});
    EXPECT_GT(cover(m, 0.3, {0.6, 0.6}), base);
    EXPECT_GT(cover(m, 0.3, {0.7, 0.5}), base);
    EXPECT_LT(cover(m, 0.4, {0.6, 0.5}), base);
    m.overlap += 0.1;
    EXPECT_GT(cover(m, 0.3, {0.6, 0.5}), base);
}

// In the symmetric equilibrium of the volunteer's dilemma with three players and c/b = 0.3 each acts with .4523, nobody
// with .1643, and the believed cover leaves a player indifferent: b (1 - Q) = c.
TEST(ExpectedCover, LeavesVolunteersIndifferentAtTheirEquilibrium) {
    const double cost = 0.3, acts = 1 - std::pow(cost, 0.5);
    EXPECT_NEAR(acts, 0.4523, 5e-5);
    EXPECT_NEAR(std::pow(1 - acts, 3), 0.1643, 5e-5);
    const std::array<PartnerExpectation, 2> others{{{1, acts}, {1, acts}}};
    const double q = expected_cover(full_overlap(), 0, others);
    EXPECT_NEAR(1 - q, cost, 1e-12);
    Response steep;
    steep.steepness = 1e4;
    steep.cost = cost;
    EXPECT_NEAR(response_probability(steep, 1, 1, q, 0, 0), 0.5, 1e-6);
    EXPECT_GT(response_probability(steep, 1, 1, expected_cover(full_overlap(), 0.1, others), 0, 0), 0.999);
}

// Beliefs that follow what partners do settle where nobody responds with (c/b)^(N/(N-1)); at steepness beta the
// response lies within logit / beta of it, here about .001.
TEST(ExpectedCover, SettlesAtTheVolunteersDilemma) {
    Response steep;
    steep.steepness = 2000;
    for (const int players : {2, 3, 5, 8})
        for (const double cost : {0.3, 0.6}) {
            SharedResponsibility m = full_overlap();
            m.learning = 3e-4;
            steep.cost = cost;
            double belief = 0.5;
            for (int week = 0; week < 12000; ++week) {
                const std::vector<PartnerExpectation> others(players - 1, {1, belief});
                const double acts = response_probability(steep, 1, 1, expected_cover(m, 0, others), 0, 0);
                belief = learned_belief(m, belief, 1, acts);
            }
            EXPECT_NEAR(std::pow(1 - belief, players), std::pow(cost, players / (players - 1.0)), 0.002)
                << players << " players at cost " << cost;
        }
}

TEST(Clarity, IsTheMandateTieScaled) {
    SharedResponsibility m;
    m.clarity = 0.5;
    EXPECT_DOUBLE_EQ(clarity(m, 0.8), 0.4);
    EXPECT_EQ(clarity(m, 0), 0);
    EXPECT_EQ(clarity(off(), 0.8), 0);
}

TEST(LeadDuty, FallsOnAClearLeadOnly) {
    SharedResponsibility m;
    m.lead_duty = 1.5;
    EXPECT_DOUBLE_EQ(lead_duty(m, 0.4, Role::lead), 0.6);
    EXPECT_EQ(lead_duty(m, 0.4, Role::other), 0);
    EXPECT_EQ(lead_duty(m, 0, Role::lead), 0);
    EXPECT_EQ(lead_duty(off(), 0.4, Role::lead), 0);
}

TEST(LearnedBelief, MovesTowardWhatHappenedWhateverTheSwitch) {
    SharedResponsibility m;
    m.learning = 0.1;
    EXPECT_DOUBLE_EQ(learned_belief(m, 0.5, 1, 1), 0.55);
    EXPECT_DOUBLE_EQ(learned_belief(m, 0.5, 1, 0.5), 0.5);
    m.enabled = false;
    EXPECT_DOUBLE_EQ(learned_belief(m, 0.5, 1, 0), 0.45);
    EXPECT_NEAR(learned_belief(m, 0.5, 3, 1), learned_belief(m, learned_belief(m, 0.5, 1, 1), 2, 1), 1e-15)
        << "three calls in a week teach as much as three in three weeks";
    m.learning = 0;
    EXPECT_EQ(learned_belief(m, 0.5, 1, 1), 0.5);
}

}  // namespace
