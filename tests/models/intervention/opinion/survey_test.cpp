// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/opinion/survey.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace {

using namespace peacenorm::intervention::opinion;

const Answering by_hand{0.5, 0.4, 0.3, 0.8};
const Item common;

double logistic(double x) {
    return 1 / (1 + std::exp(-x));
}

double of(const AnswerChances& chances, Answer answer) {
    return chances[static_cast<std::size_t>(answer)];
}

double approval(const AnswerChances& chances) {
    return of(chances, Answer::positive) + of(chances, Answer::very_positive);
}

Respondent knowing(double u) {
    return {u, 1e6, 0, 0};
}

TEST(NoOpinion, FallsWithFamiliarityAndWithPressure) {
    EXPECT_EQ(chance_of_no_opinion(by_hand, common, 0), 1);
    EXPECT_NEAR(chance_of_no_opinion(by_hand, common, 2), std::exp(-1.0), 1e-15);
    Item pressing = common, shy = common;
    pressing.no_opinion = 1;
    shy.no_opinion = -0.4;
    EXPECT_NEAR(chance_of_no_opinion(by_hand, pressing, 0), std::exp(-1.0), 1e-15);
    EXPECT_EQ(chance_of_no_opinion(by_hand, shy, 0.5), 1) << "never above 1";
}

TEST(Leaning, MovesTowardWhoeverControlsThePlaceWithFear) {
    EXPECT_EQ(leaning(by_hand, common, {0.7, 3, 0, -1}), 0.7);
    EXPECT_EQ(leaning(by_hand, common, {0.7, 3, 1, 0}), 0.7);
    EXPECT_DOUBLE_EQ(leaning(by_hand, common, {0.7, 3, 0.5, -1}), 0.5);
    EXPECT_DOUBLE_EQ(leaning(by_hand, common, {0.7, 3, 0.5, 1}), 0.9);
    Item steep = common;
    steep.offset = 0.1;
    steep.slope = 2;
    EXPECT_DOUBLE_EQ(leaning(by_hand, steep, {0.7, 3, 0, 0}), 1.5);
}

TEST(CutPoints, StandInOrderWhateverTheItem) {
    const auto common_cuts = cut_points(by_hand, common);
    EXPECT_DOUBLE_EQ(common_cuts[3], 1.1);
    EXPECT_DOUBLE_EQ(common_cuts[2], 0.3);
    EXPECT_EQ(common_cuts[0], -common_cuts[3]);
    EXPECT_EQ(common_cuts[1], -common_cuts[2]);
    Item odd = common;
    odd.inner_cut = 3;
    odd.outer_cut = -3;
    const auto cuts = cut_points(by_hand, odd);
    EXPECT_TRUE(cuts[0] < cuts[1] && cuts[1] < cuts[2] && cuts[2] < cuts[3]);
}

TEST(AnswerChances, AreThoseWorkedByHand) {
    // A knowing person at u = 0.5, noise of scale 0.5: stretches end at (cut - 0.5) / 0.5.
    const auto chances = answer_chances(by_hand, common, Undecided::negative, 0.5, knowing(0.5));
    EXPECT_NEAR(of(chances, Answer::very_negative), logistic(-3.2), 1e-12);
    EXPECT_NEAR(of(chances, Answer::negative), logistic(-0.4) - logistic(-3.2), 1e-12) << "with the undecided";
    EXPECT_NEAR(of(chances, Answer::positive), logistic(1.2) - logistic(-0.4), 1e-12);
    EXPECT_NEAR(of(chances, Answer::very_positive), 1 - logistic(1.2), 1e-12);
    EXPECT_NEAR(of(chances, Answer::no_opinion), 0, 1e-12);
}

TEST(AnswerChances, SumToOneUnderEveryRule) {
    for (const Undecided rule : {Undecided::no_opinion, Undecided::negative, Undecided::positive, Undecided::left_out})
        for (const double u : {-30.0, -1.0, 0.0, 0.4, 30.0}) {
            const auto chances = answer_chances(by_hand, common, rule, 0.6, {u, 1.3, 0.5, -0.5});
            EXPECT_NEAR(std::accumulate(chances.begin(), chances.end(), 0.0), 1, 1e-12);
            for (const double chance : chances) EXPECT_GE(chance, 0);
        }
}

TEST(AnswerChances, OfOneWhoNeverHeardAreNoOpinion) {
    const auto chances = answer_chances(by_hand, common, Undecided::left_out, 0.6, {5, 0, 0, 0});
    EXPECT_EQ(of(chances, Answer::no_opinion), 1);
}

TEST(AnswerChances, ApproveMoreWhereTheJudgementIsBetter) {
    double last = 0;
    for (double u = -4; u <= 4; u += 0.25) {
        const double now = approval(answer_chances(by_hand, common, Undecided::no_opinion, 0.6, knowing(u)));
        EXPECT_GT(now, last);
        last = now;
    }
}

TEST(AnswerChances, AreEvenAtNoLeaning) {
    const auto chances = answer_chances(by_hand, common, Undecided::left_out, 0.6, knowing(0));
    EXPECT_NEAR(of(chances, Answer::negative), of(chances, Answer::positive), 1e-12);
    EXPECT_NEAR(of(chances, Answer::very_negative), of(chances, Answer::very_positive), 1e-12);
}

TEST(AnswerChances, WithoutNoiseAreCertain) {
    EXPECT_EQ(of(answer_chances(by_hand, common, Undecided::left_out, 0, knowing(0.5)), Answer::positive), 1);
    EXPECT_EQ(of(answer_chances(by_hand, common, Undecided::left_out, 0, knowing(-9)), Answer::very_negative), 1);
    EXPECT_EQ(of(answer_chances(by_hand, common, Undecided::no_opinion, 0, knowing(0)), Answer::no_opinion), 1);
    EXPECT_EQ(of(answer_chances(by_hand, common, Undecided::left_out, 0, knowing(0)), Answer::positive), 0.5);
}

TEST(Answer, OfAUniformIsTheStretchItFallsIn) {
    const AnswerChances chances{0.1, 0.2, 0, 0.3, 0.4};
    EXPECT_EQ(answer_of(chances, 0.05), Answer::very_negative);
    EXPECT_EQ(answer_of(chances, 0.25), Answer::negative);
    EXPECT_EQ(answer_of(chances, 0.31), Answer::very_positive) << "never one without a chance";
    EXPECT_EQ(answer_of(chances, 0.999999), Answer::no_opinion);
    EXPECT_EQ(answer_of({0.5, 0.5, 0, 0, 0}, 1 - 1e-16), Answer::negative);
}

}  // namespace
