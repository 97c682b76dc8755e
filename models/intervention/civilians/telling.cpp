// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/civilians/telling.hpp"

#include <emmintrin.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/core/check.hpp"

namespace peacenorm::intervention::civilians {
namespace {

constexpr std::uint32_t reach_of_near = 3;

constexpr unsigned far_bits = 3U << near_links;
constexpr std::size_t batch = 512;  ///< rows told at once: what they know stays in the nearest cache

/// All bits where the link is open, else none.
constexpr Mask if_open(std::uint8_t open, std::size_t link) {
    return Mask{0} - ((open >> link) & 1U);
}

/// Rows far from the ends of their cell, which need not look around the corner. No branch: links open at random.
void tell_inside(const Mask* from, const std::uint8_t* open, std::size_t rows, Mask* to) {
    for (std::size_t i = 0; i < rows; ++i) {
        const Mask* const at = from + i;
        to[i] = at[0] | (at[-3] & if_open(open[i], 0)) | (at[-2] & if_open(open[i], 1)) |
                (at[-1] & if_open(open[i], 2)) | (at[1] & if_open(open[i], 3)) | (at[2] & if_open(open[i], 4)) |
                (at[3] & if_open(open[i], 5));
    }
}

void tell_at_an_end(const Crowd& crowd, const CellRows& cell, std::uint32_t row, std::span<const Mask> from,
                    std::span<Mask> to) {
    Mask news = from[row];
    for (std::size_t link = 0; link < near_links; ++link)
        news |= from[near_row(cell, row, link)] & if_open(crowd.open_links[row], link);
    to[row] = news;
}

void tell_near(const Crowd& crowd, const CellRows& cell, std::span<const Mask> from, std::span<Mask> to) {
    const std::uint32_t ends = cell.size > 2 * reach_of_near ? reach_of_near : cell.size;
    for (std::uint32_t k = 0; k < ends; ++k) {
        tell_at_an_end(crowd, cell, cell.first + k, from, to);
        tell_at_an_end(crowd, cell, cell.first + cell.size - 1 - k, from, to);
    }
    if (ends == cell.size) return;
    const std::uint32_t first = cell.first + ends;
    tell_inside(&from[first], &crowd.open_links[first], cell.size - 2 * ends, &to[first]);
}

Mask told_by_far(const Crowd& crowd, const CellRows& cell, std::uint32_t row, std::span<const Mask> from) {
    Mask news = 0;
    for (std::size_t link = near_links; link < links; ++link)
        if ((crowd.open_links[row] >> link) & 1U) news |= from[far_row(cell, crowd.far_kin, row, link)];
    return news;
}

/// Rows with an open far link are listed first: what they read lies far apart, and is fetched side by side.
void tell_far(const Crowd& crowd, const CellRows& cell, std::span<const Mask> from, std::span<Mask> to) {
    std::array<std::uint32_t, batch> listeners;
    for (std::uint32_t k = 0; k < cell.size; k += batch) {
        std::size_t count = 0;
        const std::uint32_t first = cell.first + k;
        for (std::uint32_t row = first; row < first + std::min<std::uint32_t>(batch, cell.size - k); ++row) {
            listeners[count] = row;
            count += (crowd.open_links[row] & far_bits) != 0;
        }
        for (std::size_t i = 0; i < count; ++i) to[listeners[i]] |= told_by_far(crowd, cell, listeners[i], from);
    }
}

}  // namespace

std::uint32_t link_limit(double tau) {
    EXPECT(tau >= 0 && tau <= 1);
    return static_cast<std::uint32_t>(std::lround(tau * 0x1p16));
}

std::uint8_t open_links(const std::uint32_t* words, std::uint32_t limit) {
    if (limit == 0) return 0;
    const __m128i drawn = _mm_loadu_si128(reinterpret_cast<const __m128i*>(words));
    const __m128i highest = _mm_set1_epi16(static_cast<short>(limit - 1));
    const __m128i is_open = _mm_cmpeq_epi16(_mm_subs_epu16(drawn, highest), _mm_setzero_si128());
    return static_cast<std::uint8_t>(_mm_movemask_epi8(_mm_packs_epi16(is_open, _mm_setzero_si128())));
}

std::uint32_t near_row(const CellRows& cell, std::uint32_t row, std::size_t link) {
    const auto size = static_cast<std::int64_t>(cell.size);
    const std::int64_t k = static_cast<std::int64_t>(row - cell.first) + near_offsets[link];
    return cell.first + static_cast<std::uint32_t>((k % size + size) % size);
}

std::uint32_t far_row(const CellRows& cell, std::span<const FarKin> far_kin, std::uint32_t row, std::size_t link) {
    const std::uint32_t k = row - cell.first;
    return far_kin[cell.first_family + k / family_size].first[link - near_links] + k % family_size;
}

void tell(const Crowd& crowd, const CellRows& cell, std::span<const Mask> from, std::span<Mask> to) {
    tell_near(crowd, cell, from, to);
    tell_far(crowd, cell, from, to);
}

}  // namespace peacenorm::intervention::civilians
