// SPDX-License-Identifier: Apache-2.0
// Counter-terrorism operations and the harm that they do.
#pragma once

#include <cstdint>

#include "models/intervention/docs.hpp"

namespace peacenorm::intervention {

struct Operations {
    double hours = 20000;
    double half_fighters = 50;
    double contact = 0.1;
    double exponent = 2.3;
    std::int64_t cap = 1000;
    Named<Schedule> replay_tempo{};
};

/// How far fighters in a place draw a force into operations, and how likely an operation meets them: f / (f + half).
/// Range: 0..1. Limits: none there gives 0, many approach 1. Source: deitchman_1962: who is sought is found by numbers;
/// assumed: many draw hardly more than some.
inline double threat_felt(const Operations& m, double fighters) {
    return fighters > 0 ? fighters / (fighters + m.half_fighters) : 0;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Operations> : intervention::Docs {
    using Owner = intervention::Operations;
    static constexpr std::string_view meaning = "Counter-terrorism operations and the harm that they do";
    static constexpr auto fields = std::make_tuple(
        field("hours", &Owner::hours,
              number({"force-hours per operation", 1, 1e8}, "force-hours that one operation takes",
                     "assumed: some 400 persons for a week")),
        field("half_fighters", &Owner::half_fighters,
              number({"persons", 1e-6, 1e6}, "fighters in a place that draw half of the forces there into operations",
                     "assumed: a larger group is sought out, a few men are not")),
        field("contact", &Owner::contact,
              number(share_with(log_uniform(0.01, 0.5)),
                     "chance that an operation meets a band where fighters are many: a battle or a strike",
                     "assumed: set by hand to the order of battles and strikes up to 2018")),
        field("exponent", &Owner::exponent,
              number({"1", 1.05, 10}, "exponent of the power law of civilian deaths in an event of harm",
                     "bohorquez_2009: about 2.5; assumed: as raids, for want of data")),
        field("cap", &Owner::cap,
              number({"deaths", 1, 1e5}, "largest number of civilian deaths in an event of harm",
                     "assumed: far above the worst events known, so that no cap decides what can happen")),
        field(
            "replay_tempo", &Owner::replay_tempo,
            number({"operations per week", 0, 1e4},
                   "operations of an organisation in the whole theatre, by date, in place of those that its hours pay "
                   "for; before the first date these hold. For the replay of one history: refused beside arms or a "
                   "design",
                   in_file)));
};

}  // namespace peacenorm::config
