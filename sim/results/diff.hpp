// SPDX-License-Identifier: Apache-2.0
// Compares two results bit by bit: the first difference by its labels, and a digest of each.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace peacenorm::study {

struct DiffOptions {
    /// everything: all variables and what describes the study; outcomes: without inputs (role = "input": design,
    /// configuration, descriptions of the setting) and without attributes.
    enum class Scope { everything, outcomes };
    Scope scope = Scope::everything;
};

/// One place where two results part.
struct Difference {
    std::string variable;  ///< or "attribute title"
    std::string where;     ///< "run 3, time 2015-02-23, place north"; empty for the variable as a whole
    std::string a, b;      ///< the values, or what is there instead
};

struct FileDiff {
    std::filesystem::path path_a, path_b;
    std::string digest_a, digest_b;       ///< of the variables in scope: names, types, shapes, bit patterns
    std::vector<Difference> differences;  ///< the first of each variable or attribute that differs
    bool equal() const { return differences.empty(); }
};

/// Attributes on when and how a result was made (history, command, wall_*) are not compared.
/// Errors: IoError when a file cannot be read or is damaged.
FileDiff diff(const std::filesystem::path& path_a, const std::filesystem::path& path_b, DiffOptions options = {});

/// What `diff` prints.
std::string render(const FileDiff& comparison);

}  // namespace peacenorm::study
