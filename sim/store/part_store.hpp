// SPDX-License-Identifier: Apache-2.0
// Where finished bundles are kept so that nothing is ever lost: part files published by rename, joined at the end.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "sim/store/h5.hpp"
#include "sim/store/part_files.hpp"
#include "sim/store/result_layout.hpp"
#include "sim/store/shard.hpp"

namespace peacenorm::study {

/// What must be equal for results to be mixed. `dynamics`, `recording`: hex digests; `build`: version, commit,
/// compiler.
struct Identity {
    enum class OtherBuilds { refuse, accept };
    std::string dynamics, recording, build;
    std::string configuration = {};                  ///< the resolved study: shows what differs; never compared
    OtherBuilds other_builds = OtherBuilds::refuse;  ///< accept: `build` is not compared either
    bool operator==(const Identity& other) const {
        return dynamics == other.dynamics && recording == other.recording && build == other.build;
    }
};

/// What is at `result`: nothing; all runs of this identity; fewer of them (the study has grown, or was joined with
/// gaps: PartStore goes on from them). Parts left beside a complete result are removed. Errors: ConfigError for a
/// result of another identity (says what differs), one with more runs, and a foreign file; IoError when it is damaged.
enum class Existing { none, smaller, complete };
Existing look_at(const std::filesystem::path& result, const Identity& identity, std::uint64_t runs);

/// Removes the parts beside a complete result that a kill left there, if they are of this identity and a study of so
/// many runs. Errors: IoError.
void remove_parts_of(const std::filesystem::path& result, const Identity& identity, std::uint64_t runs);

/// Throws ConfigError, which names `place` and what differs, unless `found` answers each fact's name (`dynamics_hash`,
/// `recording_hash`, `build`) as the identity does; asked for `configuration`, it may answer with nothing.
void require_same(const Identity& identity, const std::filesystem::path& place,
                  const std::function<std::string(const std::string& fact)>& found);

/// The folder of parts of a result.
std::filesystem::path parts_of(std::filesystem::path result);

/// Removes the parts of a result that holds all of them; other processes may be doing the same. Errors: IoError.
void remove_parts(const std::filesystem::path& result);

/// Indexes parts; begins again when one was joined into a larger one meanwhile. `list` says where they are, `check`
/// sees each and may throw. Errors: IoError.
record::PartIndex index_verified(
    const std::function<std::vector<std::filesystem::path>()>& list, const record::ResultLayout& layout,
    const std::function<void(const record::h5::File&, const std::filesystem::path&)>& check);

/// Writes all that the parts hold as one result and publishes it by rename. Memory: that of one block of runs.
/// Errors: IoError.
void write_joined(const std::filesystem::path& result, const record::ResultLayout& layout,
                  const record::Attributes& attributes, const record::PartIndex& index);

/// The attribute of a result whose runs several builds made, and the names of all of them.
inline constexpr const char* builds_attribute = "builds";

/// The attribute of a result with gaps.
inline constexpr const char* partial_attribute = "partial";

/// The bundles of a study found on disk.
struct Ledger {
    std::vector<bool> published;       ///< by bundle
    std::uint64_t done = 0;            ///< bundles of the shard with all runs done
    std::uint64_t failed = 0;          ///< bundles of the shard with a failed run
    std::vector<std::string> damaged;  ///< "part-...: truncated; its 12 bundles will be run again"
};

/// An outcome by run.
struct PublishedOutcome {
    std::vector<double> values;  ///< NaN where there is none
    std::uint64_t missing = 0;   ///< runs that nobody has published
};

/// The outcome of some runs out of parts.
PublishedOutcome outcome_in(const record::PartIndex& index, const record::ResultLayout& layout, std::size_t outcome,
                            record::h5::Rows runs);

/// The folder of parts beside a result: `OUT.parts/`. All processes of a study share it, on any number of machines,
/// without locks: names are unique, files appear whole by rename, and none is trusted before its checksum is read.
class PartStore {
  public:
    /// Opens or makes the folder, counts in a smaller or partial result of the same identity, sweeps leftovers of dead
    /// writers, reads and verifies every part (checksums) that is not by its name of another shard.
    /// Errors: ConfigError when parts of another identity are there (says what differs); IoError for the world.
    PartStore(std::filesystem::path result, const record::ResultLayout& layout, Identity identity, Shard shard = {});

    /// A store that only publishes, into the folder that another process has opened: it knows of nothing published.
    struct ToPublish {};
    PartStore(ToPublish, std::filesystem::path result, const record::ResultLayout& layout, Identity identity,
              Shard shard);

    const Ledger& ledger() const { return ledger_; }
    /// Another process of this session has published these bundles, so many of them with a failed run.
    void count_in(const std::vector<std::uint64_t>& bundles, std::uint64_t failed);
    Shard shard() const { return shard_; }
    /// Publishes a batch: core driver, close, fsync, rename, fsync of the folder. Thread-safe.
    void publish(std::vector<record::BundleResult> batch);
    /// Bundles that all processes together have published, by the names of the files alone: cheap, and at most a few
    /// more than there are where a bundle was run twice.
    std::uint64_t published_by_all() const;
    /// Joins all parts into the result (chunks copied where whole), publishes it by rename, removes the folder.
    /// With runs missing it throws IoError.
    void join() { join(layout_); }
    /// The same for the first bundles alone, when a study ends early; `whole` has fewer bundles, else the same shape.
    void join(const record::ResultLayout& whole);
    /// As `join`, but with bundles missing it leaves everything as it is and returns how many.
    std::uint64_t try_join(const record::ResultLayout& whole);
    /// What all processes together have published, verified anew. Errors: IoError.
    record::PartIndex index_of_all() const;
    const record::ResultLayout& layout() const { return layout_; }
    const std::filesystem::path& result() const { return result_; }

  private:
    enum class Whose { this_shard, everybody };
    Existing look() const;
    void open(Existing existing);
    std::vector<std::filesystem::path> parts(Existing existing, Whose whose) const;
    record::PartIndex index_of(Existing existing, Whose whose) const;
    std::uint64_t join_parts(const record::ResultLayout& whole, Existing existing);

    std::filesystem::path result_, folder_;
    const record::ResultLayout& layout_;
    Identity identity_;
    Shard shard_;
    Ledger ledger_;
    std::vector<bool> failed_;     ///< by bundle, while the ledger is read
    std::uint64_t in_result_ = 0;  ///< bundles that a smaller or partial result holds
    std::mutex mutex_;
};

}  // namespace peacenorm::study
