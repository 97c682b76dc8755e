// SPDX-License-Identifier: Apache-2.0
#include "sim/report/html.hpp"

#include "sim/core/utf8.hpp"

namespace peacenorm::report {

namespace {

std::string escaped(std::string_view character) {
    switch (const char first = character.front()) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&#39;";
        case '\n':
        case '\t':
            return " ";
        default:
            return character.size() == 1 && (static_cast<unsigned char>(first) < 0x20 || first == 0x7F)
                       ? "\uFFFD"
                       : std::string(character);
    }
}

}  // namespace

std::string html_text(std::string_view text) {
    std::string safe;
    while (!text.empty()) {
        const auto length = static_cast<std::size_t>(utf8_length(text));
        safe += length == 0 ? "\uFFFD" : escaped(text.substr(0, length));
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return safe;
}

}  // namespace peacenorm::report
