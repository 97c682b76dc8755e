// SPDX-License-Identifier: Apache-2.0
// Fragmentation: many tasks and many partners to plan with cost time, less so where it is clear who does what.
#pragma once

#include "models/intervention/parameters.hpp"

namespace peacenorm::intervention {

/// Share of force-hours left after coordination: 1 / (1 + oc (tasks - 1 + sum K^M (1 - chi)) / 5).
/// Shape: `tasks` counts those that the mandate ranks above 0; `unclear` is the sum over partners of K^M (1 - chi).
/// Range: 0..1. Limits: switched off, or one task and no tie, gives 1. Source: blair_disalvatore_smidt_2022; form
/// assumed.
inline double coordinated_share(const Fragmentation& m, int tasks, double unclear) {
    if (!is_on(m.enabled)) return 1;
    const double burden = (tasks > 1 ? tasks - 1 : 0) + unclear;
    return 1 / (1 + m.overhead * burden / 5);
}

}  // namespace peacenorm::intervention
