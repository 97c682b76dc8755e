// SPDX-License-Identifier: Apache-2.0
// Fragmentation: many tasks and many partners to plan with cost time, less so where it is clear who does what.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"

namespace peacenorm::intervention {

struct Fragmentation {
    static constexpr Manual manual{Profile::extended, "hours / (1 + oc (tasks - 1 + sum K^M (1 - chi)) / 5)",
                                   "blair_disalvatore_smidt_2022; docs/theory.md#fragmentation"};
    Switch enabled = std::nullopt;
    double overhead = 0.3;
};

/// Share of force-hours left after coordination: 1 / (1 + oc (tasks - 1 + sum K^M (1 - chi)) / 5).
/// Shape: `tasks` counts those that the mandate ranks above 0; `unclear` is the sum over partners of K^M (1 - chi).
/// Range: 0..1. Limits: switched off, or one task and no tie, gives 1. Source: blair_disalvatore_smidt_2022; assumed:
/// hours lost grow in proportion to tasks and ties.
inline double coordinated_share(const Fragmentation& m, int tasks, double unclear) {
    if (!is_on(m.enabled)) return 1;
    const double burden = (tasks > 1 ? tasks - 1 : 0) + unclear;
    return 1 / (1 + m.overhead * burden / 5);
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Fragmentation> : intervention::Docs {
    using Owner = intervention::Fragmentation;
    static constexpr std::string_view meaning = "Many tasks and partners to plan with cost hours";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled,
              stated(by_profile, "blair_disalvatore_smidt_2022; docs/theory.md#fragmentation")),
        field("overhead", &Owner::overhead,
              number(factor_with(uniform_between(0, 0.6)), "oc: overhead of five further tasks or partners",
                     "blair_disalvatore_smidt_2022: the sign; assumed: the size, since hours were not measured")));
};

}  // namespace peacenorm::config
