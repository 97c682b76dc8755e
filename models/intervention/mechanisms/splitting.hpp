// SPDX-License-Identifier: Apache-2.0
// Splitting: a group under losses or in talks may split; the fragment kills more and is bound by nothing.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "models/intervention/mechanisms/own.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

namespace columns {
inline constexpr Column<"split", kept, double, GroupId> split{"share of its fighters in a fragment; 0: whole"};
}  // namespace columns

namespace streams {
inline constexpr random::Stream split{0x00114, "intervention.armed_groups.split"};
}  // namespace streams

namespace sums {
inline constexpr Sum<"fragments", nation> fragments{};
}  // namespace sums

struct Splitting {
    static constexpr Manual manual{Profile::extended, "1 - exp(-h0 exp(z1 loss + z3 talks)); fragment ~ Beta(2, 5)",
                                   "staniland_2014; bakke_cunningham_seymour_2012; docs/theory.md#splitting"};
    Switch enabled = std::nullopt;
    double hazard = 0.001;
    double losses = 1;
    double negotiation = 1;
    double violence = 0.5;
    double merging = 0.01;

    using Columns = ColumnList<columns::split>;
    using Sums = SumList<sums::fragments>;
    static constexpr std::array streams{streams::split};
    static constexpr std::array observables{record::level_of(
        "split_groups", nation, "1", "armed groups that are split, mean", record::mean_level<sums::fragments>)};
};

/// Chance in a week that a whole group splits: 1 - exp(-h0 exp(z1 loss + z3 talks)).
/// Units: h0 per week; loss and talks 0..1. Range: 0..1. Limits: switched off gives 0.
/// Source: staniland_2014; bakke_cunningham_seymour_2012: what splits groups; assumed: a hazard with log-linear
/// reasons.
inline double split_chance(const Splitting& m, double loss, double talks) {
    return is_on(m.enabled) ? -math::expm1(-m.hazard * math::exp(m.losses * loss + m.negotiation * talks)) : 0;
}

/// Chance in a week that a fragment rejoins. Limits: switched off it always does. Source: assumed: a constant chance,
/// for want of data.
inline double merge_chance(const Splitting& m) {
    return is_on(m.enabled) ? m.merging : 1;
}

/// What being a fragment makes of its rate of attacks: 1 + b. Range: >= 1. Source: wood_2010: weaker groups kill more;
/// assumed: one factor for all fragments.
inline double fragment_multiplier(const Splitting& m) {
    return 1 + m.violence;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Splitting> : intervention::Docs {
    using Owner = intervention::Splitting;
    static constexpr std::string_view meaning = "Groups split under losses and talks";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled,
              stated(by_profile, "staniland_2014; bakke_cunningham_seymour_2012; docs/theory.md#splitting")),
        field(
            "hazard", &Owner::hazard,
            number({"per week", 0, 1}, "h0: hazard without reasons", "assumed: without reasons once in twenty years")),
        field("losses", &Owner::losses,
              number(factor, "z1: weight of losses",
                     "staniland_2014: what holds groups together; assumed: the size, for want of data")),
        field("negotiation", &Owner::negotiation,
              number(factor, "z3: weight of an accord",
                     "bakke_cunningham_seymour_2012: what splits movements; assumed: the size, for want of data")),
        field("violence", &Owner::violence,
              number(factor_with(uniform_between(0, 1.5)), "attacks that a fragment adds",
                     "wood_2010: weaker groups kill more; assumed: at most two and a half times")),
        field("merging", &Owner::merging,
              number({"per week", 0, 1}, "chance that a fragment rejoins",
                     "assumed: fragments rejoin after about two years")));
};

}  // namespace peacenorm::config
