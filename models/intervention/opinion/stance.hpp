// SPDX-License-Identifier: Apache-2.0
// The public stance of the host state toward an organisation, as two coders read it, by date.
#pragma once

#include <cmath>
#include <limits>

#include "models/intervention/docs.hpp"

namespace peacenorm::intervention::opinion {

struct Stance {
    Schedule first{};
    Schedule second{};
};

/// Whose reading holds.
enum class Coding { mean, first, second };

/// N: the stance in force on a date by the coding that is chosen. Range: -1..1. Limits: 0 before either coder says
/// anything; where one alone does, its value holds; after the last step it stays. Source: zaller_1992: what leaders say
/// reaches those who trust them; assumed: the mean of two readings.
inline double stance_at(const Stance& stance, Coding coding, Date date) {
    constexpr double unsaid = std::numeric_limits<double>::quiet_NaN();
    const double first = stance.first.at(date, unsaid), second = stance.second.at(date, unsaid);
    if (std::isnan(first) && std::isnan(second)) return 0;
    if (std::isnan(first)) return second;
    if (std::isnan(second)) return first;
    if (coding == Coding::first) return first;
    return coding == Coding::second ? second : (first + second) / 2;
}

}  // namespace peacenorm::intervention::opinion

namespace peacenorm::config {

template <>
struct EnumNames<intervention::opinion::Coding> {
    using Coding = intervention::opinion::Coding;
    static constexpr std::array<std::pair<std::string_view, Coding>, 3> names{
        {{"mean", Coding::mean}, {"first", Coding::first}, {"second", Coding::second}}};
};

template <>
struct Declaration<intervention::opinion::Stance> : intervention::Docs {
    using Owner = intervention::opinion::Stance;
    static constexpr std::string_view meaning =
        "The host's public stance by date, as two coders read it apart; where one says nothing the other's holds";
    static constexpr intervention::Amount size{"1", -1, 1};
    static constexpr auto fields =
        std::make_tuple(field("first", &Owner::first,
                              number(size, "by the first coder: -1 rejects it, 1 wants and praises it", in_file)),
                        field("second", &Owner::second, number(size, "by the second coder", in_file)));
};

}  // namespace peacenorm::config
