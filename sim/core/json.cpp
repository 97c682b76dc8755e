// SPDX-License-Identifier: Apache-2.0
#include "sim/core/json.hpp"

#include <fmt/format.h>

#include <cmath>

namespace peacenorm::analysis {

std::string json_text(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            quoted += std::string("\\") + c;
        else if (c == '\n')
            quoted += "\\n";
        else if (static_cast<unsigned char>(c) < 0x20)
            quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else
            quoted += c;
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

}  // namespace peacenorm::analysis
