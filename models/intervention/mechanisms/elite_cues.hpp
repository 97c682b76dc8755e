// SPDX-License-Identifier: Apache-2.0
// Elite cues: what leaders say in public about an organisation counts like an event, with one attribution vector.
#pragma once

#include "models/intervention/parameters.hpp"

namespace peacenorm::intervention {

/// Weight of a cue as evidence in a place: reach of the speaker there times the cue's weight.
/// Units: pseudo-counts, as for an event of severity 1. Limits: switched off gives 0. Source: form assumed.
inline double cue_evidence(const EliteCues& m, double reach, double weight) {
    return is_on(m.enabled) ? reach * weight : 0;
}

}  // namespace peacenorm::intervention
