// SPDX-License-Identifier: Apache-2.0
// A configuration that starts from others: `base: FILE` or `base: [FILE, FILE]`.
#pragma once

#include <string>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"

namespace peacenorm::config {

/// Reads FILE with its bases, laid in order and FILE on top: later keys win, null removes, lists are replaced. Base
/// paths are relative to the file that names them; the key `base` is gone from the result. `files_read`, unless null,
/// gets every file that was read, each once, so that its content can be hashed. Errors: faults, also for cycles and
/// depth over 16.
Node load_composed(const std::string& path, Sources& sources, Faults& faults,
                   std::vector<std::string>* files_read = nullptr);

}  // namespace peacenorm::config
