// SPDX-License-Identifier: Apache-2.0
// A result as tidy text (comma-separated, one observation a line) for R, Stata and spreadsheets.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace peacenorm::study {

using WriteText = std::function<void(std::string_view)>;

/// One line per run: its labels, design, status and outcomes. Missing values are empty cells; reals read back exactly.
/// Memory: one block of runs. Errors: IoError when the result is damaged.
void export_runs(const std::filesystem::path& result, const WriteText& write);

/// One line per run, period and label: the named series side by side, which must have the same dimensions; "all": every
/// series by run and time alone. `step` counts the recorded periods from 1, `time` is the first day of each.
/// Errors: ConfigError for an unknown name (with the nearest) and for series of other dimensions; IoError.
void export_series(const std::filesystem::path& result, const std::vector<std::string>& names, const WriteText& write);

}  // namespace peacenorm::study
