// SPDX-License-Identifier: Apache-2.0
// The outcomes of a study over given points as other programs read them: CSV, JSON lines, or Dakota's results.
#pragma once

#include <filesystem>
#include <string>

#include "sim/design/points_file.hpp"
#include "sim/study/plan.hpp"

namespace peacenorm::study {

/// A row a run: its point (from 1), arm and future where there are several, the number of its luck, the parameters, the
/// status, every outcome, and what a failed run died of. Dakota gets one block a point: VALUE NAME for each outcome, or
/// FAIL. Memory: that of the text. Errors: IoError.
std::string evaluation_text(const Plan& plan, const std::filesystem::path& result, Points::Form form);

}  // namespace peacenorm::study
