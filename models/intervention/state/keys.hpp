// SPDX-License-Identifier: Apache-2.0
// The keys of this model's entities in the addresses of draws: what they are made of, and who would share one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/random/entity_key.hpp"

namespace peacenorm::intervention {

inline std::uint64_t organisation_key(std::string_view name) {
    return random::named_key("organisation", name);
}
inline std::uint64_t place_key(std::string_view name) {
    return random::named_key("place", name);
}
inline std::uint64_t group_key(std::string_view name) {
    return random::named_key("armed_group", name);
}
inline std::uint64_t community_key(std::string_view name) {
    return random::named_key("community", name);
}
/// The civilians of a community in a place.
inline std::uint64_t cell_key(std::uint64_t place, std::uint64_t community) {
    return random::key_of_both(place, community);
}
/// An organisation's forces in a place.
inline std::uint64_t forces_key(std::uint64_t organisation, std::uint64_t place) {
    return random::key_of_both(organisation, place);
}
/// A company: a contingent's share in a base.
inline std::uint64_t company_key(std::string_view contingent, std::string_view base) {
    return random::key_of_both(random::named_key("contingent", contingent), random::named_key("base", base));
}
/// A slot for a band of a group, by where it is born.
inline std::uint64_t band_key(std::uint64_t group, std::uint64_t birthplace, std::uint64_t slot) {
    return random::key_of_both(random::key_of_both(group, birthplace), slot);
}

/// Who shares a key with whom: positions, the earlier first, by the later one; each with the first that has its key.
std::vector<std::pair<std::size_t, std::size_t>> shared_keys(std::span<const std::uint64_t> keys);

}  // namespace peacenorm::intervention
