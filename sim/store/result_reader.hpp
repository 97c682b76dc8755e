// SPDX-License-Identifier: Apache-2.0
// Opens results for reading, safely, and names their places by labels.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/store/h5.hpp"

namespace peacenorm::record {

/// Opens a result or a part after a look at its seal (no parser meets damaged bytes) and a survey (nor bytes that were
/// made to harm). Errors: IoError when it is missing, damaged, or no result.
h5::File open_result(const std::filesystem::path& path);

/// Throws IoError unless a sealed file passes a survey.
void require_sound(const std::filesystem::path& path);

/// The labels along the dimensions of a file: texts as they are, days as dates, numbers, else the index.
class Labels {
  public:
    explicit Labels(const h5::File& file) : file_(file) {}
    std::string at(const std::string& dimension, std::uint64_t index) const;
    std::vector<std::string> along(const std::string& dimension) const;  ///< all of them, in order
    /// "run 3, time 2015-02-23, place north": a flat index over a variable's cells.
    std::string place(const h5::Variable& variable, std::uint64_t flat_index) const;

  private:
    std::string read(const std::string& dimension, std::uint64_t index) const;

    const h5::File& file_;
};

/// "3 x 130 x 9", or "scalar".
std::string shape_text(const h5::Extent& shape);

}  // namespace peacenorm::record
