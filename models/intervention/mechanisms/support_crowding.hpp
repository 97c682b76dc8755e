// SPDX-License-Identifier: Apache-2.0
// Support crowding: what is given to partners is missing at home, and only part of it arrives.
#pragma once

#include "models/intervention/parameters.hpp"

namespace peacenorm::intervention {

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
