// SPDX-License-Identifier: Apache-2.0
// Accuracy against the 80-bit functions of libm, and the values at the ends.
#include "sim/core/math.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace {

namespace math = peacenorm::math;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr int trials = 100000;

/// Distance from the reference in units of the last place of the reference's double.
double ulps(double got, long double reference) {
    const double near = static_cast<double>(reference);
    if (got == near) return 0;
    const double spacing = std::nextafter(std::fabs(near), infinity) - std::fabs(near);
    return static_cast<double>(std::fabs((got - reference) / spacing));
}

/// Uniform on [low, high) from raw bits: std:: distributions differ between libraries.
class Arguments {
  public:
    double between(double low, double high) {
        return low + (high - low) * static_cast<double>(engine_() >> 11) * 0x1p-53;
    }
    /// Of either sign of exponent: 2^low to 2^high.
    double scaled(double low, double high) { return std::exp2(between(low, high)); }

  private:
    std::mt19937_64 engine_{20130701};
};

TEST(Math, ExpIsWithinTwoUlp) {
    Arguments arguments;
    for (int i = 0; i < trials; ++i) {
        for (const double x : {arguments.between(-708, 709.7), arguments.between(-2, 2), arguments.between(-745, -708),
                               arguments.scaled(-60, 0), -arguments.scaled(-60, 0)}) {
            ASSERT_LE(ulps(math::exp(x), std::exp(static_cast<long double>(x))), 2.0) << std::hexfloat << x;
        }
    }
}

TEST(Math, LogIsWithinTwoUlp) {
    Arguments arguments;
    for (int i = 0; i < trials; ++i) {
        for (const double x : {arguments.scaled(-1074, 1023.9), arguments.between(0, 2), arguments.between(0.99, 1.01),
                               1 + arguments.scaled(-52, -1), 1 - arguments.scaled(-53, -1)}) {
            ASSERT_LE(ulps(math::log(x), std::log(static_cast<long double>(x))), 2.0) << std::hexfloat << x;
        }
    }
}

TEST(Math, Expm1IsWithinTwoUlp) {
    Arguments arguments;
    for (int i = 0; i < trials; ++i) {
        for (const double x : {arguments.between(-50, 709.7), arguments.between(-1, 1), arguments.scaled(-300, 0),
                               -arguments.scaled(-300, 0)}) {
            ASSERT_LE(ulps(math::expm1(x), std::expm1(static_cast<long double>(x))), 2.0) << std::hexfloat << x;
        }
    }
}

TEST(Math, Log1pIsWithinTwoUlp) {
    Arguments arguments;
    for (int i = 0; i < trials; ++i) {
        for (const double x : {arguments.between(-1, 1), arguments.scaled(-300, 1000), -arguments.scaled(-300, 0),
                               -1 + arguments.scaled(-53, -1)}) {
            if (x <= -1) continue;
            ASSERT_LE(ulps(math::log1p(x), std::log1p(static_cast<long double>(x))), 2.0) << std::hexfloat << x;
        }
    }
}

TEST(Math, PowIsWithinTwoUlp) {
    Arguments arguments;
    for (int i = 0; i < trials; ++i) {
        const double base = arguments.scaled(-30, 30), exponent = arguments.between(-30, 30);
        const double near_one = arguments.between(0.9, 1.1), large = arguments.between(-4000, 4000);
        for (const auto& [x, y] : {std::pair{base, exponent}, {near_one, large}, {arguments.between(0, 1), exponent}}) {
            const long double reference = std::pow(static_cast<long double>(x), static_cast<long double>(y));
            ASSERT_LE(ulps(math::pow(x, y), reference), 2.0) << std::hexfloat << x << " " << y;
        }
    }
}

TEST(Math, ExpHasItsLimits) {
    EXPECT_EQ(math::exp(0.0), 1.0);
    EXPECT_EQ(math::exp(-infinity), 0.0);
    EXPECT_EQ(math::exp(-800.0), 0.0);
    EXPECT_EQ(math::exp(800.0), infinity);
    EXPECT_EQ(math::exp(infinity), infinity);
    EXPECT_TRUE(std::isnan(math::exp(nan)));
    EXPECT_EQ(math::expm1(0.0), 0.0);
    EXPECT_EQ(math::expm1(-infinity), -1.0);
    EXPECT_EQ(math::expm1(infinity), infinity);
    EXPECT_TRUE(std::isnan(math::expm1(nan)));
}

TEST(Math, LogHasItsLimits) {
    EXPECT_EQ(math::log(1.0), 0.0);
    EXPECT_EQ(math::log(0.0), -infinity);
    EXPECT_EQ(math::log(infinity), infinity);
    EXPECT_TRUE(std::isnan(math::log(-1.0)));
    EXPECT_TRUE(std::isnan(math::log(nan)));
    EXPECT_EQ(math::log1p(0.0), 0.0);
    EXPECT_EQ(math::log1p(-1.0), -infinity);
    EXPECT_EQ(math::log1p(infinity), infinity);
    EXPECT_TRUE(std::isnan(math::log1p(-1.5)));
    EXPECT_TRUE(std::isnan(math::log1p(nan)));
}

TEST(Math, PowHasItsLimits) {
    for (const double x : {-infinity, -2.0, 0.0, 0.5, 1.0, 7.0, infinity, nan}) EXPECT_EQ(math::pow(x, 0.0), 1.0) << x;
    EXPECT_EQ(math::pow(1.0, nan), 1.0);
    EXPECT_EQ(math::pow(0.0, 2.0), 0.0);
    EXPECT_EQ(math::pow(0.0, -1.0), infinity);
    EXPECT_EQ(math::pow(-2.0, 3.0), -8.0);
    EXPECT_TRUE(std::isnan(math::pow(-2.0, 0.5)));
    EXPECT_EQ(math::pow(2.0, 2000.0), infinity);
    EXPECT_EQ(math::pow(2.0, -2000.0), 0.0);
    EXPECT_EQ(math::pow(infinity, -1.0), 0.0);
}

TEST(Math, LogisticRunsFromZeroToOneWithoutNaN) {
    EXPECT_EQ(math::logistic(0.0), 0.5);
    EXPECT_EQ(math::logistic(-1e308), 0.0);
    EXPECT_EQ(math::logistic(1e308), 1.0);
    EXPECT_EQ(math::logistic(-infinity), 0.0);
    EXPECT_EQ(math::logistic(infinity), 1.0);
    EXPECT_NEAR(math::logistic(2.0), 0.88079707797788243, 1e-15);
    for (double x = -50; x < 50; x += 0.25) EXPECT_LE(math::logistic(x), math::logistic(x + 0.25)) << x;
}

}  // namespace
