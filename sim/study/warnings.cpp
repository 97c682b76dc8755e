// SPDX-License-Identifier: Apache-2.0
#include "sim/study/warnings.hpp"

#include <fmt/core.h>

#include "sim/study/early_ends.hpp"

namespace peacenorm::study {

namespace {

/// Empty where each draw is another row of the posterior. What the posterior does not draw differs all the same.
std::string reused_rows(const Study& study) {
    const Design& design = study.design;
    const auto rows = static_cast<std::uint32_t>(design.posterior.draws());
    const std::uint32_t draws = (study.replicates - 1) / design.replicates_per_draw + 1;
    if (!design.has(Design::Parameters::posterior) || rows == 0 || draws <= rows) return {};
    return fmt::format("{} draws of a posterior that has {}: its rows are used again, with other draws of the rest",
                       draws, rows);
}

}  // namespace

std::vector<std::string> warnings_of(const Study& study) {
    std::vector<std::string> warnings;
    for (std::string one : {early_ends(study), reused_rows(study)})
        if (!one.empty()) warnings.push_back(std::move(one));
    return warnings;
}

}  // namespace peacenorm::study
