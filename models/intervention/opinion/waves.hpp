// SPDX-License-Identifier: Apache-2.0
// The surveys that a theatre had: when each asked, where, how many, what, and how it counted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "models/intervention/docs.hpp"
#include "models/intervention/opinion/reproaches.hpp"
#include "models/intervention/opinion/survey.hpp"

namespace peacenorm::intervention::opinion {

/// One question of a wave, about one organisation.
struct Question {
    std::string about;
    std::string item;
    Undecided undecided = Undecided::no_opinion;
    std::vector<Reproach> reproaches;
};

struct Wave {
    Date date;
    bool villages = false;
    Named<std::int64_t> places;
    Named<std::int64_t> regions;
    Named<Question> questions;
};

/// Where a wave asks: a place or a region, by its number among the parameters.
struct Ground {
    bool is_region = false;
    std::size_t index = 0;
    bool operator==(const Ground&) const = default;
};

/// One question of a wave on one ground: the rows of what a survey prints. `label`: WAVE.QUESTION.GROUND.
struct SurveyRow {
    std::size_t wave = 0, question = 0;
    Ground ground;
    std::int64_t asked = 0;  ///< persons that the survey asked there
    std::string label;
};

/// All rows, wave by wave, question by question, ground by ground, in the order of the files.
std::vector<SurveyRow> survey_rows(const Named<Wave>& waves, const std::vector<std::string>& places,
                                   const std::vector<std::string>& regions);

/// Two questions of a wave, to see how one person's answers go together. `label`: WAVE.QUESTION.QUESTION.
struct QuestionPair {
    std::size_t wave = 0, first = 0, second = 0;
    std::string label;
};

/// All pairs of questions that one wave asks, the earlier first.
std::vector<QuestionPair> question_pairs(const Named<Wave>& waves);

/// Persons whom the model asks for a sample of n: half of them, rounded up, since people who are asked in one spot are
/// alike. Units: persons. Limits: 0 of none. Source: assumed: a design effect of 2, as for surveys in clusters.
inline std::int64_t effective_size(std::int64_t asked) {
    return asked / 2 + asked % 2;
}

/// The items that a question offers, by `Reproach`.
Offered offered(const Question& question);

}  // namespace peacenorm::intervention::opinion

namespace peacenorm::config {

template <>
struct Declaration<intervention::opinion::Question> : intervention::Docs {
    using Owner = intervention::opinion::Question;
    static constexpr std::string_view meaning = "A question of a survey about an organisation";
    static constexpr auto fields = std::make_tuple(
        field("about", &Owner::about, required(stated("organisation that is asked about; it is judged", in_file))),
        field("item", &Owner::item,
              required(stated("instrument and wording; questions of one item share its offset, slope and cut points",
                              in_file))),
        field("undecided", &Owner::undecided, stated("how the wave counted those between the four answers", in_file)),
        field("reproaches", &Owner::reproaches,
              stated("what it offers the dissatisfied to reproach; empty: it does not ask", in_file)));
};

template <>
struct Declaration<intervention::opinion::Wave> : intervention::Docs {
    using Owner = intervention::opinion::Wave;
    static constexpr std::string_view meaning = "One wave of a survey";
    static constexpr intervention::Amount sample{"persons", 0, 16000};  // half of them have a draw each at one address
    static constexpr auto fields = std::make_tuple(
        field("date", &Owner::date, required(stated("day in the week in which all are asked", in_file))),
        field("villages", &Owner::villages, stated("whether villages are asked too; else chief towns alone", in_file)),
        field("places", &Owner::places,
              number(sample, "persons asked, by place; a wave asks by places or by regions", in_file)),
        field("regions", &Owner::regions, number(sample, "persons asked, by region", in_file)),
        field("questions", &Owner::questions, required(stated("what it asks", in_file))));
};

}  // namespace peacenorm::config
