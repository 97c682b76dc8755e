// SPDX-License-Identifier: Apache-2.0
// What a person answers when a survey asks about an organisation: nothing, or one of four answers.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>

#include "models/intervention/docs.hpp"
#include "models/intervention/opinion/deviation.hpp"
#include "models/intervention/state/vocabulary.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention::opinion {

struct Answering {
    double known = 0.5;
    double fear = 0.34;
    double inner_cut = 0.3;
    double outer_cut = 0.8;
    double lived_weeks = 104;
};

/// What sets one question of one instrument apart from the others.
struct Item {
    double offset = 0;
    double slope = 1;
    double inner_cut = 0;
    double outer_cut = 0;
    double no_opinion = 0;
};

/// What a survey prints. `undecided` stands between the four answers until the wave counts it.
enum class Answer { very_negative, negative, positive, very_positive, no_opinion };
inline constexpr std::size_t answer_count = 5;
inline constexpr std::array<std::string_view, answer_count> answer_names =
    names_by_id<Answer>({{Answer::very_negative, "very_negative"},
                         {Answer::negative, "negative"},
                         {Answer::positive, "positive"},
                         {Answer::very_positive, "very_positive"},
                         {Answer::no_opinion, "no_opinion"}});
using AnswerChances = std::array<double, answer_count>;  ///< by `Answer`; sum to 1

/// How a wave counted those who are undecided.
enum class Undecided { no_opinion, negative, positive, left_out };

/// A person as a survey meets it.
struct Respondent {
    double u = 0;            ///< judgement, logits
    double familiarity = 0;  ///< W
    double fear = 0;         ///< 0..1
    double control = 0;      ///< of the place: 1 by the organisation and its side, -1 by armed groups
};

/// Chance to have no opinion: exp(-(kW W + offset)), 1 at most. Range: 0..1. Limits: with offset 0, 1 for one who never
/// heard of it and 0 for one who knows it well; an instrument that presses for an answer has an offset above 0.
/// Source: zaller_1992: who has heard nothing has no opinion; assumed: each thing heard is another chance to form one.
inline double chance_of_no_opinion(const Answering& m, const Item& item, double familiarity) {
    return std::min(1.0, math::exp(-(m.known * familiarity + item.no_opinion)));
}

/// What a person would say on the scale of the answers, before chance: offset + slope (u + psi f c).
/// Units: logits. Limits: without fear, or where nobody controls the place, as it thinks.
/// Source: lyall_blair_imai_2013: why people are not asked directly; assumed: fear weighs toward whoever controls.
inline double leaning(const Answering& m, const Item& item, const Respondent& who) {
    return item.offset + item.slope * (who.u + m.fear * who.fear * who.control);
}

/// Cut points of the item: -outer, -inner, inner, outer, inner = c1 e^x and outer = inner + c2 e^y.
/// Limits: always in order. Source: assumed: around a middle in which people do not decide.
inline std::array<double, 4> cut_points(const Answering& m, const Item& item) {
    const double inner = m.inner_cut * math::exp(item.inner_cut);
    const double outer = inner + m.outer_cut * math::exp(item.outer_cut);
    return {-outer, -inner, inner, outer};
}

/// Chances of the five stretches between the cut points, for a leaning with fresh logistic noise of a scale.
/// Range: 0..1, sum 1. Limits: without noise all in the stretch of the leaning.
/// Source: mckelvey_palfrey_1995: the logistic; assumed: ordered answers by cut points.
inline std::array<double, 5> stretches(const std::array<double, 4>& cuts, double leaning, double scale) {
    std::array<double, 5> chances{};
    double below = 0;
    for (std::size_t k = 0; k < cuts.size(); ++k) {
        const double distance = cuts[k] - leaning;
        const double to_here = scale > 0 ? math::logistic(distance / scale) : (distance > 0 ? 1.0 : 0.0);
        chances[k] = to_here - below;
        below = to_here;
    }
    chances[cuts.size()] = 1 - below;
    return chances;
}

/// The four answers and no opinion, the undecided counted as the wave counted them. Range: 0..1, sum 1. Limits:
/// `left_out` spreads them over the four answers in proportion; with nobody but undecided, evenly over the middle two.
/// Source: assumed: surveys print no undecided, but their numbers of no opinion differ as if they counted them so.
inline AnswerChances counted(const std::array<double, 5>& stretch, Undecided rule) {
    AnswerChances chances{stretch[0], stretch[1], stretch[3], stretch[4], 0};
    const double undecided = stretch[2], decided = 1 - undecided;
    switch (rule) {
        case Undecided::no_opinion:
            chances[index(Answer::no_opinion)] += undecided;
            break;
        case Undecided::negative:
            chances[index(Answer::negative)] += undecided;
            break;
        case Undecided::positive:
            chances[index(Answer::positive)] += undecided;
            break;
        case Undecided::left_out:
            if (!(decided > 0)) return {0, 0.5, 0.5, 0, 0};
            for (double& chance : chances) chance /= decided;
            break;
    }
    return chances;
}

