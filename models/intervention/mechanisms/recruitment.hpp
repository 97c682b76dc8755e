// SPDX-License-Identifier: Apache-2.0
// Recruitment: anger brings fighters to a group where it has a hold, fear holds people back.
#pragma once

#include "models/intervention/parameters.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

/// Recruits of a group from a community in a place in a week: r N logistic(bA A - bF f - b0) c.
/// Units: persons; r per person and week; anger A, fear f and control c in 0..1. Limits: switched off, or no control,
/// gives 0. Source: bennett_2008 (anger against fear and a threshold); the logistic form is assumed.
inline double recruits(const Recruitment& m, double persons, double anger, double fear, double control) {
    if (!is_on(m.enabled)) return 0;
    return m.rate * persons * math::logistic(m.anger * anger - m.fear * fear - m.threshold) * control;
}

/// Recruits left after a week of losses and returns. Units: persons. Source: assumed.
inline double recruits_left(const Recruitment& m, double before) {
    return before * (1 - m.attrition);
}

}  // namespace peacenorm::intervention
