// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/rules/poc_index.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>

namespace {

using namespace peacenorm::intervention;

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr double never = std::numeric_limits<double>::infinity();

TEST(PooledRatio, IsMissingWhenNothingHappened) {
    EXPECT_TRUE(std::isnan(pooled_ratio(0, 0)));
}

TEST(PooledRatio, StaysInsideZeroAndOne) {
    EXPECT_DOUBLE_EQ(pooled_ratio(0, 1), 0.25);
    EXPECT_DOUBLE_EQ(pooled_ratio(1, 1), 0.75);
    EXPECT_NEAR(pooled_ratio(101, 507), 101.5 / 508, 1e-15);
    EXPECT_LT(pooled_ratio(3, 10), pooled_ratio(4, 10));
}

TEST(DoNoHarm, IsOneWithoutHarmAndMissingWithoutOperations) {
    EXPECT_EQ(do_no_harm(0, 40, 2), 1);
    EXPECT_TRUE(std::isnan(do_no_harm(0, 0, 2)));
}

TEST(DoNoHarm, FallsByEAtTheReference) {
    EXPECT_NEAR(do_no_harm(1, 50, 2), 0.3678794412, 1e-10);  // 2 deaths per 100 operations
    EXPECT_LT(do_no_harm(2, 50, 2), do_no_harm(1, 50, 2));
    EXPECT_LT(do_no_harm(1, 50, 2), do_no_harm(1, 60, 2));
}

TEST(Timeliness, IsOneUpToTheAttackAndFallsAfterIt) {
    EXPECT_EQ(timeliness(0, 24), 1);
    EXPECT_EQ(timeliness(24, 24), 1);
    EXPECT_NEAR(timeliness(48, 24), 0.3678794412, 1e-10);
    EXPECT_LT(timeliness(49, 24), timeliness(48, 24));
    EXPECT_EQ(timeliness(never, 24), 0);
}

TEST(Timeliness, CountsAnHourAtLeastAsLeadTime) {
    EXPECT_NEAR(timeliness(1, 0), 0.3678794412, 1e-10);
    EXPECT_NEAR(timeliness(1.5, 0.5), 0.3678794412, 1e-10);
}

TEST(PocCompliance, IsTheWeightedGeometricMean) {
    const Compliance weights{.response = 0.5, .timeliness = 0.2, .do_no_harm = 0.3, .harm_reference = 2};
    EXPECT_NEAR(poc_compliance(0.25, 0.5, 0.8, weights), 0.4070905, 1e-7);
    EXPECT_NEAR(poc_compliance(0.4, 0.4, 0.4, weights), 0.4, 1e-15);
    EXPECT_EQ(poc_compliance(1, 1, 1, weights), 1);
}

/// An organisation's last 27 weeks of 2018 in one run of model 0.4.0 (`configs/mali/baseline.yaml`, replicate 0), and
/// the index that 0.4.0 recorded of it. Its responses, one a line: responses_of_0_4_0.csv, from that run's trace.
struct Recorded {
    std::string organisation;
    double own_harm, operations, index;
};

TEST(PocCompliance, OfTheEventsOf040IsTheNumberOf040) {
    constexpr double in_reach = 107;  // threats, of each of the three
    const std::array<Recorded, 3> recorded{{{"minusma", 0, 346.77941736978113, 0.24865721531257637},
                                            {"g5_joint_force", 3, 204.68192129126066, 0.10946156119688154},
                                            {"malian_army", 3, 446.60328006358134, 0.1828399695734393}}};
    for (const auto& [organisation, own_harm, operations, index] : recorded) {
        std::ifstream file("tests/models/intervention/rules/responses_of_0_4_0.csv");
        double responses = 0, before_the_end = 0, timely = 0;
        for (std::string line; std::getline(file, line);) {
            std::istringstream fields(line.substr(line.find(',') + 1));
            double lead = 0, duration = 0, arrival = 0;
            char comma = 0;
            if (!line.starts_with(organisation) || !(fields >> lead >> comma >> duration >> comma >> arrival)) continue;
            responses += 1;
            before_the_end += arrival <= lead + duration ? 1 : 0;
            timely += timeliness(arrival, lead);
        }
        ASSERT_GT(responses, 0);
        const Compliance weights{.index = 1};
        EXPECT_NEAR(poc_compliance(pooled_ratio(before_the_end, in_reach), pooled_ratio(timely, responses),
                                   do_no_harm(own_harm, operations, weights.harm_reference), weights),
                    index, 1e-12);
    }
}

TEST(PocCompliance, DependsOnTheProportionsOfWeightsOnly) {
    const Compliance one{.response = 0.5, .timeliness = 0.2, .do_no_harm = 0.3, .harm_reference = 2};
    const Compliance ten{.response = 5, .timeliness = 2, .do_no_harm = 3, .harm_reference = 2};
    EXPECT_NEAR(poc_compliance(0.25, 0.5, 0.8, ten), poc_compliance(0.25, 0.5, 0.8, one), 1e-15);
    EXPECT_NEAR(poc_compliance(0.25, 0.5, 0.8, {.response = 1, .timeliness = 0, .do_no_harm = 0}), 0.25, 1e-15);
}

TEST(PocCompliance, FloorsEachComponent) {
    const Compliance weights;
    EXPECT_NEAR(poc_compliance(0, 0, 0, weights), 0.01, 1e-15);
    EXPECT_EQ(poc_compliance(0, 0.5, 0.8, weights), poc_compliance(0.01, 0.5, 0.8, weights));
}

TEST(PocCompliance, IsMissingWhenAnyComponentIs) {
    const Compliance weights;
    EXPECT_TRUE(std::isnan(poc_compliance(missing, 0.5, 0.5, weights)));
    EXPECT_TRUE(std::isnan(poc_compliance(0.5, missing, 0.5, weights)));
    EXPECT_TRUE(std::isnan(poc_compliance(0.5, 0.5, missing, weights)));
}

TEST(PocCompliance, RisesWithEachComponent) {
    const Compliance weights;
    const double base = poc_compliance(0.5, 0.5, 0.5, weights);
    EXPECT_GT(poc_compliance(0.6, 0.5, 0.5, weights), base);
    EXPECT_GT(poc_compliance(0.5, 0.6, 0.5, weights), base);
    EXPECT_GT(poc_compliance(0.5, 0.5, 0.6, weights), base);
}

TEST(HarmAverted, IsWholeBeforeLinearDuringAndNothingAfterTheAttack) {
    const double whole = harm_averted_share(2, 0.5, 0, 24, 8);
    EXPECT_NEAR(whole, 0.6321205588, 1e-10);
    EXPECT_EQ(harm_averted_share(2, 0.5, 24, 24, 8), whole);
    EXPECT_NEAR(harm_averted_share(2, 0.5, 26, 24, 8), 0.75 * whole, 1e-15);
    EXPECT_EQ(harm_averted_share(2, 0.5, 32, 24, 8), 0);
    EXPECT_EQ(harm_averted_share(2, 0.5, never, 24, 8), 0);
}

TEST(HarmAverted, IsNothingWithoutQualityAndNeverAboveOne) {
    EXPECT_EQ(harm_averted_share(2, 0, 0, 24, 8), 0);
    EXPECT_LE(harm_averted_share(1e3, 1, 0, 24, 8), 1);
    EXPECT_LT(harm_averted_share(2, 0.4, 0, 24, 8), harm_averted_share(2, 0.5, 0, 24, 8));
}

TEST(HarmAverted, OfAnAttackWithoutDurationNeedsAnEarlyArrival) {
    EXPECT_GT(harm_averted_share(2, 0.5, 24, 24, 0), 0);
    EXPECT_EQ(harm_averted_share(2, 0.5, 24.1, 24, 0), 0);
}

TEST(Accountability, CountsTrueAbusesKnownOrNot) {
    EXPECT_DOUBLE_EQ(accountability(1, 3, 0, 7), 0.5 * 1.5 / 4 + 0.5 * 0.5 / 8);
    EXPECT_TRUE(std::isnan(accountability(0, 0, 3, 7)));
}

TEST(IndexOfTiers, MatchesWorkedNumbers) {
    const std::array<TierCount, 3> tiers{{{9, 19, 0.5}, {2, 4, 0.3}, {0, 1, 0.2}}};  // .475, .5, .25
    EXPECT_NEAR(index_of_tiers(tiers, Mean::geometric), std::pow(0.475, 0.5) * std::pow(0.5, 0.3) * std::pow(0.25, 0.2),
                1e-15);
    EXPECT_NEAR(index_of_tiers(tiers, Mean::arithmetic), 0.5 * 0.475 + 0.3 * 0.5 + 0.2 * 0.25, 1e-15);
    EXPECT_EQ(index_of_tiers(tiers, Mean::least), 0.25);
}

TEST(IndexOfTiers, LeavesOutWhatIsNotOwedAndIsMissingWhereNothingIs) {
    const std::array<TierCount, 3> two{{{9, 19, 0.5}, {0, 0, 0.3}, {0, 1, 0.2}}};
    EXPECT_NEAR(index_of_tiers(two, Mean::geometric), std::pow(0.475, 5.0 / 7) * std::pow(0.25, 2.0 / 7), 1e-15);
    const std::array<TierCount, 2> none{{{0, 0, 0.5}, {0, 0, 0.5}}};
    for (const Mean mean : {Mean::geometric, Mean::arithmetic, Mean::least})
        EXPECT_TRUE(std::isnan(index_of_tiers(none, mean)));
}

TEST(ScopeOfDuties, IsWholeWhereAllKindsAreActedOnAlikeAndNarrowsWhereTheMeanHolds) {
    const std::array<TierCount, 2> even{{{10, 20, 1}, {100, 201, 1}}};
    EXPECT_NEAR(scope_of_duties(even), 1, 1e-4) << "how often a duty comes up does not count";
    const std::array<TierCount, 2> narrow{{{18, 20, 1}, {2, 20, 1}}}, wide{{{10, 20, 1}, {10, 20, 1}}};
    EXPECT_LT(scope_of_duties(narrow), scope_of_duties(wide)) << "the same number of duties acted on";
    const double q = 18.5 / 21;  // of .881 and .119: exp(entropy) / 2
    EXPECT_NEAR(scope_of_duties(narrow), std::exp(-q * std::log(q) - (1 - q) * std::log(1 - q)) / 2, 1e-12);
}

TEST(ScopeOfDuties, CountsOnlyWhatIsOwed) {
    const std::array<TierCount, 3> two{{{10, 20, 1}, {0, 0, 1}, {10, 20, 1}}};
    EXPECT_NEAR(scope_of_duties(two), 1, 1e-15);
    EXPECT_TRUE(std::isnan(scope_of_duties(std::array<TierCount, 1>{{{0, 0, 1}}})));
}

}  // namespace
