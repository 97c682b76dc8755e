// SPDX-License-Identifier: Apache-2.0
#include "sim/random/prior.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "sim/random/special.hpp"

namespace {

using namespace peacenorm::random;

std::vector<double> uniforms() {
    std::vector<double> list;
    for (double u = 1e-9; u < 0.01; u *= 2) list.insert(list.end(), {u, 1 - u});
    for (double u = 0.01; u < 1; u += 0.01) list.push_back(u);
    return list;
}

void expect_close(double got, double reference, double u) {
    EXPECT_NEAR(got, reference, 1e-9 * std::fabs(reference)) << "at u = " << u;
}

TEST(Prior, UniformKindsRunFromEndToEnd) {
    for (const double u : uniforms()) {
        expect_close(quantile(uniform_between(-2, 6), u), -2 + 8 * u, u);
        expect_close(quantile(log_uniform(0.01, 100), u), 0.01 * std::pow(10.0, 4 * u), u);
    }
    EXPECT_GE(quantile(log_uniform(0.1, 0.3), 1e-300), 0.1);
    EXPECT_LE(quantile(log_uniform(0.1, 0.3), 1 - 0x1p-53), 0.3);
}

TEST(Prior, NormalKindsAgreeWithBoost) {
    const boost::math::normal bell(1.5, 0.7), logit(-1.0, 0.8);
    const boost::math::lognormal skew(std::log(3.0), 0.4);
    for (const double u : uniforms()) {
        EXPECT_NEAR(quantile(normal(1.5, 0.7), u), boost::math::quantile(bell, u), 1e-9) << u;
        expect_close(quantile(log_normal(3.0, 0.4), u), boost::math::quantile(skew, u), u);
        expect_close(quantile(logit_normal(-1.0, 0.8), u), 1 / (1 + std::exp(-boost::math::quantile(logit, u))), u);
    }
    EXPECT_EQ(quantile(log_normal(3.0, 0.4), 0.5), 3.0);
}

TEST(Prior, HalfNormalIsTheUpperHalfOfANormal) {
    const boost::math::normal bell(0, 0.7);
    for (const double u : uniforms())
        EXPECT_NEAR(quantile(half_normal(0.2, 0.7), u),
                    0.2 + boost::math::quantile(boost::math::complement(bell, (1 - u) / 2)), 1e-9)
            << u;
    EXPECT_GE(quantile(half_normal(0, 0.7), 1e-300), 0);
    EXPECT_NEAR(quantile(half_normal(0, 1), 0.682689492137086), 1, 1e-12) << "one in three lies beyond one deviation";
}

TEST(Prior, BetaAgreesWithBoost) {
    for (const double a : {0.1, 0.5, 1.0, 2.0, 15.0, 400.0}) {
        for (const double b : {0.3, 1.0, 4.0, 33.0, 900.0}) {
            const boost::math::beta_distribution<> law(a, b);
            for (const double u : {1e-6, 0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999}) {
                SCOPED_TRACE(testing::Message() << "Beta(" << a << ", " << b << ")");
                expect_close(quantile(beta(a, b), u), boost::math::quantile(law, u), u);
            }
        }
    }
}

TEST(Prior, NeverFallsWhenTheUniformRises) {
    for (const Prior& prior : {uniform_between(1, 2), log_uniform(1, 9), normal(0, 1), log_normal(1, 1),
                               logit_normal(0, 2), beta(2, 5), half_normal(0, 1)}) {
        double last = -1e300;
        for (int i = 1; i < 1000; ++i) {
            const double x = quantile(prior, i / 1000.0);
            EXPECT_LE(last, x) << static_cast<int>(prior.kind) << " at " << i;
            last = x;
        }
    }
}

TEST(Prior, HasTheSameBitsEverywhere) {
    EXPECT_EQ(quantile(normal(0, 1), 0.3), -0x1.0c7e39582c5fap-1);
    EXPECT_EQ(quantile(log_uniform(1, 9), 0.3), 0x1.eee504bc32424p+0);
    EXPECT_EQ(quantile(log_normal(2, 0.5), 0.01), 0x1.3ffe1afe25a68p-1);
    EXPECT_EQ(quantile(logit_normal(1, 2), 0.99), 0x1.fe35ccf58c0b6p-1);
    EXPECT_EQ(quantile(beta(2, 5), 0.3), 0x1.745560dce9ccp-3);
}

TEST(Prior, KeepsItsLimitsWhereAnIntermediateIsBeyondADouble) {
    EXPECT_EQ(quantile(uniform_between(-1.5e308, 1.5e308), 0.5), 0.0);
    EXPECT_NEAR(quantile(uniform_between(-1.5e308, 1.5e308), 0.75) / 0.75e308, 1, 1e-15);
    // exp(250 q) alone overflows at q = 3.09; with the median it does not.
    EXPECT_NEAR(std::log(quantile(log_normal(1e-300, 250), 0.999)), std::log(1e-300) + 250 * 3.0902323061678132, 1e-9);
    EXPECT_EQ(quantile(logit_normal(0, 1e308), 0.999), 1.0);
    EXPECT_EQ(quantile(logit_normal(0, 1e308), 0.001), 0.0);
}

TEST(Prior, BetaStandsBothEndsOfItsShapes) {
    for (const double a : {least_beta_shape, 1.0, most_beta_shape})
        for (const double b : {least_beta_shape, 1.0, most_beta_shape}) {
            const boost::math::beta_distribution<> law(a, b);
            for (const double u : {0.25, 0.5, 0.75}) {
                // The nearest double: between its neighbours near 1 much of the distribution may lie.
                const double x = quantile(beta(a, b), u);
                EXPECT_LE(boost::math::cdf(law, std::nextafter(x, 0)), u + 1e-6) << "Beta(" << a << ", " << b << ")";
                EXPECT_GE(boost::math::cdf(law, std::nextafter(x, 1)), u - 1e-6) << "Beta(" << a << ", " << b << ")";
            }
        }
}

TEST(Prior, RefusesShapesThatCannotBeComputed) {
    for (const double shape : {1e300, 1e-300, 0.0, -1.0, 2e5, std::nan("")}) {
        EXPECT_THROW(quantile(beta(shape, 2), 0.5), std::domain_error) << shape;
        EXPECT_THROW(quantile(beta(2, shape), 0.5), std::domain_error) << shape;
    }
}

TEST(Prior, RefusesWhatHasNoQuantile) {
    EXPECT_THROW(quantile(Prior{}, 0.5), std::domain_error);
    EXPECT_THROW(quantile(normal(0, 1), 0.0), std::domain_error);
    EXPECT_THROW(quantile(normal(0, 1), 1.0), std::domain_error);
    EXPECT_THROW(quantile(normal(0, 1), std::nan("")), std::domain_error);
}

}  // namespace
