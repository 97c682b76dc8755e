// SPDX-License-Identifier: Apache-2.0
#include "sim/core/json.hpp"

#include <fmt/format.h>

#include <cmath>

#include "sim/core/utf8.hpp"

namespace peacenorm {

namespace {

/// One character as it stands between the quotes.
std::string escaped(std::string_view character) {
    const auto first = static_cast<unsigned char>(character[0]);
    if (character == "\"" || character == "\\") return "\\" + std::string(character);
    if (character == "\n") return "\\n";
    if (first < 0x20 || first == 0x7F) return fmt::format("\\u{:04x}", first);
    if (character == "\u2028") return "\\u2028";
    if (character == "\u2029") return "\\u2029";
    return std::string(character);
}

}  // namespace

std::string json_text(std::string_view text) {
    std::string quoted = "\"";
    while (!text.empty()) {
        const auto length = static_cast<std::size_t>(utf8_length(text));
        quoted += length == 0 ? "\\ufffd" : escaped(text.substr(0, length));
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return quoted + "\"";
}

std::string json_number(double value) {
    return std::isfinite(value) ? fmt::format("{}", value) : "null";
}

std::string json_list(const std::vector<std::string>& values) {
    return fmt::format("[{}]", fmt::join(values, ", "));
}

JsonObject& JsonObject::put(std::string_view name, std::string json) {
    members_ += (members_.empty() ? "" : ", ") + json_text(name) + ": " + std::move(json);
    return *this;
}

}  // namespace peacenorm
