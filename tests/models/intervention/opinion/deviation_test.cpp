// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/opinion/deviation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/random/draws.hpp"
#include "sim/random/special.hpp"

namespace {

using namespace peacenorm::intervention::opinion;

const Deviation by_hand{0.6, 0.25, 0.6};

/// Loadings of f on its three numbers, squared: parts of its variance.
double part(const Deviation& m, bool is_foreign, const Leanings& only_one) {
    const double loading = deviation(m, is_foreign, only_one);
    return loading * loading;
}

TEST(Deviation, IsThatWorkedByHand) {
    const double scale = std::sqrt(0.6 * logistic_variance);
    EXPECT_NEAR(deviation(by_hand, true, {1, -0.5, 0.2}), scale * (0.5 - 0.5 * std::sqrt(0.45) + 0.2 * std::sqrt(0.3)),
                1e-12);
    EXPECT_NEAR(deviation(by_hand, false, {1, -0.5, 0.2}), scale * (0.5 + 0.2 * std::sqrt(0.75)), 1e-12);
}

TEST(Deviation, HasOneVarianceForEverybodyAndTheCorrelationsSaid) {
    for (const bool is_foreign : {false, true}) {
        const double anybody = part(by_hand, is_foreign, {1, 0, 0}), foreign = part(by_hand, is_foreign, {0, 1, 0}),
                     own = part(by_hand, is_foreign, {0, 0, 1});
        EXPECT_NEAR(anybody + foreign + own, 0.6 * logistic_variance, 1e-12);
        EXPECT_NEAR((anybody + foreign) / (anybody + foreign + own), correlation(by_hand, is_foreign), 1e-12);
    }
    EXPECT_DOUBLE_EQ(correlation(by_hand, true), 0.7);
    EXPECT_DOUBLE_EQ(correlation(by_hand, false), 0.25);
}

TEST(Deviation, KeepsItsLimits) {
    EXPECT_EQ(deviation({0, 0.3, 0.6}, true, {1, 1, 1}), 0) << "nothing is steady";
    EXPECT_EQ(deviation({0.5, 1, 0.6}, true, {0, 3, 3}), 0) << "one opinion on everybody";
    EXPECT_EQ(deviation({0.5, 1, 0.6}, true, {1, 3, 3}), deviation({0.5, 1, 0.6}, false, {1, -2, 0}));
    EXPECT_EQ(deviation({0.5, 0, 1}, true, {3, 0, 3}), 0) << "one opinion on all foreign forces";
}

TEST(Noise, MakesUpTheRestOfTheVariance) {
    const double scale = scale_of_noise(by_hand);
    EXPECT_NEAR(scale * scale * logistic_variance + 0.6 * logistic_variance, logistic_variance, 1e-12);
    EXPECT_EQ(scale_of_noise({1, 0, 0}), 0);
}

TEST(Deviation, OfManyPersonsCorrelatesAsSaid) {
    double xx = 0, xy = 0, yy = 0, xh = 0, hh = 0;
    for (std::uint64_t person = 0; person < 20000; ++person) {
        const auto z = [person](std::uint64_t k) {
            return peacenorm::random::normal_quantile(peacenorm::random::uniform(
                {15, 0}, {person, peacenorm::random::clock_word(static_cast<std::uint32_t>(k)), 0x001f0}));
        };
        const double anybody = z(0), foreign = z(1);
        const double x = deviation(by_hand, true, {anybody, foreign, z(2)}),
                     y = deviation(by_hand, true, {anybody, foreign, z(3)}),
                     h = deviation(by_hand, false, {anybody, foreign, z(4)});
        xx += x * x, yy += y * y, hh += h * h, xy += x * y, xh += x * h;
    }
    // A correlation over 20,000 has a standard error below 0.0071; five of them: false alarms below 1e-6.
    EXPECT_NEAR(xy / std::sqrt(xx * yy), 0.7, 0.036);
    EXPECT_NEAR(xh / std::sqrt(xx * hh), 0.25, 0.036);
}

}  // namespace
