// SPDX-License-Identifier: Apache-2.0
#include "sim/config/faults.hpp"

#include <gmock/gmock.h>

namespace peacenorm::config {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

TEST(Faults, ShowsPlaceProblemAllowedSuggestionLineAndCaret) {
    Sources sources;
    const int file = sources.add("a.yaml", "x: 1\nstrenght: 3\r\n");
    Faults faults;
    faults.add({file, 2, 1}, "unknown key 'strenght'", "expected x", "did you mean 'strength'?");

    EXPECT_EQ(faults.render(sources),
              "a.yaml:2:1: error: unknown key 'strenght'; expected x; did you mean 'strength'?\n"
              "    strenght: 3\n"
              "    ^\n");
}

TEST(Faults, CountsCharactersNotBytes) {
    Sources sources;
    const int file = sources.add("a.yaml", "M\xC3\xA9naka:\tx");  // byte 9 is character 8
    Faults faults;
    faults.add({file, 1, 10}, "bad");

    EXPECT_EQ(faults.render(sources), "a.yaml:1:9: error: bad\n    M\xC3\xA9naka: x\n            ^\n");
}

TEST(Faults, ShowsControlCharactersAsQuestionMarks) {
    Sources sources;
    const int file = sources.add("a.yaml", "a: \x1B[31m\xFF");
    Faults faults;
    faults.add({file, 1, 4}, "bad \x1B[31m\n\xC2\x9Btext");

    EXPECT_EQ(faults.render(sources), "a.yaml:1:4: error: bad ?[31m??text\n    a: ?[31m?\n       ^\n");
}

TEST(Faults, CutsLongLinesAroundTheCaret) {
    Sources sources;
    const int file = sources.add("a.yaml", std::string(500, 'a') + "X" + std::string(500, 'b'));
    Faults faults;
    faults.add({file, 1, 501}, "bad");

    const std::string shown = faults.render(sources);

    EXPECT_EQ(shown, "a.yaml:1:501: error: bad\n    ..." + std::string(60, 'a') + "X" + std::string(59, 'b') + "...\n" +
                         std::string(67, ' ') + "^\n");
}

TEST(Faults, SortsByPlaceAndDropsDuplicates) {
    Sources sources;
    const int a = sources.add("a", "1\n2\n");
    const int b = sources.add("b", "1\n2\n");
    Faults faults;
    faults.add({b, 1, 1}, "fourth");
    faults.add({a, 2, 1}, "third");
    faults.add({a, 1, 2}, "second");
    faults.add({}, "first");
    faults.add({a, 2, 1}, "third");

    EXPECT_EQ(faults.render(sources),
              "error: first\na:1:2: error: second\n    1\n     ^\na:2:1: error: third\n    2\n    ^\n"
              "b:1:1: error: fourth\n    1\n    ^\n");
}

TEST(Faults, ShowsFiftyAndCountsTheRest) {
    Sources sources;
    const int file = sources.add("a", "x\n");
    Faults faults;
    for (int i = 0; i < 53; ++i) faults.add({file, 1, 1}, "fault " + std::to_string(i));

    const std::string shown = faults.render(sources);

    EXPECT_THAT(shown, HasSubstr("fault 49\n"));
    EXPECT_THAT(shown, EndsWith("and 3 more\n"));
    EXPECT_EQ(shown.find("fault 50"), std::string::npos);
}

TEST(Faults, CountsWhatIsTooMuchToKeep) {
    Sources sources;
    const int file = sources.add("a", "x\n");
    Faults faults;
    for (int i = 0; i < 5'000; ++i) faults.add({file, 1, 1}, "fault " + std::to_string(i));

    EXPECT_TRUE(faults.is_full());
    EXPECT_THAT(faults.render(sources), EndsWith("and at least 4950 more\n"));
}

TEST(Faults, AMisspeltKeyIsNotMissingToo) {
    Sources sources;
    const int a = sources.add("a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n"), b = sources.add("b", "1\n");
    Faults faults;
    faults.add({a, 1, 1}, "missing key 'place'");
    faults.add({a, 7, 1}, "missing key 'forces.place'");
    faults.add({a, 8, 1}, "unknown key 'plaec' in 'x'", "", "did you mean 'place'?");
    faults.add({b, 1, 1}, "'reference' without arms");
    faults.add({a, 9, 1}, "unknown key 'arm' in the study", "", "did you mean 'arms'?");

    EXPECT_EQ(faults.render(sources),
              "a:1:1: error: missing key 'place'\n    1\n    ^\n"
              "a:8:1: error: unknown key 'plaec' in 'x'; did you mean 'place'?\n    8\n    ^\n"
              "a:9:1: error: unknown key 'arm' in the study; did you mean 'arms'?\n    9\n    ^\n");
}

TEST(Faults, WhatManyPlacesShareIsSaidOnce) {
    Sources sources;
    const int a = sources.add("a", "1\n2\n3\n"), b = sources.add("b", "1\n");
    Faults faults;
    faults.add({a, 1, 1}, "places.x.region: there is no region 'r'");
    faults.add({a, 2, 1}, "bad");
    faults.add({a, 3, 1}, "places.y.region: there is no region 'r'");
    faults.add({b, 1, 1}, "places.z.region: there is no region 'r'");

    EXPECT_EQ(faults.render(sources),
              "a:1:1: error: places.x.region: there is no region 'r'\n    1\n    ^\n"
              "    the same in 2 other places:\n"
              "    a:3:1: places.y.region\n"
              "    b:1:1: places.z.region\n"
              "a:2:1: error: bad\n    2\n    ^\n");
}

TEST(Faults, RaiseThrowsOnlyWhenThereIsOne) {
    const Sources sources;
    Faults faults;
    EXPECT_NO_THROW(faults.raise(sources));

    faults.add({}, "bad");
    try {
        faults.raise(sources);
        FAIL() << "nothing was thrown";
    } catch (const ConfigError& error) {
        EXPECT_STREQ(error.what(), "error: bad\n");
    }
}

TEST(Sources, LineIsEmptyOutsideTheText) {
    Sources sources;
    const int file = sources.add("a", "one\r\ntwo");

    EXPECT_EQ(sources.line(file, 1), "one");
    EXPECT_EQ(sources.line(file, 2), "two");
    EXPECT_EQ(sources.line(file, 3), "");
    EXPECT_EQ(sources.line(file, 0), "");
    EXPECT_EQ(sources.line(7, 1), "");
}

}  // namespace
}  // namespace peacenorm::config
