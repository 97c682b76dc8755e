// SPDX-License-Identifier: Apache-2.0
// Fear and anger of a community in a place: they rise with what it sees, and fade.
#pragma once

#include <algorithm>

#include "models/intervention/parameters.hpp"

namespace peacenorm::intervention {

/// Fear after a week: f + a_F x (1 - f) - d_F (f - f0), within 0..1.
/// Units: rates per week; x is perceived severity times exposure, summed over the week's events, at most 1.
/// Limits: nothing seen, it returns to f0. Kept up whatever the switch says.
/// Source: bennett_2008 (fear of witnesses), as a weekly cohort form.
inline double fear_after_week(const FearAndAnger& m, double fear, double exposure) {
    const double next = fear + m.fear_rise * exposure * (1 - fear) - m.fear_fade * (fear - m.base_fear);
    return std::clamp(next, 0.0, 1.0);
}

/// Anger after a week: A + a_A x (1 - A) - d_A (A - A0), within 0..1; x counts harm by organisations only.
/// Limits: as for fear.
/// Source: bennett_2008 (anger of civilians hurt), condra_shapiro_2012.
inline double anger_after_week(const FearAndAnger& m, double anger, double exposure) {
    const double next = anger + m.anger_rise * exposure * (1 - anger) - m.anger_fade * (anger - m.base_anger);
    return std::clamp(next, 0.0, 1.0);
}

/// The fear or anger that bears on behaviour. Limits: switched off it is the base level.
/// Source: assumed: the base is the level before the crisis.
inline double felt(const FearAndAnger& m, double level, double base) {
    return m.enabled ? level : base;
}

}  // namespace peacenorm::intervention
