// SPDX-License-Identifier: Apache-2.0
#include "sim/random/permutation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

namespace peacenorm::random {
namespace {

TEST(Permutation, SortsByDrawAndKeepsTheOrderOfTies) {
    const std::array<std::uint64_t, 4> draws{5, 1, 5, 0};
    EXPECT_EQ(order_of(draws), (std::vector<std::uint32_t>{3, 1, 0, 2}));
}

TEST(Permutation, AnOddOneIsItsPredecessorReadBackwards) {
    std::vector<std::uint32_t> even = antithetic_permutation(7, 4, 9), odd = antithetic_permutation(7, 5, 9);
    EXPECT_NE(even, odd);
    std::reverse(even.begin(), even.end());
    EXPECT_EQ(even, odd);
    EXPECT_NE(antithetic_permutation(7, 4, 9), antithetic_permutation(8, 4, 9));
}

// 3,000 pairs over 6 orders: chi-square with 5 degrees of freedom stays below 35.9 but for one seed in a million.
TEST(Permutation, EveryOrderOfThreeIsAsLikely) {
    std::map<std::vector<std::uint32_t>, int> seen;
    for (std::uint32_t i = 0; i < 6000; i += 2) ++seen[antithetic_permutation(1, i, 3)];
    ASSERT_EQ(seen.size(), 6u);
    double chi_square = 0;
    for (const auto& [order, n] : seen) chi_square += (n - 500.0) * (n - 500.0) / 500.0;
    EXPECT_LT(chi_square, 35.9);
}

}  // namespace
}  // namespace peacenorm::random
