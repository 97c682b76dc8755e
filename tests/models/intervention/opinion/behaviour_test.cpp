// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/opinion/behaviour.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace peacenorm::intervention;
using namespace peacenorm::intervention::opinion;

double logistic(double x) {
    return 1 / (1 + std::exp(-x));
}

TEST(Informing, WillingnessIsThatWorkedByHand) {
    const Informing m{0.01, -1.5, 0.6, 1.5, 2, 1, 0.4};
    EXPECT_NEAR(willingness_to_inform(m, {0.5, 0.4, 0.5, 0.6, 0.1}),
                logistic(-1.5 + 0.6 * 0.5 + 1.5 * 0.2 - 2 * 0.3 - 0.1), 1e-15);
    EXPECT_NEAR(willingness_to_inform(m, {0, 0.2, 0, 1, 0}), logistic(-1.5), 1e-15);
}

TEST(Informing, WillingnessRisesWithOpinionAndFallsWithFearAndLeaks) {
    const Informing m;
    const InformingReasons usual{0, 0.2, 0.5, 0.5, 0.2};
    const auto with = [&](double InformingReasons::*reason, double value) {
        InformingReasons r = usual;
        r.*reason = value;
        return willingness_to_inform(m, r);
    };
    const double now = willingness_to_inform(m, usual);
    EXPECT_GT(with(&InformingReasons::u, 1), now);
    EXPECT_GT(with(&InformingReasons::response, 0.6), now);
    EXPECT_LT(with(&InformingReasons::fear, 1), now);
    EXPECT_LT(with(&InformingReasons::control, 1), now);
    EXPECT_LT(with(&InformingReasons::leak, 1), now);
}

TEST(Tip, ComesIfAnybodyTells) {
    Informing m;
    m.known = 0.5;
    EXPECT_NEAR(chance_of_a_tip(m, 2, 0.4), 1 - 0.8 * 0.8, 1e-15);
    EXPECT_EQ(chance_of_a_tip(m, 0, 0.4), 0);
    EXPECT_EQ(chance_of_a_tip(m, 100, 0), 0);
    EXPECT_GT(chance_of_a_tip(m, 1e6, 0.4), 1 - 1e-12);
    m.known = 1;
    EXPECT_TRUE(std::isfinite(chance_of_a_tip(m, 1e6, 1)));
}

TEST(Learning, HasAShareThatOnlyTipsGive) {
    Informing m;
    m.only_tips = 0.4;
    EXPECT_NEAR(chance_to_learn(m, 0.5, 0.2), 0.6 * 0.6 + 0.4 * 0.2, 1e-15);
    EXPECT_NEAR(chance_to_learn(m, 1, 0), 0.6, 1e-15) << "a force that sees all that can be seen";
    m.only_tips = 1;
    EXPECT_EQ(chance_to_learn(m, 0.9, 0.2), 0.2);
    m.only_tips = 0;
    EXPECT_NEAR(chance_to_learn(m, 0.9, 0.2), 0.92, 1e-15);
}

TEST(Joining, IsForOneWhatItIsForMany) {
    Recruitment m;
    EXPECT_DOUBLE_EQ(1000 * chance_to_join(m, 0.7, 0.2, 0.5), recruits(m, 1000, 0.7, 0.2, 0.5));
    EXPECT_GT(chance_to_join(m, 0.9, 0.2, 0.5), chance_to_join(m, 0.7, 0.2, 0.5));
    EXPECT_LT(chance_to_join(m, 0.7, 0.9, 0.5), chance_to_join(m, 0.7, 0.2, 0.5));
    EXPECT_EQ(chance_to_join(m, 1, 0, 0), 0);
    m.enabled = false;
    EXPECT_EQ(chance_to_join(m, 1, 0, 1), 0);
}

}  // namespace
