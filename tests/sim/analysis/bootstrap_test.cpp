// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/bootstrap.hpp"

#include <gtest/gtest.h>

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

/// 39 zeros and a one, or more ones.
std::vector<double> rare(int ones) {
    std::vector<double> values(40, 0.0);
    std::fill_n(values.begin(), ones, 1.0);
    return values;
}

TEST(Bootstrap, IsAskedForWhereSkewnessIsLargeForTheNumberOfValues) {
    EXPECT_TRUE(asks_for_bootstrap(moments_of(rare(1))));
    EXPECT_TRUE(asks_for_bootstrap(moments_of(exponential_sample(40, 5))));
    EXPECT_FALSE(asks_for_bootstrap(moments_of(normal_sample(60, 1))));
    EXPECT_FALSE(asks_for_bootstrap(moments_of(exponential_sample(2000, 1))));  // 25 * 2^2 = 100 are enough
    EXPECT_FALSE(asks_for_bootstrap(moments_of(std::vector<double>(40, 0.5))));
}

TEST(Bootstrap, IsNotAskedForBelowThirtyValues) {
    const Moments few = moments_of({0, 0, 0, 0, 0, 0, 0, 0, 0, 9});
    EXPECT_TRUE(is_too_skewed_for_student(few));
    EXPECT_FALSE(asks_for_bootstrap(few));
}

TEST(Bootstrap, DependsOnValuesAndSeedAlone) {
    const std::vector<double> values = exponential_sample(50, 3);
    const Bootstrap a = bootstrap_mean(values, 0.95, 7), b = bootstrap_mean(values, 0.95, 7);
    EXPECT_EQ(a.interval.low, b.interval.low);
    EXPECT_EQ(a.interval.high, b.interval.high);
    EXPECT_EQ(a.p, b.p);
    EXPECT_NE(a.interval.low, bootstrap_mean(values, 0.95, 8).interval.low);
}

TEST(Bootstrap, ResamplesAreThoseOfTheirAddresses) {
    // Of 0, 0, 1 a resample's mean is a third of its ones, told by its words alone; the median of 10 000 is 1/3.
    const std::vector<double> values{0, 0, 1};
    std::uint64_t ones = 0;
    for (std::uint64_t resample = 0; resample < bootstrap_resamples; ++resample) {
        const auto words = random::block({5, 0}, {resample << 30, 0, bootstrap_stream.id}, 0);
        for (int i = 0; i < 3; ++i) ones += words[i] >= 0xaaaaaaabu ? 1 : 0;
    }
    EXPECT_NEAR(static_cast<double>(ones) / 30'000, 1.0 / 3, 5 * std::sqrt(2.0 / 9 / 30'000));
    const Bootstrap bootstrap = bootstrap_mean(values, 0.5, 5);
    EXPECT_GE(bootstrap.interval.low, 0);
    EXPECT_LE(bootstrap.interval.high, 1);
}

TEST(Bootstrap, EqualsStudentsIntervalWhereThatIsRight) {
    const std::vector<double> values = normal_sample(400, 2);
    const Interval student = student_interval(moments_of(values), 0.95),
                   bootstrap = bootstrap_mean(values, 0.95, 1).interval;
    EXPECT_NEAR(bootstrap.low, student.low, 0.06 * student.half_width());
    EXPECT_NEAR(bootstrap.high, student.high, 0.06 * student.half_width());
}

TEST(Bootstrap, EndsAtZeroExactlyWhereOneValueAloneDiffers) {
    const Bootstrap one = bootstrap_mean(rare(1), 0.95, 1);
    EXPECT_EQ(one.interval.low, 0);
    EXPECT_GT(one.p, 0.05);
    const Bootstrap many = bootstrap_mean(rare(9), 0.95, 1);
    EXPECT_GT(many.interval.low, 0);
    EXPECT_LT(many.p, 0.05);
}

TEST(Bootstrap, LeavesZeroOutWhereItsPIsBelowOneLessTheLevel) {
    for (int sample = 0; sample < 40; ++sample) {
        std::vector<double> values = exponential_sample(40, sample);
        for (double& value : values) value -= 0.7;
        const Bootstrap bootstrap = bootstrap_mean(values, 0.95, 1);
        if (std::fabs(bootstrap.p - 0.05) < 0.005) continue;  // the two round differently on the edge
        EXPECT_EQ(bootstrap.interval.low > 0, bootstrap.p < 0.05) << sample;
    }
}

TEST(Bootstrap, MissesALongTailLessOftenThanStudent) {
    int student_below = 0, bootstrap_below = 0, bootstrap_covers = 0;
    constexpr int repetitions = 500;
    for (int sample = 0; sample < repetitions; ++sample) {
        const std::vector<double> values = exponential_sample(40, sample);
        const Interval bootstrap = bootstrap_mean(values, 0.95, 1).interval;
        student_below += student_interval(moments_of(values), 0.95).high < 1 ? 1 : 0;
        bootstrap_below += bootstrap.high < 1 ? 1 : 0;
        bootstrap_covers += bootstrap.low <= 1 && 1 <= bootstrap.high ? 1 : 0;
    }
    EXPECT_LT(bootstrap_below, student_below);
    EXPECT_GT(bootstrap_covers, 0.88 * repetitions);  // about 0.93 is known of it; five standard deviations below
}

}  // namespace
}  // namespace peacenorm::analysis
