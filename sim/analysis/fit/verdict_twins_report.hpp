// SPDX-License-Identifier: Apache-2.0
// Words on twins, as they are told: by words for people, by JSON for programs.
#pragma once

#include <string>
#include <vector>

#include "sim/analysis/fit/verdict_twins.hpp"

namespace peacenorm::analysis::fit {

/// Empty where nothing was judged.
std::string render(const VerdictTwins& twins);
std::string as_json(const VerdictTwins& twins);

/// What of them a referee would not let pass: intervals of D, and wrong words.
std::vector<std::string> reasons_against(const VerdictTwins& twins);

}  // namespace peacenorm::analysis::fit
