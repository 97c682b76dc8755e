// SPDX-License-Identifier: Apache-2.0
// Force-hours over tasks: a softmax of utilities, so that more of one task is less of another.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include "models/intervention/docs.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

struct Forces {
    double hours_per_week = 50;
    double kept_weeks = 1;
    double temperature = 0.6;
    double mandate_pull = 0.4;
};

/// Share of force-hours a task: a_k = exp(u_k / T) / sum.
/// Shape: one entry a task, in the order of `Tasks`. Range: 0..1, sum 1; temperature T > 0, in units of utility.
/// Limits: equal utilities or a large T give equal shares, a small T all to the best; a common shift changes nothing.
/// Source: karlsrud_2015: the drift that it lets happen; assumed: a softmax, so that more of one task is less of
/// another.
inline std::array<double, 6> task_shares(const std::array<double, 6>& utilities, double temperature) {
    const double top = *std::max_element(utilities.begin(), utilities.end());
    std::array<double, 6> shares{};
    double total = 0;
    for (std::size_t k = 0; k < shares.size(); ++k) {
        shares[k] = math::exp((utilities[k] - top) / temperature);
        total += shares[k];
    }
    for (double& share : shares) share /= total;
    return shares;
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
    static constexpr std::string_view meaning = "How force-hours go to tasks";
    static constexpr auto fields = std::make_tuple(
        field("hours_per_week", &Owner::hours_per_week,
              halved(Halved::half, number({"hours per person and week", 0, 168}, "force-hours that one person gives",
                                          "assumed: a working week of a deployed soldier"))),
        field("kept_weeks", &Owner::kept_weeks,
              halved(Halved::twice, number({"weeks", 1, 100}, "most weeks' hours for responses that a base has at hand",
                                           "assumed: unspent hours are not saved up"))),
        field("temperature", &Owner::temperature,
              number({"1", 0.01, 100, uniform_between(0.3, 1)}, "temperature of the softmax over tasks: high is even",
                     "assumed: between a sharp and an even choice, as data on force employment are scarce; "
                     "docs/theory.md#task-shares")),
        field("mandate_pull", &Owner::mandate_pull,
              number(factor, "utility that one rank in the mandate adds to a task",
                     "assumed: three ranks raise a task's odds about sevenfold")));
};

}  // namespace peacenorm::config
