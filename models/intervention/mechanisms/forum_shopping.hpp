// SPDX-License-Identifier: Apache-2.0
// Forum shopping: a host that is refused support, or criticised, may take another supplier, with fewer questions asked.
#pragma once

#include "models/intervention/parameters.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

/// What a host weighs. All 0..1.
struct SupplierReasons {
    double denied;     ///< support that is held back, times the strength of conditions
    double support;    ///< deepest logistics tie that it still receives
    double criticism;  ///< remembered public reports about it
    double offer;      ///< another supplier's offer
};

/// Chance in a quarter that the host changes supplier: 1 - exp(-h00 exp(f1 denied - f2 K^L + f3 criticism + f4 offer)).
/// Units: h00 per quarter. Range: 0..1. Limits: switched off gives 0.
/// Source: form assumed; one country's history, so every weight is free (theory D9).
inline double change_of_supplier(const ForumShopping& m, const SupplierReasons& r) {
    if (!is_on(m.enabled)) return 0;
    return -math::expm1(-m.hazard * math::exp(m.denied * r.denied - m.support * r.support + m.criticism * r.criticism +
                                              m.offer * r.offer));
}

/// Public criticism remembered after a week: r x + (1 - r) (1 - exp(-reports)). Kept up whatever the switch says.
/// Range: 0..1. Source: assumed.
inline double remembered_criticism(const ForumShopping& m, double memory, double reports) {
    return m.memory * memory - (1 - m.memory) * math::expm1(-reports);
}

}  // namespace peacenorm::intervention
