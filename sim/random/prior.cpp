// SPDX-License-Identifier: Apache-2.0
#include "sim/random/prior.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "sim/core/math.hpp"
#include "sim/random/special.hpp"

namespace peacenorm::random {
namespace {

/// a + u (b - a), also where b - a is beyond a double.
double between(double a, double b, double u) {
    const double width = b - a;
    return std::isfinite(width) ? a + u * width : (1 - u) * a + u * b;
}

/// scale exp(x), also where exp(x) alone is beyond a double.
double scaled_exp(double scale, double x) {
    const double factor = math::exp(x);
    return factor > 0 && std::isfinite(factor) ? scale * factor : math::exp(math::log(scale) + x);
}

}  // namespace

double quantile(const Prior& prior, double u) {
    if (!(u > 0 && u < 1)) throw std::domain_error("quantile of a prior: u must lie in (0, 1)");
    const double a = prior.a, b = prior.b;
    switch (prior.kind) {
        case Prior::Kind::uniform:
            return std::clamp(between(a, b, u), a, b);
        case Prior::Kind::log_uniform: {
            const double log_a = math::log(a);
            return std::clamp(math::exp(log_a + u * (math::log(b) - log_a)), a, b);
        }
        case Prior::Kind::normal:
            return a + b * normal_quantile(u);
        case Prior::Kind::log_normal:
            return scaled_exp(a, b * normal_quantile(u));
        case Prior::Kind::logit_normal:
            return math::logistic(a + b * normal_quantile(u));
        case Prior::Kind::beta:
            return beta_quantile(a, b, u);
        case Prior::Kind::half_normal:
            return a - b * normal_quantile((1 - u) / 2);
        case Prior::Kind::one_of:
            return std::clamp(std::floor(u * a), 0.0, std::max(a - 1, 0.0));
        case Prior::Kind::none:
            break;
    }
    throw std::domain_error("quantile of a prior: the parameter has no prior");
}

}  // namespace peacenorm::random
