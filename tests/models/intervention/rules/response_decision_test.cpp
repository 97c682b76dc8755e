// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/rules/response_decision.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace peacenorm::intervention;

/// A call of the reference, from a place that costs nothing to reach, under norm .3.
constexpr Choice reference{.norm = 0.3, .averted = 3, .travel_hours = 0, .caveat_hours = 48, .danger = 0};

double odds(double p) {
    return p / (1 - p);
}

double odds_at(const Response& r, double norm) {
    Choice choice = reference;
    choice.norm = norm;
    return odds(response_probability(r, choice));
}

TEST(Response, MatchesAWorkedNumber) {
    const Response r{
        .gain = 1, .norm_odds = 4, .reference_deaths = 3, .cost = 2, .cost_per_day = 0.5, .risk = 1, .caveat = 0.4};
    const Choice choice{.norm = 0.625,
                        .averted = 1,
                        .travel_hours = 12,
                        .caveat_hours = 24,
                        .danger = 0.3,
                        .duty = 0.7,
                        .cover = 0.25,
                        .commander = -0.1};
    // per death 1 + ln 4 / 2; ln 2 / ln 4 of it; cost 2 + 0.25 + 0.3 + 0.2
    const double logit = (1 + std::log(4.0) / 2) * 0.5 + 0.7 - 0.25 - 2.75 - 0.1;
    EXPECT_NEAR(response_probability(r, choice), 1 / (1 + std::exp(-logit)), 1e-12);
}

TEST(Response, TheNormsLeverageIsTheOddsRatioOfItsEnds) {
    for (const double leverage : {1.0, 3.0, 10.0}) {
        const Response r{.norm_odds = leverage};
        EXPECT_NEAR(odds_at(r, 0.95) / odds_at(r, 0.3), leverage, 1e-9);
    }
}

TEST(Response, AHighNormAnswersMoreAtEveryCost) {
    for (const double cost : {-3.0, 0.0, 0.5, 2.0, 4.0, 9.0}) {
        const Response r{.norm_odds = 3, .cost = cost};
        for (double norm = 0; norm < 0.99; norm += 0.1) EXPECT_GT(odds_at(r, norm + 0.1), odds_at(r, norm)) << cost;
    }
}

TEST(Response, RisesWithDeathsAvertedAndDutyAndFallsWithCoverTravelDangerAndNearTheCaveat) {
    const Response r;
    const double base = response_probability(r, reference);
    const auto with = [&](auto change) {
        Choice choice = reference;
        change(choice);
        return response_probability(r, choice);
    };
    EXPECT_GT(with([](Choice& c) { c.averted = 4; }), base);
    EXPECT_GT(with([](Choice& c) { c.duty = 0.1; }), base);
    EXPECT_GT(with([](Choice& c) { c.commander = 0.1; }), base);
    EXPECT_LT(with([](Choice& c) { c.cover = 0.1; }), base);
    EXPECT_LT(with([](Choice& c) { c.danger = 0.1; }), base);
    EXPECT_LT(with([](Choice& c) { c.travel_hours = 1; }), base);
    const auto at = [&](double caveat_hours) {
        return with([&](Choice& c) {
            c.travel_hours = 6;
            c.caveat_hours = caveat_hours;
        });
    };
    EXPECT_LT(at(7), at(48)) << "a caveat bites before it forbids";
    EXPECT_EQ(at(6), at(3)) << "beyond its limit nobody is asked";
}

TEST(Response, StaysAProbabilityFarOut) {
    Choice hopeless = reference;
    hopeless.cover = 1e6;
    Choice sure = reference;
    sure.duty = 1e6;
    EXPECT_EQ(response_probability({}, hopeless), 0);
    EXPECT_EQ(response_probability({}, sure), 1);
}

TEST(ExpectedAverted, FallsWithTheTimeThatIsNeeded) {
    EXPECT_EQ(expected_averted(10, 0.6, 0, 24), 6);
    EXPECT_NEAR(expected_averted(10, 0.6, 24, 24), 6 / std::exp(1), 1e-12);
    EXPECT_LT(expected_averted(10, 0.6, 8, 6), expected_averted(10, 0.6, 7, 6));
}

TEST(WeightOfDeaths, IsOneAtTheReferenceAndGrowsEverLess) {
    const Response r{.reference_deaths = 3};
    EXPECT_EQ(weight_of_deaths(r, 0), 0);
    EXPECT_DOUBLE_EQ(weight_of_deaths(r, 3), 1);
    EXPECT_LT(weight_of_deaths(r, 5) - weight_of_deaths(r, 4), weight_of_deaths(r, 2) - weight_of_deaths(r, 1));
}

TEST(Benefit, IsNeverBelowNothing) {
    const Response r{.gain = 0.1, .norm_odds = 10};
    EXPECT_EQ(benefit(r, 0, 5), 0);
    EXPECT_EQ(benefit(r, 0.9, 0), 0);
    EXPECT_GT(benefit(r, 0.9, 5), 0);
}

TEST(EffectiveNorm, IsTheNormForAClearEventUnderAFullMandate) {
    EXPECT_EQ(effective_norm(0.7, 0.4, 0, 3), 0.7);
    EXPECT_EQ(effective_norm(0.7, 0, 1, 3), 0.7);
}

TEST(EffectiveNorm, IsHalfWithoutAMandateAndLessWhenAmbiguous) {
    EXPECT_DOUBLE_EQ(effective_norm(0.7, 0.4, 0, 0), 0.35);
    EXPECT_DOUBLE_EQ(effective_norm(0.5, 0.4, 0.5, 3), 0.4);
    EXPECT_LT(effective_norm(0.5, 0.4, 0.6, 2), effective_norm(0.5, 0.4, 0.5, 2));
    EXPECT_LT(effective_norm(0.5, 0.4, 0.5, 1), effective_norm(0.5, 0.4, 0.5, 2));
}

TEST(EffectiveNorm, StaysWithinZeroAndOne) {
    EXPECT_EQ(effective_norm(1, 0, 0, 6), 1);
    EXPECT_EQ(effective_norm(1, 2, 1, 3), 0);
}

TEST(PerceivedSeverity, RisesFromNothingTowardOne) {
    EXPECT_EQ(perceived_severity(0, 5), 0);
    EXPECT_NEAR(perceived_severity(5, 5), 0.6321206, 1e-7);
    EXPECT_LT(perceived_severity(5, 5), perceived_severity(6, 5));
    EXPECT_LE(perceived_severity(1e6, 5), 1);
}

}  // namespace
