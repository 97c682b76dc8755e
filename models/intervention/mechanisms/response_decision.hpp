// SPDX-License-Identifier: Apache-2.0
// The decision to respond to a known threat: a quantal response between duty and cost. Always on: without it nobody
// acts.
#pragma once

#include <algorithm>

#include "models/intervention/parameters.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

/// The norm as it bears on one threat: n (1 - amb A) (1/2 + rank / 6), within 0..1.
/// Range: the mandate's rank of protection 0..3 scales between half and whole; the other inputs 0..1.
/// Limits: a clear event under a full mandate leaves n. Source: bode_karlsrud_2019 (implementation follows how
/// officers read the norm), deitelhoff_zimmermann_2019 (contested application); both factors' forms are assumed.
inline double effective_norm(double norm, double ambiguity_susceptibility, double event_ambiguity,
                             double mandate_rank) {
    return std::clamp(norm * (1 - ambiguity_susceptibility * event_ambiguity) * (0.5 + mandate_rank / 6), 0.0, 1.0);
}

/// How grave a threat looks: 1 - exp(-s / scale).
/// Units: s and scale in deaths threatened. Range: 0..1. Limits: none threatened gives 0. Source: assumed.
inline double perceived_severity(double deaths_threatened, double scale) {
    return -math::expm1(-deaths_threatened / scale);
}

/// Chance that an organisation that knows of a threat responds: logistic(beta [n s (1 - Q) + duty - c - c_day h / 24]).
/// Units: travel h in hours. Range: 0..1; falls with cover Q, cost and travel, rises with norm, severity and duty.
/// Limits: beta = 0 gives 1/2; a large beta responds if and only if the bracket is positive.
/// Source: diekmann_1985 (the limit), mckelvey_palfrey_1995 (the logistic).
inline double response_probability(const Response& r, double effective_norm, double severity, double cover, double duty,
                                   double travel_hours) {
    const double utility = effective_norm * severity * (1 - cover) + duty - r.cost - r.cost_per_day * travel_hours / 24;
    return math::logistic(r.steepness * utility);
}

/// Force-hours at hand for responses in a week: what is left or owed, and the week's own, at most those of
/// `f.kept_weeks`. A base with any at hand may start a response, and is short of the rest afterwards. So the chance to
/// respond falls with the hours, not at once where a week holds none whole. Units: force-hours; left < 0 is owed.
/// Limits: kept_weeks = 1 gives the week's hours less what is owed, and leaves nothing over; no hours (no base) owes
/// nothing. Source: assumed.
inline double hours_at_hand(const Forces& f, double left, double week_hours) {
    return week_hours > 0 ? std::min(left + week_hours, f.kept_weeks * week_hours) : 0;
}

}  // namespace peacenorm::intervention
