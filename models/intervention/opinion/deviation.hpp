// SPDX-License-Identifier: Apache-2.0
// A person's fixed deviation in judging each organisation: how steady answers are, and how those about two
// organisations go together in one person.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

#include "models/intervention/docs.hpp"

namespace peacenorm::intervention::opinion {

struct Deviation {
    double steadiness = 2.0 / 3;
    double style = 0.25;
    double foreign = 0.6;
};

/// Variance of a standard logistic number, pi^2 / 3: the scale of all answers.
inline constexpr double logistic_variance = std::numbers::pi * std::numbers::pi / 3;

/// Standard normal numbers of one person: one for how it judges anybody, one for foreign forces, one of its own for the
/// organisation in question.
struct Leanings {
    double anybody = 0, foreign = 0, own = 0;
};

/// f: sqrt(steadiness pi^2 / 3) (sqrt(s) z_anybody + sqrt(k) z_foreign + sqrt(1 - s - k) z_own), s = `style`, and
/// k = (1 - s) `foreign` for a foreign force, 0 for the host's. Units: logits; variance steadiness pi^2 / 3 for every
/// organisation. Limits: steadiness 0 gives 0 (all chance); style 1 gives one opinion on everybody.
/// Source: assumed: two factors, since in one survey answers on two foreign forces went together far more than with
/// those on the host's army.
inline double deviation(const Deviation& m, bool is_foreign, const Leanings& z) {
    const double style = m.style, foreign = is_foreign ? (1 - style) * m.foreign : 0;
    const double own = std::fmax(0.0, 1 - style - foreign);
    return std::sqrt(m.steadiness * logistic_variance) *
           (std::sqrt(style) * z.anybody + std::sqrt(foreign) * z.foreign + std::sqrt(own) * z.own);
}

/// Correlation of the deviations of one person in judging two organisations. Range: 0..1. Limits: two foreign forces
/// share style and the foreign factor, others style alone. Source: assumed: the form of the deviation.
inline double correlation(const Deviation& m, bool both_are_foreign) {
    return both_are_foreign ? m.style + (1 - m.style) * m.foreign : m.style;
}

/// Scale of the fresh logistic noise in an answer: sqrt(1 - steadiness), so that its variance is
/// (1 - steadiness) pi^2 / 3. Limits: steadiness 1 leaves no chance. Source: assumed: answers have the variance of a
/// standard logistic number in all.
inline double scale_of_noise(const Deviation& m) {
    return std::sqrt(1 - m.steadiness);
}

}  // namespace peacenorm::intervention::opinion

namespace peacenorm::config {

template <>
struct Declaration<intervention::opinion::Deviation> : intervention::Docs {
    using Owner = intervention::opinion::Deviation;
    static constexpr std::string_view meaning = "How persons differ in judging, for good";
    static constexpr auto fields = std::make_tuple(
        field("steadiness", &Owner::steadiness,
              number({"1", 0, 0.999, beta(4, 2)},
                     "share of the variance of answers that is a person's own for good; the rest is fresh chance",
                     "zaller_1992: answers change from interview to interview; assumed: two thirds are steady")),
        field("style", &Owner::style,
              number(share_with(beta(2, 6)), "share of the steady variance that is the same for all organisations",
                     "assumed: a quarter, as answers on foreign and host forces went together weakly")),
        field("foreign", &Owner::foreign,
              number(share_with(beta(3, 2)), "share of the rest that is the same for all foreign forces",
                     "assumed: more than half, as answers on two foreign forces went together strongly")));
};

}  // namespace peacenorm::config
