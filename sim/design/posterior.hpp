// SPDX-License-Identifier: Apache-2.0
// Draws of parameters that a calibration left: a table of numbers with the word of what made it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"
#include "sim/config/parameters.hpp"
#include "sim/design/points_file.hpp"

namespace peacenorm::study {

struct Posterior {
    struct Column {
        std::string path;
        config::Position at;
        std::vector<double> values;  ///< by draw
    };
    std::vector<Column> columns;
    std::vector<std::pair<std::string, std::string>> made;  ///< model, model_version, fitted_to, hash, ...
    config::Position at;

    bool is_empty() const { return columns.empty(); }
    std::size_t draws() const { return columns.empty() ? 0 : columns.front().values.size(); }
    /// One of what made it, empty where that is not told.
    std::string fact(const std::string& key) const;
    const Column* find(const std::string& path) const;
};

/// "fitted to 12 targets (level 5, region 7), posterior 0f3c...": what the draws are.
std::string stamp_of(const Posterior& posterior);

/// Fingerprint of the draws and of all that is told of them, but for the fingerprint itself.
std::string hash_of(const Posterior& posterior);

/// Comments that tell what made it, then a table: what `read_points` reads, and what R and pandas read past '#'.
std::string as_csv(const Posterior& posterior);

/// `{made: {...}, draws: {path: [number, ...]}}`, out of the file's points; as a result keeps it.
config::Node as_node(const Points& points);
config::Node as_node(const Posterior& posterior);

/// Reads such a node. Errors: faults for what is no number, for columns of unequal length, and where the draws are not
/// those that the fingerprint is of.
Posterior read_posterior(const config::Node& node, config::Faults& faults);

/// The leaves that it draws, with the ranges declared for them. Errors: faults for a path that is no number of the base
/// scenario, and for a value out of range.
std::vector<config::PriorLeaf> leaves_of(const Posterior& posterior, const std::vector<config::LeafDoc>& docs,
                                         const config::Node& base, config::Faults& faults);

/// A leaf of the base scenario that is a number, without prior; empty: it is none.
std::optional<config::PriorLeaf> number_leaf(const std::string& path, const std::vector<config::LeafDoc>& docs,
                                             const config::Node& base);

}  // namespace peacenorm::study
