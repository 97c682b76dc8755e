// SPDX-License-Identifier: Apache-2.0
// A page about results: one file, offline, the same bytes for the same results.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "sim/report/result_part.hpp"

namespace peacenorm::report {

inline constexpr std::size_t large_page = 10'000'000;      ///< bytes above which a browser is slow to open it
inline constexpr std::size_t too_large_page = 50'000'000;  ///< bytes above which it may not open it at all
inline constexpr std::size_t most_results = 4;             ///< side by side

enum class Weight { usual, large, too_large };
constexpr Weight weight_of(std::size_t bytes) {
    if (bytes > too_large_page) return Weight::too_large;
    return bytes > large_page ? Weight::large : Weight::usual;
}

struct Shown {
    const analysis::ResultCells& result;
    Subject subject;
};

/// Shape: 1 to `most_results` results. Errors: ConfigError, IoError.
std::string page(std::span<const Shown> results);

}  // namespace peacenorm::report
