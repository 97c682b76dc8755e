// SPDX-License-Identifier: Apache-2.0
// Lines of comma-separated values.
#pragma once

#include <string>
#include <vector>

namespace peacenorm::analysis {

/// The cells in one line with its end; commas, quotes and line ends are escaped as in RFC 4180.
std::string csv_line(const std::vector<std::string>& cells);

/// A number with all its digits; empty where it is not defined.
std::string csv_number(double value);

}  // namespace peacenorm::analysis
