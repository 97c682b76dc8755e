// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/civilians/remembering.hpp"

#include <xmmintrin.h>

#include <algorithm>
#include <bit>

namespace peacenorm::intervention::civilians {
namespace {

/// Adds four floats to four.
inline void add(Memory& to, const Memory& what) {
    _mm_storeu_ps(&to.failure, _mm_add_ps(_mm_loadu_ps(&to.failure), _mm_loadu_ps(&what.failure)));
}
static_assert(sizeof(Memory) == 4 * sizeof(float));

}  // namespace

Additions::Additions(std::size_t judged) : judged_(judged), rows_(pass_size * judged), sums_(places * judged) {}

void Additions::clear(Mask news) {
    for (; news != 0; news &= news - 1) {
        const auto k = static_cast<std::size_t>(std::countr_zero(news));
        std::fill_n(rows_.begin() + static_cast<std::ptrdiff_t>(k * judged_), judged_, Memory{});
        feelings_[k] = {};
    }
    masks_.fill(0);
}

void Additions::add_up(Mask heard, std::size_t place) {
    Memory* const sum = sums_.data() + place * judged_;
    Feelings felt;
    std::fill_n(sum, judged_, Memory{});
    for (Mask left = heard; left != 0; left &= left - 1) {
        const auto k = static_cast<std::size_t>(std::countr_zero(left));
        for (std::size_t j = 0; j < judged_; ++j) add(sum[j], rows_[k * judged_ + j]);
        felt.fear += feelings_[k].fear;
        felt.anger += feelings_[k].anger;
    }
    sums_of_feelings_[place] = felt;
    counts_[place] = count_bits(heard);
    masks_[place] = heard;
}

Additions::Sum Additions::of(Mask heard) {
    constexpr std::uint64_t golden = 0x9e3779b97f4a7c15ULL;  // spreads near masks over the store
    const auto place = static_cast<std::size_t>((heard * golden) >> 58U);
    static_assert(places == 64);
    if (masks_[place] != heard) add_up(heard, place);
    return {sums_.data() + place * judged_, sums_of_feelings_[place], counts_[place]};
}

void remember(const Crowd& crowd, const CellRows& cell, std::span<const Mask> heard, Additions& additions,
              CellNews& news) {
    for (std::uint32_t row = cell.first; row < cell.first + cell.size; ++row) {
        const Mask mask = heard[row];
        if (mask == 0) continue;
        const auto [memory, feelings, count] = additions.of(mask);
        Memory* const own = crowd.memory.data() + row * crowd.judged;
        for (std::size_t j = 0; j < crowd.judged; ++j) add(own[j], memory[j]);
        crowd.feelings[row].fear += feelings.fear;
        crowd.feelings[row].anger += feelings.anger;
        news.all += crowd.persons[row] * count;
    }
}

}  // namespace peacenorm::intervention::civilians
