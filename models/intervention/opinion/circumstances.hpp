// SPDX-License-Identifier: Apache-2.0
// Whether what people went through or listen to goes with what they answer: facts that a model should not make up.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/intervention/opinion/sampling.hpp"
#include "models/intervention/opinion/waves.hpp"

namespace peacenorm::intervention::opinion {

/// What a survey also asks of a person: whether it lived through an attack in the last two years, whether it uses
/// media.
enum class Circumstance { attack_lived, media };
inline constexpr std::size_t circumstance_count = 2;
inline constexpr std::array<std::string_view, circumstance_count> circumstance_names =
    names_by_id<Circumstance>({{Circumstance::attack_lived, "attack_lived"}, {Circumstance::media, "media"}});

/// What one person adds to the sums behind the correlation of an answer (1 to 4) with a circumstance (0 or 1): 1, x, y,
/// x^2, y^2, x y. Limits: nothing without an opinion. Source: assumed: answers score 1 to 4, as in the facts that they
/// are held against.
inline Moments moments_with(Answer answer, bool holds) {
    if (answer == Answer::no_opinion) return {};
    const auto x = static_cast<std::int64_t>(index(answer)) + 1, y = std::int64_t{holds};
    return {1, x, y, x * x, y * y, x * y};
}

/// The labels of the sums behind correlations: first all pairs of questions (`question_pairs`), then each question with
/// each circumstance, WAVE.QUESTION.CIRCUMSTANCE. Shape: pairs + questions x 2. Limits: no surveys, no labels.
/// Source: assumed: one list, so that results have one axis.
inline std::vector<std::string> pair_labels(const Named<Wave>& waves) {
    std::vector<std::string> labels;
    for (const QuestionPair& pair : question_pairs(waves)) labels.push_back(pair.label);
    for (const auto& [wave, asked] : waves)
        for (const auto& [question, about] : asked.questions)
            for (const std::string_view name : circumstance_names) {
                std::string& label = labels.emplace_back(wave);
                (label += '.') += question;
                (label += '.') += name;
            }
    return labels;
}

}  // namespace peacenorm::intervention::opinion
