// SPDX-License-Identifier: Apache-2.0
// What a configuration file contains, with the place of each value. Nothing here knows YAML's library.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peacenorm::config {

/// A place in a text: an index into `Sources`, line and column from 1. `source` < 0: nowhere (a default).
struct Position {
    int source = -1;
    int line = 0;
    int column = 0;
    bool operator==(const Position&) const = default;
};

struct Entry;

/// A value as written: null, a scalar's text, a list, or a map in the order of the file.
struct Node {
    enum class Kind { null, scalar, list, map };

    Kind kind = Kind::null;
    std::string text;     ///< of a scalar
    bool quoted = false;  ///< a quoted scalar is a string whatever it looks like
    Position at;
    std::vector<Node> items;     ///< of a list
    std::vector<Entry> entries;  ///< of a map; keys are unique

    const Node* find(std::string_view key) const;
    Node* find(std::string_view key);
    /// Walks a dotted path; null when a step is missing.
    const Node* find_path(std::string_view dotted) const;
    /// The deepest position known along a dotted path (for a fault about a value that was never written).
    Position locate(std::string_view dotted) const;
    /// Sets (or adds) the value at a dotted path, making maps on the way; a null value removes the entry.
    void set_path(std::string_view dotted, Node value);
};

struct Entry {
    std::string key;
    Position at;
    Node value;
};

/// A scalar from text, e.g. of `--set` or of a design's value.
Node scalar(std::string text, Position at = {});

/// `over` laid on `under`: maps merge key by key, a null removes, anything else replaces.
Node merged(Node under, const Node& over);

/// Block YAML of a node: what `check` prints and results keep. Reading it back gives the same node.
std::string to_yaml(const Node& node);

}  // namespace peacenorm::config
