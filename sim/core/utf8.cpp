// SPDX-License-Identifier: Apache-2.0
#include "sim/core/utf8.hpp"

namespace peacenorm {
namespace {

/// Limits: for two-byte sequences 0xC2 on (no overlong forms), up to U+10FFFF, no surrogates.
bool is_valid_start(unsigned char first, unsigned char second) {
    if (first == 0xE0) return second >= 0xA0;
    if (first == 0xED) return second <= 0x9F;
    if (first == 0xF0) return second >= 0x90;
    if (first == 0xF4) return second <= 0x8F;
    return true;
}

}  // namespace

int utf8_length(std::string_view text) {
    if (text.empty()) return 0;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return 1;
    const std::size_t length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (length == 0 || text.size() < length || !is_valid_start(first, byte(1))) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return 0;
    }
    return static_cast<int>(length);
}

}  // namespace peacenorm
