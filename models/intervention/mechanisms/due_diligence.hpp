// SPDX-License-Identifier: Apache-2.0
// Due diligence: support is made conditional on the recipient's conduct; where it bites depends on how much is seen and
// how much the recipient depends on it.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"

namespace peacenorm::intervention {

struct DueDiligence {
    static constexpr Manual manual{
        Profile::core, "K^L (1 - h) while known risk > r*; logit of abuse - g_H h det K",
        "hrddp_2013; assumed: the form, effects add on the logit; docs/theory.md#due-diligence"};
    bool enabled = true;
    double strength = 0.5;
    double detection = 0.4;
    double threshold = 0.1;
    double sanction = 1.5;
    double memory = 0.9;
};

/// Whether a giver holds back support.
enum class Support { full, held_back };

/// Known risk after a week: memory of abuses by the partner that the giver knows of, r m + (1 - r) x.
/// Units: abuses per week. Updated even when the mechanism is off, so that it can be switched on later. Source:
/// assumed: known abuse fades by a constant share.
inline double remembered_risk(const DueDiligence& m, double risk, double known_abuses) {
    return m.memory * risk + (1 - m.memory) * known_abuses;
}

/// The monthly review: held back above the threshold r*, given again once risk has halved, else as before.
/// Units: risk and threshold in abuses per week. Source: hrddp_2013: risk assessment, mitigation, monitoring,
/// intervention; assumed: the thresholds, since the policy names none.
inline Support reviewed(const DueDiligence& m, double risk, Support before) {
    if (risk > m.threshold) return Support::held_back;
    return risk < m.threshold / 2 ? Support::full : before;
}

/// Depth of support after due diligence: K^L (1 - h) while held back.
/// Limits: switched off, h = 0 or full support gives K^L. Source: hrddp_2013.
inline double conditional_depth(const DueDiligence& m, double depth, Support support) {
    return m.enabled && support == Support::held_back ? depth * (1 - m.strength) : depth;
}

/// Shift of the logit of a recipient's abuse by conditional support: -g_H h det K, with K how far the recipient depends
/// on support that can be held back (0..1). Limits: switched off, or no dependency, gives 0; for v0 = .12, g_H = 2,
/// h = 1, det = .5, K = .6 abuse falls to .0696. Source: hrddp_2013; assumed: the form, effects add on the logit.
inline double sanction_shift(const DueDiligence& m, double dependency) {
    return m.enabled ? -m.sanction * m.strength * m.detection * dependency : 0;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::DueDiligence> : intervention::Docs {
    using Owner = intervention::DueDiligence;
    static constexpr std::string_view meaning = "Support is made conditional on the recipient's conduct";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated("switch", "hrddp_2013; docs/theory.md#due-diligence")),
        field("strength", &Owner::strength,
              number(share, "lever: h, part of support that is held back",
                     "hrddp_2013: support is conditional; assumed: half, since the policy gives no share")),
        field("detection", &Owner::detection,
              number(share_with(uniform_between(0.1, 0.9)), "lever: det, chance that an abuse becomes known",
                     "assumed: nearly the whole range, since abuse that nobody detects is not counted")),
        field("threshold", &Owner::threshold,
              halved(Halved::half, number({"abuses per week", 0, 1000},
                                          "r*: remembered known abuses above which support is held back",
                                          "assumed: one known abuse in ten weeks is too many"))),
        field("sanction", &Owner::sanction,
              number(factor_with(uniform_between(0, 3)),
                     "gH: how far conditional support lowers the logit of harm at full dependence",
                     "assumed: from nothing to a factor of twenty in the odds; docs/theory.md#due-diligence")),
        field("memory", &Owner::memory,
              halved(Halved::root,
                     number({"per week", 0, 1}, "part of remembered risk that is kept: 0.9 halves in seven weeks",
                            "assumed: a case weighs for about two monthly reviews"))));
};

}  // namespace peacenorm::config
