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

/// Regularised incomplete beta function I_x(a, b). Range: x in [0, 1], a and b in (0, 1e5].
/// Source: DLMF 8.17.22 (https://dlmf.nist.gov/8.17), evaluated by the modified Lentz method (Thompson and Barnett
/// 1986).
double incomplete_beta(double a, double b, double x);

/// Quantile of Beta(a, b): the smallest double x with I_x(a, b) >= u, by bisection over the doubles. Monotone in u.
double beta_quantile(double a, double b, double u);

}  // namespace peacenorm::random
