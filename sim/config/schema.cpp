// SPDX-License-Identifier: Apache-2.0
#include "sim/config/schema.hpp"

#include <algorithm>

namespace peacenorm::config {

bool Schedule::add(Date from, double value) {
    const auto later = std::lower_bound(steps_.begin(), steps_.end(), from,
                                        [](const auto& step, Date date) { return step.first < date; });
    if (later != steps_.end() && later->first == from) return false;
    steps_.insert(later, {from, value});
    return true;
}

}  // namespace peacenorm::config
