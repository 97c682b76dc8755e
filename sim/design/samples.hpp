// SPDX-License-Identifier: Apache-2.0
// Points in the unit cube for the sampled designs. Every coordinate follows from (seed, point, factor): points are
// computed when they are asked for, and a study's memory does not grow with their number (a Latin hypercube keeps one
// 32-bit rank a point and factor).
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace peacenorm::study {

/// The coordinates of one point. Shape: [factors]. Range: [0, 1], ends only in `morris`.
using UnitPoint = std::function<std::vector<double>(std::uint64_t point)>;

/// Where the draws of a design live. All use stream study.design, replicate 0.
struct SampleKey {
    std::uint32_t seed = 0;
    std::vector<std::uint64_t> factors;  ///< entity of each factor: the hash of its path, not its place in the file
};

enum class SecondOrder { without, with };

/// Each factor has one point in each of `points` strata of equal width, strata in random order, the place within a
/// stratum random. Source: mckay_beckman_conover_1979. Random: clock = point; words 0, 1 order, 2, 3 place.
UnitPoint latin_hypercube(const SampleKey& key, std::uint64_t points);

/// Sobol's sequence from its origin on, under a random digital shift by factor: balanced like the plain sequence,
/// unbiased, and another sample for another seed. Source: lecuyer_lemieux_2002. Random: clock = 0, words 0, 1.
UnitPoint sobol(const SampleKey& key);

/// Blocks of rows of two independent matrices A and B, in this order: A, B, then for each factor j A with column j
/// from B, and `with` second order B with column j from A. A and B are the left and right half of a Sobol sequence in
/// 2d dimensions, shifted as above. Source: saltelli_2002, saltelli_2010. Random: clock = 0 in A, 1 in B.
UnitPoint saltelli(const SampleKey& key, SecondOrder order);

/// Points of one block of `saltelli`: d + 2, or 2d + 2.
std::uint64_t saltelli_block(std::size_t factors, SecondOrder order);

/// Trajectories of d + 1 points on a grid of `levels` (even) levels; at each step one factor, in random order, moves
/// by delta = levels / (2 (levels - 1)), up or down at random. Source: morris_1991, equation 3 for the sampling
/// matrix. Random: clock = trajectory; words 0, 1 order, uniform 1 base level, word 4 direction.
UnitPoint morris(const SampleKey& key, std::uint32_t levels);

}  // namespace peacenorm::study
