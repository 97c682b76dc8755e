// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/civilians/feeling.hpp"

#include <algorithm>

namespace peacenorm::intervention::civilians {

Felt feel(std::span<const Feelings> feelings, std::span<const std::int32_t> persons, const CellRows& cell,
          const HowFelt& how) {
    constexpr std::uint32_t lanes = 4;
    const std::uint32_t last = cell.first + cell.size;
    Felt sum;
    for (std::uint32_t first = cell.first; first < last; first += lanes) {
        alignas(16) float fear[lanes], anger[lanes];
        for (std::uint32_t l = 0; l < lanes; ++l) {
            const Feelings& own = feelings[std::min(first + l, last - 1)];
            fear[l] = own.fear;
            anger[l] = own.anger;
        }
        _mm_store_ps(fear, level(_mm_load_ps(fear), how.fear));
        _mm_store_ps(anger, level(_mm_load_ps(anger), how.anger));
        for (std::uint32_t l = 0; l < lanes && first + l < last; ++l) {
            sum.fear += static_cast<double>(fear[l]) * persons[first + l];
            sum.anger += static_cast<double>(anger[l]) * persons[first + l];
        }
    }
    return sum;
}

}  // namespace peacenorm::intervention::civilians
