// SPDX-License-Identifier: Apache-2.0
// Priors that a design puts in place of the declared ones: `priors: {path: {kind: [a, b]}}`,
// or `{one_of: [choice, ...]}` where the parameter is a name or a switch.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"
#include "sim/config/parameters.hpp"

namespace peacenorm::study {

/// A prior for every leaf at or below a path.
struct PriorOverride {
    std::string path;
    config::Position at;
    random::Prior prior;
    config::Node written;
    std::vector<std::string> choices = {};  ///< of one_of
};

/// Reads `priors:`. Errors: faults for what is no distribution.
std::vector<PriorOverride> read_priors(const config::Node& node, config::Faults& faults);

/// The numbers of a scenario that have no prior of their own: a study may give them one.
using NumberLeaf = std::function<std::optional<config::PriorLeaf>(const std::string& path)>;

/// The declared priors with the overrides in their place; of several that hold for a leaf, the longest path does. A
/// full path of any other number adds it. Errors: faults for a path that is neither, and for a prior that lies outside
/// a leaf's range.
std::vector<config::PriorLeaf> with_overrides(std::vector<config::PriorLeaf> leaves,
                                              const std::vector<PriorOverride>& overrides, const NumberLeaf& number,
                                              config::Faults& faults);

/// The overrides as a file would say them.
config::Node emit(const std::vector<PriorOverride>& overrides);

}  // namespace peacenorm::study
