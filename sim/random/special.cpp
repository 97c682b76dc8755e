// SPDX-License-Identifier: Apache-2.0
#include "sim/random/special.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <stdexcept>

#include "sim/core/math.hpp"

namespace peacenorm::random {
namespace {

/// c[0] + c[1] x + ... + c[7] x^7.
double polynomial(const double (&c)[8], double x) {
    double sum = c[7];
    for (int i = 6; i >= 0; --i) sum = sum * x + c[i];
    return sum;
}

// Coefficients of AS 241: numerators and denominators for the centre, the shoulders and the tails.
constexpr double centre_top[8] = {3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3,
                                  1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                  3.3430575583588128105e+4, 2.5090809287301226727e+3};
constexpr double centre_bottom[8] = {1.0,
                                     4.2313330701600911252e+1,
                                     6.8718700749205790830e+2,
                                     5.3941960214247511077e+3,
                                     2.1213794301586595867e+4,
                                     3.9307895800092710610e+4,
                                     2.8729085735721942674e+4,
                                     5.2264952788528545610e+3};
constexpr double shoulder_top[8] = {1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
                                    3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
                                    2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr double shoulder_bottom[8] = {1.0,
                                       2.05319162663775882187e0,
                                       1.67638483018380384940e0,
                                       6.89767334985100004550e-1,
                                       1.48103976427480074590e-1,
                                       1.51986665636164571966e-2,
                                       5.47593808499534494600e-4,
                                       1.05075007164441684324e-9};
constexpr double tail_top[8] = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,
                                2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr double tail_bottom[8] = {1.0,
                                   5.99832206555887937690e-1,
                                   1.36929880922735805310e-1,
                                   1.48753612908506148525e-2,
                                   7.86869131145613259100e-4,
                                   1.84631831751005468180e-5,
                                   1.42151175831644588870e-7,
                                   2.04426310338993978564e-15};

/// The continued fraction of DLMF 8.17.22; converges fast for x < (a + 1) / (a + b + 2).
double beta_fraction(double a, double b, double x) {
    constexpr double tiny = 1e-300;  // Lentz: stands in for a zero denominator
    const auto guarded = [](double value) { return std::fabs(value) < tiny ? tiny : value; };
    double c = 1.0, d = 1.0 / guarded(1.0 - (a + b) * x / (a + 1.0)), value = d;
    for (int m = 1; m <= 10000; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1.0 / guarded(1.0 + even * d);
        c = guarded(1.0 + even / c);
        value *= d * c;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1.0 / guarded(1.0 + odd * d);
        c = guarded(1.0 + odd / c);
        const double change = d * c;
        value *= change;
        if (std::fabs(change - 1.0) < 1e-16) break;
    }
    return value;
}

}  // namespace

double normal_quantile(double u) {
    const double q = u - 0.5;
    if (std::fabs(q) <= 0.425) {
        const double r = 0.180625 - q * q;
        return q * polynomial(centre_top, r) / polynomial(centre_bottom, r);
    }
    const double r = std::sqrt(-math::log(q < 0 ? u : 1.0 - u));
    const double size = r <= 5.0 ? polynomial(shoulder_top, r - 1.6) / polynomial(shoulder_bottom, r - 1.6)
                                 : polynomial(tail_top, r - 5.0) / polynomial(tail_bottom, r - 5.0);
    return q < 0 ? -size : size;
}

double log_gamma(double x) {
    constexpr double g = 7.0, half_log_two_pi = 0.91893853320467274178;
    constexpr double c[9] = {0.99999999999980993,  676.5203681218851,     -1259.1392167224028,
                             771.32342877765313,   -176.61502916214059,   12.507343278686905,
                             -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7};
    if (x < 0.5) return log_gamma(x + 1.0) - math::log(x);  // the series serves x >= 1/2
    const double z = x - 1.0, t = z + g + 0.5;
    double sum = c[0];
    for (int i = 1; i < 9; ++i) sum += c[i] / (z + i);
    return half_log_two_pi + (z + 0.5) * math::log(t) - t + math::log(sum);
}

double incomplete_beta(double a, double b, double x) {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    const double scale =
        math::exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * math::log(x) + b * math::log1p(-x));
    if (x < (a + 1.0) / (a + b + 2.0)) return scale * beta_fraction(a, b, x) / a;
    return 1.0 - scale * beta_fraction(b, a, 1.0 - x) / b;
}

double beta_quantile(double a, double b, double u) {
    const auto is_shape = [](double shape) { return shape >= least_beta_shape && shape <= most_beta_shape; };
    if (!is_shape(a) || !is_shape(b))
        throw std::domain_error("quantile of a Beta distribution: a shape is out of range");
    // Positive doubles are ordered like their bits, so halving the bits finds tiny quantiles as well as large ones.
    std::uint64_t low = 0, high = std::bit_cast<std::uint64_t>(1.0);
    while (high - low > 1) {
        const std::uint64_t middle = low + (high - low) / 2;
        (incomplete_beta(a, b, std::bit_cast<double>(middle)) < u ? low : high) = middle;
    }
    return std::bit_cast<double>(high);
}

}  // namespace peacenorm::random
