// SPDX-License-Identifier: Apache-2.0
// What only a whole scenario can show: faults across fields, and of values that a design tries.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/study/study.hpp"

namespace peacenorm::study {

/// Where parameters were written, so that a problem with a path finds its place.
struct Written {
    struct Path {
        std::string path;
        config::Position at;
    };
    config::Node parameters;
    std::vector<Path> always;                  ///< by --set
    std::vector<Path> dated;                   ///< by changes
    std::unique_ptr<Scenario> before_changes;  ///< null without changes
};

/// Prepares the base scenario. Errors: faults at the places where the values were written; then false.
bool prepare_base(Study& study, const Written& written, config::Faults& faults);

/// Tries every value of every factor alone: its path, type and range.
void check_factors(const Study& study, config::Faults& faults);

/// Prepares the first 256 points without arms: rules across fields hold, and the axes of results are those of the base.
void check_points(const Study& study, config::Faults& faults);

/// More runs than this program keeps a ledger of: nine bytes a bundle (record::PartIndex), in numbers of 32 bits.
inline constexpr std::uint64_t most_runs = 1'000'000'000;

/// Whether the study has at most `most_runs` runs. Errors: a fault.
void check_size(const Study& study, config::Position at, config::Faults& faults);

/// Tries each arm over the base scenario: paths, types, ranges.
void check_arm_paths(const Study& study, config::Faults& faults);

/// Prepares each arm over the base scenario: rules across fields, axes.
void check_arms(const Study& study, config::Faults& faults);

/// A text as a name for a variable of results: letters, digits and '_'.
std::string identifier(std::string_view text);

}  // namespace peacenorm::study
