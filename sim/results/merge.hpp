// SPDX-License-Identifier: Apache-2.0
// Joins what shards, machines and sessions have left into one result.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/model/model.hpp"

namespace peacenorm::study {

struct MergeRequest {
    enum class Gaps { refuse, keep };
    std::vector<std::filesystem::path> parts;  ///< folders of parts, parts, results; a result that is not there yet
                                               ///< stands for its folder of parts
    std::filesystem::path out;
    Gaps gaps = Gaps::refuse;  ///< `keep`: missing runs have status 0, and the result says that it is partial
};

struct Merged {
    std::uint64_t bundles = 0, runs = 0;
    std::uint64_t files = 0;             ///< that were joined
    std::vector<std::uint64_t> missing;  ///< bundles that no file holds, ascending
    std::vector<std::string> damaged;    ///< as in Ledger
    enum class Result { refused, written, already_there } result = Result::refused;
};

/// The study is read from the configuration that the files keep; of a study that has grown, the largest counts. The
/// result has the bytes that one process would have written. What was merged is left as it is, except the folder of
/// parts of a result that is now complete. An existing result at `out` of the same identity counts as one more part.
/// Memory: eight bytes per bundle, and one block of runs.
/// Errors: ConfigError when identities differ (says what), or this program knows another version of the model;
/// IoError for the world, and when two files disagree about a bundle.
Merged merge(const MergeRequest& request, const Catalogue& catalogue);

/// "3, 7-9, 12 and 4 more": at most `most` stretches of ascending numbers.
std::string ranges_text(const std::vector<std::uint64_t>& numbers, std::size_t most);

}  // namespace peacenorm::study
