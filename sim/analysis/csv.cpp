// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/csv.hpp"

#include <fmt/core.h>

#include <cmath>

namespace peacenorm::analysis {

namespace {

std::string cell(const std::string& text) {
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
}

}  // namespace

std::string csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) line += (i > 0 ? "," : "") + cell(cells[i]);
    return line + "\n";
}

std::string csv_number(double value) {
    return std::isnan(value) ? "" : fmt::format("{}", value);
}

}  // namespace peacenorm::analysis
