// SPDX-License-Identifier: Apache-2.0
#include "sim/random/registry.hpp"

#include <algorithm>

namespace peacenorm::random {

std::vector<Stream> duplicated(std::span<const Stream> streams) {
    std::vector<Stream> found;
    for (const Stream& stream : streams) {
        const auto bearers = std::count_if(streams.begin(), streams.end(), [&](const Stream& other) {
            return other.id == stream.id || other.name == stream.name;
        });
        if (bearers > 1) found.push_back(stream);
    }
    return found;
}

}  // namespace peacenorm::random