/// Chances of what a person answers to an item. Range: 0..1, sum 1; approval never falls when u rises.
/// Limits: one who never heard of the organisation has no opinion, but for the instrument's offset.
/// Source: zaller_1992; assumed: the form of its parts.
inline AnswerChances answer_chances(const Answering& m, const Item& item, Undecided rule, double scale_of_noise,
                                    const Respondent& who) {
    AnswerChances chances = counted(stretches(cut_points(m, item), leaning(m, item, who), scale_of_noise), rule);
    const double none = chance_of_no_opinion(m, item, who.familiarity);
    for (double& chance : chances) chance *= 1 - none;
    chances[index(Answer::no_opinion)] += none;
    return chances;
}

/// The answer by one uniform: the first whose chances up to it exceed u, from the most negative on, no opinion last.
/// Range: u in (0, 1). Limits: an answer of chance 0 is never given. Source: assumed: any order serves, this one never
/// changes.
inline Answer answer_of(const AnswerChances& chances, double u) {
    double up_to = 0;
    std::size_t last = 0;
    for (std::size_t k = 0; k < chances.size(); ++k) {
        if (!(chances[k] > 0)) continue;
        up_to += chances[k];
        last = k;
        if (u < up_to) break;
    }
    return static_cast<Answer>(last);
}

/// Answers that were counted, by `Answer`.
using AnswerCounts = std::array<std::int64_t, answer_count>;

}  // namespace peacenorm::intervention::opinion

namespace peacenorm::config {

template <>
struct EnumNames<intervention::opinion::Undecided> {
    using Undecided = intervention::opinion::Undecided;
    static constexpr std::array<std::pair<std::string_view, Undecided>, 4> names{{{"no_opinion", Undecided::no_opinion},
                                                                                  {"negative", Undecided::negative},
                                                                                  {"positive", Undecided::positive},
                                                                                  {"left_out", Undecided::left_out}}};
};

template <>
struct Declaration<intervention::opinion::Answering> : intervention::Docs {
    using Owner = intervention::opinion::Answering;
    static constexpr std::string_view meaning = "How people answer surveys";
    static constexpr auto fields = std::make_tuple(
        field("known", &Owner::known,
              number(factor_with(log_normal(0.5, 0.7)), "kW: hazard of having an opinion, by familiarity",
                     "zaller_1992: who has heard nothing has no opinion; assumed: the size, within a wide prior")),
        field("fear", &Owner::fear,
              number(factor_with(half_normal(0, 0.5)),
                     "psi: how far fear moves an answer toward whoever controls the place, in logits",
                     "lyall_blair_imai_2013: why people are not asked directly; assumed: half a logit")),
        field(
            "inner_cut", &Owner::inner_cut,
            number({"logits", 1e-6, 10, log_normal(0.3, 0.5)}, "c1: people are undecided within it on either side of 0",
                   "assumed: a narrow middle, within a factor of three")),
        field("outer_cut", &Owner::outer_cut,
              number({"logits", 1e-6, 10, log_normal(0.8, 0.5)}, "c2: from a mild to a strong answer",
                     "assumed: strong answers are about as common as mild ones, within a factor of three")),
        field("lived_weeks", &Owner::lived_weeks,
              halved(Halved::twice,
                     number({"weeks", 0, 520}, "how long people have lived through an attack in their place",
                            "assumed: as a question about the last two years would be understood"))));
};

template <>
struct Declaration<intervention::opinion::Item> : intervention::Docs {
    using Owner = intervention::opinion::Item;
    static constexpr std::string_view meaning = "A question of an instrument: how it differs from the others";
    static constexpr std::string_view why =
        "assumed: instruments and wordings differ, by about half a logit or half a log";
    static constexpr auto fields = std::make_tuple(
        field("offset", &Owner::offset,
              number({"logits", -5, 5, normal(0, 0.5)}, "added to every answer to the question", why)),
        field("slope", &Owner::slope,
              number(factor_with(log_normal(1, 0.3)), "how strongly the question goes by the judgement",
                     "assumed: questions ask for nearly the same, within a factor of two")),
        field("inner_cut", &Owner::inner_cut,
              number(effect_with(normal(0, 0.5)), "log ratio of its inner cut point to the common one", why)),
        field("outer_cut", &Owner::outer_cut,
              number(effect_with(normal(0, 0.5)), "log ratio of its outer stretch to the common one", why)),
        field("no_opinion", &Owner::no_opinion,
              number(effect_with(normal(0, 0.5)), "added to the hazard of having an opinion: how it presses for one",
                     why)));
};

}  // namespace peacenorm::config
