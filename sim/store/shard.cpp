// SPDX-License-Identifier: Apache-2.0
#include "sim/store/shard.hpp"

#include <fmt/core.h>

#include "sim/config/faults.hpp"
#include "sim/config/numbers.hpp"

namespace peacenorm::study {

namespace {

constexpr std::int64_t most_shards = 1'000'000;

}  // namespace

Shard parse_shard(const std::string& text) {
    const std::size_t slash = text.find('/');
    if (slash != std::string::npos) {
        const auto index = config::parse_integer(text.substr(0, slash));
        const auto count = config::parse_integer(text.substr(slash + 1));
        if (index && count && *index >= 0 && *index < *count && *count <= most_shards)
            return {static_cast<std::uint64_t>(*index), static_cast<std::uint64_t>(*count)};
    }
    throw config::ConfigError(fmt::format(
        "--shard: error: '{}' is not a shard; allowed: I/N, shards I = 0 to N - 1 of N <= {}, such as 0/4\n", text,
        most_shards));
}

}  // namespace peacenorm::study
