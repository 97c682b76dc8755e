// SPDX-License-Identifier: Apache-2.0
// A verdict for people, and as JSON.
#pragma once

#include <string>

#include "sim/analysis/verdict.hpp"

namespace peacenorm::analysis {

/// What a report needs beside the verdict. SAFETY: all outlive it.
struct VerdictReport {
    const ResultCells& result;
    const record::Claims& claims;
    std::string path;                       ///< of the result, as the user named it
    std::string theatre = {}, priors = {};  ///< its name, and what is to be said of its priors; may be empty
};

/// In order: contrast, window, index; differences, shares and findings with draws and replicates, baseline and prior
/// one beside the other; what other priors say; contributions; conditions; robustness; patterns; routes to the opposite
/// result.
std::string verdict_text(const Verdict& verdict, const VerdictReport& report);

/// The same as an object, all digits; null where a number is not defined.
std::string verdict_json(const Verdict& verdict, const VerdictReport& report);

}  // namespace peacenorm::analysis
