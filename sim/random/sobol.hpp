// SPDX-License-Identifier: Apache-2.0
// Sobol's low-discrepancy sequence with any point on demand, and permutations drawn by address.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace peacenorm::random {

/// Boost.Random's sequence (direction numbers of Joe and Kuo), from the origin on: Boost leaves out the first point,
/// which costs a net its balance. Source: sobol_1967; joe_kuo_2008; owen_2020.
class SobolSequence {
  public:
    static constexpr std::size_t most_dimensions = 3667;
    static constexpr std::uint64_t most_points = std::uint64_t{1} << 31;

    /// Errors: std::invalid_argument for no dimension or more than most_dimensions.
    explicit SobolSequence(std::size_t dimensions);
    std::size_t dimensions() const { return dimensions_; }

    /// One coordinate as 64 binary digits after the point; index 0 is the origin. Errors: std::out_of_range.
    std::uint64_t digits(std::uint64_t index, std::size_t dimension) const;

  private:
    std::size_t dimensions_;
    std::vector<std::uint64_t> directions_;  ///< Shape: [bit of the Gray code][dimension]
};

}  // namespace peacenorm::random
