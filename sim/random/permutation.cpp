// SPDX-License-Identifier: Apache-2.0
#include "sim/random/permutation.hpp"

#include <algorithm>
#include <numeric>

#include "sim/random/draws.hpp"

namespace peacenorm::random {

std::vector<std::uint32_t> order_of(std::span<const std::uint64_t> draws) {
    std::vector<std::uint32_t> order(draws.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return draws[a] != draws[b] ? draws[a] < draws[b] : a < b; });
    return order;
}

std::vector<std::uint32_t> antithetic_permutation(std::uint32_t seed, std::uint32_t index, std::size_t size) {
    std::vector<std::uint64_t> draws(size);
    for (std::size_t i = 0; i < size; ++i) {
        const auto words = block({seed, 0}, {i, index / 2, streams::design.id}, 0);
        draws[i] = (std::uint64_t{words[0]} << 32) | words[1];
    }
    std::vector<std::uint32_t> order = order_of(draws);
    if (index % 2 == 1) std::reverse(order.begin(), order.end());
    return order;
}

}  // namespace peacenorm::random
