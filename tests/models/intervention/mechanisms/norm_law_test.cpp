// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/norm_law.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

NormLaw only(double NormLaw::*rate, double value) {
    NormLaw m;
    m.institutional_pull = m.training = m.convergence = m.message = m.decay = 0;
    m.*rate = value;
    return m;
}

TEST(NormLaw, WithoutRatesKeepsTheNorm) {
    const NormLaw still = only(&NormLaw::decay, 0);
    EXPECT_EQ(norm_after_week(still, 0.4, {.anchor = 0.9, .training_gap = 1, .conduct_gap = -1, .message = 1}), 0.4);
}

TEST(NormLaw, EachForceMovesItByItsWorkedNumber) {
    EXPECT_DOUBLE_EQ(norm_after_week(only(&NormLaw::institutional_pull, 0.1), 0.5, {.anchor = 0.7}), 0.52);
    EXPECT_DOUBLE_EQ(norm_after_week(only(&NormLaw::message, 0.1), 0.5, {.anchor = 0.5, .message = 0.5}), 0.525);
    EXPECT_DOUBLE_EQ(norm_after_week(only(&NormLaw::decay, 0.1), 0.7, {.anchor = 0.5, .activation = 0.4}), 0.688);
    NormLaw trained = only(&NormLaw::training, 0.1);
    trained.rotation = 0.2;
    trained.training_quality = 0.5;
    EXPECT_DOUBLE_EQ(norm_after_week(trained, 0.5, {.anchor = 0.5, .training_gap = 0.25, .internalisation = 0.4}),
                     0.5 + 0.1 * 0.5 * 0.6 * 0.8 * 0.25);
}

TEST(NormLaw, DecayTakesOnlyWhatExceedsTheAnchor) {
    const NormLaw m = only(&NormLaw::decay, 0.1);
    EXPECT_EQ(norm_after_week(m, 0.5, {.anchor = 0.5, .activation = 0}), 0.5);
    EXPECT_EQ(norm_after_week(m, 0.3, {.anchor = 0.5, .activation = 0}), 0.3);
    EXPECT_LT(norm_after_week(m, 0.6, {.anchor = 0.5, .activation = 0}), 0.6);
}

TEST(NormLaw, ConvergenceGoesBothWaysByTheSameAmount) {
    const NormLaw m = only(&NormLaw::convergence, 0.04);
    const double up = norm_after_week(m, 0.5, {.anchor = 0.5, .conduct_gap = 0.3, .internalisation = 0.5});
    const double down = norm_after_week(m, 0.5, {.anchor = 0.5, .conduct_gap = -0.3, .internalisation = 0.5});
    EXPECT_DOUBLE_EQ(up, 0.506);
    EXPECT_DOUBLE_EQ(up - 0.5, 0.5 - down);
}

TEST(NormLaw, AFullyInternalisedNormIsClosedToTrainersAndPartners) {
    EXPECT_EQ(norm_after_week({.institutional_pull = 0, .message = 0, .decay = 0}, 0.5,
                              {.anchor = 0.5, .training_gap = 0.5, .conduct_gap = -0.9, .internalisation = 1}),
              0.5);
}

TEST(NormLaw, StaysBetweenNothingAndOne) {
    EXPECT_EQ(norm_after_week(only(&NormLaw::convergence, 1), 0.1, {.anchor = 0.5, .conduct_gap = -1}), 0);
    EXPECT_EQ(norm_after_week(only(&NormLaw::convergence, 1), 0.9, {.anchor = 0.5, .conduct_gap = 1}), 1);
}

TEST(NormInForce, IsTheAnchorWhenOff) {
    EXPECT_EQ(norm_in_force({.enabled = false}, 0.3, 0.7), 0.7);
    EXPECT_EQ(norm_in_force({.enabled = true}, 0.3, 0.7), 0.3);
}

TEST(NormUtility, IsNothingAtTheAnchor) {
    EXPECT_EQ(norm_utility({}, 0.6, 0.6), 0);
    EXPECT_DOUBLE_EQ(norm_utility({.task_pull = 2}, 0.7, 0.6), 2 * (0.7 - 0.6));
    EXPECT_EQ(restraint_shift({}, 0.6, 0.6), 0);
    EXPECT_LT(restraint_shift({}, 0.7, 0.6), 0);
}

TEST(ShiftedAbuse, IsTheBaselineBitForBitWithoutAShift) {
    for (const double v : {0.0, 0.0005, 0.01, 0.1234567, 0.9, 1.0}) EXPECT_EQ(shifted_abuse(v, 0), v);
}

TEST(ShiftedAbuse, MovesTheLogit) {
    EXPECT_NEAR(shifted_abuse(0.12, -0.6), 0.0696, 5e-5);
    EXPECT_GT(shifted_abuse(0.01, 0.5), 0.01);
    EXPECT_EQ(shifted_abuse(0, 3), 0);
    EXPECT_EQ(shifted_abuse(1, -3), 1);
}

TEST(ObservedRestraint, IsWholeWithoutHarmAndOneOverEAtTheReference) {
    EXPECT_EQ(observed_restraint({}, 0, 10), 1);
    EXPECT_EQ(observed_restraint({}, 0, 0), 1);
    EXPECT_NEAR(observed_restraint({.abuse_reference = 0.01}, 0.1, 10), 0.36787944117, 1e-10);
}

}  // namespace
