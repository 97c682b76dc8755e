// SPDX-License-Identifier: Apache-2.0
// Where the random numbers of an event lie. An address is the key of who acts, what it does, and the how-manieth of the
// week that is: the k-th event of a kind is the same event in all arms, wherever the actor stands. Ordinals start anew
// each week.
#pragma once

#include <array>
#include <cstdint>

#include "sim/random/draws.hpp"
#include "sim/random/entity_key.hpp"

namespace peacenorm::intervention {

/// What an event is, for its address: the threats to civilians come first, in the order of ThreatKind.
enum class EventType : std::uint32_t { killing, raid, massacre, crossfire, operation, attack_on_force, clash };

/// More events of one kind than are ever expected in a week, of one actor: it bounds the count, whose ordinal is a part
/// of the address. Assumed.
inline constexpr double most_expected_events = 500;

/// Packed: key of the actor 40 | type 8 | ordinal 16 bits, high to low. Errors: std::out_of_range if a part does not
/// fit.
inline std::uint64_t event_address(std::uint64_t actor_key, EventType type, std::uint32_t ordinal) {
    constexpr unsigned half_key = random::entity_key_bits / 2;
    return random::pack(
        std::array{random::Bits{static_cast<std::uint32_t>(actor_key >> half_key), half_key, "key"},
                   random::Bits{static_cast<std::uint32_t>(actor_key & ((1U << half_key) - 1)), half_key, "key"},
                   random::Bits{static_cast<std::uint32_t>(type), 8, "type"}, random::Bits{ordinal, 16, "ordinal"}});
}

/// The number of an entity of its own: its key, then a slot. Range: slot below 2^24.
constexpr std::uint64_t entity_number(std::uint64_t key, std::uint64_t slot = 0) {
    return (key << (64 - random::entity_key_bits)) | slot;
}

}  // namespace peacenorm::intervention
