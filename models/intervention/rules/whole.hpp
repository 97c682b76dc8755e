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

/// Cuts a number of persons into parts by weight, part after part: each is its exact share rounded up or down, and
/// all of them sum to the number. No part exceeds its weight where the number does not exceed their sum.
class Parts {
  public:
    Parts(std::int64_t persons, std::int64_t sum_of_weights) : persons_(persons), sum_(sum_of_weights) {}

    std::int64_t next(std::int64_t weight) {
        seen_ += weight;
        const double exact = static_cast<double>(persons_) * (static_cast<double>(seen_) / static_cast<double>(sum_));
        const std::int64_t before = given_;
        given_ = whole(exact, 0.5);
        return given_ - before;
    }

  private:
    std::int64_t persons_, sum_, seen_ = 0, given_ = 0;
};

}  // namespace peacenorm::intervention
