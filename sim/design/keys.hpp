// SPDX-License-Identifier: Apache-2.0
// Reads the keys of a study file that belong to the engine; a model's parameters are read by their declaration.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"
#include "sim/core/date.hpp"

namespace peacenorm::study::keys {

using Names = std::vector<std::string>;

/// What a message calls a value: in quotes, or by its kind.
std::string as_written(const config::Node& node);

/// Whether a node is a map; faults for anything else and for every key that is not known.
bool is_map_of(const config::Node& node, std::string_view what, const Names& known, config::Faults& faults);

/// A whole number in [min, max], or a fault.
std::optional<std::int64_t> integer(const config::Node& node, std::int64_t min, std::int64_t max,
                                    config::Faults& faults);

/// A finite number without units, if the node is an unquoted scalar that reads as one. Never a fault.
std::optional<double> number(const config::Node& node);

std::optional<Date> date(const config::Node& node, config::Faults& faults);
std::optional<std::string> text(const config::Node& node, config::Faults& faults);

/// One of the allowed words, or a fault with the nearest of them.
std::optional<std::string> word(const config::Node& node, const Names& allowed, config::Faults& faults);

/// A list of allowed words, each at most once; a single word stands for a list of one.
Names words(const config::Node& node, const Names& allowed, config::Faults& faults);

/// A value on one line, as a label: `0.5`, `[a, b]`, `{x: 1}`.
std::string on_one_line(const config::Node& node);

config::Node map();
config::Node list(const Names& items);
/// A scalar that reads back as text, whatever it looks like.
config::Node quoted(std::string text);
void put(config::Node& target, std::string key, config::Node value);

}  // namespace peacenorm::study::keys
