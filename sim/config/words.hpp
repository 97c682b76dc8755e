// SPDX-License-Identifier: Apache-2.0
// Words for messages about what a user wrote.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace peacenorm::config {

/// The text in single quotes, on one line and cut to a readable length.
std::string in_quotes(std::string_view text);

/// The text on one line for a terminal: control characters and broken UTF-8 become '?'.
std::string printable(std::string_view text);

/// "did you mean 'X'?" for the nearest of the candidates by edit distance, or empty if none is near.
std::string suggestion(std::string_view word, const std::vector<std::string>& candidates);

/// The text, and behind a semicolon the suggestion if there is one.
std::string with_suggestion(std::string text, std::string_view word, const std::vector<std::string>& candidates);

/// "one of a, b, c", cut to a readable length.
std::string one_of(const std::vector<std::string>& candidates);

}  // namespace peacenorm::config
