// SPDX-License-Identifier: Apache-2.0
#include "sim/core/printable.hpp"

#include <fmt/core.h>

#include <cstdint>

#include "sim/core/utf8.hpp"

namespace peacenorm {
namespace {

/// The code point of a valid sequence of UTF-8.
std::uint32_t code_of(std::string_view sequence) {
    const auto first = static_cast<unsigned char>(sequence.front());
    if (sequence.size() == 1) return first;
    std::uint32_t code = first & (0x7FU >> sequence.size());
    for (const char next : sequence.substr(1)) code = code << 6 | (static_cast<unsigned char>(next) & 0x3FU);
    return code;
}

/// Controls (C0, DEL, C1), separators of lines, and marks of direction (Unicode 15, chapters 23.1 and 23.2).
bool is_obeyed(std::uint32_t code) {
    const auto within = [&](std::uint32_t low, std::uint32_t high) { return code >= low && code <= high; };
    return code < 0x20 || within(0x7F, 0x9F) || code == 0x61C || within(0x200E, 0x200F) || within(0x2028, 0x202E) ||
           within(0x2066, 0x2069);
}

std::string shown(std::string_view sequence, std::string_view kept) {
    const std::uint32_t code = code_of(sequence);
    if (!is_obeyed(code) || (code < 0x20 && kept.find(static_cast<char>(code)) != std::string_view::npos))
        return std::string(sequence);
    if (code == '\n') return "\\n";
    return code < 0x100 ? fmt::format("\\x{:02x}", code) : fmt::format("\\u{:04x}", code);
}

std::string with_kept(std::string_view text, std::string_view kept) {
    std::string clean;
    clean.reserve(text.size());
    while (!text.empty()) {
        const auto length = static_cast<std::size_t>(utf8_length(text));
        if (length == 0)
            clean += fmt::format("\\x{:02x}", static_cast<unsigned char>(text.front()));
        else
            clean += shown(text.substr(0, length), kept);
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return clean;
}

}  // namespace

std::string printable(std::string_view text) {
    return with_kept(text, "");
}

std::string printable_lines(std::string_view text) {
    return with_kept(text, "\n\t");
}

}  // namespace peacenorm
