// SPDX-License-Identifier: Apache-2.0
// A design as a lattice of switches: which point of a result runs which subset.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/analysis/result_cells.hpp"

namespace peacenorm::analysis {

/// The points that differ in switches only.
struct Stratum {
    std::string label;                  ///< of the other factors, "parameters=prior"; empty where there are none
    std::vector<std::uint64_t> points;  ///< by position in `subsets`
};

struct LatticePoints {
    std::vector<std::string> switches;               ///< paths; a subset's highest digit first
    std::vector<std::uint64_t> subsets;              ///< those that were run, ascending
    std::vector<Stratum> strata;                     ///< in order of their first points
    std::vector<std::vector<std::uint32_t>> orders;  ///< sampled ones, in antithetic pairs; empty: all subsets were run

    bool is_full() const { return orders.empty(); }
};

/// Takes every factor that is true at some points and false at others as a switch. A factorial over switches is a
/// lattice too. Errors: ConfigError when there is no switch, or subsets are missing.
LatticePoints read_lattice(const ResultCells& result);

}  // namespace peacenorm::analysis
