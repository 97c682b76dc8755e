// SPDX-License-Identifier: Apache-2.0
#include "sim/config/numbers.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace peacenorm::config {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Drops a `+`, which std::from_chars refuses; empty text when what follows the sign cannot be a decimal number.
std::string_view decimal(std::string_view text) {
    const bool sign = !text.empty() && (text[0] == '-' || text[0] == '+');
    const std::string_view digits = sign ? text.substr(1) : text;
    if (sign && text[0] == '+') text = digits;
    const bool starts = !digits.empty() && (is_digit(digits[0]) || (digits.size() > 1 && digits[0] == '.'));
    const bool leading_zero = digits.size() > 1 && digits[0] == '0' && is_digit(digits[1]);
    return starts && !leading_zero ? text : std::string_view{};
}

template <class Number>
std::optional<Number> parsed(std::string_view text) {
    const std::string_view number = decimal(text);
    const char* end = number.data() + number.size();
    Number value{};
    const auto result = std::from_chars(number.data(), end, value);
    if (number.empty() || result.ec != std::errc{} || result.ptr != end) return std::nullopt;
    return value;
}

}  // namespace

std::optional<double> parse_real(std::string_view text) {
    const std::optional<double> value = parsed<double>(text);
    if (!value || !std::isfinite(*value)) return std::nullopt;
    return *value == 0.0 ? 0.0 : *value;  // -0 would print, and hash, as another number
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
    return parsed<std::int64_t>(text);
}

std::string number_text(double value) {
    char buffer[32];
    const auto result = std::to_chars(buffer, buffer + sizeof buffer, value == 0.0 ? 0.0 : value);
    return {buffer, result.ptr};
}

std::string number_hint(std::string_view text, bool quoted) {
    if (quoted) return parse_real(text) ? "remove the quotes" : "";
    std::string other(text);
    std::erase(other, '_');
    std::replace(other.begin(), other.end(), ',', '.');
    const bool percent = !other.empty() && other.back() == '%';
    if (percent) other.pop_back();
    const std::size_t sign = !other.empty() && (other[0] == '-' || other[0] == '+') ? 1 : 0;
    while (other.size() > sign + 1 && other[sign] == '0' && is_digit(other[sign + 1])) other.erase(sign, 1);
    const std::optional<double> meant = parse_real(other);
    if (!meant || other == text) return "";
    return "write " + (percent ? number_text(*meant / 100) : other);
}

}  // namespace peacenorm::config
