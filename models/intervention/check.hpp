// SPDX-License-Identifier: Apache-2.0
// What no single declaration can say: names that must exist, sums, sizes.
#pragma once

#include <vector>

#include "models/intervention/parameters.hpp"
#include "models/intervention/setup.hpp"
#include "sim/config/parameters.hpp"
#include "sim/core/date.hpp"

namespace peacenorm::intervention {

/// Adds a problem for every name that nothing bears, every sum that is not 1, every limit passed. Paths are those of
/// the file: "bases.north.place".
void check(const Parameters& parameters, const Horizon& horizon, std::vector<config::PathProblem>& problems);

/// Adds a problem for what a change in the middle of a run may not touch, because State has its shape: who lives where,
/// which contingents and bases there are, whose legitimacy is followed.
void check_continues(const Setup& first, const Setup& later, std::vector<config::PathProblem>& problems);

}  // namespace peacenorm::intervention
