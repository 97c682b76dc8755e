// SPDX-License-Identifier: Apache-2.0
// Strategic violence against civilians: it depends on control and on recent harm to one's own, and it moves elsewhere.
#pragma once

#include "models/intervention/parameters.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

/// An armed group's share of control in a place: S / (S + rivals + forces), a contest of equal weights and exponent 1.
/// Units: persons. Range: 0..1. Limits: no fighters gives 0, no opponents 1. Source: skaperdas_1996.
inline double control_share(double fighters, double rivals, double forces) {
    return fighters > 0 ? fighters / (fighters + rivals + forces) : 0;
}

/// What control makes of a group's rate of attack: floor + q Sel(c) + (1 - q) Ind(c). Selective violence peaks at
/// incomplete dominance, indiscriminate violence where control is slight; both are bumps exp(-(c - peak)^2 / (2
/// width^2)). Range: floor..floor + 1 for selectivity q in 0..1. Limits: switched off gives 1. Source: kalyvas_2006 for
/// the peaks; the bump is assumed.
inline double control_multiplier(const StrategicViolence& m, double control, double selectivity) {
    if (!m.enabled) return 1;
    const auto bump = [&](double peak, double width) {
        const double z = (control - peak) / width;
        return math::exp(-z * z / 2);
    };
    return m.floor + selectivity * bump(m.selective_peak, m.selective_width) +
           (1 - selectivity) * bump(m.indiscriminate_peak, m.indiscriminate_width);
}

/// What revenge makes of a group's rate of attack: 1 + r h / (h0 + h), h the remembered harm to its own community here.
/// Units: h and its half-way point h0 in deaths per week. Range: 1..1 + r for h >= 0; it saturates, so that a feud
/// cannot run away. Limits: switched off or no harm gives 1.
/// Source: form assumed; wood_2014 (losses raise violence soon after).
inline double retaliation_multiplier(const StrategicViolence& m, double recent_harm) {
    return m.enabled ? 1 + m.retaliation * recent_harm / (m.harm_half + recent_harm) : 1;
}

/// Log weight of a place for a group that relocates: ln(0.002 + core) + gain success - caution loss. It acts through
/// relocation_rate alone, which is the switch.
/// Range: core weight, success and loss >= 0. Source: form assumed; findley_young_2007 for adaptation. The 0.002 is
/// assumed: it keeps places outside the core within reach.
inline double attractiveness(const StrategicViolence& m, double core_weight, double success, double loss) {
    return math::log(0.002 + core_weight) + m.gain * success - m.caution * loss;
}

/// Share of a place's fighters that look for another place in a week. Limits: switched off gives 0. Source: assumed.
inline double relocation_rate(const StrategicViolence& m) {
    return m.enabled ? m.relocation : 0;
}

/// Exponential memory after a week: r m + (1 - r) x. Units: as x. Kept up whatever the switch says. Source: assumed.
inline double remembered(const StrategicViolence& m, double memory, double this_week) {
    return m.memory * memory + (1 - m.memory) * this_week;
}

}  // namespace peacenorm::intervention
