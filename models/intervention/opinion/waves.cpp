// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/opinion/waves.hpp"

#include <algorithm>

namespace peacenorm::intervention::opinion {
namespace {

struct Sample {
    Ground ground;
    std::int64_t asked;
    const std::string* name;
};

std::size_t number_of(const std::vector<std::string>& names, const std::string& name) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

std::vector<Sample> grounds(const Wave& wave, const std::vector<std::string>& places,
                            const std::vector<std::string>& regions) {
    std::vector<Sample> all;
    all.reserve(wave.places.size() + wave.regions.size());
    for (const auto& [name, asked] : wave.places) all.push_back({{false, number_of(places, name)}, asked, &name});
    for (const auto& [name, asked] : wave.regions) all.push_back({{true, number_of(regions, name)}, asked, &name});
    return all;
}

}  // namespace

std::vector<SurveyRow> survey_rows(const Named<Wave>& waves, const std::vector<std::string>& places,
                                   const std::vector<std::string>& regions) {
    std::vector<SurveyRow> rows;
    for (std::size_t w = 0; w < waves.size(); ++w) {
        const std::vector<Sample> asked = grounds(waves[w], places, regions);
        for (std::size_t q = 0; q < waves[w].questions.size(); ++q)
            for (const Sample& here : asked) {
                std::string label = waves.name(w);
                for (const std::string* part : {&waves[w].questions.name(q), here.name}) (label += '.') += *part;
                rows.push_back({w, q, here.ground, here.asked, std::move(label)});
            }
    }
    return rows;
}

std::vector<QuestionPair> question_pairs(const Named<Wave>& waves) {
    std::vector<QuestionPair> pairs;
    for (std::size_t w = 0; w < waves.size(); ++w) {
        const Named<Question>& asked = waves[w].questions;
        for (std::size_t a = 0; a < asked.size(); ++a)
            for (std::size_t b = a + 1; b < asked.size(); ++b) {
                std::string label = waves.name(w);
                for (const std::size_t question : {a, b}) (label += '.') += asked.name(question);
                pairs.push_back({w, a, b, std::move(label)});
            }
    }
    return pairs;
}

Offered offered(const Question& question) {
    Offered items{};
    for (const Reproach item : question.reproaches) items[index(item)] = true;
    return items;
}

}  // namespace peacenorm::intervention::opinion
