// SPDX-License-Identifier: Apache-2.0
// Logistics support: air, fuel and evacuation by partners make what one has go further and faster. Never the donor's.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"

namespace peacenorm::intervention {

struct LogisticsSupport {
    static constexpr Manual manual{Profile::extended, "protection hours x (1 + gL K^L); travel / (1 + gM K^L)",
                                   "haass_ansorg_2018; form assumed"};
    Switch enabled = std::nullopt;
    double capability = 0.3;
    double mobility = 0.5;
};

/// What inbound support makes of protection hours: 1 + gL K^L.
/// Range: 1..1 + gL. Limits: switched off or no support gives 1. Source: form assumed; haass_ansorg_2018 (means
/// matter).
inline double supported_hours(const LogisticsSupport& m, double inbound) {
    return is_on(m.enabled) ? 1 + m.capability * inbound : 1;
}

/// What inbound support makes of travel time: 1 / (1 + gM K^L). What counts as within reach stays as it is, so that the
/// denominator of the response rate does not depend on cooperation.
/// Range: 1 / (1 + gM)..1. Limits: switched off or no support gives 1. Source: form assumed.
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
        field("enabled", &Owner::enabled, stated(by_profile, "theory H2")),
        field("capability", &Owner::capability,
              number(factor_with(uniform_between(0, 0.6)), "gL: protection hours that full support adds",
                     "theory H2 gL")),
        field("mobility", &Owner::mobility,
              number(factor_with(uniform_between(0, 1)), "gM: speed that full support adds", "theory H2 gM")));
};

}  // namespace peacenorm::config
