// SPDX-License-Identifier: Apache-2.0
// Who a number in an address is: a key made of names and fixed slots, never of positions, so that an entity added
// anywhere in a file changes nobody else's draws.
#pragma once

#include <cstdint>
#include <string_view>

namespace peacenorm::random {

inline constexpr unsigned entity_key_bits = 40;

/// The finaliser of SplitMix64: a bijection of 64-bit numbers in which every bit of the input moves every bit of the
/// output. Source: steele_2014.
constexpr std::uint64_t mixed(std::uint64_t x) {
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31U);
}

/// The key of a named entity of a kind: "herd", "north_3". Range: 40 bits.
constexpr std::uint64_t named_key(std::string_view kind, std::string_view name) {
    constexpr std::uint64_t prime = 0x100000001b3ULL;
    std::uint64_t hash = 0xcbf29ce484222325ULL;  // FNV-1a
    for (const char c : kind) hash = (hash ^ static_cast<unsigned char>(c)) * prime;
    hash *= prime;  // a kind's last letter is not a name's first
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * prime;
    return mixed(hash) >> (64 - entity_key_bits);
}

/// The key of what two entities, or an entity and a fixed slot, are together; the order counts. Range: 40 bits.
constexpr std::uint64_t key_of_both(std::uint64_t first, std::uint64_t second) {
    return mixed(mixed(first) + second) >> (64 - entity_key_bits);
}

/// A number for a draw that two entities share, whatever their numbers are made of. Range: 64 bits; that two pairs of
/// a million meet has a chance of 3e-8.
constexpr std::uint64_t paired(std::uint64_t first, std::uint64_t second) {
    return mixed(mixed(first) + second);
}

}  // namespace peacenorm::random
