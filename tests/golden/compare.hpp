// SPDX-License-Identifier: Apache-2.0
// Two texts of a golden file, number by number.
#pragma once

#include <string>
#include <vector>

namespace peacenorm::golden {

/// A number that differs, or is gone: `got` is empty. Texts, because equal texts are equal bits.
struct Difference {
    std::string where;       ///< "replicate 0, week 12"; empty for a named value
    std::string observable;  ///< of a named value with its cell: "tips.blue_mission"
    std::string expected, got;
};

struct Comparison {
    std::size_t numbers = 0;  ///< of the newer text
    std::size_t fresh = 0;    ///< of those, that the older text does not have: an observable that is new moves nothing
    std::vector<Difference> differences;
};

/// A text is a table with a head line, the values separated by commas, or lines `name = value`.
Comparison compare(const std::string& expected, const std::string& got);

/// The first few differences, each on a line.
std::string first_differences(const Comparison& comparison);

/// What moved, by observable: how many values, and the largest relative change.
std::string what_moved(const Comparison& comparison);

}  // namespace peacenorm::golden
