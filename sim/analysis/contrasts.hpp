// SPDX-License-Identifier: Apache-2.0
// Paired contrasts of a result: each cell against its reference, by replicate, with an interval and what pairing
// gained.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/analysis/result_cells.hpp"
#include "sim/analysis/statistics.hpp"

namespace peacenorm::analysis {

/// A design point under an arm.
struct Cell {
    std::uint64_t point = 0, arm = 0;
    bool operator==(const Cell&) const = default;
};

/// What to compare with what, as the command line names it.
struct CompareRequest {
    /// An arm, or FACTOR=VALUE: then a cell's reference is the same cell with that factor at that value; several hold
    /// several factors. Empty: the reference that the study names.
    std::vector<std::string> references;
    std::vector<std::string> outcomes;  ///< empty: all
};

/// The request made definite: the reference of every cell, in order of points, then arms.
struct Pairing {
    std::vector<Cell> cells, references;
    std::vector<std::size_t> outcomes;  ///< indices into ResultCells::outcomes()
    std::string reference;              ///< in words: "as_it_was", "contact.rate=0"
    std::uint64_t alone = 0;            ///< cells whose reference is no point of the design: their own, and left out
};

/// Errors: ConfigError with every fault at once: names that are unknown, a study with nothing to compare.
Pairing resolve(const ResultCells& result, const CompareRequest& request);

/// How an interval was made.
enum class Method { none, student, bootstrap };

/// One outcome of one cell against its reference. Values are means over those futures of a bundle that both cells have.
struct Contrast {
    std::size_t outcome = 0;
    Cell cell, reference;
    PairedSummary pairs;
    Interval interval;
    Method method = Method::none;
    double p = undefined;    ///< of no difference, two-sided, from the interval's method; 1 where all differences are 0
    double q = undefined;    ///< p, adjusted over all contrasts that are compared
    bool is_skewed = false;  ///< Student's interval is not to be trusted
    std::uint64_t without_runs = 0;   ///< replicates left out: no future has both runs done
    std::uint64_t without_value = 0;  ///< replicates left out: nothing happened in one of the cells
    std::uint64_t without_weeks = 0;  ///< replicates left out: the actor is in the two cells in no week at once
    double share = 1;                 ///< of the window: the weeks in which both cells have the outcome's actor; mean
    bool is_partial = false;          ///< a run of the two cells has failed or is missing
};

inline constexpr double confidence = 0.95;
inline constexpr double false_discovery_rate = 0.05;

struct Comparison {
    std::uint64_t looks =
        1;  ///< planned for a study that stops by precision; its intervals hold at all of them together
    std::vector<Contrast> contrasts;
};

/// Values of two cells by replicate, where both have one. With several futures of a past, or several replicates of a
/// draw, their mean: those are no independent replicates.
struct Pairs {
    std::vector<double> a, b;
    Moments shares;  ///< of the window, by replicate
};

/// The pairs of a contrast's cells in `values`, an outcome by run; writes into the contrast what is left out and the
/// share of the window.
Pairs pairs_of(const ResultCells& result, const RunValues& values, Contrast& contrast);

/// Errors: IoError.
Comparison compare(const ResultCells& result, const Pairing& pairing);

}  // namespace peacenorm::analysis
