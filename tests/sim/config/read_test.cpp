// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "tests/sim/config/example.hpp"

namespace peacenorm::config::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Read, SetsEveryType) {
    Example value;
    Faults faults;

    read(parsed(complete), value, faults);

    EXPECT_THAT(lines_of(faults), IsEmpty());
    EXPECT_FALSE(value.patrols);
    EXPECT_EQ(value.weeks, 104);
    EXPECT_EQ(value.bases, 7);
    EXPECT_EQ(value.strength, 1.25);
    EXPECT_EQ(value.name, "2013");
    EXPECT_EQ(value.mandate, Mandate::stabilise);
    EXPECT_FALSE(value.cap);
    EXPECT_THAT(value.weights, ElementsAre(0.1, 0.9));
    EXPECT_THAT(value.labels, ElementsAre("Gao", "no", "a: b # c", "Ménaka"));
    EXPECT_THAT(value.sequence, ElementsAre(Mandate::monitor, Mandate::protect));
    EXPECT_EQ(value.depth.at(parse_date("2018-01-01").value()), 0.6);
    EXPECT_THAT(value.organisations.names(), ElementsAre("minusma", "Barkhane"));
    EXPECT_EQ(value.organisations[0].quality, 0.7);
    EXPECT_EQ(value.organisations[1].persons, 5100);
    EXPECT_EQ(value.organisations[1].quality, 0.5);
    EXPECT_EQ(*value.ties.find("minusma"), 0.3);
    EXPECT_EQ(*value.shares.find("north")->find("minusma"), 0.25);
    EXPECT_EQ(value.window.end, parse_date("2023-06-26"));
}

TEST(Read, LeavesDefaultsForWhatIsAbsentOrNull) {
    const Reading result = reading("strength:\nweights: null\norganisations:\ncap: ~\n");

    EXPECT_THAT(result.faults, IsEmpty());
    EXPECT_EQ(result.value.strength, 1.0);
    EXPECT_EQ(result.value.weights.size(), 3u);
    EXPECT_FALSE(result.value.cap);
    EXPECT_EQ(reading("weeks: 9\n").value.cap, 0.9);
}

TEST(Read, ShowsFiveFaultsInOneGo) {
    Sources sources;
    Faults faults;
    Example value;
    const Node node = read_yaml_text("a.yaml",
                                     "strenght: 3\n"
                                     "weeks: 2.0\n"
                                     "strength: 3.5\n"
                                     "patrols: yes\n"
                                     "organisations:\n"
                                     "  minusma:\n"
                                     "    mandate: protects\n"
                                     "    persons: 5\n",
                                     sources, faults);
    read(node, value, faults);

    EXPECT_EQ(
        faults.render(sources),
        "a.yaml:1:1: error: unknown key 'strenght'; expected one of patrols, weeks, bases, strength, name, mandate, "
        "cap, weights, labels, sequence, depth, organisations, ties, shares, ... (15 in all); did you mean "
        "'strength'?\n"
        "    strenght: 3\n"
        "    ^\n"
        "a.yaml:1:1: error: missing key 'window.start'; expected a date YYYY-MM-DD\n"
        "    strenght: 3\n"
        "    ^\n"
        "a.yaml:2:8: error: 'weeks' is '2.0'; expected an integer from 1 to 600 weeks; write 2\n"
        "    weeks: 2.0\n"
        "           ^\n"
        "a.yaml:3:11: error: 'strength' is 3.5, out of range; expected a number from 0.5 to 2 hours\n"
        "    strength: 3.5\n"
        "              ^\n"
        "a.yaml:4:10: error: 'patrols' is 'yes'; expected true or false; write true\n"
        "    patrols: yes\n"
        "             ^\n"
        "a.yaml:7:14: error: 'mandate' is 'protects'; expected one of monitor, protect, stabilise; did you mean "
        "'protect'?\n"
        "        mandate: protects\n"
        "                 ^\n");
}

TEST(Read, RefusesWrongNumbers) {
    EXPECT_THAT(
        reading("strength: '1'\n").faults,
        ElementsAre("2:11: 'strength' is the text '1'; expected a number from 0.5 to 2 hours; remove the quotes"));
    EXPECT_THAT(reading("strength: 01\n").faults,
                ElementsAre("2:11: 'strength' is '01'; expected a number from 0.5 to 2 hours; write 1"));
    EXPECT_THAT(reading("strength: .inf\n").faults,
                ElementsAre("2:11: 'strength' is '.inf'; expected a number from 0.5 to 2 hours"));
    EXPECT_THAT(reading("strength: {a: 1}\n").faults,
                ElementsAre("2:11: 'strength' is a map; expected a number from 0.5 to 2 hours"));
    EXPECT_THAT(reading("bases: 3000000000\n").faults,
                ElementsAre("2:8: 'bases' is 3e+09, out of range; expected an integer of at most 100 bases"));
    EXPECT_THAT(reading("bases: -3000000000\n").faults,
                ElementsAre("2:8: 'bases' is '-3000000000'; expected an integer of at most 100 bases"));
    EXPECT_THAT(reading("weeks: 1e2\n").faults,
                ElementsAre("2:8: 'weeks' is '1e2'; expected an integer from 1 to 600 weeks; write 100"));
    EXPECT_THAT(reading("cap: 1.5\n").faults,
                ElementsAre("2:6: 'cap' is 1.5, out of range; expected a number from 0 to 1"));
}

