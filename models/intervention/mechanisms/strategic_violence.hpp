// SPDX-License-Identifier: Apache-2.0
// Strategic violence against civilians: it depends on control and on recent harm to one's own, and it moves elsewhere.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

struct StrategicViolence {
    static constexpr Manual manual{Profile::core,
                                   "control bumps, retaliation, relocation by remembered success and loss",
                                   "kalyvas_2006; wood_2014; findley_young_2007; docs/theory.md#strategic-violence"};
    bool enabled = true;
    double selective_peak = 0.75;
    double selective_width = 0.2;
    double indiscriminate_peak = 0.15;
    double indiscriminate_width = 0.2;
    double floor = 0.3;
    double relocation = 0.1;
    double gain = 0.5;
    double caution = 1.0;
    double retaliation = 1.0;
    double harm_half = 1.0;
    double noticed = 3.0;
    double memory = 0.85;
};

/// An armed group's share of control in a place: S / (S + rivals + forces), a contest of equal weights and exponent 1.
/// Units: persons. Range: 0..1. Limits: no fighters gives 0, no opponents 1. Source: skaperdas_1996.
inline double control_share(double fighters, double rivals, double forces) {
    return fighters > 0 ? fighters / (fighters + rivals + forces) : 0;
}

/// What control makes of a group's rate of attack: floor + q Sel(c) + (1 - q) Ind(c). Selective violence peaks at
/// incomplete dominance, indiscriminate violence where control is slight; both are bumps exp(-(c - peak)^2 / (2
/// width^2)). Range: floor..floor + 1 for selectivity q in 0..1. Limits: switched off gives 1. Source: kalyvas_2006:
/// the peaks; assumed: bumps of Gauss's form, smooth on both sides.
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
/// Source: wood_2014: losses raise violence soon after; assumed: it saturates, so that a feud cannot run away.
inline double retaliation_multiplier(const StrategicViolence& m, double recent_harm) {
    return m.enabled ? 1 + m.retaliation * recent_harm / (m.harm_half + recent_harm) : 1;
}

/// Log weight of a place for a group that relocates: ln(0.002 + core) + gain success - caution loss. It acts through
/// relocation_rate alone, which is the switch.
/// Range: core weight 0..1; success and loss 0..`noticed`, so that e to this stays a double. Source:
/// findley_young_2007: adaptation; assumed: log-linear in remembered success and loss. The 0.002 is assumed: it keeps
/// places outside the core within reach.
inline double attractiveness(const StrategicViolence& m, double core_weight, double success, double loss) {
    return math::log(0.002 + core_weight) + m.gain * success - m.caution * loss;
}

/// Share of a place's fighters that look for another place in a week. Limits: switched off gives 0. Source: assumed:
/// the same share in every place, for want of data.
inline double relocation_rate(const StrategicViolence& m) {
    return m.enabled ? m.relocation : 0;
}

/// Exponential memory after a week: r m + (1 - r) x. Units: as x. Updated even when the mechanism is off, so that it
/// can be switched on later. Source: assumed: memories of groups fade by a constant share.
inline double remembered(const StrategicViolence& m, double memory, double this_week) {
    return m.memory * memory + (1 - m.memory) * this_week;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::StrategicViolence> : intervention::Docs {
    using Owner = intervention::StrategicViolence;
    static constexpr std::string_view meaning =
        "Violence depends on control, avenges one's own, learns from success and loss, and moves on";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled,
              stated("switch", "kalyvas_2006; wood_2014; docs/theory.md#strategic-violence")),
        field("selective_peak", &Owner::selective_peak,
              number(share_with(uniform_between(0.6, 0.9)), "c2: control at which selective violence peaks",
                     "kalyvas_2006: dominance that is not complete; assumed: a prior around three quarters")),
        field("selective_width", &Owner::selective_width,
              number({"1", 0.01, 10}, "width of that peak",
                     "assumed: wide, so that no small step in control decides over violence")),
        field("indiscriminate_peak", &Owner::indiscriminate_peak,
              number(share_with(uniform_between(0, 0.5)), "c1: control at which indiscriminate violence peaks",
                     "kalyvas_2006: little control; assumed: a wide prior, as summaries of the work disagree")),
        field("indiscriminate_width", &Owner::indiscriminate_width,
              number({"1", 0.01, 10}, "width of that peak", "assumed: as wide as the other peak, for want of data")),
        field("floor", &Owner::floor,
              number(factor, "violence outside both peaks, relative to a peak",
                     "assumed: no level of control ends violence")),
        field(
            "relocation", &Owner::relocation,
            halved(Halved::two_steps, number({"per week", 0, 1}, "share of fighters that look for another place",
                                             "findley_young_2007: groups adapt; assumed: one fighter in ten a week"))),
        field("gain", &Owner::gain,
              halved(
                  Halved::twice,
                  number(
                      factor_with(uniform_between(0, 1.5)), "pull of a place where attacks went unanswered",
                      "findley_young_2007: groups adapt; assumed: the prior of caution, so that neither is favoured"))),
        field("caution", &Owner::caution,
              halved(
                  Halved::twice,
                  number(factor_with(uniform_between(0, 1.5)), "push from a place where it was met or hunted",
                         "findley_young_2007: groups adapt; assumed: the prior of gain, so that neither is favoured"))),
        field("retaliation", &Owner::retaliation,
              number(factor_with(uniform_between(0, 1.5)), "how far harm to its own community raises its attacks there",
                     "wood_2014: costs raise violence soon after; assumed: at most two and a half times")),
        field("harm_half", &Owner::harm_half,
              halved(Halved::half, number({"deaths per week", 1e-6, 1e6},
                                          "remembered harm at which half of the retaliation is reached",
                                          "assumed: one death a week in a place is much"))),
        field("noticed", &Owner::noticed,
              halved(Halved::half, number({"events per week", 0, 50},
                                          "most successes, and most losses, of a place that a group takes in",
                                          "assumed: beyond a few a week more change little, and at 50 their pull, e "
                                          "to the 500, decides alone"))),
        field("memory", &Owner::memory,
              halved(Halved::root,
                     number({"per week", 0, 1}, "part of a memory that is kept: 0.85 halves in about four weeks",
                            "condra_shapiro_2012: reactions of less than four weeks; assumed: the same for all that a "
                            "group remembers"))));
};

}  // namespace peacenorm::config
