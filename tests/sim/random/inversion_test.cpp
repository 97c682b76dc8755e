// SPDX-License-Identifier: Apache-2.0
// Exactness and monotony of the counts, also where the uniform lies a last place away from a step.
#include "sim/random/inversion.hpp"

#include <gtest/gtest.h>

#include <array>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "sim/core/math.hpp"
#include "sim/random/draws.hpp"

namespace {

using namespace peacenorm::random;
namespace policies = boost::math::policies;
using RoundUp = policies::policy<policies::discrete_quantile<policies::integer_round_up>>;

double draw(std::uint64_t i, std::uint32_t k = 0) {
    return uniform({7, 0}, {i, 0, 0xff}, k);
}

/// The double `steps` places above x (below, if negative).
double shifted(double x, int steps) {
    for (int i = 0; i < std::abs(steps); ++i) x = std::nextafter(x, steps > 0 ? 1e300 : 0.0);
    return x;
}

TEST(Inversion, PoissonIsTheExactQuantile) {
    for (std::uint64_t i = 0; i < 20000; ++i) {
        const double u = draw(i), mean = std::exp(-6.9 + 13.29 * draw(i, 1));  // 0.001 to 596
        const boost::math::poisson_distribution<double, RoundUp> law(mean);
        ASSERT_EQ(poisson(u, mean), boost::math::quantile(law, u)) << u << " " << mean;
    }
}

TEST(Inversion, PoissonServesTheFarTails) {
    for (const double mean : {0.5, 30.0, 600.0}) {
        const boost::math::poisson_distribution<double, RoundUp> law(mean);
        for (const double u : {1e-12, 1e-6, 1 - 1e-6, 1 - 1e-11}) {
            EXPECT_EQ(poisson(u, mean), boost::math::quantile(law, u)) << u << " " << mean;
        }
        const int k = poisson(1 - 0x1p-53, mean);  // P(X > k) <= 2^-53 < P(X > k - 1)
        EXPECT_LE(boost::math::cdf(boost::math::complement(law, k)), 0x1p-53 * (1 + 1e-9)) << mean;
        EXPECT_GT(boost::math::cdf(boost::math::complement(law, k - 1)), 0x1p-53 * (1 - 1e-9)) << mean;
    }
    EXPECT_EQ(poisson(1e-280, 600.0), 0);
}

TEST(Inversion, PoissonNeverFallsWhenTheMeanRises) {
    for (std::uint64_t i = 0; i < 200000; ++i) {
        const double u = draw(i), mean = std::exp(-6.9 + 12.0 * draw(i, 1));
        const int count = poisson(u, mean);
        ASSERT_LE(count, poisson(u, std::nextafter(mean, 1e300)));
        ASSERT_LE(count, poisson(u, mean * (1 + 0.1 * draw(i, 2))));
        ASSERT_LE(count, poisson(std::nextafter(u, 1.0), mean));
    }
}

// Uniforms within some last places of P(X <= k), where plain sums in double contradict each other.
TEST(Inversion, PoissonIsMonotoneAtTheVerySteps) {
    for (std::uint64_t i = 0; i < 150; ++i) {
        const double mean = std::exp(-2.0 + 6.0 * draw(i));
        const double step = boost::math::cdf(boost::math::poisson(mean), poisson(draw(i, 1), mean));
        if (step > 1 - 1e-12) continue;
        std::array<int, 9> last;
        last.fill(0);
        for (int u = -12; u <= 12; ++u) {
            int before = 0;
            for (int m = 0; m < 9; ++m) {
                const int count = poisson(shifted(step, u), shifted(mean, m - 4));
                ASSERT_LE(before, count) << "the mean rises";
                ASSERT_LE(last[m], count) << "the uniform rises";
                before = last[m] = count;
            }
        }
    }
}

TEST(Inversion, PoissonStepsExactlyAtExpOfMinusMean) {
    constexpr double above = 0x1.78b56362cef38p-2;  // exp(-1) to the nearest double, 1.2e-17 too large
    EXPECT_EQ(poisson(std::nextafter(above, 0.0), 1.0), 0);
    EXPECT_EQ(poisson(above, 1.0), 1);
    constexpr double below = 0x1.2c155b8213cf4p-6;  // exp(-4) to the nearest double, which is too small
    EXPECT_EQ(poisson(below, 4.0), 0);
    EXPECT_EQ(poisson(std::nextafter(below, 1.0), 4.0), 1);
}

TEST(Inversion, RareCountsStepExactlyWhereTheirNoughtEnds) {
    for (double mean = 1e-12; mean < 0.5; mean *= 1.37) {
        const double poisson_step = static_cast<double>(std::exp(-static_cast<long double>(mean)));
        EXPECT_EQ(poisson(std::nextafter(poisson_step, 0.0), mean), 0) << mean;
        EXPECT_EQ(poisson(std::nextafter(poisson_step, 1.0), mean), 1) << mean;
        const double p = mean / 7;
        const double binomial_step = static_cast<double>(std::exp(7 * std::log1p(-static_cast<long double>(p))));
        EXPECT_EQ(binomial(std::nextafter(binomial_step, 0.0), 7, p), 0) << p;
        EXPECT_EQ(binomial(std::nextafter(binomial_step, 1.0), 7, p), 1) << p;
    }
}

TEST(Inversion, PoissonHasItsLimits) {
    EXPECT_EQ(poisson(1 - 0x1p-53, 0.0), 0);
    for (const double mean : {1e-300, 1e-9, 0.1, 1.0, 20.0, 600.0})
        EXPECT_EQ(poisson(std::numeric_limits<double>::denorm_min(), mean), 0) << mean;
    for (const double u : {0.0, 1.0, -0.1, 1.1, std::nan("")}) EXPECT_THROW(poisson(u, 1.0), std::domain_error) << u;
    for (const double mean : {-0.1, 600.1, std::nan("")}) EXPECT_THROW(poisson(0.5, mean), std::domain_error) << mean;
}

TEST(Inversion, BinomialIsTheExactQuantile) {
    for (std::uint64_t i = 0; i < 20000; ++i) {
        const double u = draw(i), p = draw(i, 1) * std::exp(-7.0 * draw(i, 2));
        const int n = 1 + static_cast<int>(std::exp(8.0 * draw(i, 3)));
        const boost::math::binomial_distribution<double, RoundUp> law(n, p);
        ASSERT_EQ(binomial(u, n, p), boost::math::quantile(law, u)) << u << " " << n << " " << p;
    }
}

TEST(Inversion, BinomialServesAMillionTrials) {
    for (const double p : {1e-9, 1e-6, 0.001, 0.3, 0.5, 0.999, 1 - 1e-9}) {
        const boost::math::binomial_distribution<double, RoundUp> law(1e6, p);
        for (const double u : {1e-9, 0.01, 0.4, 0.7, 0.999, 1 - 1e-9}) {
            const int k = binomial(u, 1000000, p);
            EXPECT_GE(boost::math::cdf(law, k), u * (1 - 1e-9)) << u << " " << p;
            EXPECT_LE(k > 0 ? boost::math::cdf(law, k - 1) : 0.0, u * (1 + 1e-9)) << u << " " << p;
        }
    }
}

TEST(Inversion, BinomialNeverFallsWhenAnArgumentRises) {
    for (std::uint64_t i = 0; i < 100000; ++i) {
        const double u = draw(i), p = draw(i, 1) * std::exp(-5.0 * draw(i, 2));
        const int n = static_cast<int>(std::exp(5.0 * draw(i, 3)));
        const int count = binomial(u, n, p);
        ASSERT_LE(count, binomial(u, n + 1, p));
        ASSERT_LE(count, binomial(u, n, std::nextafter(p, 1.0)));
        ASSERT_LE(count, binomial(u, n, p + (1 - p) * draw(i, 4)));
        ASSERT_LE(count, binomial(std::nextafter(u, 1.0), n, p));
    }
}

TEST(Inversion, BinomialIsMonotoneAtTheVerySteps) {
    for (std::uint64_t i = 0; i < 100; ++i) {
        const double p = draw(i);
        const int n = 2 + static_cast<int>(60 * draw(i, 1));
        const double step = boost::math::cdf(boost::math::binomial(n, p), binomial(draw(i, 2), n, p));
        if (step > 1 - 1e-12) continue;
        std::array<int, 9> last;
        last.fill(0);
        for (int u = -12; u <= 12; ++u) {
            int before = 0;
            for (int m = 0; m < 9; ++m) {
                const int count = binomial(shifted(step, u), n, shifted(p, m - 4));
                ASSERT_LE(before, count) << "the probability rises";
                ASSERT_LE(last[m], count) << "the uniform rises";
                before = last[m] = count;
            }
        }
    }
}

TEST(Inversion, BinomialCountsATieAsReached) {
    for (int n = 1; n <= 45; ++n) {
        double ways = 1, sum = 0;  // P(X <= k) = sum / 2^n: exact
        for (int k = 0; k < n; ++k) {
            sum += ways;
            const double step = std::ldexp(sum, -n);
            EXPECT_EQ(binomial(step, n, 0.5), k) << n;
            EXPECT_EQ(binomial(std::nextafter(step, 1.0), n, 0.5), k + 1) << n;
            ways = ways * (n - k) / (k + 1);
        }
    }
}

TEST(Inversion, BinomialHasItsLimits) {
    for (const double u : {1e-300, 0.5, 1 - 0x1p-53}) {
        EXPECT_EQ(binomial(u, 12, 0.0), 0) << u;
        EXPECT_EQ(binomial(u, 12, 1.0), 12) << u;
        EXPECT_EQ(binomial(u, 0, 0.5), 0) << u;
        EXPECT_EQ(binomial(u, 1, 5e-324), 0) << u;
        EXPECT_EQ(binomial(u, 1000000, 1e-300), 0) << u;
    }
    EXPECT_EQ(binomial(1 - 0x1p-53, 3, 0.99), 3);
    EXPECT_EQ(binomial(1e-300, 1000000, 1 - 0x1p-53), 999973);  // (1e6 2^-53)^j / j! is above 1e-300 up to j = 27
    EXPECT_THROW(binomial(0.0, 1, 0.5), std::domain_error);
    EXPECT_THROW(binomial(1.0, 1, 0.5), std::domain_error);
    EXPECT_THROW(binomial(0.5, -1, 0.5), std::domain_error);
    EXPECT_THROW(binomial(0.5, 1000001, 0.5), std::domain_error);
    EXPECT_THROW(binomial(0.5, 1, -0.1), std::domain_error);
    EXPECT_THROW(binomial(0.5, 1, std::nan("")), std::domain_error);
}

TEST(BinomialByHazard, IsThatOfItsChance) {
    int some = 0;
    for (std::uint32_t i = 0; i < 20000; ++i) {
        const double u = draw(i, 0), hazard = std::pow(10.0, 4 * draw(i, 1) - 3.5);  // 3e-4 to 3
        const int n = static_cast<int>(std::pow(10.0, 3.5 * draw(i, 2)));
        const int k = binomial_by_hazard(u, n, hazard);
        ASSERT_EQ(k, binomial(u, n, -peacenorm::math::expm1(-hazard))) << u << " " << n << " " << hazard;
        some += k > 0 && k < n;
    }
    EXPECT_GT(some, 5000);
    EXPECT_EQ(binomial_by_hazard(0.5, 12, 0), 0);
    EXPECT_EQ(binomial_by_hazard(0.5, 12, 1e6), 12);
    EXPECT_THROW(binomial_by_hazard(0.5, 1, -0.1), std::domain_error);
    EXPECT_THROW(binomial_by_hazard(0.5, 1, std::nan("")), std::domain_error);
    EXPECT_THROW(binomial_by_hazard(0.0, 1, 0.1), std::domain_error);
    EXPECT_THROW(binomial_by_hazard(0.5, 1000001, 1e-9), std::domain_error);
}

TEST(Inversion, ExponentialInvertsItsDistribution) {
    EXPECT_DOUBLE_EQ(exponential(0.5, 1.0), 0.69314718055994531);
    EXPECT_DOUBLE_EQ(exponential(1e-20, 3.0), 3e-20);
    EXPECT_EQ(exponential(0.5, 0.0), 0.0);
    for (std::uint64_t i = 0; i < 1000; ++i) EXPECT_NEAR(1 - std::exp(-exponential(draw(i), 4.0) / 4), draw(i), 1e-15);
    EXPECT_THROW(exponential(0.0, 1.0), std::domain_error);
    EXPECT_THROW(exponential(1.0, 1.0), std::domain_error);
}

TEST(Inversion, PowerLawInvertsItsTail) {
    EXPECT_EQ(power_law(0.5, 2.0, 1000), 2);  // P(X >= 2) = 1/2
    EXPECT_EQ(power_law(0.5 - 0x1p-53, 2.0, 1000), 1);
    EXPECT_EQ(power_law(0.75, 3.0, 1000), 2);    // P(X >= 2) = 1/4
    EXPECT_EQ(power_law(0.999, 2.5, 1000), 99);  // 1000^(2/3) = 100 less rounding of 1 - 0.999
    EXPECT_EQ(power_law(0.9999999, 2.0, 500), 500);
    EXPECT_EQ(power_law(1e-9, 2.0, 500), 1);
    EXPECT_EQ(power_law(0.9, 1 + 1e-15, std::numeric_limits<int>::max()), std::numeric_limits<int>::max());
    EXPECT_EQ(power_law(0.9, 2.0, 1), 1);
    EXPECT_THROW(power_law(0.5, 1.0, 10), std::domain_error);
    EXPECT_THROW(power_law(0.5, 2.0, 0), std::domain_error);
    EXPECT_THROW(power_law(0.0, 2.0, 10), std::domain_error);
}

TEST(Inversion, PowerLawStepsExactlyAtPowersOfTwo) {
    for (int j = 1; j < 10; ++j) {  // P(X >= 2^j) is a power of two, so that u = 1 - P is exact
        for (const double slope : {0.5, 1.0, 2.0}) {
            if (j % 2 != 0 && slope == 0.5) continue;
            const double step = 1 - std::ldexp(1.0, static_cast<int>(-j * slope));
            EXPECT_EQ(power_law(step, 1 + slope, 1 << 30), 1 << j) << slope;
            EXPECT_EQ(power_law(step - 0x1p-53, 1 + slope, 1 << 30), (1 << j) - 1) << slope;
        }
    }
}

TEST(Inversion, PowerLawNeverFallsWhenTheUniformRises) {
    for (int x = 2; x < 400; ++x) {
        const double step = 1 - std::pow(x, -1.5);
        int last = 0;
        for (int i = -20; i <= 20; ++i) {
            const int value = power_law(shifted(step, i), 2.5, 100000);
            ASSERT_LE(last, value) << x;
            last = value;
        }
        EXPECT_EQ(power_law(step + 1e-9, 2.5, 100000), x);
        EXPECT_EQ(power_law(step - 1e-9, 2.5, 100000), x - 1);
    }
}

TEST(Inversion, CategoricalRespectsItsWeights) {
    const std::array weights{1.0, 0.0, 2.0, 1.0, 0.0};
    EXPECT_EQ(categorical(1e-9, weights), 0);
    EXPECT_EQ(categorical(0.2499, weights), 0);
    EXPECT_EQ(categorical(0.25, weights), 2) << "a weight of nothing is never drawn";
    EXPECT_EQ(categorical(0.7499, weights), 2);
    EXPECT_EQ(categorical(0.75, weights), 3);
    EXPECT_EQ(categorical(1 - 0x1p-53, weights), 3) << "nor at the end";
    EXPECT_EQ(categorical(0.5, std::array{0.0, 0.0}), -1);
    EXPECT_EQ(categorical(0.5, std::array<double, 0>{}), -1);
}

}  // namespace
