// SPDX-License-Identifier: Apache-2.0
// Where finished bundles are kept so that nothing is ever lost: part files published by rename, joined at the end.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "sim/record/h5.hpp"
#include "sim/record/result_layout.hpp"

namespace peacenorm::study {

/// What must be equal for results to be mixed. `dynamics`, `recording`: hex digests; `build`: version, commit,
/// compiler.
struct Identity {
    std::string dynamics, recording, build;
    bool operator==(const Identity&) const = default;
};

/// The bundles of a study found on disk.
struct Ledger {
    std::vector<bool> published;       ///< by bundle
    std::uint64_t done = 0;            ///< bundles with all runs done
    std::uint64_t failed = 0;          ///< bundles with a failed run
    std::vector<std::string> damaged;  ///< "part-...: truncated; its 12 bundles will be run again"
};

/// The folder of parts beside a result: `OUT.parts/`.
class PartStore {
  public:
    /// Opens or makes the folder, counts in a smaller result of the same identity, sweeps leftovers of dead writers,
    /// reads and verifies every part (checksums). Errors: ConfigError when parts of another identity are there (says
    /// what differs); IoError for the world.
    PartStore(std::filesystem::path result, const record::ResultLayout& layout, Identity identity);

    const Ledger& ledger() const { return ledger_; }
    /// Publishes a batch: core driver, close, fsync, rename, fsync of the folder. Thread-safe.
    void publish(std::vector<record::BundleResult> batch);
    /// Joins all parts into the result (chunks copied where whole), publishes it by rename, removes the folder.
    /// With runs missing it throws IoError.
    void join() { join(layout_); }
    /// The same for the first bundles alone, when a study ends early; `whole` has fewer bundles, else the same shape.
    void join(const record::ResultLayout& whole);
    /// One outcome of some published runs. Errors: IoError, also when one of them is not there.
    std::vector<double> outcome(std::size_t outcome, record::h5::Rows runs) const;

  private:
    void join_parts(const record::ResultLayout& whole, const std::filesystem::path& grown);

    std::filesystem::path result_, folder_;
    const record::ResultLayout& layout_;
    Identity identity_;
    Ledger ledger_;
    std::mutex mutex_;
};

/// What is at `result`: nothing; all runs of this identity; fewer of them (the study has grown: PartStore goes on from
/// them). Parts left beside a complete result are removed.
/// Errors: ConfigError for a result of another identity (says what differs), one with more runs, and a foreign file;
/// IoError when it is damaged.
enum class Existing { none, smaller, complete };
Existing look_at(const std::filesystem::path& result, const Identity& identity, std::uint64_t runs);

/// Removes the parts beside a complete result that a kill left there, if they are of a study of so many runs.
/// Errors: IoError.
void remove_parts_of(const std::filesystem::path& result, std::uint64_t runs);

}  // namespace peacenorm::study
