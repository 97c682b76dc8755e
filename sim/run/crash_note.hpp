// SPDX-License-Identifier: Apache-2.0
// The last words of a rank that crashes: who it was and what it was computing.
#pragma once

#include <array>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <string>
#include <vector>

namespace peacenorm::study {

/// While it lives, SIGSEGV, SIGBUS, SIGFPE, SIGILL and SIGABRT first print `who` and the bundles under way, then act as
/// before. One at a time: a signal handler reaches nothing but a global.
class CrashNote {
  public:
    /// SAFETY: both outlive the note. `nothing` marks a worker without a bundle.
    CrashNote(const std::string& who, const std::vector<std::atomic<std::uint64_t>>& under_way, std::uint64_t nothing);
    ~CrashNote();
    CrashNote(const CrashNote&) = delete;
    CrashNote& operator=(const CrashNote&) = delete;

  private:
    static constexpr std::array<int, 5> signals{SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    std::array<struct sigaction, 5> before_{};
};

}  // namespace peacenorm::study
