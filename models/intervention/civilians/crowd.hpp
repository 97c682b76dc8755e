// SPDX-License-Identifier: Apache-2.0
// The columns of civilians that the kernel works on, cell by cell. It knows no theatre, no organisation and no date.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "models/intervention/civilians/memory.hpp"

namespace peacenorm::intervention::civilians {

/// Which of up to 64 news of a pass: bit k is the k-th.
using Mask = std::uint64_t;
inline constexpr std::size_t pass_size = 64;

/// How many news these are; few, as a rule.
constexpr std::int64_t count_bits(Mask mask) {
    std::int64_t count = 0;
    for (; mask != 0; mask &= mask - 1) ++count;
    return count;
}

/// What stands for a person's traits, bit by bit.
struct Trait {
    static constexpr std::uint8_t media = 1;    ///< uses radio, television or the net
    static constexpr std::uint8_t aligned = 2;  ///< trusts the state: alignment +1, else -1
    static constexpr std::uint8_t town = 4;     ///< lives in the chief town
    static constexpr std::uint8_t away = 8;     ///< most of it is displaced: it hears where it stays
    static constexpr std::uint8_t gone = 16;    ///< nobody of it is left to hear, tell or judge
};

/// Four rows that have their far kin together.
inline constexpr std::size_t family_size = 4;
/// The first rows of the two far families that a family listens to.
struct FarKin {
    std::uint32_t first[2];
};

/// What frightens and angers: sums of the severity heard of, times the scales of their fading.
struct Feelings {
    float fear = 0, anger = 0;
};

/// The rows of one cell: [first, first + size), and its families.
struct CellRows {
    std::uint64_t key = 0;  ///< in the addresses of draws
    std::uint32_t place = 0, community = 0;
    std::uint32_t first = 0, size = 0;
    std::uint32_t first_family = 0;

    std::size_t families() const { return (size + family_size - 1) / family_size; }
};

/// One row an agent, but for `far_kin`: one a family; and `memory`: `judged` records an agent.
struct Crowd {
    std::span<const CellRows> cells;
    std::size_t judged = 0;
    std::span<const std::int32_t> persons;  ///< living
    std::span<const std::uint8_t> traits;
    std::span<const std::uint16_t> refuge;  ///< place where those of it who are away stay
    std::span<const FarKin> far_kin;
    std::span<Memory> memory;
    std::span<Feelings> feelings;
    // What the kernel leaves from one step to the next.
    std::span<Mask> heard, told;
    std::span<std::uint8_t> open_links;
    std::span<Mask> direct;  ///< takes what each heard at first hand; empty: nobody asks
};

}  // namespace peacenorm::intervention::civilians
