// SPDX-License-Identifier: Apache-2.0
// Calendar dates, and the grid of ticks that a simulation walks.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace peacenorm {

/// A day of the proleptic Gregorian calendar, counted from 1970-01-01.
struct Date {
    std::int32_t days = 0;
    auto operator<=>(const Date&) const = default;
};

/// Reads `YYYY-MM-DD`; empty for anything else and for days that do not exist (2015-02-30).
std::optional<Date> parse_date(std::string_view text);

/// Writes `YYYY-MM-DD`.
std::string to_string(Date date);

/// The ticks of a run: tick t covers [start + t * days_per_tick, start + (t + 1) * days_per_tick). Units: days.
struct Horizon {
    Date start;
    Date end;  ///< exclusive; lies on the grid
    std::int32_t days_per_tick = 7;

    std::int32_t ticks() const { return (end.days - start.days) / days_per_tick; }
    Date date_of(std::int32_t tick) const { return {start.days + tick * days_per_tick}; }
    /// The tick that contains a date. Limits: before `start` 0, from `end` on `ticks()`.
    std::int32_t tick_of(Date date) const;
    bool is_on_grid(Date date) const { return (date.days - start.days) % days_per_tick == 0; }
};

}  // namespace peacenorm
