// SPDX-License-Identifier: Apache-2.0
#include "sim/random/prior.hpp"

#include <algorithm>
#include <stdexcept>

#include "sim/core/math.hpp"
#include "sim/random/special.hpp"

namespace peacenorm::random {

double quantile(const Prior& prior, double u) {
    if (!(u > 0 && u < 1)) throw std::domain_error("quantile of a prior: u must lie in (0, 1)");
    const double a = prior.a, b = prior.b;
    switch (prior.kind) {
        case Prior::Kind::uniform:
            return std::clamp(a + u * (b - a), a, b);
        case Prior::Kind::log_uniform: {
            const double log_a = math::log(a);
            return std::clamp(math::exp(log_a + u * (math::log(b) - log_a)), a, b);
        }
        case Prior::Kind::normal:
            return a + b * normal_quantile(u);
        case Prior::Kind::log_normal:
            return a * math::exp(b * normal_quantile(u));
        case Prior::Kind::logit_normal:
            return math::logistic(a + b * normal_quantile(u));
        case Prior::Kind::beta:
            return beta_quantile(a, b, u);
        case Prior::Kind::none:
            break;
    }
    throw std::domain_error("quantile of a prior: the parameter has no prior");
}

}  // namespace peacenorm::random
