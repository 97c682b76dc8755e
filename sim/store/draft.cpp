// SPDX-License-Identifier: Apache-2.0
#include "sim/store/draft.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>

#include "sim/core/check.hpp"
#include "sim/store/place.hpp"

namespace peacenorm::record {
namespace {

std::string host() {
    std::array<char, 256> name{};
    if (::gethostname(name.data(), name.size() - 1) != 0) return "host";
    return name.data();
}

void sync(const std::filesystem::path& path, int flags) {
    const int file = ::open(path.c_str(), flags | O_CLOEXEC);
    const bool failed = file < 0 || ::fsync(file) != 0;
    const int error = errno;
    if (file >= 0) ::close(file);
    // Some file systems cannot sync a folder and say EINVAL: the rename stands all the same.
    if (failed && !((flags & O_DIRECTORY) != 0 && error == EINVAL))
        throw IoError(fmt::format("{}: cannot sync: {}", path.string(), std::strerror(error)));
}

bool is_of_a_dead_writer(std::string_view name, std::string_view stem) {
    if (!name.starts_with(stem)) return false;
    const std::string mark = ".tmp." + host() + ".";
    const std::size_t at = name.find(mark, stem.size());
    if (at == std::string_view::npos) return false;
    const std::string_view number = name.substr(at + mark.size());
    pid_t pid = 0;
    if (std::from_chars(number.data(), number.data() + number.size(), pid).ec != std::errc{} || pid <= 0) return false;
    return ::kill(pid, 0) != 0 && errno == ESRCH;
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

}  // namespace

Draft::Draft(const std::filesystem::path& stem) : path_(stem) {
    static std::atomic<unsigned> count{0};  // distinguishes the threads of a process; no result depends on it
    path_ += fmt::format(".tmp.{}.{}.{}", host(), ::getpid(), count++);
}

Draft::~Draft() {
    std::error_code ignored;
    if (!published_) std::filesystem::remove(path_, ignored);
}

void Draft::publish_as(const std::filesystem::path& target) {
    const std::filesystem::path place = place_to_write(target);
    sync(path_, O_RDONLY);
    std::error_code error;
    std::filesystem::rename(path_, place, error);
    if (error) throw IoError(fmt::format("{}: cannot rename to it: {}", target.string(), error.message()));
    published_ = true;
    sync_folder(folder_of(place));
}

void publish_text(const std::filesystem::path& target, std::string_view text) {
    Draft draft(place_to_write(target));
    std::ofstream file(draft.path(), std::ios::binary);
    file << text << std::flush;
    if (!file) throw IoError(fmt::format("{}: cannot write: {}", target.string(), std::strerror(errno)));
    file.close();
    draft.publish_as(target);
}

void sweep_drafts(const std::filesystem::path& folder, const std::string& stem) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (is_of_a_dead_writer(entry.path().filename().string(), stem)) std::filesystem::remove(entry.path(), error);
}

void sync_folder(const std::filesystem::path& folder) {
    sync(folder, O_RDONLY | O_DIRECTORY);
}

}  // namespace peacenorm::record
