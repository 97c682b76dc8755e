// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/judgement.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "sim/random/draws.hpp"
#include "sim/random/prior.hpp"
#include "sim/random/streams.hpp"

namespace peacenorm::analysis {
namespace {

using record::Direction;

Effects fixed(std::vector<double> values) {
    Sample sample;
    sample.values = std::move(values);
    return effects_of(sample);
}

std::vector<double> repeated(double value, std::size_t n) {
    return std::vector<double>(n, value);
}

/// `shares`: how many of 100 lie below, within, above.
Judgement judged(std::size_t below, std::size_t within, std::size_t above, Direction direction = Direction::falls) {
    std::vector<double> values = repeated(-0.03, below);
    for (const double value : repeated(0.02, within)) values.push_back(value);  // d itself is within
    for (const double value : repeated(0.03, above)) values.push_back(value);
    return judge(fixed(values), 0.02, direction);
}

TEST(Judgement, TakesMoreThanNineTenthsForAWord) {
    EXPECT_EQ(judged(91, 9, 0).finding, Finding::supported);
    EXPECT_EQ(judged(90, 10, 0).finding, Finding::undetermined);
    EXPECT_EQ(judged(0, 9, 91).finding, Finding::refuted);
    EXPECT_EQ(judged(5, 91, 4).finding, Finding::practically_null);
    EXPECT_EQ(judged(45, 10, 45).finding, Finding::undetermined);
    EXPECT_EQ(judged(91, 9, 0, Direction::rises).finding, Finding::refuted);
    EXPECT_EQ(judged(0, 9, 91, Direction::rises).finding, Finding::supported);
    EXPECT_DOUBLE_EQ(judged(5, 91, 4).below + judged(5, 91, 4).null + judged(5, 91, 4).above, 1);
}

TEST(Judgement, GivesNoWordOnTooFewRuns) {
    EXPECT_EQ(judge(fixed(repeated(-1, 19)), 0.02, Direction::falls).finding, Finding::too_few);
    EXPECT_EQ(judge(fixed(repeated(-1, 20)), 0.02, Direction::falls).finding, Finding::supported);
    EXPECT_EQ(judge(fixed({}), 0.02, Direction::falls).finding, Finding::too_few);
    EXPECT_TRUE(std::isnan(judge(fixed({}), 0.02, Direction::falls).below));
    Sample drawn;
    for (std::uint64_t i = 0; i < 7 * 30; ++i) {
        drawn.values.push_back(-1);
        drawn.draws.push_back(i / 7);
    }
    EXPECT_EQ(judge(effects_of(drawn), 0.02, Direction::falls).finding, Finding::too_few);
}

TEST(Judgement, QuantilesInterpolateBetweenOrderStatistics) {
    const std::vector<double> values{4, 1, 3, 2};
    EXPECT_DOUBLE_EQ(sample_quantile(values, 0), 1);
    EXPECT_DOUBLE_EQ(sample_quantile(values, 0.5), 2.5);
    EXPECT_DOUBLE_EQ(sample_quantile(values, 0.25), 1.75);
    EXPECT_DOUBLE_EQ(sample_quantile(values, 1), 4);
    EXPECT_TRUE(std::isnan(sample_quantile({}, 0.5)));
}

/// Draws of N(mean, between) with `each` replicates of N(0, within) added to each.
Sample noisy(double mean, double between, double within) {
    constexpr std::uint64_t draws = 400, each = 8;
    const random::Prior normal = random::normal(0, 1);
    const auto z = [&](std::uint64_t entity, std::uint32_t k) {
        return random::quantile(normal, random::uniform({7, 1}, {entity, 0, 0xfff02}, k));
    };
    Sample sample;
    for (std::uint64_t draw = 0; draw < draws; ++draw) {
        const double effect = mean + between * z(draw, 0);
        for (std::uint32_t k = 0; k < each; ++k) {
            sample.values.push_back(effect + within * z(draw, k + 1));
            sample.replicates.push_back(draw * each + k);
            sample.draws.push_back(draw);
        }
    }
    return sample;
}

double spread(const std::vector<double>& values) {
    Moments moments;
    for (const double value : values) moments.add(value);
    return std::sqrt(moments.variance());
}

// The means over 8 replicates spread as sqrt(0.02^2 + 0.06^2 / 8) = 0.029; the effects as 0.02. Standard error of a
// standard deviation from 400: 0.02 / sqrt(800) and what the noise adds; 5 of them are 0.005.
TEST(Judgement, ChanceWithinDrawsIsTakenOutOfTheSpreadOfEffects) {
    const Effects effects = effects_of(noisy(-0.01, 0.02, 0.06));
    EXPECT_TRUE(effects.is_corrected);
    EXPECT_EQ(effects.values.size(), 400u);
    EXPECT_EQ(effects.fewest_replicates, 8u);
    EXPECT_NEAR(spread(effects.values), 0.02, 0.005);
    const double mean = std::accumulate(effects.values.begin(), effects.values.end(), 0.0) / 400;
    EXPECT_NEAR(mean, -0.01, 5 * 0.029 / 20);
}

TEST(Judgement, WithoutAnEffectOfTheParametersAllDrawsAreOne) {
    const Effects effects = effects_of(noisy(0.03, 0, 0.06));
    EXPECT_LT(spread(effects.values), 0.012);  // by chance the means may spread a little more than their noise
    EXPECT_EQ(judge(effects, 0.02, Direction::falls).finding, Finding::refuted);
}

TEST(Judgement, OneReplicateADrawIsLeftAsItIs) {
    Sample sample;
    sample.values = {1, 2, 4};
    sample.draws = {0, 1, 2};
    const Effects effects = effects_of(sample);
    EXPECT_FALSE(effects.is_corrected);
    EXPECT_EQ(effects.values, sample.values);
}

TEST(Judgement, SamplesAreAlignedOnTheReplicatesThatAllHave) {
    Sample a, b;
    a.values = {1, 2, 3};
    a.replicates = {0, 1, 3};
    b.values = {10, 30, 40};
    b.replicates = {0, 3, 4};
    const auto aligned = aligned_samples({a, b});
    EXPECT_EQ(aligned[0].replicates, (std::vector<std::uint64_t>{0, 3}));
    EXPECT_EQ(aligned[1].values, (std::vector<double>{10, 30}));
    const std::array<double, 2> factors{2, -0.1};
    EXPECT_EQ(combined(aligned, factors).values, (std::vector<double>{1, 3}));
}

}  // namespace
}  // namespace peacenorm::analysis
