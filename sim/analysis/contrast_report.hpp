// SPDX-License-Identifier: Apache-2.0
// A comparison as a table for people, as CSV, and as JSON with its context.
#pragma once

#include <optional>
#include <string>

#include "sim/analysis/contrasts.hpp"

namespace peacenorm::analysis {

/// What a report needs to know beside the numbers. SAFETY: both outlive the report.
struct Report {
    const ResultCells& result;
    const Pairing& pairing;
    std::string path;              ///< of the result, as the user named it
    std::optional<double> d = {};  ///< the smallest difference of an index that matters; empty: none is known
};

/// What is compared, under which notice, by which rules; one block an outcome; then the legend.
std::string table_text(const Comparison& comparison, const Report& report);

/// One line a contrast, all digits; empty where a number is not defined; commas and quotes escaped as in RFC 4180.
std::string csv_text(const Comparison& comparison, const Report& report);

/// An object: context, outcomes, contrasts, all digits; null where a number is not defined or infinite.
std::string json_text_of(const Comparison& comparison, const Report& report);

/// "pairs of runs that failed or are missing": which runs and how to mend it.
std::string flaws_text(const ResultCells& result, const std::string& path);

}  // namespace peacenorm::analysis
