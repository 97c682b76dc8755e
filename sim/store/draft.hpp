// SPDX-License-Identifier: Apache-2.0
// Files that appear whole or not at all: written beside their place, then synced and renamed.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace peacenorm::record {

/// A file under construction, `STEM.tmp.HOST.PID.COUNT`. Removed unless published.
class Draft {
  public:
    explicit Draft(const std::filesystem::path& stem);
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;
    ~Draft();
    const std::filesystem::path& path() const { return path_; }
    /// Syncs the file, renames it to the place that `target` means (place.hpp), syncs the folder. Errors: IoError,
    /// ConfigError.
    void publish_as(const std::filesystem::path& target);

  private:
    std::filesystem::path path_;
    bool published_ = false;
};

/// Writes a small text file whole. Errors: IoError, ConfigError.
void publish_text(const std::filesystem::path& target, std::string_view text);

/// Removes drafts whose name begins with `stem` and whose writer, a process of this host, is gone.
void sweep_drafts(const std::filesystem::path& folder, const std::string& stem);

/// Makes a rename or a removal in a folder last. Errors: IoError.
void sync_folder(const std::filesystem::path& folder);

}  // namespace peacenorm::record
