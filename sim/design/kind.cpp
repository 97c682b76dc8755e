// SPDX-License-Identifier: Apache-2.0
#include "sim/design/kind.hpp"

#include <fmt/core.h>

#include "sim/design/keys.hpp"

namespace peacenorm::study {

using config::Faults;
using config::Node;

std::uint64_t read_number(const Node& node, const WholeNumber& wanted, Faults& faults) {
    const Node* value = node.find(wanted.key);
    if (value == nullptr) return static_cast<std::uint64_t>(wanted.otherwise);
    return static_cast<std::uint64_t>(keys::integer(*value, wanted.min, wanted.max, faults).value_or(wanted.otherwise));
}

std::uint32_t read_even_number(const Node& node, const WholeNumber& wanted, Faults& faults) {
    const auto value = static_cast<std::uint32_t>(read_number(node, wanted, faults));
    if (value % 2 != 0)
        faults.add(node.find(wanted.key)->at, fmt::format("{} is odd", value), "expected an even number");
    return value;
}

void put_number(Node& node, std::string_view key, std::uint64_t value) {
    keys::put(node, std::string(key), config::scalar(std::to_string(value)));
}

}  // namespace peacenorm::study
