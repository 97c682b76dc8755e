// SPDX-License-Identifier: Apache-2.0
// One factor of a design: a dotted path with the values it can take, as a list, a range or the leaf's own prior.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"
#include "sim/config/parameters.hpp"

namespace peacenorm::study {

/// Values between two numbers, uniform in the number or in its logarithm.
struct Range {
    enum class Scale { linear, log };
    config::Node low, high;
    Scale scale = Scale::linear;
};

struct Factor {
    std::string path;
    config::Position at;
    std::vector<config::Node> values = {};  ///< of a list; else one of the two below
    std::optional<Range> range = {};
    bool is_prior = false;
    config::Position value_at = {};     ///< where the values, the range or the word `prior` stand
    bool is_whole = false;              ///< the leaf is an integer; found by `resolve`
    config::PriorLeaf prior_leaf = {};  ///< of a prior; found by `resolve`
    bool is_refused = false;            ///< `resolve` has reported a fault; no value needs to be tried

    bool is_listed() const { return !range && !is_prior; }
    /// Whether every value is a number, so that results can hold it as one.
    bool is_real() const;
};

/// How the end of the unit interval meets a prior without an end: `closed` coordinates reach 0 and 1.
enum class Ends { open, closed };

/// The value at a place in [0, 1]: one of the listed ones, each with an equal share; a number of the range, an
/// integer with an equal share for each; or the prior's quantile, clipped to the declared range. With `closed` ends 0
/// and 1 mean the prior's quantiles .01 and .99, and what lies between is stretched linearly.
config::Node value_at(const Factor& factor, double u, Ends ends);

/// Reads `path: [values]`, `path: {range: [low, high], scale: log}`, `path: {values: [...]}` or `path: prior`.
/// Errors: faults; then empty.
std::optional<Factor> read_factor(const config::Entry& entry, config::Faults& faults);

/// Looks the leaf up. Errors: faults for a range on what is no number and for a leaf without a prior. A path that is
/// not known is left to those who set it.
void resolve(Factor& factor, const std::vector<config::LeafDoc>& leaves, const std::vector<config::PriorLeaf>& priors,
             config::Faults& faults);

/// The factor's value as a file would say it.
config::Node emit(const Factor& factor);

/// The declared leaf that a full path means; steps of the declaration through entities read `*`. Null when unknown.
const config::LeafDoc* find_leaf(const std::vector<config::LeafDoc>& leaves, std::string_view path);

/// Whether `path` is `prefix` or lies below it.
bool is_under(std::string_view path, std::string_view prefix);

}  // namespace peacenorm::study
