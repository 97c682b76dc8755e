// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "models/intervention/checker.hpp"
#include "sim/config/words.hpp"

namespace peacenorm::intervention {
namespace {

void someone_lives_there(Checker& checker, const std::string& path, const std::string& place) {
    const Place* found = checker.p.places.find(place);
    if (found != nullptr && found->population == 0)
        checker.add(path, "nobody lives in " + config::in_quotes(place), "expected a place with people");
}

/// Where a wave asks: places that exist, or regions, and somebody in one of them at least.
void grounds(Checker& checker, const std::string& path, const opinion::Wave& wave) {
    std::int64_t asked = 0;
    for (const auto& [name, persons] : wave.places) {
        checker.must_exist(path + ".places." + name, name, checker.places);
        if (persons > 0) someone_lives_there(checker, path + ".places." + name, name);
        asked += persons;
    }
    for (const auto& [name, persons] : wave.regions) {
        checker.must_exist(path + ".regions." + name, name, checker.regions);
        asked += persons;
    }
    if (!wave.places.empty() && !wave.regions.empty())
        checker.add(path, "it asks by places and by regions, so that some are asked twice",
                    "expected places or regions");
    if (asked == 0) checker.add(path, "it asks nobody", "expected persons asked, by place or by region");
}

void about(Checker& checker, const std::string& path, const std::string& name) {
    checker.must_exist(path, name, checker.organisations);
    const Organisation* found = checker.p.organisations.find(name);
    if (found != nullptr && !found->judged)
        checker.add(path, config::in_quotes(name) + " is not judged, so nobody has an opinion of it",
                    "expected an organisation that is judged; or organisations." + name + ".judged: true");
}

void no_reproach_twice(Checker& checker, const std::string& path, const opinion::Question& question) {
    for (std::size_t i = 0; i < question.reproaches.size(); ++i)
        if (std::count(question.reproaches.begin(), question.reproaches.begin() + static_cast<std::ptrdiff_t>(i),
                       question.reproaches[i]) > 0)
            checker.add(path + ".reproaches",
                        config::in_quotes(std::string(opinion::reproach_names[index(question.reproaches[i])])) +
                            " stands twice",
                        "expected each item once");
}

void questions(Checker& checker, const std::string& path, const opinion::Wave& wave) {
    if (wave.questions.empty()) checker.add(path + ".questions", "it asks nothing", "expected at least one question");
    for (const auto& [name, question] : wave.questions) {
        const std::string here = path + ".questions." + name;
        about(checker, here + ".about", question.about);
        checker.must_exist(here + ".item", question.item, {"item", "items", checker.p.opinion.items.names()});
        no_reproach_twice(checker, here, question);
    }
}

void first_opinions(Checker& checker) {
    for (const auto& [name, first] : checker.p.opinion.of) {
        checker.must_exist("opinion.of." + name, name, checker.organisations);
        checker.all_must_exist("opinion.of." + name + ".regions", first.regions, checker.regions);
    }
}

}  // namespace

void check_opinion(Checker& checker) {
    first_opinions(checker);
    for (const auto& [name, wave] : checker.p.surveys) {
        const std::string path = "surveys." + name;
        grounds(checker, path, wave);
        questions(checker, path, wave);
    }
}

}  // namespace peacenorm::intervention
