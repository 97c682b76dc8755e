// SPDX-License-Identifier: Apache-2.0
// Force-hours: what a force needs for itself, what it gives to partners, and the rest over tasks by a softmax of
// utilities, so that more of one is less of another.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include "models/intervention/docs.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

struct Forces {
    double availability = 0.5;
    double kept_weeks = 1;
    double temperature = 0.6;
    double mandate_pull = 0.4;
    double escorts = 0.25;
    double reserve = 0.2;
    double patrol_hours = 450;
};

inline constexpr double hours_in_a_week = 168;
inline constexpr std::size_t chosen_tasks = 4;  ///< the first tasks: what is left over from the claims

/// Force-hours that a person gives in a week. Range: 0..168. Source: assumed: leave, illness, rest and drill take the
/// rest.
inline double hours_per_person(const Forces& f) {
    return hours_in_a_week * f.availability;
}

/// Share of force-hours a task: a_k = exp(u_k / T) / sum.
/// Shape: one entry a chosen task, in the order of `Tasks`. Range: 0..1, sum 1; temperature T > 0, in units of utility.
/// Limits: equal utilities or a large T give equal shares, a small T all to the best; a common shift changes nothing.
/// Source: karlsrud_2015: the drift that it lets happen; assumed: a softmax, so that more of one task is less of
/// another.
inline std::array<double, chosen_tasks> task_shares(const std::array<double, chosen_tasks>& utilities,
                                                    double temperature) {
    const double top = *std::max_element(utilities.begin(), utilities.end());
    std::array<double, chosen_tasks> shares{};
    double total = 0;
    for (std::size_t k = 0; k < shares.size(); ++k) {
        shares[k] = math::exp((utilities[k] - top) / temperature);
        total += shares[k];
    }
    for (double& share : shares) share /= total;
    return shares;
}

/// A share whose odds are moved: logistic(logit(s) + shift).
/// Range: 0..1. Limits: no shift gives s, bit for bit; a share of 0 or 1 stays. Source: assumed: effects add on the
/// logit, so that a share stays one.
inline double shifted_share(double share, double shift) {
    if (shift == 0 || !(share > 0) || !(share < 1)) return share;
    return math::logistic(math::log(share / (1 - share)) + shift);
}

/// All shares: first what the force claims for itself, then what it gives to partners, then the chosen tasks in
/// proportion. Range: 0..1, sum 1; `support` gives way where both claims exceed the whole.
/// Limits: a claim of 1 for itself leaves nothing. Source: assumed: no force goes out before its camp is safe.
inline std::array<double, 6> after_claims(const std::array<double, chosen_tasks>& chosen, double self, double support) {
    const double given = std::min(support, 1 - self);
    std::array<double, 6> shares{};
    for (std::size_t k = 0; k < chosen_tasks; ++k) shares[k] = chosen[k] * (1 - self - given);
    shares[4] = given;
    shares[5] = self;
    return shares;
}

/// Share of force-hours in convoys and escorts: a part of what the force needs for itself. They serve the camp, so they
/// do not grow when the force turns inward: `ordinary` is the share for itself before that. Range: 0..ordinary.
/// Source: assumed: who turns inward adds guards, not convoys.
inline double share_escorting(const Forces& f, double ordinary) {
    return f.escorts * ordinary;
}

/// Share of force-hours that is spent outside the camps: all but what the force keeps for itself, and convoys and
/// escorts. Range: 0..1. Limits: a force that keeps all for itself still escorts. Source: assumed: patrols, operations
/// and convoys are outside, guards are not.
inline double share_outside(double self, double escorting) {
    return std::min(1.0, 1 - self + escorting);
}

/// The shares when a least share of physical protection is ordered: the others give way in proportion.
/// Range: quota 0..1; the sum stays 1. Limits: a quota at or below the share changes nothing.
/// Source: assumed: a lever, the others give way in proportion.
inline std::array<double, 6> with_quota(std::array<double, 6> shares, double quota) {
    constexpr std::size_t protection = 1;
    const double before = shares[protection];
    if (quota <= before) return shares;
    for (double& share : shares) share *= before < 1 ? (1 - quota) / (1 - before) : 0;
    shares[protection] = quota;
    return shares;
}

/// Force-hours at hand for responses in a week: what is left or owed, and the week's own, at most those of
/// `f.kept_weeks`. A base with any at hand may start a response, and is short of the rest afterwards. So the chance to
/// respond falls with the hours, not at once where a week holds none whole. Units: force-hours; left < 0 is owed.
/// Limits: kept_weeks = 1 gives the week's hours less what is owed, and leaves nothing over; no hours (no base) owes
/// nothing. Source: assumed: a base finds the hours for a response and is short of them later.
inline double hours_at_hand(const Forces& f, double left, double week_hours) {
    return week_hours > 0 ? std::min(left + week_hours, f.kept_weeks * week_hours) : 0;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Forces> : intervention::Docs {
    using Owner = intervention::Forces;
    static constexpr std::array retired{Retired{"hours_per_week", "forces.availability: part of 168 hours"}};
    static constexpr std::string_view meaning = "How force-hours go to tasks";
    static constexpr auto fields = std::make_tuple(
        field("availability", &Owner::availability,
              halved(
                  Halved::half,
                  number(share_with(beta(6, 6)), "part of the 168 hours of a week that one person gives as force-hours",
                         "assumed: about twelve hours a day, as leave, illness and rotation take their part"))),
        field("kept_weeks", &Owner::kept_weeks,
              halved(Halved::twice, number({"weeks", 1, 100}, "most weeks' hours for responses that a base has at hand",
                                           "assumed: unspent hours are not saved up"))),
        field("temperature", &Owner::temperature,
              number({"1", 0.01, 100, uniform_between(0.3, 1)}, "temperature of the softmax over tasks: high is even",
                     "assumed: between a sharp and an even choice, as data on force employment are scarce; "
                     "docs/theory.md#task-shares")),
        field("mandate_pull", &Owner::mandate_pull,
              number(factor, "utility that one rank in the mandate adds to a task",
                     "assumed: three ranks raise a task's odds about sevenfold")),
        field("escorts", &Owner::escorts,
              number(share_with(uniform_between(0.1, 0.4)),
                     "part of what a force ordinarily needs for itself that is convoys and escorts: outside the camps",
                     "assumed: at least the escorts' part of patrols in a week counted by a mission, 8%, since a "
                     "convoy takes far more troops than a patrol")),
        field("reserve", &Owner::reserve,
              number(share_with(uniform_between(0.05, 0.5)),
                     "part of the hours of physical protection that a company can turn to calls; the rest is planned "
                     "patrols",
                     "assumed: from one section in a company to half of it, as planned patrols are not recalled")),
        field("patrol_hours", &Owner::patrol_hours,
              number({"force-hours", 1, 1e6, log_normal(450, 0.5)}, "force-hours that one patrol takes",
                     "assumed: two platoons for eight hours, which decides nothing but the count of patrols")));
};

}  // namespace peacenorm::config