TEST(Read, TakesTheEndsOfARange) {
    EXPECT_THAT(reading("strength: 0.5\n").faults, IsEmpty());
    EXPECT_THAT(reading("strength: 2\n").faults, IsEmpty());
}

TEST(Read, RefusesWrongDatesTextsAndLists) {
    EXPECT_THAT(reading("name: [a]\n").faults, ElementsAre("2:7: 'name' is a list; expected text"));
    EXPECT_THAT(reading("weights: 0.5\n").faults,
                ElementsAre("2:10: 'weights' is '0.5'; expected a list of number; write [0.5]"));
    EXPECT_THAT(reading("weights: [0.5, 2, x]\n").faults,
                ElementsAre("2:16: 'weights' is 2, out of range; expected a number from 0 to 1",
                            "2:19: 'weights' is 'x'; expected a number from 0 to 1"));
    EXPECT_THAT(reading("labels: [a, ~]\n").faults, ElementsAre("2:13: 'labels' is null; expected text"));
    Faults faults;
    Example value;
    read(parsed("window: {start: 2015-02-30}\n"), value, faults);
    EXPECT_THAT(lines_of(faults), ElementsAre("1:17: 'start' is '2015-02-30'; expected a date YYYY-MM-DD"));
}

TEST(Read, ChecksSchedules) {
    const std::string allowed = "expected a number from 0 to 1, or a map of dates YYYY-MM-DD to such numbers";
    EXPECT_THAT(reading("depth: 2\n").faults, ElementsAre("2:8: 'depth' is 2, out of range; " + allowed));
    EXPECT_THAT(reading("depth:\n  2013-07-01: 0.1\n  2013-7-1: 0.2\n  2014-01-01: 5\n").faults,
                ElementsAre("4:3: 'depth' has a step at '2013-7-1', which is not a date; " + allowed,
                            "5:15: 'depth' is 5, out of range; " + allowed));
    EXPECT_THAT(reading("depth: {2013-07-01: 0.1, 2013-07-01: 0.2}\n").faults,
                ElementsAre("2:26: duplicate key '2013-07-01'; each key once in a map"));
    EXPECT_THAT(reading("depth: [0.1]\n").faults, ElementsAre("2:8: 'depth' is a list; " + allowed));
}

TEST(Read, ChecksEntities) {
    EXPECT_THAT(reading("organisations:\n  minusma:\n    quality: 0.5\n").faults,
                ElementsAre("4:5: missing key 'persons'; expected an integer of at least 0 persons"));
    EXPECT_THAT(reading("organisations: {a.b: {persons: 1}}\n").faults,
                ElementsAre("2:17: 'a.b' in 'organisations' is not a name; expected letters, digits, '_' and '-', not "
                            "starting with '-'"));
    EXPECT_THAT(reading("organisations:\n  minusma: {persons: 1}\n  minsma: null\n").faults,
                ElementsAre("4:3: there is no 'minsma' in 'organisations' to remove; did you mean 'minusma'?"));
    EXPECT_THAT(reading("organisations: [a]\n").faults, ElementsAre("2:16: 'organisations' is a list; expected a map"));
    EXPECT_THAT(reading("organisations: {minusma: 5}\n").faults, ElementsAre("2:26: 'minusma' is '5'; expected a map"));
    EXPECT_THAT(reading("ties: {minusma: 5}\n").faults,
                ElementsAre("2:17: 'minusma' is 5, out of range; expected a number from 0 to 1"));
    EXPECT_THAT(reading("shares: {north: {minusma: 5}}\n").faults,
                ElementsAre("2:27: 'minusma' is 5, out of range; expected a number from 0 to 1"));
    EXPECT_THAT(
        reading("organisations: {minusma: {persons: 1, qualty: 0}}\n").faults,
        ElementsAre("2:39: unknown key 'qualty' in 'minusma'; expected one of quality, persons, mandate; did you "
                    "mean 'quality'?"));
}

TEST(Read, TellsWhatTookThePlaceOfARetiredKey) {
    EXPECT_THAT(reading("organisations: {minusma: {persons: 1, skill: 0}}\n").faults,
                ElementsAre("2:39: the key 'skill' in 'minusma' is retired; see quality"));
}

TEST(Read, NamesEveryMissingKey) {
    Faults faults;
    Example value;

    read(parsed("weeks: 5\nwindow:\n  end: 2014-01-01\n"), value, faults);

    EXPECT_THAT(lines_of(faults), ElementsAre("3:3: missing key 'start'; expected a date YYYY-MM-DD"));
}

TEST(Read, ANullEntityRemovesADefault) {
    Example value;
    value.organisations.add("minusma", {});
    Faults faults;

    read(parsed("window: {start: 2013-07-01}\norganisations: {minusma: null}\n"), value, faults);

    EXPECT_TRUE(faults.empty());
    EXPECT_TRUE(value.organisations.empty());
}

TEST(Read, RefusesARootThatIsNoMap) {
    Faults faults;
    Example value;

    read(parsed("weeks:5\n"), value, faults);

    EXPECT_THAT(lines_of(faults),
                ElementsAre("1:1: the configuration is 'weeks:5'; expected a map; write a space after the ':'"));
}

}  // namespace
}  // namespace peacenorm::config::test
