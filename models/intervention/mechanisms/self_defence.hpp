// SPDX-License-Identifier: Apache-2.0
// Self-defence: unanswered harm to a community raises bands of its own; disarmament takes arms away again.
#pragma once

#include <algorithm>

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "models/intervention/mechanisms/own.hpp"

namespace peacenorm::intervention {

namespace columns {
inline constexpr Column<"unanswered", kept, double, PlaceId, CommunityId> unanswered{
    "remembered deaths that nobody answered in time, per week"};
}  // namespace columns

namespace streams {
inline constexpr random::Stream disarming{0x00118, "intervention.bands.disarming"};
}  // namespace streams

namespace sums {
inline constexpr Sum<"armed", nation> armed{};
inline constexpr Sum<"disarmed", nation> disarmed{};
}  // namespace sums

struct SelfDefence {
    static constexpr Manual manual{Profile::core,
                                   "arming (able persons - armed) x remembered unanswered deaths; disarm x disarmament",
                                   "staniland_2014; docs/theory.md#self-defence"};
    bool enabled = true;
    double arming = 0.006;
    double able = 0.03;
    double memory = 0.98;
    double disarm = 0.02;

    using Columns = ColumnList<columns::unanswered>;
    using Sums = SumList<sums::armed, sums::disarmed>;
    static constexpr std::array streams{streams::disarming};
    static constexpr std::array observables{
        record::count_of("armed_in_self_defence", nation, "persons", "civilians who took up arms in self-defence",
                         record::total<sums::armed>),
        record::count_of("fighters_disarmed", nation, "persons", "fighters who laid down arms",
                         record::total<sums::disarmed>)};
};

/// Persons expected to take up arms in a week in a community's self-defence, in a place.
/// Units: persons who could and have not; unanswered deaths per week, remembered; arming per death.
/// Limits: switched off, or no unanswered deaths, gives 0. Source: assumed: in proportion to both, for want of counts.
inline double expected_to_arm(const SelfDefence& m, double able, double unanswered) {
    return m.enabled ? std::min(1.0, m.arming * unanswered) * able : 0;
}

/// Chance of each fighter of a group to lay down arms in a week. Range: 0..1. Limits: switched off or no disarmament
/// gives 0. Source: assumed: a constant share a week.
inline double chance_to_disarm(const SelfDefence& m, double disarmament) {
    return m.enabled ? m.disarm * disarmament : 0;
}

/// Unanswered deaths remembered after a week: r m + (1 - r) x. Updated even when the mechanism is off.
/// Units: deaths per week. Limits: r = 1 keeps all. Source: assumed: as other memories of a place.
inline double remembered_unanswered(const SelfDefence& m, double memory, double this_week) {
    return m.memory * memory + (1 - m.memory) * this_week;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::SelfDefence> : intervention::Docs {
    using Owner = intervention::SelfDefence;
    static constexpr std::string_view meaning = "Unanswered harm arms communities; disarmament takes arms away";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated("switch", "staniland_2014; docs/theory.md#self-defence")),
        field("arming", &Owner::arming,
              number({"per unanswered death", 0, 1, log_uniform(1e-4, 1e-2)},
                     "share of those able to fight who take up arms in a week, for each remembered unanswered death a "
                     "week",
                     "assumed: two orders of magnitude, and 0 by switching it off, as no data identify it")),
        field("able", &Owner::able,
              number(share_with(uniform_between(0.005, 0.06)), "share of a community at home that could take up arms",
                     "assumed: some of the young men")),
        field("memory", &Owner::memory,
              halved(Halved::root, number({"per week", 0, 1}, "part of the memory of unanswered deaths that is kept",
                                          "assumed: half is gone after eight months"))),
        field("disarm", &Owner::disarm,
              halved(Halved::two_steps,
                     number({"per week", 0, 1, log_uniform(0.002, 0.1)},
                            "chance of each fighter to lay down arms where disarmament is carried out wholly",
                            "assumed: half within seven weeks to seven years"))));
};

}  // namespace peacenorm::config
