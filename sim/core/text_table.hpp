// SPDX-License-Identifier: Apache-2.0
// Tables for people: columns as wide as their longest cell.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace peacenorm {

/// Rows of cells as aligned lines, two blanks between columns: the first `left` columns flush left, the others right.
/// A row may be shorter than others. Width is counted in characters of UTF-8, not in bytes.
std::string aligned(const std::vector<std::vector<std::string>>& rows, std::size_t left);

}  // namespace peacenorm
