// SPDX-License-Identifier: Apache-2.0
// The design of a study: which parameters take which values, and whether priors are drawn.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"
#include "sim/config/parameters.hpp"
#include "sim/design/factor.hpp"
#include "sim/design/priors.hpp"
#include "sim/design/samples.hpp"

namespace peacenorm::study {

struct Design {
    /// factorial: all combinations, last factor fastest; list: row by row; lattice: subsets of switches; the others
    /// are samples (design_samples.hpp).
    enum class Kind { factorial, list, latin_hypercube, sobol, saltelli, morris, lattice };
    enum class Parameters { baseline, prior };  ///< as written; or every leaf with a prior drawn by replicate
    struct PriorPath {
        std::string path;
        config::Position at;
    };

    Kind kind = Kind::factorial;
    std::vector<Factor> factors;
    std::uint64_t size = 0;  ///< of a sample: its points; of saltelli: rows of A; of morris: trajectories
    SecondOrder second_order = SecondOrder::without;  ///< of saltelli
    std::uint32_t levels = 4;                         ///< of morris
    std::uint32_t permutations = 0;                   ///< of a lattice; 0: all subsets
    std::vector<Parameters> parameters;     ///< the leading factor; empty: baseline, and no coordinate in results
    std::vector<PriorOverride> priors;      ///< in place of declared ones
    std::uint32_t replicates_per_draw = 1;  ///< that many replicates in a row share a draw of the priors
    std::vector<PriorPath> prior_paths;     ///< leaves or prefixes that are drawn; empty: all
    std::vector<config::PriorLeaf> drawn;   ///< the leaves that are drawn where `prior` is asked for

    UnitPoint unit;                      ///< of a sample; built by `resolve`
    std::vector<std::uint64_t> subsets;  ///< of a lattice that does not run all; built by `resolve`

    std::uint64_t points() const;
    /// The value of each factor at a point. Shape: [factors.size()].
    std::vector<config::Node> values(std::uint64_t point) const;
    Parameters parameters_at(std::uint64_t point) const;
    bool draws() const;
    bool is_sampled() const;
    /// Whether the file contains nothing that a design would add to a scenario.
    bool is_empty() const { return factors.empty() && parameters.empty(); }

  private:
    std::uint64_t points_without_parameters() const;
};

/// Reads `design:`. Errors: faults.
Design read_design(const config::Node& node, config::Faults& faults);

/// What the scenario at hand tells a design.
struct DesignContext {
    std::uint32_t seed = 0;
    std::vector<config::LeafDoc> leaves;
    std::vector<config::PriorLeaf> priors;
};

/// Looks up the factors' leaves, then builds the sample or the subsets. Errors: faults.
void resolve_factors(Design& design, const DesignContext& context, config::Faults& faults);

/// Picks the leaves to draw from those of the base scenario: named by `prior_paths`, and not held by a factor.
void resolve_priors(Design& design, const std::vector<config::PriorLeaf>& leaves, config::Position at,
                    config::Faults& faults);

/// The design as a file would say it.
config::Node emit(const Design& design);

/// Whether `path` is `prefix` or lies below it.
bool is_under(std::string_view path, std::string_view prefix);

}  // namespace peacenorm::study
