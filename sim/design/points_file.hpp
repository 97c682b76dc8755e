// SPDX-License-Identifier: Apache-2.0
// Points of a design out of a file that another program wrote: rows of parameters.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"

namespace peacenorm::study {

/// A table of values by parameter, with the place of each.
struct Points {
    /// csv: comma or semicolon, parameters in the first line; json_lines: an object a line; dakota: what Dakota hands
    /// to a program, one or several sets of `VALUE DESCRIPTOR`.
    enum class Form { csv, json_lines, dakota };
    struct Column {
        std::string path;
        config::Position at;
        std::vector<config::Node> values;  ///< by row
    };

    Form form = Form::csv;
    std::vector<Column> columns;
    std::vector<std::pair<std::string, std::string>> facts;  ///< of lines `# KEY: VALUE` above a table

    std::size_t rows() const { return columns.empty() ? 0 : columns.front().values.size(); }
    const std::string* fact(const std::string& key) const;
};

/// Reads the rows; which form it is, the first lines tell. Errors: faults, all at once, each at its cell; then empty.
std::optional<Points> read_points(const std::string& path, config::Sources& sources, config::Faults& faults,
                                  config::Position named_at = {});

/// `{path: [value, ...]}`: as `factors` would say them.
config::Node as_factors(const Points& points);

}  // namespace peacenorm::study
