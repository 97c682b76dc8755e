// SPDX-License-Identifier: Apache-2.0
#include "sim/design/hash.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace peacenorm::study {

std::uint64_t hash_of_name(std::string_view name) {
    return XXH3_64bits(name.data(), name.size());
}

}  // namespace peacenorm::study
