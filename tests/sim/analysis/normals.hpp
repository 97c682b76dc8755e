// SPDX-License-Identifier: Apache-2.0
// Standard normal numbers for tables of tests.
#pragma once

#include "sim/analysis/fit/matrix.hpp"
#include "sim/random/draws.hpp"
#include "sim/random/special.hpp"

namespace peacenorm::analysis::fit {

/// Numbers of a table's own. Shape: [rows][columns].
inline Matrix normals(std::uint32_t table, Eigen::Index rows, Eigen::Index columns) {
    Matrix drawn(rows, columns);
    for (Eigen::Index i = 0; i < rows; ++i)
        for (Eigen::Index k = 0; k < columns; ++k)
            drawn(i, k) = random::normal_quantile(
                random::uniform({table, static_cast<std::uint32_t>(i)}, {static_cast<std::uint64_t>(k), 0, 0xfff00}));
    return drawn;
}

}  // namespace peacenorm::analysis::fit
