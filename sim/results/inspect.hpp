// SPDX-License-Identifier: Apache-2.0
// What a result holds, for people.
#pragma once

#include <filesystem>
#include <string>

namespace peacenorm::study {

/// Title, ledger, dimensions, variables, provenance, failures, configuration of a result; of a study under way
/// (no result yet, but its folder of parts) what its parts contain. Errors: IoError.
std::string inspect(const std::filesystem::path& result);

}  // namespace peacenorm::study
