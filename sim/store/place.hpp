// SPDX-License-Identifier: Apache-2.0
// Where a file may be written that somebody has named: nothing but a plain file is ever replaced.
#pragma once

#include <filesystem>
#include <vector>

namespace peacenorm::record {

/// The place that a name means: itself where nothing or a plain file is, and of a link to a plain file that file, so
/// that the link stays. Errors: ConfigError where something else is (a folder, a device, a pipe, a socket, a link to
/// nothing), and where one of `inputs` is, under whatever name; IoError where that cannot be seen.
std::filesystem::path place_to_write(const std::filesystem::path& named,
                                     const std::vector<std::filesystem::path>& inputs = {});

}  // namespace peacenorm::record
