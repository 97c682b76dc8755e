// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/deadline.hpp"

#include <fmt/core.h>

#include <charconv>
#include <ctime>
#include <optional>

#include "sim/config/faults.hpp"
#include "sim/config/words.hpp"

namespace peacenorm::cli {

namespace {

using Clock = std::chrono::system_clock;
using Seconds = std::chrono::seconds;

constexpr long most_days = 3650;
constexpr int latest_year = 2200;  // the clock counts nanoseconds in 64 bits, to 2262

std::optional<Seconds> unit_of(char letter) {
    switch (letter) {
        case 's':
            return Seconds(1);
        case 'm':
            return std::chrono::minutes(1);
        case 'h':
            return std::chrono::hours(1);
        case 'd':
            return std::chrono::hours(24);
        default:
            return std::nullopt;
    }
}

std::optional<Seconds> duration_in(const std::string& text) {
    Seconds total{0};
    const char *at = text.data(), *end = at + text.size();
    if (at == end) return std::nullopt;
    while (at != end) {
        long amount = 0;
        const auto [next, error] = std::from_chars(at, end, amount);
        if (error != std::errc{} || next == end || amount < 0 || amount > most_days * 86'400) return std::nullopt;
        const auto unit = unit_of(*next);
        if (!unit) return std::nullopt;
        total += amount * *unit;
        at = next + 1;
    }
    return total > std::chrono::hours(24 * most_days) ? std::nullopt : std::optional(total);
}

std::optional<Clock::time_point> moment_in(std::string text) {
    const bool is_utc = text.ends_with('Z');
    if (is_utc) text.pop_back();
    for (const char* format : {"%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"}) {
        std::tm parts{};
        const char* end = strptime(text.c_str(), format, &parts);
        if (end == nullptr || *end != '\0') continue;
        parts.tm_isdst = -1;
        const int month = parts.tm_mon, year = 1900 + parts.tm_year;
        const std::time_t seconds = is_utc ? timegm(&parts) : std::mktime(&parts);
        const bool is_day_of_month = parts.tm_mon == month;  // else February 30 has become March 2
        if (seconds != -1 && is_day_of_month && year <= latest_year) return Clock::from_time_t(seconds);
    }
    return std::nullopt;
}

}  // namespace

Clock::time_point parse_deadline(const std::string& text, Clock::time_point now) {
    if (const auto duration = duration_in(text)) return now + *duration;
    if (const auto moment = moment_in(text)) return *moment;
    throw config::ConfigError(
        fmt::format("--deadline: error: {} is not a time; allowed: 2026-03-01T18:00:00 (with Z: UTC), or from now on "
                    "90s, 50m, 1h30m, 2d\n",
                    config::in_quotes(text)));
}

}  // namespace peacenorm::cli
