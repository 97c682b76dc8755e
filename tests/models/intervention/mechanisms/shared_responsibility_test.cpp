// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/shared_responsibility.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "models/intervention/rules/response_decision.hpp"

namespace {

using namespace peacenorm::intervention;

SharedResponsibility whole_cover() {
    SharedResponsibility m;
    m.bystanding = 1;
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

TEST(ExpectedCover, IsNothingWhenOffAloneOrWithClearTasking) {
    EXPECT_EQ(cover(off(), 0, {1, 0.9}), 0);
    EXPECT_EQ(expected_cover(whole_cover(), 0, {}), 0);
    EXPECT_EQ(cover(whole_cover(), 1, {1, 1}), 0);
    EXPECT_EQ(cover(whole_cover(), 0, {0, 1}), 0) << "whom one does not know to know is not counted on";
    EXPECT_EQ(cover(whole_cover(), 0, {1, 0}), 0);
}

TEST(ExpectedCover, IsTheChanceThatSomebodyElseActsTimesBystanding) {
    const std::array<PartnerExpectation, 2> partners{{{1, 0.5}, {1, 0.2}}};
    EXPECT_NEAR(expected_cover(whole_cover(), 0, partners), 0.6, 1e-12);
    SharedResponsibility m;
    m.bystanding = 1.5;
    EXPECT_NEAR(expected_cover(m, 0, partners), 0.9, 1e-12);
    EXPECT_EQ(cover(whole_cover(), 0, {1, 1}), 1);
}

TEST(ExpectedCover, HalvesItsExponentAtHalfClarity) {
    EXPECT_NEAR(cover(whole_cover(), 0.5, {1, 0.64}), 0.4, 1e-12);  // 1 - sqrt(0.36)
}

TEST(ExpectedCover, RisesWithBeliefAndKnowledgeAndFallsWithClarity) {
    const SharedResponsibility m;
    const double base = cover(m, 0.3, {0.6, 0.5});
    EXPECT_GT(cover(m, 0.3, {0.6, 0.6}), base);
    EXPECT_GT(cover(m, 0.3, {0.7, 0.5}), base);
    EXPECT_LT(cover(m, 0.4, {0.6, 0.5}), base);
}

/// A commander without a norm or cost of its own: benefit over cost c, both in so many logits.
double acts_for_sure(double logits, double cost, double covered) {
    Response r{.gain = logits,
               .norm_odds = 1,
               .reference_deaths = 3,
               .cost = logits * cost,
               .cost_per_day = 0,
               .risk = 0,
               .caveat = 0};
    return response_probability(r, {.norm = 0.3,
                                    .averted = 3,
                                    .travel_hours = 0,
                                    .caveat_hours = 48,
                                    .danger = 0,
                                    .duty = 0,
                                    .cover = covered,
                                    .commander = 0});
}

SharedResponsibility as_much_as_the_benefit(double logits) {
    SharedResponsibility m;
    m.bystanding = logits;
    return m;
}

// In the symmetric equilibrium of the volunteer's dilemma with three players and c/b = 0.3 each acts with .4523, nobody
// with .1643, and what others are counted on for leaves a player indifferent: b - cover = c.
TEST(ExpectedCover, LeavesVolunteersIndifferentAtTheirEquilibrium) {
    const double cost = 0.3, acts = 1 - std::pow(cost, 0.5), logits = 1e4;
    EXPECT_NEAR(acts, 0.4523, 5e-5);
    EXPECT_NEAR(std::pow(1 - acts, 3), 0.1643, 5e-5);
    const std::array<PartnerExpectation, 2> others{{{1, acts}, {1, acts}}};
    const SharedResponsibility m = as_much_as_the_benefit(logits);
    EXPECT_NEAR(expected_cover(m, 0, others) / logits, 1 - cost, 1e-12);
    EXPECT_NEAR(acts_for_sure(logits, cost, expected_cover(m, 0, others)), 0.5, 1e-6);
    EXPECT_GT(acts_for_sure(logits, cost, expected_cover(m, 0.1, others)), 0.999) << "clarity ends the dilemma";
}

// Beliefs that follow what partners do settle where nobody responds with (c/b)^(N/(N-1)); at a benefit of so many
// logits the response lies within logit / benefit of it, here about .001.
TEST(ExpectedCover, SettlesAtTheVolunteersDilemma) {
    constexpr double logits = 2000;
    for (const int players : {2, 3, 5, 8})
        for (const double cost : {0.3, 0.6}) {
            SharedResponsibility m = as_much_as_the_benefit(logits);
            m.learning = 3e-4;
            double belief = 0.5;
            for (int week = 0; week < 12000; ++week) {
                const std::vector<PartnerExpectation> others(players - 1, {1, belief});
                belief = learned_belief(m, belief, 1, acts_for_sure(logits, cost, expected_cover(m, 0, others)));
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

TEST(LeadDuty, GainsWhatTheOthersLose) {
    SharedResponsibility m;
    m.lead_duty = 1.7;
    for (const std::vector<double>& clarities :
         {std::vector<double>{0.4}, {0.4, 0.4}, {0.1, 0.9, 0.33}, {0, 0.2, 1, 0.7, 0.05}}) {
        double others = 0;
        for (const double chi : clarities) others += duty_of_other(m, chi, clarities.size());
        EXPECT_NEAR(duty_of_lead(m, clarities) + others, 0, 1e-12);
        EXPECT_GE(duty_of_lead(m, clarities), 0);
    }
    EXPECT_DOUBLE_EQ(duty_of_lead(m, std::vector<double>{0.4}), 0.68);
}

TEST(LeadDuty, IsNothingAloneWithoutClarityOrOff) {
    SharedResponsibility m;
    EXPECT_EQ(duty_of_lead(m, {}), 0);
    EXPECT_EQ(duty_of_lead(m, std::vector<double>{0, 0}), 0);
    EXPECT_EQ(duty_of_other(m, 0, 2), 0);
    EXPECT_EQ(duty_of_lead(off(), std::vector<double>{0.4}), 0);
    EXPECT_EQ(duty_of_other(off(), 0.4, 1), 0);
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
