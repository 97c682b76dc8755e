// SPDX-License-Identifier: Apache-2.0
// Support crowding: what is given to partners is missing at home, and only part of it arrives.
#pragma once

#include <algorithm>

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"

namespace peacenorm::intervention {

struct SupportCrowding {
    static constexpr Manual manual{
        Profile::core, "hours given = s (1/2 + rank / 6) min(1, sum K^L); recipient gains eta of what the donor gives",
        "moe_2021; assumed: the form, linear in the tie; docs/theory.md#support-crowding"};
    bool enabled = true;
    double efficiency = 0.75;
};

/// Share of its force-hours that an organisation gives to partners: s (1/2 + rank / 6) min(1, sum K^L) over the
/// partners that it supports; rank 0..3 of support in its mandate, s the share at full ties and rank. Range: 0..s.
/// Limits: switched off or no outbound tie gives 0. Source: moe_2021: the concern; assumed: linear in the ties, half of
/// it whatever the mandate says.
inline double support_claim(const SupportCrowding& m, double share, double rank, double outbound_logistics) {
    return m.enabled ? share * (0.5 + rank / 6) * std::min(1.0, outbound_logistics) : 0;
}

/// Force-hours that reach the recipients of those that the donor gives up: eta h.
/// Units: hours. Range: 0..donated. Limits: switched off gives 0: nothing is transferred. Source: assumed: a constant
/// part arrives, as handing over costs something.
inline double transferred_hours(const SupportCrowding& m, double donated_hours) {
    return m.enabled ? m.efficiency * donated_hours : 0;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::SupportCrowding> : intervention::Docs {
    using Owner = intervention::SupportCrowding;
    static constexpr std::array retired{Retired{"pull", "organisations.X.support_share"}};
    static constexpr std::string_view meaning = "What is given to partners is missing at home; part of it arrives";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated("switch", "moe_2021: the concern; docs/theory.md#support-crowding")),
        field("efficiency", &Owner::efficiency,
              number(share_with(uniform_between(0.5, 1)), "eta: part of the donor's force-hours that the partner gains",
                     "assumed: half to all arrives, as handing over costs something")));
};

}  // namespace peacenorm::config
