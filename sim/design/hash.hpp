// SPDX-License-Identifier: Apache-2.0
// Names as numbers, for addresses of random draws; texts as fingerprints.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace peacenorm::study {

/// XXH3, 64 bits.
std::uint64_t hash_of_name(std::string_view name);

/// XXH3, 128 bits, as 32 hexadecimal digits.
std::string hex_of(std::string_view text);

}  // namespace peacenorm::study
