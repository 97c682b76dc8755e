// SPDX-License-Identifier: Apache-2.0
// A study file, read and checked.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/study/study.hpp"

namespace peacenorm::study {

/// Reads FILE, then lays the `--set path=value` texts over it.
/// Errors: ConfigError with all faults at once; IoError when a file cannot be read.
Study load_study(const std::filesystem::path& file, const std::vector<std::string>& sets, const Catalogue& catalogue);

/// Reads the text of a resolved study, such as a result keeps; messages call it `name`. Errors: ConfigError.
Study load_study_text(const std::string& name, const std::string& text, const Catalogue& catalogue);

}  // namespace peacenorm::study
