// SPDX-License-Identifier: Apache-2.0
#include "sim/design/lattice.hpp"

#include <algorithm>

#include "sim/random/permutation.hpp"

namespace peacenorm::study {

std::vector<std::uint64_t> subsets_on_the_way(std::uint32_t seed, std::uint32_t permutations, std::size_t switches) {
    std::vector<std::uint64_t> subsets{0};
    for (std::uint32_t i = 0; i < permutations; ++i) {
        std::uint64_t subset = 0;
        for (const std::uint32_t next : random::antithetic_permutation(seed, i, switches)) {
            subset |= std::uint64_t{1} << (switches - 1 - next);
            subsets.push_back(subset);
        }
    }
    std::sort(subsets.begin(), subsets.end());
    subsets.erase(std::unique(subsets.begin(), subsets.end()), subsets.end());
    return subsets;
}

}  // namespace peacenorm::study
