// SPDX-License-Identifier: Apache-2.0
// Bytes as text (RFC 4648).
#pragma once

#include <string>
#include <string_view>

namespace peacenorm::report {

std::string base64(std::string_view bytes);

/// The bytes that hexadecimal digits stand for. Shape: an even number of lower-case digits.
std::string bytes_of_hex(std::string_view digits);

}  // namespace peacenorm::report
