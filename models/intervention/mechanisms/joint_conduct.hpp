// SPDX-License-Identifier: Apache-2.0
// Joint conduct: in joint operations the conduct of both partners mixes, for better and for worse.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"

namespace peacenorm::intervention {

struct JointConduct {
    static constexpr Manual manual{Profile::core,
                                   "abuse in joint operations: own + K^J (partner's share of persons) (partner - own)",
                                   "assumed: who of both acts is drawn by numbers; docs/theory.md#joint-conduct"};
    bool enabled = true;
};

/// Chance of harm in a joint operation: own (1 - w) + partner w. Range: between the two; w in 0..1 is the partner's
/// share of persons times the depth of the tie. Limits: switched off or w = 0 is one's own.
/// Source: assumed: who of both acts is drawn by numbers.
inline double joint_abuse(const JointConduct& m, double own, double partner, double weight) {
    return m.enabled ? own + weight * (partner - own) : own;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::JointConduct> : intervention::Docs {
    using Owner = intervention::JointConduct;
    static constexpr std::string_view meaning = "In joint operations the conduct of both partners mixes";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled,
              stated("switch", "assumed: who of both acts is drawn by numbers; docs/theory.md#joint-conduct")));
};

}  // namespace peacenorm::config
