// SPDX-License-Identifier: Apache-2.0
// Writing values as YAML: `to_yaml` (node.hpp) in block style, and on one line here.
#pragma once

#include <string>
#include <string_view>

#include "sim/config/node.hpp"

namespace peacenorm::config {

/// A node on one line: `[a, b]`, `{k: v}`.
std::string to_flow_yaml(const Node& node);

/// Whether every reader of YAML takes the unquoted text for text, and not for a number, a switch, a date or null.
bool looks_like_text(std::string_view text);

}  // namespace peacenorm::config
