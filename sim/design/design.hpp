// SPDX-License-Identifier: Apache-2.0
// The design of a study: which parameters take which values, and whether priors are drawn.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"
#include "sim/config/parameters.hpp"
#include "sim/design/factor.hpp"
#include "sim/design/kinds.hpp"
#include "sim/design/posterior.hpp"
#include "sim/design/priors.hpp"

namespace peacenorm::study {

struct Design {
    /// As written; every leaf with a prior drawn by replicate; or the draws of a posterior, and of the prior what it
    /// does not draw.
    enum class Parameters { baseline, prior, posterior };
    struct PriorPath {
        std::string path;
        config::Position at;
    };

    std::unique_ptr<DesignKind> kind = make_kind("factorial");
    std::vector<Factor> factors;
    std::vector<Parameters> parameters;     ///< the leading factor; empty: baseline, and no coordinate in results
    std::vector<PriorOverride> priors;      ///< in place of declared ones
    std::uint32_t replicates_per_draw = 1;  ///< that many replicates in a row share a draw of the priors
    std::vector<PriorPath> prior_paths;     ///< leaves or prefixes that are drawn; empty: all
    Posterior posterior;                    ///< of the level of that name
    std::vector<config::PriorLeaf> drawn;   ///< the leaves that are drawn where `prior` or `posterior` is asked for

    std::uint64_t points() const;
    /// The value of each factor at a point. Shape: [factors.size()].
    std::vector<config::Node> values(std::uint64_t point) const;
    Parameters parameters_at(std::uint64_t point) const;
    bool draws() const;  ///< whether any level does
    bool has(Parameters level) const;
    /// Whether the file contains nothing that a design would add to a scenario.
    bool is_empty() const { return factors.empty() && parameters.empty(); }
};

/// The word for a level in files and results.
std::string word_of(Design::Parameters level);

/// Reads `design:`. Errors: faults.
Design read_design(const config::Node& node, config::Faults& faults);

/// What the scenario at hand provides to a design.
struct DesignContext {
    std::uint32_t seed = 0;
    std::vector<config::LeafDoc> leaves;
    std::vector<config::PriorLeaf> priors;
    config::Node base = {};  ///< the scenario's own values
};

/// Tells of every factor and prior of a retired parameter what took its place, and takes it out of the design.
void refuse_retired(Design& design, const std::vector<config::RetiredPath>& retired, config::Faults& faults);

/// Looks up the factors' leaves, then has the kind draw its sample or subsets. Errors: faults.
void resolve_factors(Design& design, const DesignContext& context, config::Faults& faults);

/// Picks the leaves to draw: those with a prior that are named by `prior_paths`, and those of the posterior; none that
/// a factor holds.
void resolve_priors(Design& design, const DesignContext& context, config::Position at, config::Faults& faults);

/// The design as a file would say it.
config::Node emit(const Design& design);

}  // namespace peacenorm::study
