// SPDX-License-Identifier: Apache-2.0
// Hostilities between armed groups: where dates say that two groups fight, their bands clash; fighters die, and
// civilians near by.
#pragma once

#include <cmath>

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "models/intervention/mechanisms/own.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

namespace streams {
inline constexpr random::Stream clash_count{0x00119, "intervention.hostilities.count"};
inline constexpr random::Stream clash_detail{0x0011a, "intervention.hostilities.detail"};
}  // namespace streams

namespace sums {
inline constexpr Sum<"clashes", nation> clashes{};
}  // namespace sums

struct Hostilities {
    static constexpr Manual manual{
        Profile::core, "clashes ~ rate x intensity x root(bands x bands) in a place",
        "deitchman_1962; assumed: doubling both doubles the fights; docs/theory.md#hostilities-between-groups"};
    bool enabled = true;
    double rate = 0.05;
    double losses = 0.1;
    double crossfire = 0.1;

    using Sums = SumList<sums::clashes>;
    static constexpr std::array streams{streams::clash_count, streams::clash_detail};
    static constexpr std::array observables{
        record::count_of("clashes", nation, "1", "fights between armed groups", record::total<sums::clashes>)};
};

/// Clashes expected in a week in a place where two groups with so many bands meet.
/// Units: clashes. Limits: switched off, no hostility, or one of them absent gives 0. Source: deitchman_1962: who meets
/// whom; assumed: the root of the product, so that doubling both doubles the fights.
inline double expected_clashes(const Hostilities& m, double intensity, double bands_a, double bands_b) {
    return m.enabled ? m.rate * intensity * std::sqrt(bands_a * bands_b) : 0;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Hostilities> : intervention::Docs {
    using Owner = intervention::Hostilities;
    static constexpr std::string_view meaning = "Armed groups fight each other where dates say so";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated("switch", "docs/theory.md#hostilities-between-groups")),
        field("rate", &Owner::rate,
              halved(Halved::half,
                     number({"clashes per band and week", 0, 10, log_uniform(0.005, 0.2)},
                            "clashes of two groups with one band each in a place", "assumed: for want of counts"))),
        field("losses", &Owner::losses,
              number(share_with(uniform_between(0, 0.3)), "chance of each fighter of the two bands to be killed",
                     "assumed: as in an operation of forces")),
        field("crossfire", &Owner::crossfire,
              number(share_with(uniform_between(0, 0.5)), "share of clashes that threaten civilians near by",
                     "assumed: for want of counts")));
};

}  // namespace peacenorm::config
