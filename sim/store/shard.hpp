// SPDX-License-Identifier: Apache-2.0
// One of several processes that share a study: which bundles it owns.
#pragma once

#include <cstdint>
#include <string>

namespace peacenorm::study {

/// Shard `index` of `count`, from 0: it owns the bundles equal to its index modulo the count. One of one owns all.
struct Shard {
    std::uint64_t index = 0, count = 1;

    bool owns(std::uint64_t bundle) const { return bundle % count == index; }
    bool is_all() const { return count == 1; }
    bool operator==(const Shard&) const = default;
    /// "3of16": part of the names of the files it publishes; empty for one of one.
    std::string tag() const { return is_all() ? "" : std::to_string(index) + "of" + std::to_string(count); }
};

/// Reads "I/N". Range: 0 <= I < N <= 1,000,000. Errors: ConfigError.
Shard parse_shard(const std::string& text);

}  // namespace peacenorm::study
