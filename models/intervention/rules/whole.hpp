// SPDX-License-Identifier: Apache-2.0
// Whole persons out of an expected number.
#pragma once

#include <cmath>
#include <cstdint>

namespace peacenorm::intervention {

/// The expected number, rounded up with the chance of its fraction: floor(expected + u). Its mean is the expected
/// number, and it never falls when that rises, so arms stay coupled. Range: expected >= 0, u in (0, 1).
/// Limits: a whole number stays as it is. Source: assumed: people come one by one, and rounding must not bias.
inline std::int64_t whole(double expected, double u) {
    return static_cast<std::int64_t>(std::floor(expected + u));
}

}  // namespace peacenorm::intervention
