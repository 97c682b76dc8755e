// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/opinion/survey_plan.hpp"

#include "models/intervention/opinion/circumstances.hpp"
#include "models/intervention/setup_parts.hpp"

namespace peacenorm::intervention::opinion {
namespace {

JudgedId judged_named(const Setup& s, std::string_view name) {
    const OrganisationId o = organisation_named(s, name);
    for (const JudgedId j : s.judged)
        if (s.organisation_of[j] == o) return j;
    return JudgedId(0);
}

std::vector<PlaceId> places_in(const Setup& s, std::string_view region) {
    const RegionId wanted(s.parameters.regions.index(region));
    std::vector<PlaceId> places;
    for (const PlaceId place : s.places)
        if (s.region_of[place] == wanted) places.push_back(place);
    return places;
}

AskedGround ground(std::string_view wave, std::string_view name, std::vector<PlaceId> places, std::int64_t asked) {
    return {sample_key(wave, name), std::move(places), static_cast<std::uint32_t>(effective_size(asked))};
}

std::vector<AskedGround> grounds_of(const Setup& s, std::string_view name, const Wave& wave) {
    std::vector<AskedGround> grounds;
    grounds.reserve(wave.places.size() + wave.regions.size());
    for (const auto& [place, asked] : wave.places)
        grounds.push_back(ground(name, place, {place_named(s, place)}, asked));
    for (const auto& [region, asked] : wave.regions)
        grounds.push_back(ground(name, region, places_in(s, region), asked));
    return grounds;
}

AskedQuestion question_of(const Setup& s, std::string_view name, const Question& question,
                          const std::vector<AskedGround>& grounds) {
    const Item* item = s.parameters.opinion.items.find(question.item);
    AskedQuestion asked{judged_named(s, question.about),
                        {item == nullptr ? Item{} : *item, question.undecided, offered(question)},
                        {},
                        0};
    asked.keys.reserve(grounds.size());
    for (const AskedGround& where : grounds) asked.keys.push_back(question_key(where.key, name));
    return asked;
}

/// How many rows all waves together have.
struct Rows {
    std::size_t answers = 0, pairs = 0, questions = 0;
};

}  // namespace

std::vector<Survey> plan_surveys(const Setup& setup) {
    const Named<Wave>& waves = setup.parameters.surveys;
    const std::size_t pairs = question_pairs(waves).size();
    std::vector<Survey> surveys;
    surveys.reserve(waves.size());
    Rows before;
    for (const auto& [name, wave] : waves) {
        Survey survey{0, wave.villages, {}, grounds_of(setup, name, wave), before.answers, before.pairs};
        survey.questions.reserve(wave.questions.size());
        for (const auto& [word, question] : wave.questions) {
            survey.questions.push_back(question_of(setup, word, question, survey.grounds));
            survey.questions.back().circumstances = pairs + before.questions++ * circumstance_count;
        }
        const std::size_t questions = survey.questions.size();
        before.answers += questions * survey.grounds.size();
        before.pairs += questions * (questions - 1) / 2;
        if (wave.date < setup.horizon.start || wave.date >= setup.horizon.end) continue;
        survey.tick = setup.horizon.tick_of(wave.date);
        surveys.push_back(std::move(survey));
    }
    return surveys;
}

}  // namespace peacenorm::intervention::opinion
