// SPDX-License-Identifier: Apache-2.0
// Intelligence diversion: warnings meant for protection are used to strike. A strike may end the threat or do harm.
#pragma once

#include <algorithm>

#include "models/intervention/parameters.hpp"

namespace peacenorm::intervention {

/// Chance that a known threat is handed to a strike instead of a response: xi (1 - firewall) sum K^M a_CT, at most 1.
/// Shape: `drawn` is the sum over partners of planning tie times their share of counter-terrorism.
/// Limits: switched off, firewall = 1 or no tie gives 0. Source: form assumed; moe_2021 for the concern.
inline double diversion_chance(const IntelligenceDiversion& m, double drawn) {
    return is_on(m.enabled) ? std::min(1.0, m.share * (1 - m.firewall) * drawn) : 0;
}

/// Chance that a strike hits the fighters and not the people around them: mu_min + (mu_max - mu_min) P.
/// Range: mu_min..mu_max for awareness P in 0..1. Source: kress_szechtman_2009 (what intelligence decides).
inline double strike_accuracy(const IntelligenceDiversion& m, double awareness) {
    return m.accuracy_least + (m.accuracy_most - m.accuracy_least) * awareness;
}

}  // namespace peacenorm::intervention
