// SPDX-License-Identifier: Apache-2.0
// The hypotheses of a model, judged by a study.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/analysis/verdict_lines.hpp"

namespace peacenorm::analysis {

/// Another result of the same model, to be printed beside the verdict: what other priors say. SAFETY: outlives the
/// request.
struct BesideResult {
    std::string path;
    const ResultCells& result;
};

struct VerdictRequest {
    std::string arm;                    ///< whose effect is judged; empty: the first that is not the reference
    std::vector<std::string> outcomes;  ///< judged too, as if a fall were claimed
    std::optional<double> d;            ///< empty: the model's
    std::vector<BesideResult> beside = {};
};

/// Errors: ConfigError (see VerdictData; an outcome or arm that is not there), IoError.
Verdict reach_verdict(const ResultCells& result, const record::Claims& claims, const VerdictRequest& request);

}  // namespace peacenorm::analysis
