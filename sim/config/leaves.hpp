// SPDX-License-Identifier: Apache-2.0
// Single values: a number, a switch, text, a date, a choice, a schedule.
#pragma once

#include <string>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"
#include "sim/config/type.hpp"

namespace peacenorm::config::detail {

bool is_leaf(const Type& type);

/// Reads a value that is written (not null). Errors: faults at the value, or at `fallback` when it has no place.
void read_leaf(const Slot& slot, const Node& node, Position fallback, Faults& faults);

Node emit_leaf(const Slot& slot);

/// "number", "list of text", "one of a, b".
std::string type_name(const Type& type);

/// "expected a number from 0.5 to 2 hours".
std::string expected(const Type& type, const Doc& doc);

/// "a map", "a list", or the text in quotes.
std::string shown(const Node& node);

}  // namespace peacenorm::config::detail
