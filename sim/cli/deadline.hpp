// SPDX-License-Identifier: Apache-2.0
// When a run must have stopped, as a user or a job script writes it.
#pragma once

#include <chrono>
#include <string>

namespace peacenorm::cli {

/// A moment, "2026-03-01T18:00[:00]" in local time or with "Z" at its end, or a time from `now` on: "90s", "50m",
/// "1h30m", "2d". Errors: ConfigError.
std::chrono::system_clock::time_point parse_deadline(const std::string& text,
                                                     std::chrono::system_clock::time_point now);

}  // namespace peacenorm::cli
