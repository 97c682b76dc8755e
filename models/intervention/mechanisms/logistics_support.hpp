// SPDX-License-Identifier: Apache-2.0
// Logistics support: air, fuel and evacuation by partners make what one has go further and faster. Never the donor's.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"

namespace peacenorm::intervention {

struct LogisticsSupport {
    static constexpr Manual manual{
        Profile::extended, "protection hours x (1 + gL K^L); travel / (1 + gM K^L)",
        "haass_ansorg_2018; assumed: the form, linear in support; docs/theory.md#logistics-support"};
    Switch enabled = std::nullopt;
    double capability = 0.3;
    double mobility = 0.5;
};

/// What inbound support makes of protection hours: 1 + gL K^L.
/// Range: 1..1 + gL. Limits: switched off or no support gives 1. Source: haass_ansorg_2018: quality of troops matters;
/// assumed: linear in support.
inline double supported_hours(const LogisticsSupport& m, double inbound) {
    return is_on(m.enabled) ? 1 + m.capability * inbound : 1;
}

/// What inbound support makes of travel time: 1 / (1 + gM K^L). What counts as within reach stays as it is, so that the
/// denominator of the response rate does not depend on cooperation.
/// Range: 1 / (1 + gM)..1. Limits: switched off or no support gives 1. Source: assumed: speed grows in proportion to
/// support.
inline double supported_travel(const LogisticsSupport& m, double inbound) {
    return is_on(m.enabled) ? 1 / (1 + m.mobility * inbound) : 1;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::LogisticsSupport> : intervention::Docs {
    using Owner = intervention::LogisticsSupport;
    static constexpr std::string_view meaning = "Partners' support makes what one has go further and faster";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated(by_profile, "haass_ansorg_2018; docs/theory.md#logistics-support")),
        field("capability", &Owner::capability,
              number(factor_with(uniform_between(0, 0.6)), "gL: protection hours that full support adds",
                     "haass_ansorg_2018: quality of troops matters; assumed: up to three fifths more, as no study "
                     "measures support")),
        field("mobility", &Owner::mobility,
              number(factor_with(uniform_between(0, 1)), "gM: speed that full support adds",
                     "assumed: up to twice the speed, as no study measures support")));
};

}  // namespace peacenorm::config
