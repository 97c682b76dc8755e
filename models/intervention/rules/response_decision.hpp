// SPDX-License-Identifier: Apache-2.0
// The decision of a company's commander to respond to a known threat: a quantal response between what it would avert,
// as far as the norm binds, duty and what others are counted on for, and cost. Always on: without it nobody acts.
#pragma once

#include <algorithm>

#include "models/intervention/docs.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

struct Response {
    double gain = 1;
    double norm_odds = 3;
    double reference_deaths = 3;
    double cost = 1;
    double cost_per_day = 0.5;
    double risk = 1;
    double caveat = 0.5;
    double commanders = 0.5;
    double rotation_weeks = 26;
    double reach_hours = 24;
    double readiness_hours = 6;
    double speed_km_h = 25;
    double effectiveness = 2;
    double persons = 120;
    double hours = 30;
};

/// What a commander weighs.
struct Choice {
    double norm;           ///< as it bears on this threat, 0..1
    double averted;        ///< deaths that a response is expected to avert
    double travel_hours;   ///< to the threat
    double caveat_hours;   ///< longest travel that the capital allows, > 0
    double danger;         ///< armed groups' part of control over the place, 0..1
    double duty = 0;       ///< moved by a lead, in logits
    double cover = 0;      ///< what others are counted on for, in logits
    double commander = 0;  ///< the commander's own propensity, in logits
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

/// Deaths that a response is expected to avert: m s exp(-t / mean), with success s of one that comes in time, t the
/// hours until it arrives and mean the hours that are left on average. Units: deaths. Range: 0..m. Limits: at once
/// gives m s. Source: assumed: what is left of an attack, or of the time until it, is exponential, so that a commander
/// who does not know the hour expects no other than the mean.
inline double expected_averted(double deaths_threatened, double success, double hours_to_arrive, double mean_hours) {
    return deaths_threatened * success * math::exp(-hours_to_arrive / mean_hours);
}

/// How much averted deaths weigh: ln(1 + m) / ln(1 + m0). Range: >= 0; 1 at the reference m0 of deaths.
/// Source: assumed: the tenth death adds less than the first.
inline double weight_of_deaths(const Response& r, double averted) {
    return math::log1p(averted) / math::log1p(r.reference_deaths);
}

/// What a call weighs, in logits: (gain + ln(odds) (n - .3) / .65) w(m), at least 0. `odds` is the odds ratio of
/// answering a call of the reference at norm .95 against .3, all else alike. Limits: odds = 1 takes all leverage from
/// the norm; no deaths to avert weigh nothing. Source: assumed: the norm weighs what it is about, the deaths averted,
/// and how much is left open.
inline double benefit(const Response& r, double norm, double averted) {
    constexpr double low = 0.3, high = 0.95;
    const double per_death = r.gain + math::log(r.norm_odds) * (norm - low) / (high - low);
    return std::max(0.0, per_death) * weight_of_deaths(r, averted);
}

/// Cost of going out, of time and danger, and of nearing the capital's limit: c + c_d t / 24 + r danger + v t / limit.
/// Units: logits. Limits: at hand, without danger, the cost of going out at all. Source: oios_2014: caveats and danger
/// held back; assumed: they add up.
inline double cost_of(const Response& r, const Choice& p) {
    return r.cost + r.cost_per_day * p.travel_hours / 24 + r.risk * p.danger +
           r.caveat * std::min(1.0, p.travel_hours / p.caveat_hours);
}

/// Chance that a commander who can answer does: logistic(benefit + duty - cover - cost + own propensity).
/// Range: 0..1; rises with norm, deaths averted and duty, falls with cover, travel, danger and near the capital's
/// limit. Source: mckelvey_palfrey_1995: the logistic; diekmann_1985: what others would do is a reason not to.
inline double response_probability(const Response& r, const Choice& p) {
    return math::logistic(benefit(r, p.norm, p.averted) + p.duty - p.cover - cost_of(r, p) + p.commander);
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Response> : intervention::Docs {
    using Owner = intervention::Response;
    static constexpr std::array retired{Retired{"steepness", "response.gain and response.norm_odds, in logits"}};
    static constexpr std::string_view meaning = "Whether a known threat is answered, at what cost, how fast, how well";
    static constexpr auto fields = std::make_tuple(
        field("gain", &Owner::gain,
              number({"logits", 0, 10, log_normal(1, 0.5)},
                     "what averting the reference deaths adds to the logit at norm 0.3",
                     "assumed: the odds rise by a factor of two to seven")),
        field("norm_odds", &Owner::norm_odds,
              number({"1", 1, 100, log_uniform(1, 10)},
                     "odds ratio of answering a call at norm 0.95 against 0.3: the norm's leverage",
                     "assumed: from none to much, to be learnt or left open, since nobody measured it")),
        field("reference_deaths", &Owner::reference_deaths,
              number({"deaths", 0.01, 1e5}, "deaths averted at which a call weighs 1",
                     "assumed: most attacks on villages threaten a few lives")),
        field("cost", &Owner::cost,
              number({"logits", -5, 20, uniform_between(0.5, 4)}, "cost of going out at all",
                     "oios_2014: one attack in five was answered; assumed: on either side of that level")),
        field("cost_per_day", &Owner::cost_per_day,
              number({"logits per day", 0, 20, uniform_between(0, 1)}, "cost that a day of travel adds",
                     "assumed: from nothing to as much as the reference deaths weigh")),
        field("risk", &Owner::risk,
              number({"logits", 0, 20, uniform_between(0, 2)}, "cost of going where armed groups hold the ground alone",
                     "assumed: from nothing to a factor of seven in the odds")),
        field("caveat", &Owner::caveat,
              number({"logits", 0, 20, uniform_between(0, 2)}, "cost at the farthest that the capital allows",
                     "assumed: from nothing to a factor of seven in the odds")),
        field("commanders", &Owner::commanders,
              number({"logits", 0, 5, uniform_between(0, 1)},
                     "spread of commanders' own propensity to go: a standard deviation",
                     "bode_karlsrud_2019: implementation follows how officers read the norm; assumed: at most a factor "
                     "of seven in the odds between two commanders")),
        field("rotation_weeks", &Owner::rotation_weeks,
              halved(Halved::twice,
                     number({"weeks", 1, 1000}, "weeks that a commander stays", "assumed: tours of half a year"))),
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
        field(
            "persons", &Owner::persons,
            number({"persons", 0, 1e6, log_normal(120, 0.4)},
                   "persons that a response sends; smaller bases cannot respond", "assumed: a company goes, not less")),
        field("hours", &Owner::hours,
              number({"hours per person", 0, 1e4, log_normal(30, 0.5)},
                     "force-hours that a response takes of each person sent",
                     "assumed: a day and a quarter with travel")));
};

}  // namespace peacenorm::config
