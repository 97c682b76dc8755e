// SPDX-License-Identifier: Apache-2.0
// The decision to respond to a known threat: a quantal response between duty and cost. Always on: without it nobody
// acts.
#pragma once

#include <algorithm>

#include "models/intervention/docs.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

struct Response {
    double steepness = 3;
    double cost = 0.4;
    double cost_per_day = 0.2;
    double reach_hours = 24;
    double readiness_hours = 6;
    double speed_km_h = 25;
    double effectiveness = 2;
    double persons = 60;
    double hours = 36;
};

/// The norm as it bears on one threat: n (1 - amb A) (1/2 + rank / 6), within 0..1.
/// Range: the mandate's rank of protection 0..3 scales between half and whole; the other inputs 0..1.
/// Limits: a clear event under a full mandate leaves n. Source: bode_karlsrud_2019: implementation follows how officers
/// read the norm; deitelhoff_zimmermann_2019: contested application; assumed: both factors, linear between stated ends.
inline double effective_norm(double norm, double ambiguity_susceptibility, double event_ambiguity,
                             double mandate_rank) {
    return std::clamp(norm * (1 - ambiguity_susceptibility * event_ambiguity) * (0.5 + mandate_rank / 6), 0.0, 1.0);
}

/// How grave a threat looks: 1 - exp(-s / scale).
/// Units: s and scale in deaths threatened. Range: 0..1. Limits: none threatened gives 0. Source: assumed: it
/// saturates, as a second hundred adds less than the first.
inline double perceived_severity(double deaths_threatened, double scale) {
    return -math::expm1(-deaths_threatened / scale);
}

/// Chance that an organisation that knows of a threat responds: logistic(beta [n s (1 - Q) + duty - c - c_day h / 24]).
/// Units: travel h in hours. Range: 0..1; falls with cover Q, cost and travel, rises with norm, severity and duty.
/// Limits: beta = 0 gives 1/2; a large beta responds if and only if the bracket is positive.
/// Source: diekmann_1985: the limit; mckelvey_palfrey_1995: the logistic.
inline double response_probability(const Response& r, double effective_norm, double severity, double cover, double duty,
                                   double travel_hours) {
    const double utility = effective_norm * severity * (1 - cover) + duty - r.cost - r.cost_per_day * travel_hours / 24;
    return math::logistic(r.steepness * utility);
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Response> : intervention::Docs {
    using Owner = intervention::Response;
    static constexpr std::string_view meaning = "Whether a known threat is answered, at what cost, how fast, how well";
    static constexpr auto fields = std::make_tuple(
        field(
            "steepness", &Owner::steepness,
            number(
                {"1", 0, 100, log_normal(3, 0.4)}, "steepness beta of the quantal response",
                "mckelvey_palfrey_1995: the form; assumed: a wide prior, since only the level of responses is known")),
        field("cost", &Owner::cost,
              number(factor_with(uniform_between(0.1, 0.9)), "cost c of a response, in units of the benefit to protect",
                     "diekmann_1985: a cost below the benefit; assumed: nearly all of that range")),
        field("cost_per_day", &Owner::cost_per_day,
              number({"1 per day", 0, 10}, "cost that a day of travel adds",
                     "assumed: a day of travel costs half as much again")),
        field("reach_hours", &Owner::reach_hours,
              number(hours, "longest travel to a threat that counts as within reach",
                     "assumed: a day's drive, as who is farther cannot come in time")),
        field("readiness_hours", &Owner::readiness_hours,
              number(hours, "from knowing to leaving", "assumed: a quick-reaction force with slow orders")),
        field("speed_km_h", &Owner::speed_km_h,
              number({"km h-1", 0.1, 1000}, "speed of a convoy by road", "assumed: bad roads and the danger of mines")),
        field("effectiveness", &Owner::effectiveness,
              number({"1", 0, 100}, "eE: a response before the attack averts 1 - exp(-eE quality) of the harm",
                     "assumed: middling troops in time avert about two thirds")),
        field("persons", &Owner::persons,
              number(persons, "persons that a response sends; smaller units cannot respond",
                     "assumed: two platoons go, not fewer")),
        field("hours", &Owner::hours,
              number({"hours per person", 0, 1e4}, "force-hours that a response takes of each person sent",
                     "assumed: a day and a half with travel")));
};

}  // namespace peacenorm::config
