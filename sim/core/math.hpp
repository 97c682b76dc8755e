// SPDX-License-Identifier: Apache-2.0
// Elementary functions with the same bits on every x86-64, whatever its extensions (glibc's differ by CPU).
#pragma once

namespace peacenorm::math {

double exp(double x);
double log(double x);
double expm1(double x);
double log1p(double x);
double pow(double x, double y);

/// 1 / (1 + exp(-x)). Limits: 0 and 1 far out, never NaN for finite x.
double logistic(double x);

}  // namespace peacenorm::math
