// SPDX-License-Identifier: Apache-2.0
#include "sim/random/special.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

namespace {

using namespace peacenorm::random;

void expect_close(double got, double reference, double relative, double absolute = 0) {
    EXPECT_NEAR(got, reference, relative * std::fabs(reference) + absolute);
}

TEST(Special, NormalQuantileAgreesWithBoost) {
    const boost::math::normal normal;
    for (double u = 1e-300; u < 0.5; u = u < 1e-3 ? u * 3 : u + 1e-3) {
        expect_close(normal_quantile(u), boost::math::quantile(normal, u), 1e-14);
        if (1 - u < 1) expect_close(normal_quantile(1 - u), boost::math::quantile(normal, 1 - u), 1e-14);
    }
    EXPECT_EQ(normal_quantile(0.5), 0.0);
}

TEST(Special, NormalQuantileMeetsAcrossTheSeamsOfItsBranches) {
    for (const double seam : {0.075, 1.3887943864964021e-11, 0.925}) {  // exp(-25)
        const double step = 1e-9 * seam;
        EXPECT_LT(normal_quantile(seam - step), normal_quantile(seam + step)) << seam;
        EXPECT_NEAR(normal_quantile(seam - step), normal_quantile(seam + step), 1e-7) << seam;
    }
}

TEST(Special, LogGammaAgreesWithBoost) {
    for (double x = 1e-6; x < 1e5; x *= 1.07) expect_close(log_gamma(x), boost::math::lgamma(x), 4e-15, 4e-15);
    EXPECT_NEAR(log_gamma(1.0), 0.0, 2e-15);
    EXPECT_NEAR(log_gamma(2.0), 0.0, 2e-15);
}

TEST(Special, IncompleteBetaAgreesWithBoost) {
    for (const double a : {0.05, 0.5, 1.0, 2.0, 7.5, 60.0, 900.0}) {
        for (const double b : {0.05, 0.5, 1.0, 3.0, 11.0, 80.0, 700.0}) {
            for (double x = 0.001; x < 1; x += 0.007) {
                expect_close(incomplete_beta(a, b, x), boost::math::ibeta(a, b, x), 1e-10, 1e-14);
            }
        }
    }
    EXPECT_EQ(incomplete_beta(2, 3, 0.0), 0.0);
    EXPECT_EQ(incomplete_beta(2, 3, 1.0), 1.0);
}

TEST(Special, BetaQuantileNeverFallsBetweenNeighbours) {
    for (double u = 0.01; u < 0.99; u += 0.01) {
        EXPECT_LE(beta_quantile(2.5, 4.0, u), beta_quantile(2.5, 4.0, std::nextafter(u, 1.0))) << u;
    }
}

}  // namespace
