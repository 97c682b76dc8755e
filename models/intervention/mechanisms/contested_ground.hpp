// SPDX-License-Identifier: Apache-2.0
// Contested ground: where control changes hands, violence rises for some weeks.
#pragma once

#include <cstdint>

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "models/intervention/mechanisms/own.hpp"

namespace peacenorm::intervention {

/// Who holds a place, as far as strength says: nobody, the forces, or an armed group (its id beyond the last).
inline constexpr std::int32_t held_by_nobody = -1, held_by_forces = 0, held_by_first_group = 1;

namespace columns {
inline constexpr Column<"holder", kept, std::int32_t, PlaceId> holder{"who is strongest there: see held_by_nobody"};
inline constexpr Column<"contested_until", kept, std::int32_t, PlaceId> contested_until{
    "tick from which the place is quiet again"};
}  // namespace columns

namespace sums {
inline constexpr Sum<"contested", nation> contested{};
}  // namespace sums

struct ContestedGround {
    static constexpr Manual manual{Profile::core, "attacks x (1 + v) for `weeks` after control changes hands",
                                   "kalyvas_2006; assumed: one factor for some weeks; docs/theory.md#contested-ground"};
    bool enabled = true;
    double violence = 0.5;
    double weeks = 8;

    using Columns = ColumnList<columns::holder, columns::contested_until>;
    using Sums = SumList<sums::contested>;
    static constexpr std::array observables{record::level_of("contested_places", nation, "places",
                                                             "places in which control has changed hands of late, mean",
                                                             record::mean_level<sums::contested>)};
};

/// What contest makes of a group's rate of attack. Range: >= 1. Limits: switched off, or not contested, gives 1.
/// Source: kalyvas_2006: violence is highest where control is in question; assumed: one factor for some weeks.
inline double contest_multiplier(const ContestedGround& m, double is_contested) {
    return m.enabled ? 1 + m.violence * is_contested : 1;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::ContestedGround> : intervention::Docs {
    using Owner = intervention::ContestedGround;
    static constexpr std::string_view meaning = "Violence rises where control changes hands";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated("switch", "kalyvas_2006; docs/theory.md#contested-ground")),
        field("violence", &Owner::violence,
              number(factor_with(uniform_between(0, 1.5)), "v: attacks that contest adds",
                     "kalyvas_2006: the direction; assumed: at most two and a half times")),
        field(
            "weeks", &Owner::weeks,
            halved(Halved::twice, number({"weeks", 0, 520, uniform_between(2, 26)}, "how long a place stays contested",
                                         "assumed: between weeks and half a year"))));
};

}  // namespace peacenorm::config
