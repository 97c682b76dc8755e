// SPDX-License-Identifier: Apache-2.0
// No number without unit and source; no mechanism without equation, units or range, and source.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "tests/models/intervention/mali.hpp"

namespace peacenorm::intervention::testing {
namespace {

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Documentation, EveryParameterSaysWhatItIsAndWhereItIsFrom) {
    for (const config::LeafDoc& leaf : models::catalogue().front()->parameters()) {
        EXPECT_FALSE(leaf.doc.meaning.empty()) << leaf.path;
        EXPECT_FALSE(leaf.doc.source.empty()) << leaf.path;
        const bool is_number = leaf.type.find("number") != std::string::npos || leaf.type == "integer" ||
                               leaf.type.find("schedule") != std::string::npos;
        EXPECT_TRUE(!is_number || !leaf.doc.unit.empty()) << leaf.path;
    }
}

// Gate G7 runs the model at half a week a tick: a rate that is not rewritten for it acts twice as often. As they are
// stay what acts by event, and a tempo that serves the replay of one history and is refused where runs are compared.
TEST(Documentation, EveryNumberPerWeekSaysWhatItIsAtHalfATick) {
    const std::set<std::string> as_they_are{"mechanisms.norm_law.message", "mechanisms.consent_silence.voice",
                                            "operations.replay_tempo.*"};
    std::set<std::string> found;
    int numbers = 0;
    for (const config::LeafDoc& leaf : models::catalogue().front()->parameters()) {
        if (!std::regex_search(std::string(leaf.doc.unit), std::regex("(per|and) week"))) continue;
        if (leaf.doc.halved == config::Halved::as_is) found.insert(leaf.path);
        ++numbers;
    }
    EXPECT_EQ(found, as_they_are);
    EXPECT_GE(numbers, 30);
}

/// The name with which a successor begins: "organisations.X.stance: the host's stance by date" ->
/// "organisations.*.stance".
std::string first_name(std::string_view successor) {
    const std::string name(successor.substr(0, successor.find_first_of(":, ")));
    return std::regex_replace(name, std::regex(R"(\.X(\.|$))"), ".*$1");
}

TEST(Documentation, EveryRetiredNameHasASuccessorThatExists) {
    const study::Model& model = *models::catalogue().front();
    std::set<std::string> paths, names;
    for (const config::LeafDoc& leaf : model.parameters())
        for (std::size_t dot = 0; dot != std::string::npos;)
            paths.insert(leaf.path.substr(0, dot = leaf.path.find('.', dot + 1)));
    for (const record::Observable& observable : observables()) names.insert(std::string(observable.name));

    EXPECT_GE(model.retired_parameters().size(), 30u);
    for (const config::RetiredPath& retired : model.retired_parameters())
        EXPECT_TRUE(paths.contains(first_name(retired.successor))) << retired.path << ": " << retired.successor;
    for (const config::Retired& retired : model.retired_observables())
        EXPECT_TRUE(names.contains(first_name(retired.successor))) << retired.name << ": " << retired.successor;
}

TEST(Documentation, EveryObservableHasUnitAndMeaning) {
    for (const record::Observable& observable : observables()) {
        EXPECT_FALSE(observable.unit.empty()) << observable.name;
        EXPECT_FALSE(observable.long_name.empty()) << observable.name;
    }
}

/// Headers of rules: all that hold a function of numbers. The list of mechanisms and the manual are not rules.
std::vector<std::filesystem::path> rule_headers() {
    std::vector<std::filesystem::path> headers;
    for (const char* folder : {"models/intervention/mechanisms", "models/intervention/rules"})
        for (const auto& file : std::filesystem::directory_iterator(folder)) {
            const std::string name = file.path().filename();
            if (name == "all.hpp" || name == "manual.hpp") continue;
            if (text_of(file.path()).find("\ninline ") != std::string::npos) headers.push_back(file.path());
        }
    return headers;
}

TEST(Documentation, EveryRuleHeaderHasEquationUnitsOrRangeLimitsAndSource) {
    for (const auto& path : rule_headers()) {
        const std::string text = text_of(path);
        for (const char* word : {"Source:", "Limits:"})
            EXPECT_NE(text.find(word), std::string::npos) << path << " lacks " << word;
        EXPECT_TRUE(std::regex_search(text, std::regex("Units:|Range:"))) << path;
        EXPECT_TRUE(std::regex_search(text, std::regex("///.*(exp|log|prod|sum|[=^*/]| [-+] )"))) << path;
    }
    EXPECT_GE(rule_headers().size(), 30U);
}

// Functions, one by one: a docstring each, with its source and a unit, a range or a limit.
TEST(Documentation, EveryFunctionOfARuleNamesItsSource) {
    const std::regex function(R"(((?:^|\n)(?:///[^\n]*\n)*)inline [^\n;]*?(\w+)\()");
    int functions = 0;
    for (const auto& path : rule_headers()) {
        const std::string text = text_of(path);
        for (std::sregex_iterator i(text.begin(), text.end(), function); i != std::sregex_iterator(); ++i) {
            const std::string doc = (*i)[1], name = path.filename().string() + ": " + (*i)[2].str();
            EXPECT_NE(doc.find("Source:"), std::string::npos) << name << " names no source";
            EXPECT_TRUE(std::regex_search(doc, std::regex("Units:|Range:|Limits:")))
                << name << " lacks units, range and limits";
            ++functions;
        }
    }
    EXPECT_GE(functions, 30);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
