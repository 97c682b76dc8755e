// SPDX-License-Identifier: Apache-2.0
// Text of others as it may be shown: a terminal obeys what it is sent, and a file is input from strangers.
#pragma once

#include <string>
#include <string_view>

namespace peacenorm {

/// The text in one line: control characters, marks that turn the direction of writing, line breaks and bytes that are
/// no UTF-8 as `\x1b`, `\u202e`, `\n`. Text without them is returned as it is.
std::string printable(std::string_view text);

/// The same for text of several lines: line breaks and tabulators stay.
std::string printable_lines(std::string_view text);

}  // namespace peacenorm
