// SPDX-License-Identifier: Apache-2.0
// Numbers as text: strict on what is read, shortest on what is written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace peacenorm::config {

/// A finite decimal number; empty for leading zeros, hexadecimal, `1_000`, infinities, trailing text, overflow.
std::optional<double> parse_real(std::string_view text);

/// A decimal integer; empty for leading zeros, fractions, exponents, overflow.
std::optional<std::int64_t> parse_integer(std::string_view text);

/// The shortest text that reads back as the same number.
std::string number_text(double value);

/// How the writer probably meant it: "write 1000" for `1_000`; empty when that is not plain.
std::string number_hint(std::string_view text, bool quoted);

}  // namespace peacenorm::config
