// SPDX-License-Identifier: Apache-2.0
// No input crashes the reader, and none keeps it busy.
#include <gmock/gmock.h>

#include <ctime>
#include <random>

#include "tests/sim/config/example.hpp"

namespace peacenorm::config::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

/// Reads a text, expects it to be refused within a second, and returns the first fault.
std::string refusal(const std::string& text) {
    const std::clock_t start = std::clock();  // processor time: the claim holds on a busy machine too
    Sources sources;
    Faults faults;
    read_yaml_text("bomb.yaml", text, sources, faults);
    const std::string shown = faults.render(sources);
    EXPECT_LT(std::clock() - start, CLOCKS_PER_SEC);
    EXPECT_THAT(shown, Not(IsEmpty()));
    return shown.substr(0, shown.find('\n'));
}

TEST(Robustness, RefusesDeepText) {
    std::string block;
    for (int i = 0; i < 10'000; ++i) block += std::string(static_cast<std::size_t>(std::min(i, 200)), ' ') + "a:\n";
    std::string staircase;
    for (int i = 0; i < 2'000; ++i) staircase += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";

    EXPECT_THAT(refusal(staircase), HasSubstr("nested too deep; at most 64 levels"));
    EXPECT_THAT(refusal(block), HasSubstr("nested too deep"));
    EXPECT_THAT(refusal(repeated("- ", 10'000)), HasSubstr("nested too deep"));
    EXPECT_THAT(refusal(repeated("[", 10'000) + repeated("]", 10'000)), HasSubstr("nested too deep"));
    EXPECT_THAT(refusal(repeated("{a: ", 10'000) + repeated("}", 10'000)), HasSubstr("nested too deep"));
    for (const auto* step : {"[", "{", "[a, ", "{a: ", "[\n"}) {
        EXPECT_THAT(refusal(repeated(step, 10'000)), HasSubstr("every bracket closed")) << step;
        EXPECT_THAT(refusal(repeated(step, 1'000'000)), HasSubstr("nested too deep")) << step;
    }
    for (const auto* step : {"? ", "[? ", ": ", "a: ", "&a ", "*a ", "!a "}) refusal(repeated(step, 10'000));
}

TEST(Robustness, TakesSixtyFourLevels) {
    const auto nested = [](int levels) { return repeated("[", levels) + repeated("]", levels); };

    EXPECT_EQ(parsed(nested(64)).kind, Node::Kind::list);
    EXPECT_THAT(refusal(nested(65)), HasSubstr("bomb.yaml:1:65: error: nested too deep"));
}

/// Reads a text into the example's parameters, expects it to be refused within three seconds.
void expect_quick_refusal(const std::string& text) {
    const std::clock_t start = std::clock();
    EXPECT_THAT(reading(text).faults, Not(IsEmpty())) << text.substr(0, 60);
    EXPECT_LT(std::clock() - start, 3 * CLOCKS_PER_SEC) << text.substr(0, 60);
}

TEST(Robustness, HundredsOfThousandsOfKeysTakeNoLongerThanTheirText) {
    constexpr int many = 100'000;
    for (const char* value : {"null", "{}", "1", "[]"}) {
        std::string top = "x: 1\n", inside = "organisations:\n";
        for (int i = 0; i < many; ++i) {
            top += "k" + std::to_string(i) + ": " + value + "\n";
            inside += "  k" + std::to_string(i) + ": " + value + "\n";
        }
        expect_quick_refusal(top);
        expect_quick_refusal(inside);
    }
}

TEST(Robustness, RefusesABillionLaughs) {
    std::string bomb = "a0: &a0 [lol, lol]\n";
    for (int i = 1; i < 60; ++i) {
        const std::string last = "*a" + std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last + ", " + last + "]\n";
    }
    EXPECT_THAT(refusal(bomb), HasSubstr("bomb.yaml:1:5: error: anchors and aliases are not supported"));
    EXPECT_THAT(refusal("a: &a {b: *a}\n"), HasSubstr("anchors and aliases are not supported"));
    EXPECT_THAT(refusal("a: &a x\n" + repeated("? *a\n", 100'000)), HasSubstr("anchors and aliases"));
}

TEST(Robustness, RefusesHugeText) {
    EXPECT_THAT(refusal("a: " + std::string(9u << 20, 'x')), HasSubstr("the text is too large; at most 8 MiB"));
}

TEST(Robustness, RefusesTooManyValues) {
    Sources sources;
    Faults faults;
    read_yaml_text("many.yaml", "a:\n" + repeated("-\n", 1'000'001), sources, faults);
    ASSERT_EQ(faults.all().size(), 1u);
    EXPECT_EQ(faults.all()[0].problem, "too many values");
}

/// One to four bytes of a text replaced, removed, doubled or swapped for YAML's own signs.
std::string mutated(std::string text, std::mt19937& random) {
    static constexpr std::string_view signs = "[]{}:,-?&*!|>'\"%@`#\n\t \0\xFF\xC3<~.=0";
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
    const std::size_t changes = 1 + below(4);
    for (std::size_t i = 0; i < changes && !text.empty(); ++i) {
        const std::size_t at = below(text.size());
        switch (below(5)) {
            case 0:
                text[at] = static_cast<char>(below(256));
                break;
            case 1:
                text.erase(at, 1 + below(8));
                break;
            case 2:
                text.insert(at, text.substr(below(text.size()), below(40)));
                break;
            case 3:
                text.resize(at);
                break;
            default:
                text.insert(at, 1, signs[below(signs.size())]);
        }
    }
    return text;
}

TEST(Robustness, SurvivesMutations) {
    std::mt19937 random(20130701);
    const std::clock_t start = std::clock();  // processor time: the claim holds on a busy machine too
    int refused = 0;
    for (int i = 0; i < 2000; ++i) {
        Sources sources;
        Faults faults;
        Example value;
        const Node node = read_yaml_text("mutant.yaml", mutated(complete, random), sources, faults);
        read(node, value, faults);
        refused += faults.empty() ? 0 : 1;
        EXPECT_EQ(faults.render(sources).empty(), faults.empty());
        if (!faults.empty()) continue;
        Example back;
        read(parsed(to_yaml(emit(value))), back, faults);
        EXPECT_TRUE(faults.empty()) << faults.render(sources);
        EXPECT_EQ(to_yaml(emit(back)), to_yaml(emit(value)));
    }
    EXPECT_LT(std::clock() - start, 30 * CLOCKS_PER_SEC);
    EXPECT_GT(refused, 1000);
    EXPECT_LT(refused, 2000);
}

TEST(Robustness, SurvivesMutatedSettings) {
    std::mt19937 random(20130702);
    for (int i = 0; i < 2000; ++i) {
        Sources sources;
        Faults faults;
        Example value;
        const Setting setting =
            parse_set(mutated("organisations.minusma={persons: 5, quality: 0.5}", random), sources, faults);
        set(value, setting.path, setting.value, setting.at_path, faults);
        EXPECT_EQ(faults.render(sources).empty(), faults.empty());
    }
}

}  // namespace
}  // namespace peacenorm::config::test
