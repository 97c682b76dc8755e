// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/statistics.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <vector>

#include "tests/sim/analysis/samples.hpp"

namespace peacenorm::analysis {
namespace {

Moments moments_of(const std::vector<double>& values) {
    Moments moments;
    for (const double value : values) moments.add(value);
    return moments;
}

TEST(Moments, EqualTheTextbookSums) {
    const Moments m = moments_of({2, 4, 4, 4, 5, 5, 7, 9});
    EXPECT_DOUBLE_EQ(m.mean(), 5);
    EXPECT_DOUBLE_EQ(m.variance(), 32.0 / 7);
    EXPECT_NEAR(m.skewness(), 5.25 / 8, 1e-15);  // third powers: -27 - 3 + 0 + 0 + 8 + 64 = 42; 42 / 8 over 2^3
    EXPECT_NEAR(m.adjusted_skewness(), 5.25 / 8 * std::sqrt(56.0) / 6, 1e-15);
}

TEST(Moments, OfAConstantHaveNoSpreadAtAll) {
    const Moments m = moments_of({0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1});
    EXPECT_EQ(m.mean(), 0.1);
    EXPECT_EQ(m.variance(), 0);
    EXPECT_TRUE(std::isnan(m.skewness()));
}

TEST(Moments, AreUndefinedBelowTheNumbersTheyNeed) {
    EXPECT_TRUE(std::isnan(Moments().mean()));
    EXPECT_TRUE(std::isnan(moments_of({1}).variance()));
    EXPECT_TRUE(std::isnan(moments_of({1, 2}).skewness()));
}

TEST(Student, QuantilesEqualBoosts) {
    for (const double degrees : {1.0, 2.0, 5.0, 31.0, 59.0, 1000.0, 150000.0})
        for (const double level : {0.5, 0.9, 0.95, 0.99, 0.9999}) {
            const boost::math::students_t_distribution<> reference(degrees);
            const double t = boost::math::quantile(reference, 0.5 + level / 2);
            EXPECT_NEAR(student_quantile(level, degrees) / t, 1, 5e-9) << degrees << " " << level;
            EXPECT_NEAR(student_tails(t, degrees), 1 - level, 2e-10) << degrees << " " << level;
        }
    EXPECT_NEAR(student_quantile(0.95, 10), 2.22813885198627, 1e-13);  // the table's 2.228
}

TEST(Student, GoesOverIntoTheNormalForManyDegrees) {
    EXPECT_NEAR(student_quantile(0.95, 2e5), student_quantile(0.95, 2.1e5), 2e-5);
    EXPECT_NEAR(student_tails(2, 2e5), student_tails(2, 2.1e5), 2e-6);
}

TEST(Student, TailsAreWholeAtZeroAndNothingAtInfinity) {
    EXPECT_EQ(student_tails(0, 7), 1);
    EXPECT_EQ(student_tails(std::numeric_limits<double>::infinity(), 7), 0);
    EXPECT_TRUE(std::isnan(student_tails(undefined, 7)));
}

TEST(NormalProbability, EqualsTheErrorFunction) {
    for (double z = -9; z <= 9; z += 0.125)
        EXPECT_NEAR(normal_probability(z), 0.5 * std::erfc(-z / std::sqrt(2.0)), 2e-15) << z;
}

TEST(StudentInterval, CoversTheMeanAsOftenAsItSays) {
    constexpr int repetitions = 20'000, n = 6;
    int covered = 0;
    for (int i = 0; i < repetitions; ++i) {
        const Interval interval = student_interval(moments_of(normal_sample(n, i)), 0.95);
        covered += interval.low <= 0 && 0 <= interval.high ? 1 : 0;
    }
    // Five standard deviations of a binomial share: a false alarm in 2 of a million fixed seeds.
    EXPECT_NEAR(covered / double{repetitions}, 0.95, 5 * std::sqrt(0.95 * 0.05 / repetitions));
}

TEST(StudentInterval, IsAPointWithoutSpreadAndNothingBelowTwoValues) {
    EXPECT_EQ(student_interval(moments_of({0, 0, 0}), 0.95).low, 0);
    EXPECT_EQ(student_interval(moments_of({0, 0, 0}), 0.95).high, 0);
    EXPECT_TRUE(std::isnan(student_interval(moments_of({1}), 0.95).low));
}

TEST(Pairs, TellDifferenceCorrelationAndWhatPairingGained) {
    const std::vector<double> a{1, 2, 3, 6}, b{0, 2, 2, 4};
    const PairedSummary pairs = summarise_pairs(a, b);
    EXPECT_DOUBLE_EQ(pairs.a.mean(), 3);
    EXPECT_DOUBLE_EQ(pairs.b.mean(), 2);
    EXPECT_DOUBLE_EQ(pairs.difference.mean(), 1);
    EXPECT_DOUBLE_EQ(pairs.difference.variance(), 2.0 / 3);           // 1, 0, 1, 2
    EXPECT_NEAR(pairs.correlation, 10 / std::sqrt(14.0 * 8), 1e-15);  // products 4 + 0 + 0 + 6
    EXPECT_DOUBLE_EQ(pairs.variance_reduction(), (14 + 8) / 2.0);     // thirds cancel
    EXPECT_DOUBLE_EQ(pairs.unpaired_runs_saved(), 2 * 4 * (11 - 1.0));
    EXPECT_DOUBLE_EQ(pairs.same_sign, 0.75);
}

TEST(Pairs, WithoutAnyDifferenceAreExactlyNull) {
    const std::vector<double> a{0.1, 0.7, 0.3};
    const PairedSummary pairs = summarise_pairs(a, a);
    EXPECT_EQ(pairs.difference.mean(), 0);
    EXPECT_EQ(pairs.difference.variance(), 0);
    EXPECT_EQ(pairs.correlation, 1);
    EXPECT_TRUE(std::isinf(pairs.variance_reduction()));
    EXPECT_TRUE(std::isnan(pairs.same_sign));
}

TEST(Pairs, HaveNoCorrelationWhereASideIsConstant) {
    const std::vector<double> a{0.1, 0.1, 0.1}, b{1, 2, 3};
    EXPECT_TRUE(std::isnan(summarise_pairs(a, b).correlation));
    EXPECT_TRUE(std::isnan(summarise_pairs(a, a).variance_reduction()));
    EXPECT_EQ(summarise_pairs({}, {}).difference.count(), 0u);
}

TEST(BenjaminiHochberg, MakesTheFourDiscoveriesOfItsPaper) {
    const std::vector<double> p{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                                0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
    const std::vector<double> q = benjamini_hochberg(p);
    for (std::size_t i = 0; i < p.size(); ++i) EXPECT_EQ(q[i] <= 0.05, i < 4) << i;
    EXPECT_DOUBLE_EQ(q[3], 0.0095 * 15 / 4);
}

TEST(BenjaminiHochberg, KeepsOrderAndCountsNoTestWithoutAP) {
    const std::vector<double> q = benjamini_hochberg(std::vector<double>{0.04, undefined, 0.01});
    EXPECT_DOUBLE_EQ(q[0], 0.04);
    EXPECT_TRUE(std::isnan(q[1]));
    EXPECT_DOUBLE_EQ(q[2], 0.02);
}

TEST(Wilson, IntervalsOfAShareAreThoseOfTheTables) {
    const Interval some = wilson_interval(10, 100, 0.95);  // Wilson 1927, by hand: z = 1.959964
    EXPECT_NEAR(some.low, 0.05523, 1e-5);
    EXPECT_NEAR(some.high, 0.17437, 1e-5);
    EXPECT_GT(wilson_interval(0, 34, 0.95).high, 0.1);
    EXPECT_LT(wilson_interval(0, 35, 0.95).high, 0.1) << "the fewest of which none is below a tenth";
    EXPECT_NEAR(wilson_interval(0, 35, 0.95).low, 0, 1e-15);
    EXPECT_NEAR(wilson_interval(7, 7, 0.95).high, 1, 1e-15);
    EXPECT_EQ(wilson_interval(0, 0, 0.95).high, 1);
}

}  // namespace
}  // namespace peacenorm::analysis
