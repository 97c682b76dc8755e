// SPDX-License-Identifier: Apache-2.0
// Reads configuration text: YAML in a safe subset (no anchors, aliases, merge keys, tags; one document).
#pragma once

#include <optional>
#include <string>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"

namespace peacenorm::config {

/// Reads a file. Errors: faults; one about the file itself stands at `named_at`, the place that named it, or nowhere
/// for a file of the command line. After a fault the tree may be partial.
Node read_yaml(const std::string& path, Sources& sources, Faults& faults, Position named_at = {});

/// Reads a text that messages call `name`. Errors: as above; an empty text is a fault.
Node read_yaml_text(const std::string& name, const std::string& text, Sources& sources, Faults& faults);

/// A text that positions point into.
struct Text {
    int source = -1;
    std::string text;
};

/// Takes in a text file of any form that is UTF-8 without control characters, of at most 64 MB. Errors: faults, as
/// above; then empty.
std::optional<Text> read_text(const std::string& path, Sources& sources, Faults& faults, Position named_at = {});

/// One `path=value` of the command line; the value is YAML: a number, text, `[a, b]`, `{k: v}`, `null`.
struct Setting {
    std::string path;
    Position at_path;
    Node value;
};

/// Reads `path=value`. Errors: faults in a source named `--set path=value`; then the path may be empty.
Setting parse_set(const std::string& text, Sources& sources, Faults& faults);

}  // namespace peacenorm::config
