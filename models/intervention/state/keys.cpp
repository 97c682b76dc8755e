// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/state/keys.hpp"

#include <algorithm>
#include <numeric>

namespace peacenorm::intervention {

std::vector<std::pair<std::size_t, std::size_t>> shared_keys(std::span<const std::uint64_t> keys) {
    std::vector<std::size_t> by_key(keys.size());
    std::iota(by_key.begin(), by_key.end(), std::size_t{0});
    std::stable_sort(by_key.begin(), by_key.end(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
    std::vector<std::pair<std::size_t, std::size_t>> shared;
    std::size_t first = 0;
    for (std::size_t i = 1; i < by_key.size(); ++i) {
        if (keys[by_key[i]] == keys[by_key[first]])
            shared.emplace_back(by_key[first], by_key[i]);
        else
            first = i;
    }
    std::sort(shared.begin(), shared.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return shared;
}

}  // namespace peacenorm::intervention
