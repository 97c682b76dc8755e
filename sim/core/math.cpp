// SPDX-License-Identifier: Apache-2.0
// Source: SLEEF 3.5 (Shibata and Petrogalli 2020, doi:10.1109/TPDS.2019.2960333), the scalar functions in plain C: at
// most 1 ulp, no fused multiply-add and no choice by CPU inside, so the bits depend on IEEE 754 arithmetic alone. Those
// of four floats are its SSE2 forms of the same kind (the logarithm within 3.5 ulp).
#include "sim/core/math.hpp"

#include <sleef.h>

#include "sim/core/math4.hpp"

namespace peacenorm::math {

double exp(double x) {
    return Sleef_cinz_expd1_u10purec(x);
}
double log(double x) {
    return Sleef_cinz_logd1_u10purec(x);
}
double expm1(double x) {
    return Sleef_cinz_expm1d1_u10purec(x);
}
double log1p(double x) {
    return Sleef_cinz_log1pd1_u10purec(x);
}
double pow(double x, double y) {
    return Sleef_cinz_powd1_u10purec(x, y);
}

double logistic(double x) {
    return 1.0 / (1.0 + exp(-x));
}

__m128 exp(__m128 x) {
    return Sleef_cinz_expf4_u10sse2(x);
}
__m128 log(__m128 x) {
    return Sleef_cinz_logf4_u35sse2(x);
}

}  // namespace peacenorm::math
