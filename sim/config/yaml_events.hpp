// SPDX-License-Identifier: Apache-2.0
// The one file, with its source, that knows yaml-cpp: events of the parser become a tree of our own.
#pragma once

#include <string>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"

namespace peacenorm::config {

/// A configuration deeper or larger than this is a mistake or an attack.
inline constexpr int most_depth = 64;
inline constexpr int most_nodes = 1'000'000;
inline constexpr std::size_t most_key_bytes = 200;

/// Parses one document. Requires text that `check_text` passed. Errors: positioned faults; then the tree is partial.
/// An empty document gives null.
Node parse_document(const std::string& text, int source, Faults& faults);

}  // namespace peacenorm::config
