// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/fit/ensemble.hpp"

namespace peacenorm::analysis::fit {

Vector values_of(const std::vector<Fact>& facts) {
    Vector values(static_cast<Eigen::Index>(facts.size()));
    for (std::size_t i = 0; i < facts.size(); ++i) values[static_cast<Eigen::Index>(i)] = facts[i].value;
    return values;
}

Matrix noise_of(const std::vector<Fact>& facts) {
    Vector variances(static_cast<Eigen::Index>(facts.size()));
    for (std::size_t i = 0; i < facts.size(); ++i) variances[static_cast<Eigen::Index>(i)] = facts[i].variance();
    return variances.asDiagonal();
}

}  // namespace peacenorm::analysis::fit
