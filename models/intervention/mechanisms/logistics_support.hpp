// SPDX-License-Identifier: Apache-2.0
// Logistics support: air, fuel and evacuation by partners make what one has go further and faster. Never the donor's.
#pragma once

#include "models/intervention/parameters.hpp"

namespace peacenorm::intervention {

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
