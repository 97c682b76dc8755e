// SPDX-License-Identifier: Apache-2.0
// Which bytes are characters.
#pragma once

#include <string_view>

namespace peacenorm {

/// Bytes of the UTF-8 sequence that starts a text (1 to 4), or 0 if the text does not start with a valid one.
int utf8_length(std::string_view text);

}  // namespace peacenorm
