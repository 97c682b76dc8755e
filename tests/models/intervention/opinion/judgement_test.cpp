// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/opinion/judgement.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace peacenorm::intervention;
using namespace peacenorm::intervention::opinion;

const Judgement by_hand{0.5, 0.4, 0.3, -0.2, 0.8, 0.6, 78, 0.5};

double at(const Terms& all, Term term) {
    return all[static_cast<std::size_t>(term)];
}

TEST(Judgement, IsThatWorkedByHand) {
    civilians::Standing o;
    o.persons_per_1000 = 4;
    o.stance = -0.5;
    o.weeks_since_arrival = 78;
    o.region_offset = 0.1;
    const Terms all = terms(by_hand, 0.25, o, {0.6, -0.05}, {3, 1, 2, 9});
    EXPECT_NEAR(at(all, Term::failure), -0.5 * std::log(4.0), 1e-15);
    EXPECT_NEAR(at(all, Term::credit), 0.4 * std::log(2.0), 1e-15);
    EXPECT_NEAR(at(all, Term::partiality), -0.3 * std::log(3.0), 1e-15);
    EXPECT_NEAR(at(all, Term::presence), -0.2 * std::log(5.0), 1e-15);
    EXPECT_NEAR(at(all, Term::stance), -0.24, 1e-15);
    EXPECT_NEAR(at(all, Term::hope), 0.3, 1e-15);
    EXPECT_NEAR(judgement(all),
                0.25 + 0.1 - 0.5 * std::log(4.0) + 0.4 * std::log(2.0) - 0.3 * std::log(3.0) - 0.2 * std::log(5.0) -
                    0.24 + 0.3 - 0.05,
                1e-14);
}

TEST(Judgement, IsTheFirstOpinionWithNothingElse) {
    civilians::Standing o;
    o.weeks_since_arrival = 1e6;
    EXPECT_EQ(judgement(terms(by_hand, 0.7, o, {}, {})), 0.7);
    EXPECT_EQ(legitimacy_of(0), 0.5);
}

TEST(Judgement, FallsWithFailureAndAbuseAndRisesWithCredit) {
    const auto u = [](civilians::Memory memory) { return judgement(terms(by_hand, 0, {}, {}, memory)); };
    EXPECT_LT(u({1, 0, 0, 0}), u({}));
    EXPECT_LT(u({0, 0, 1, 0}), u({}));
    EXPECT_GT(u({0, 1, 0, 0}), u({}));
    EXPECT_EQ(u({0, 0, 0, 5}), u({})) << "to know an organisation is not to like it";
}

TEST(Judgement, TakesFailureAndCreditAlikeByDefault) {
    const Judgement neutral;
    EXPECT_EQ(failure_term(neutral, 2.5), -credit_term(neutral, 2.5));
}

TEST(Stance, SpeaksToWhoTrustsTheStateAndAgainstItToWhoDoesNot) {
    EXPECT_DOUBLE_EQ(stance_term(by_hand, 1, -1), -0.8);
    EXPECT_DOUBLE_EQ(stance_term(by_hand, -1, -1), 0.8);
    EXPECT_EQ(stance_term(by_hand, 0, -1), 0);
    EXPECT_EQ(stance_term(by_hand, 1, 0), 0);
}

TEST(Hope, FadesByHalves) {
    EXPECT_DOUBLE_EQ(hope_term(by_hand, 0), 0.6);
    EXPECT_NEAR(hope_term(by_hand, 156), 0.15, 1e-15);
    EXPECT_LT(hope_term(by_hand, 10000), 1e-12);
}

TEST(Presence, MayWorkEitherWay) {
    EXPECT_LT(presence_term(by_hand, 4), 0);
    Judgement liked = by_hand;
    liked.presence = 0.2;
    EXPECT_EQ(presence_term(liked, 4), -presence_term(by_hand, 4));
    EXPECT_EQ(presence_term(liked, 0), 0);
}

TEST(CommonPart, IsAllButMemoryAndOwnDeviation) {
    civilians::Standing o;
    o.persons_per_1000 = 2;
    o.stance = 0.5;
    o.weeks_since_arrival = 20;
    o.region_offset = -0.3;
    const Terms all = terms(by_hand, 0.4, o, {-1, 0.9}, {2, 3, 1, 0});
    const double memory = at(all, Term::failure) + at(all, Term::credit) + at(all, Term::partiality);
    EXPECT_NEAR(common_part(by_hand, 0.4, o, -1), judgement(all) - memory - 0.9, 1e-14);
}

TEST(Region, IsTheSpreadTimesAStandardOffset) {
    EXPECT_DOUBLE_EQ(region_term(by_hand, -1.4), -0.7);
    Judgement alike = by_hand;
    alike.region_spread = 0;
    EXPECT_EQ(region_term(alike, 3), 0);
}

}  // namespace
