// SPDX-License-Identifier: Apache-2.0
// Who does what to whom, where, and the how-manieth of the week: as one number, the entity of an event's draws.
#pragma once

#include <array>
#include <cstdint>

#include "sim/random/draws.hpp"

namespace peacenorm::intervention {

struct EventKey {
    std::uint32_t group = 0, place = 0, community = 0;
    std::uint32_t type = 0, ordinal = 0;
    std::uint32_t second_actor = 0;  ///< whom an event between two actors strikes
};

/// Packed, not hashed: group 12 | place 10 | community 6 | type 4 | ordinal 16 | second actor 8 bits, high to low.
/// Errors: std::out_of_range if a part does not fit.
inline std::uint64_t pack_event(const EventKey& key) {
    return random::pack(std::array{random::Bits{key.group, 12, "group"}, random::Bits{key.place, 10, "place"},
                                   random::Bits{key.community, 6, "community"}, random::Bits{key.type, 4, "type"},
                                   random::Bits{key.ordinal, 16, "ordinal"},
                                   random::Bits{key.second_actor, 8, "second actor"}});
}

}  // namespace peacenorm::intervention
