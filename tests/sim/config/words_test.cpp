// SPDX-License-Identifier: Apache-2.0
#include "sim/config/words.hpp"

#include <gmock/gmock.h>

#include "sim/config/faults.hpp"

namespace peacenorm::config {
namespace {

TEST(Suggestion, NamesTheNearest) {
    const std::vector<std::string> known{"strength", "length", "norm_salience"};

    EXPECT_EQ(suggestion("strenght", known), "did you mean 'strength'?");
    EXPECT_EQ(suggestion("Norm-Salience", known), "did you mean 'norm_salience'?");
    EXPECT_EQ(suggestion("legnth", known), "did you mean 'length'?");
}

TEST(Suggestion, StaysSilentWhenNoneIsNear) {
    EXPECT_EQ(suggestion("weather", {"strength", "length"}), "");
    EXPECT_EQ(suggestion("", {"a"}), "");
    EXPECT_EQ(suggestion("x", {"y"}), "");
    EXPECT_EQ(suggestion(std::string(100'000, 'x'), {std::string(100'000, 'y')}), "");
}

TEST(OneOf, ListsAndCuts) {
    EXPECT_EQ(one_of({"a", "b", "c"}), "one of a, b, c");
    EXPECT_EQ(one_of({"a"}), "a");
    EXPECT_EQ(one_of({}), "nothing");

    const std::string cut = one_of(std::vector<std::string>(100, "word"));
    EXPECT_LT(cut.size(), 160u);
    EXPECT_THAT(cut, testing::EndsWith(", ... (100 in all)"));
}

TEST(InQuotes, CutsBetweenCharacters) {
    std::string text(59, 'a');
    text += "\xC3\xA9 and more";

    EXPECT_EQ(in_quotes(text), "'" + std::string(59, 'a') + "...'");
}

}  // namespace
}  // namespace peacenorm::config
