// SPDX-License-Identifier: Apache-2.0
// Names as numbers, for addresses of random draws.
#pragma once

#include <cstdint>
#include <string_view>

namespace peacenorm::study {

/// XXH3, 64 bits.
std::uint64_t hash_of_name(std::string_view name);

}  // namespace peacenorm::study
