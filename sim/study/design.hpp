// SPDX-License-Identifier: Apache-2.0
// The design of a study: which parameters take which values, and whether priors are drawn.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"
#include "sim/config/parameters.hpp"

namespace peacenorm::study {

/// A dotted path with the values it takes.
struct Factor {
    std::string path;
    config::Position at;
    std::vector<config::Node> values;
};

struct Design {
    enum class Kind { factorial, list };        ///< all combinations, last factor fastest; or row by row
    enum class Parameters { baseline, prior };  ///< as written; or every leaf with a prior drawn by replicate
    struct PriorPath {
        std::string path;
        config::Position at;
    };

    Kind kind = Kind::factorial;
    std::vector<Factor> factors;
    std::vector<Parameters> parameters;    ///< the leading factor; empty: baseline, and no coordinate in results
    std::vector<PriorPath> prior_paths;    ///< leaves or prefixes that are drawn; empty: all
    std::vector<config::PriorLeaf> drawn;  ///< the leaves that are drawn where `prior` is asked for

    std::uint64_t points() const;
    /// Which value each factor takes at a point. Shape: [factors.size()].
    std::vector<std::size_t> choice(std::uint64_t point) const;
    Parameters parameters_at(std::uint64_t point) const;
    bool draws() const;
};

/// Reads `design:`. Errors: faults.
Design read_design(const config::Node& node, config::Faults& faults);

/// Picks the leaves to draw from those of the base scenario: named by `prior_paths`, and not held by a factor.
void resolve_priors(Design& design, const std::vector<config::PriorLeaf>& leaves, config::Position at,
                    config::Faults& faults);

/// The design as a file would say it.
config::Node emit(const Design& design);

/// Whether `path` is `prefix` or lies below it.
bool is_under(std::string_view path, std::string_view prefix);

}  // namespace peacenorm::study
