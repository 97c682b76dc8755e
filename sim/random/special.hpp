// SPDX-License-Identifier: Apache-2.0
// Special functions behind the priors, on exact arithmetic: the same bits everywhere.
#pragma once

namespace peacenorm::random {

/// Quantile of the standard normal distribution. Range: u in (0, 1). Within 1e-14 relative.
/// Source: Wichura 1988, algorithm AS 241 (PPND16), doi:10.2307/2347330.
double normal_quantile(double u);

/// log(Gamma(x)). Range: x > 0. Within 4e-15, relative or absolute, whichever is larger.
/// Source: Lanczos 1964 (doi:10.1137/0701008), g = 7, nine coefficients by Godfrey 2001.
double log_gamma(double x);

/// Shapes of a Beta distribution that are computed. Below, it is a coin between 0 and 1 as far as a double tells;
/// above, one value to within a thousandth, and the continued fraction would lose digits.
inline constexpr double least_beta_shape = 0.01, most_beta_shape = 1e5;

/// Regularised incomplete beta function I_x(a, b). Range: x in [0, 1], a and b from least_beta_shape to
/// most_beta_shape. Source: DLMF 8.17.22 (https://dlmf.nist.gov/8.17), evaluated by the modified Lentz method (Thompson
/// and Barnett 1986).
double incomplete_beta(double a, double b, double x);

/// Quantile of Beta(a, b): the smallest double x with I_x(a, b) >= u, by bisection over the doubles. Monotone in u.
/// Errors: std::domain_error for shapes out of range.
double beta_quantile(double a, double b, double u);

}  // namespace peacenorm::random
