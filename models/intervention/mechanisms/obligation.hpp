// SPDX-License-Identifier: Apache-2.0
// Obligations that the norm puts on an organisation, and the chance that it acts on one in a week. Always on: the norm
// is held as what is owed, to whom and by when.
#pragma once

#include "models/intervention/parameters.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

enum class Outcome { met, violated };

/// Chance that a place is engaged in dialogue in a week: 1 - exp(-n h / h0).
/// Units: h force-hours of dialogue there that the host clears, h0 those of one engagement. Range: 0..1.
/// Limits: no hours or no norm gives 0. Source: form assumed.
inline double engagement_chance(const Obligations& rules, double dialogue_hours, double norm) {
    return -math::expm1(-norm * dialogue_hours / rules.engagement_hours);
}

/// Chance that an organisation acts in a week on a duty to restrain or to report: rate n.
/// Units: rate per week. Range: 0..1. Source: form assumed.
inline double weekly_chance(double rate, double norm) {
    return rate * norm;
}

}  // namespace peacenorm::intervention
