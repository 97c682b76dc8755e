// SPDX-License-Identifier: Apache-2.0
// Support crowding: what is given to partners is missing at home, and only part of it arrives.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"

namespace peacenorm::intervention {

struct SupportCrowding {
    static constexpr Manual manual{
        Profile::core, "utility of partner support + e sum K^L; recipient gains eta of what the donor gives",
        "moe_2021; form assumed"};
    bool enabled = true;
    double pull = 1;
    double efficiency = 0.75;
};

/// What ties of support add to the utility of the task "partner support": e_S sum K^L over partners supported.
/// Units: of utility. Limits: switched off or no outbound tie gives 0. Source: assumed; moe_2021 for the concern.
inline double support_utility(const SupportCrowding& m, double outbound_logistics) {
    return m.enabled ? m.pull * outbound_logistics : 0;
}

/// Force-hours that reach the recipients of those that the donor gives up: eta h.
/// Units: hours. Range: 0..donated. Limits: switched off gives 0: nothing is transferred. Source: assumed.
inline double transferred_hours(const SupportCrowding& m, double donated_hours) {
    return m.enabled ? m.efficiency * donated_hours : 0;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::SupportCrowding> : intervention::Docs {
    using Owner = intervention::SupportCrowding;
    static constexpr std::string_view meaning = "What is given to partners is missing at home; part of it arrives";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated("switch", "theory D5")),
        field("pull", &Owner::pull,
              number(factor_with(uniform_between(0, 2)),
                     "eS: utility of partner support that an outbound logistics tie of depth 1 adds", "theory D3 eS")),
        field("efficiency", &Owner::efficiency,
              number(share_with(uniform_between(0.5, 1)), "eta: part of the donor's force-hours that the partner gains",
                     "theory D5 eta_tr")));
};

}  // namespace peacenorm::config
