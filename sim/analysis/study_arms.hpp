// SPDX-License-Identifier: Apache-2.0
// What a result's configuration contains about its arms, for commands that read results and know no studies.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/analysis/result_cells.hpp"
#include "sim/config/node.hpp"

namespace peacenorm::analysis {

/// An arm as the study wrote it.
struct ArmFacts {
    std::string name, why, follows;                        ///< follows: the arm whose conduct is imposed; empty: none
    std::vector<std::pair<std::string, std::string>> set;  ///< path, value on one line; sorted by path
    std::string changes;                                   ///< on one line
};

/// The configuration that a result keeps. Errors: IoError where there is none that can be read.
config::Node configuration_of(const ResultCells& result);

/// The arms in the order of the result. Errors: IoError where it keeps no configuration that can be read.
std::vector<ArmFacts> read_arm_facts(const ResultCells& result);

}  // namespace peacenorm::analysis
