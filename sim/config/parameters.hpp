// SPDX-License-Identifier: Apache-2.0
// Operations that follow from a declaration: read, set by path, print, list, sample. T is any declared struct.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"
#include "sim/config/schema.hpp"

namespace peacenorm::config {

/// One leaf of the declaration, as the manual shows it. Path steps through named entities read `*`.
struct LeafDoc {
    std::string path;  ///< "villages.*.size"
    std::string type;  ///< "number", "integer", "switch", "text", "date", "schedule", "list of text", "one of a, b"
    std::string default_value;  ///< as YAML
    Doc doc;
};

/// A leaf of one configuration that has a prior, ready for sampling.
struct PriorLeaf {
    std::string path;  ///< full path, names in place of `*`
    Prior prior;
    double min, max;
    std::vector<std::string> choices = {};  ///< of a prior over choices: as a file writes them; empty: not stated yet

    /// Whether there is something to draw from.
    bool can_be_drawn() const { return prior.kind != Prior::Kind::one_of || !choices.empty(); }
};

/// A drawn value as a file would say it.
Node drawn_value(const PriorLeaf& leaf, double value);

/// A retired key by its full path; a step through named entities reads `*`.
struct RetiredPath {
    std::string path;  ///< "villages.*.elders"
    std::string successor;
};

/// A cross-field problem found by a model: a path, and what is wrong with the value there.
struct PathProblem {
    std::string path;
    std::string problem;
    std::string allowed;
    std::string suggestion;
};

/// Reads a map into `out` (which holds the defaults). Adds a fault for every unknown key, wrong type, value out of
/// range, missing required key; goes on after each. A null node leaves the defaults.
template <class T>
void read(const Node& node, T& out, Faults& faults);

/// Sets what a dotted path names ("villages.north.size"): a leaf, or a whole map which is merged. A null
/// value removes a named entity. Errors: faults at `at_path` (the path's own position) or at the value.
template <class T>
void set(T& target, std::string_view path, const Node& value, Position at_path, Faults& faults);

/// All values, defaults included, in declaration order: the canonical form that is hashed and kept in results.
template <class T>
Node emit(const T& value);

template <class T>
std::vector<LeafDoc> describe();

template <class T>
std::vector<RetiredPath> retired_paths();

/// The retired key that a path names or leads through; null: none.
const RetiredPath* find_retired(const std::vector<RetiredPath>& retired, std::string_view path);

/// The leaves of `value` that have a prior.
template <class T>
std::vector<PriorLeaf> priors(const T& value);

/// JSON Schema (draft 2020-12) of the map that `read` accepts.
template <class T>
std::string json_schema();

}  // namespace peacenorm::config

#include "sim/config/parameters_impl.hpp"
