// SPDX-License-Identifier: Apache-2.0
// Through which mechanisms an effect comes: Shapley shares of switches, with intervals over replicates.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/analysis/lattice_points.hpp"
#include "sim/analysis/result_cells.hpp"
#include "sim/analysis/statistics.hpp"

namespace peacenorm::analysis {

/// A mean over replicates. Each replicate gives a value of its own (a share is linear in the game), so Student's
/// interval applies as to any mean.
struct Estimate {
    Moments moments;
    double order_error = 0;  ///< standard error from sampling orders; 0 where all subsets were run
    Interval interval;
    bool is_skewed = false;  ///< Student's interval is not to be trusted
};

/// One outcome of one arm in one stratum. The game's worth of a subset S of switches is the paired difference of the
/// arm to the reference with S on and the other switches off; in a study of one arm, the outcome itself.
struct Decomposition {
    std::size_t outcome = 0, stratum = 0, arm = 0;
    std::vector<Estimate> shares;        ///< by switch
    std::vector<Estimate> added_first;   ///< by switch: on alone, against all off; empty with sampled orders
    std::vector<Estimate> taken_last;    ///< by switch: all on, against this one off; empty with sampled orders
    std::vector<Estimate> interactions;  ///< by pair of switches; empty with sampled orders
    Estimate remainder;                  ///< all switches off: the part that is not theirs
    Estimate total;                      ///< all switches on: the scenario as configured
    double residual = 0;             ///< shares + remainder - total, the largest over replicates by size: rounding only
    std::uint64_t without_runs = 0;  ///< replicates left out: a run failed or is missing
    std::uint64_t without_value = 0;  ///< replicates left out: nothing happened in one of the cells
};

struct DecompositionRequest {
    std::vector<std::string> outcomes;  ///< empty: all
    std::vector<std::string> arms;      ///< empty: all but the reference
};

struct Decompositions {
    LatticePoints lattice;
    std::string reference;  ///< the arm; empty in a study of one arm
    std::uint64_t looks = 1;
    std::vector<Decomposition> list;  ///< by outcome, then stratum, then arm
};

/// Errors: ConfigError with every fault of the request at once, or when the design is no lattice; IoError.
Decompositions decompose(const ResultCells& result, const DecompositionRequest& request);

}  // namespace peacenorm::analysis
