// SPDX-License-Identifier: Apache-2.0
// Which subsets of switches a lattice runs: all of them, or those that sampled orders pass through.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace peacenorm::study {

inline constexpr std::size_t most_switches_in_full = 10;  ///< up to 1,024 subsets
inline constexpr std::size_t most_switches = 60;
inline constexpr std::uint32_t usual_permutations = 64;
inline constexpr std::uint32_t most_permutations = 4096;

/// The subsets that `permutations` antithetic orders of the switches pass through from none to all on, each once, in
/// ascending order. A subset is a binary number; the first switch is its highest digit, as the first factor of a
/// factorial is the slowest. Source: castro_2009.
std::vector<std::uint64_t> subsets_on_the_way(std::uint32_t seed, std::uint32_t permutations, std::size_t switches);

}  // namespace peacenorm::study
