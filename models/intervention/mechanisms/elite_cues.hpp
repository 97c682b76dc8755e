// SPDX-License-Identifier: Apache-2.0
// Elite cues: what leaders say in public about an organisation counts like an event, with one attribution vector.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"

namespace peacenorm::intervention {

struct EliteCues {
    static constexpr Manual manual{Profile::extended, "a speech is an event with one attribution vector",
                                   "assumed: words count as deeds that people hear of; docs/theory.md#elite-cues"};
    Switch enabled = std::nullopt;
};

/// Weight of a cue as evidence in a place: reach of the speaker there times the cue's weight.
/// Units: pseudo-counts, as for an event of severity 1. Limits: switched off gives 0. Source: assumed: words count as
/// deeds that people hear of.
inline double cue_evidence(const EliteCues& m, double reach, double weight) {
    return is_on(m.enabled) ? reach * weight : 0;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::EliteCues> : intervention::Docs {
    using Owner = intervention::EliteCues;
    static constexpr std::string_view meaning = "Public words of leaders, listed under discourse, count as events";
    static constexpr auto fields =
        std::make_tuple(field("enabled", &Owner::enabled, stated(by_profile, "docs/theory.md#elite-cues")));
};

}  // namespace peacenorm::config
