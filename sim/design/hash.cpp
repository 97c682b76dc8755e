// SPDX-License-Identifier: Apache-2.0
#include "sim/design/hash.hpp"

#define XXH_INLINE_ALL
#include <fmt/core.h>
#include <xxhash.h>

namespace peacenorm::study {

std::uint64_t hash_of_name(std::string_view name) {
    return XXH3_64bits(name.data(), name.size());
}

std::string hex_of(std::string_view text) {
    const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
    return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace peacenorm::study
