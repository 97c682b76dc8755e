// SPDX-License-Identifier: Apache-2.0
// Orders drawn at random: the elements sorted by draws of their own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace peacenorm::random {

/// The places of the elements in ascending order of their draws; ties, which 64 bits make rare, by place.
std::vector<std::uint32_t> order_of(std::span<const std::uint64_t> draws);

/// The index-th permutation of 0 .. size - 1 of a study. Permutations come in antithetic pairs: an odd one is its
/// predecessor read backwards, which cancels the part of a game's noise that is linear in the place of a player.
/// Random: stream study.design, entity = element, clock = pair, one 64-bit draw each. Source: mitchell_2022.
std::vector<std::uint32_t> antithetic_permutation(std::uint32_t seed, std::uint32_t index, std::size_t size);

}  // namespace peacenorm::random
