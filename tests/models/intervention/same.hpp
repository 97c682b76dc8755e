// SPDX-License-Identifier: Apache-2.0
// Whether two runs are the same, bit for bit.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "models/intervention/intervention.hpp"

namespace peacenorm::intervention::testing {

inline bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (std::bit_cast<std::uint64_t>(a[i]) != std::bit_cast<std::uint64_t>(b[i])) return false;
    return true;
}

/// How many observables differ; inputs and descriptions of cooperation are left out.
inline int differing_outcomes(const record::RunData& a, const record::RunData& b) {
    int differing = 0;
    for (std::size_t i = 0; i < observables().size(); ++i)
        if (observables()[i].role == record::Role::outcome && !same_bits(a.series[i], b.series[i])) ++differing;
    return differing;
}

}  // namespace peacenorm::intervention::testing
