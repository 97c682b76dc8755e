// SPDX-License-Identifier: Apache-2.0
// What the models cite by key stands in models/references.bib, once.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace {

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::multiset<std::string> matches(const std::string& text, const std::regex& pattern) {
    std::multiset<std::string> found;
    for (std::sregex_iterator i(text.begin(), text.end(), pattern); i != std::sregex_iterator(); ++i)
        found.insert((*i)[1].str());
    return found;
}

std::multiset<std::string> entries() {
    return matches(text_of("models/references.bib"), std::regex(R"(@[a-z]+\{([a-z0-9_]+),)"));
}

TEST(References, HoldEveryKeyThatAModelCites) {
    const auto known = entries();
    std::size_t cited = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator("models")) {
        if (!file.is_regular_file()) continue;
        for (const std::string& key :
             matches(text_of(file.path()), std::regex(R"(\b([a-z]+(?:_[a-z]+)*_(?:19|20)\d\d)\b)"))) {
            EXPECT_EQ(known.count(key), 1u) << key << " in " << file.path().filename();
            ++cited;
        }
    }
    EXPECT_GE(cited, 10u);
}

TEST(References, NoteHowFarEachEntryWasChecked) {
    const std::string text = text_of("models/references.bib");
    EXPECT_EQ(matches(text, std::regex(R"((\bnote) = \{)")).size(), entries().size());
}

}  // namespace
