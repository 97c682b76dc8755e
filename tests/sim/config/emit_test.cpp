// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <algorithm>

#include "tests/sim/config/example.hpp"

namespace peacenorm::config::test {
namespace {

Example read_complete() {
    Example value;
    Faults faults;
    read(parsed(complete), value, faults);
    EXPECT_TRUE(faults.empty());
    return value;
}

TEST(Emit, WritesEverythingInOrderOfDeclaration) {
    EXPECT_EQ(to_yaml(emit(read_complete())), R"(patrols: false
weeks: 104
bases: 7
strength: 1.25
name: "2013"
mandate: stabilise
cap: null
weights: [0.1, 0.9]
labels: [Gao, "no", "a: b # c", "Ménaka"]
sequence: [monitor, protect]
depth:
  2013-07-01: 0.1
  2017-12-08: 0.6
organisations:
  minusma:
    quality: 0.7
    persons: 12000
    mandate: protect
  Barkhane:
    quality: 0.5
    persons: 5100
    mandate: protect
ties:
  minusma: 0.3
shares:
  north:
    minusma: 0.25
window:
  start: 2013-07-01
  end: 2023-06-26
)");
}

TEST(Emit, ReadsBackEqual) {
    Example value = read_complete();
    value.strength = 1.0 / 3 + 0.5;
    value.name = "# - \"x\"\n";
    value.labels = {"null", "", " ", "5", "true", "2013-07-01"};
    const std::string text = to_yaml(emit(value));
    Example back;
    Faults faults;

    read(parsed(text), back, faults);

    EXPECT_TRUE(faults.empty());
    EXPECT_EQ(to_yaml(emit(back)), text);
    EXPECT_EQ(back.strength, value.strength);
    EXPECT_EQ(back.name, value.name);
    EXPECT_EQ(back.labels, value.labels);
    EXPECT_EQ(back.depth.steps(), value.depth.steps());
}

TEST(Emit, AConstantWithLaterStepsKeepsItsMeaning) {
    Example value = read_complete();
    value.depth = 0.25;
    value.depth.add(Date{17000}, 0.5);
    Example back;
    Faults faults;

    read(parsed(to_yaml(emit(value))), back, faults);

    EXPECT_TRUE(faults.empty());
    EXPECT_EQ(back.depth.at(Date{0}), 0.25);
    EXPECT_EQ(back.depth.at(Date{17000}), 0.5);
}

TEST(Retired, IsFoundByAPathThatNamesItOrLeadsThroughIt) {
    const std::vector<RetiredPath> retired = retired_paths<Example>();

    ASSERT_EQ(retired.size(), 1u);
    EXPECT_EQ(retired[0].path, "organisations.*.skill");
    EXPECT_EQ(retired[0].successor, "quality");
    EXPECT_EQ(find_retired(retired, "organisations.minusma.skill"), &retired[0]);
    EXPECT_EQ(find_retired(retired, "organisations.minusma.skill.of.some"), &retired[0]);
    for (const char* path : {"", "organisations", "organisations.minusma", "organisations.minusma.skills",
                             "organisations.skill", "ties.minusma.skill"})
        EXPECT_EQ(find_retired(retired, path), nullptr) << path;
}

TEST(Describe, NamesEveryLeafWithTypeAndDefault) {
    std::string lines;
    for (const LeafDoc& leaf : describe<Example>()) {
        lines += leaf.path + " | " + leaf.type + " | " + leaf.default_value + " | " + std::string(leaf.doc.unit) + "\n";
    }

    EXPECT_EQ(lines,
              "patrols | switch | true | \n"
              "weeks | integer | 52 | weeks\n"
              "bases | integer | 3 | bases\n"
              "strength | number | 1 | hours\n"
              "name | text | mali | \n"
              "mandate | one of monitor, protect, stabilise | monitor | \n"
              "cap | number or null | 0.9 | 1\n"
              "weights | list of number | [0.5, 0.2, 0.3] | 1\n"
              "labels | list of text | [] | \n"
              "sequence | list of one of monitor, protect, stabilise | [] | \n"
              "depth | schedule | 0.25 | 1\n"
              "organisations.*.quality | number | 0.5 | 1\n"
              "organisations.*.persons | integer |  | persons\n"
              "organisations.*.mandate | one of monitor, protect, stabilise | protect | \n"
              "ties.* | number | {} | 1\n"
              "shares.*.* | number | {} | 1\n"
              "window.start | date |  | \n"
              "window.end | date or null | null | \n");
}

TEST(Priors, ListsRealLeavesWithFullPaths) {
    const auto paths = [](const Example& value) {
        std::vector<std::string> all;
        for (const PriorLeaf& leaf : priors(value)) all.push_back(leaf.path);
        return all;
    };
    Example value = read_complete();

    EXPECT_THAT(paths(value), testing::ElementsAre("strength", "organisations.minusma.quality",
                                                   "organisations.Barkhane.quality", "ties.minusma"));
    value.depth = 0.5;  // a constant schedule is one number
    EXPECT_THAT(paths(value), testing::Contains("depth"));
    const PriorLeaf first = priors(value)[0];
    EXPECT_EQ(first.prior.kind, Prior::Kind::uniform);
    EXPECT_EQ(first.min, 0.5);
    EXPECT_EQ(first.max, 2.0);
}

TEST(Priors, EveryPathCanBeSet) {
    Example value = read_complete();
    Faults faults;

    for (const PriorLeaf& leaf : priors(value)) set(value, leaf.path, scalar("0.75"), {}, faults);

    EXPECT_TRUE(faults.empty());
    EXPECT_EQ(value.strength, 0.75);
    EXPECT_EQ(value.organisations[1].quality, 0.75);
    EXPECT_EQ(value.ties[0], 0.75);
}

}  // namespace
}  // namespace peacenorm::config::test
