// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "tests/sim/config/example.hpp"

namespace peacenorm::config::test {

struct Tie {
    std::optional<double> information, logistics;
};

struct Network {
    Named<Named<Tie>> ties;
    Named<Named<double>> shares;
};

}  // namespace peacenorm::config::test

template <>
struct peacenorm::config::Declaration<peacenorm::config::test::Tie> {
    using Tie = test::Tie;
    static constexpr std::string_view meaning = "What one gives another; null: nothing said";
    static constexpr auto fields = std::make_tuple(field("information", &Tie::information, {.min = 0, .max = 1}),
                                                   field("logistics", &Tie::logistics, {.min = 0, .max = 1}));
};

template <>
struct peacenorm::config::Declaration<peacenorm::config::test::Network> {
    using Network = test::Network;
    static constexpr std::string_view meaning = "Maps in maps";
    static constexpr auto fields =
        std::make_tuple(field("ties", &Network::ties, {}), field("shares", &Network::shares, {}));
};

namespace peacenorm::config::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

/// An example with one organisation, changed by `--set`.
class Set : public testing::Test {
  protected:
    void SetUp() override {
        value_.organisations.add("minusma", {.persons = 12000});
        value_.ties.add("minusma", 0.5);
    }
    std::vector<std::string> apply(const std::string& text) {
        Sources sources;
        Faults faults;
        const Setting setting = parse_set(text, sources, faults);
        set(value_, setting.path, setting.value, setting.at_path, faults);
        return lines_of(faults);
    }
    Example value_;
};

TEST_F(Set, ReachesLeavesFieldsAndEntities) {
    EXPECT_THAT(apply("strength=1.5"), IsEmpty());
    EXPECT_THAT(apply("organisations.minusma.quality=0.25"), IsEmpty());
    EXPECT_THAT(apply("ties.minusma=0.75"), IsEmpty());
    EXPECT_THAT(apply("window.end=2020-01-01"), IsEmpty());
    EXPECT_THAT(apply("labels=[a, b]"), IsEmpty());
    EXPECT_THAT(apply("cap=null"), IsEmpty());

    EXPECT_EQ(value_.strength, 1.5);
    EXPECT_EQ(value_.organisations[0].quality, 0.25);
    EXPECT_EQ(value_.ties[0], 0.75);
    EXPECT_EQ(value_.window.end, parse_date("2020-01-01"));
    EXPECT_THAT(value_.labels, ElementsAre("a", "b"));
    EXPECT_FALSE(value_.cap);
}

TEST_F(Set, MergesAMap) {
    EXPECT_THAT(apply("organisations.minusma={mandate: monitor}"), IsEmpty());

    EXPECT_EQ(value_.organisations[0].mandate, Mandate::monitor);
    EXPECT_EQ(value_.organisations[0].persons, 12000);
}

TEST_F(Set, AddsAndRemovesEntities) {
    EXPECT_THAT(apply("organisations.barkhane={persons: 5100}"), IsEmpty());
    EXPECT_THAT(apply("shares.north={gao: 0.5}"), IsEmpty());
    EXPECT_THAT(apply("organisations.minusma=null"), IsEmpty());

    EXPECT_THAT(value_.organisations.names(), ElementsAre("barkhane"));
    EXPECT_EQ(value_.shares[0][0], 0.5);
    EXPECT_THAT(apply("organisations.eutm={quality: 1}"), ElementsAre(StartsWith("1:20: missing key 'persons'")));
    EXPECT_THAT(apply("organisations.-x={persons: 1}"),
                ElementsAre(StartsWith("1:1: '-x' in 'organisations' is not a name")));
}

TEST_F(Set, ASchedule) {
    EXPECT_THAT(apply("depth={2013-07-01: 0.5, 2014-07-01: 0.6}"), IsEmpty());
    EXPECT_EQ(value_.depth.steps().size(), 2u);

    EXPECT_THAT(apply("depth=0.75"), IsEmpty());
    EXPECT_TRUE(value_.depth.is_constant());
    EXPECT_EQ(value_.depth.at(Date{0}), 0.75);

    EXPECT_THAT(apply("depth.2014-07-01=0.1"), ElementsAre("1:1: 'depth' has no part '2014-07-01'; it is a schedule"));
}

TEST_F(Set, RefusesUnknownStepsWithTheNearest) {
    EXPECT_THAT(apply("organisations.minsma.quality=1"),
                ElementsAre("1:1: there is no 'minsma' in 'organisations'; expected minusma; did you mean 'minusma'?"));
    EXPECT_THAT(
        apply("organisations.minusma.qualty=1"),
        ElementsAre("1:1: unknown key 'qualty' in 'minusma'; expected one of quality, persons, mandate; did you "
                    "mean 'quality'?"));
    EXPECT_THAT(apply("organisation.minusma.quality=1"), ElementsAre(StartsWith("1:1: unknown key 'organisation'")));
    EXPECT_THAT(apply("strength.x=1"), ElementsAre("1:1: 'strength' has no part 'x'; it is a number"));
    EXPECT_THAT(apply("organisations.minsma=null"),
                ElementsAre("1:1: there is no 'minsma' in 'organisations'; expected minusma; did you mean 'minusma'?"));
}

TEST(SetPath, MakesOnItsWayOnlyWhatIsNeutralWhenNew) {
    Network value;
    const auto apply = [&](const std::string& text) {
        Sources sources;
        Faults faults;
        const Setting setting = parse_set(text, sources, faults);
        set(value, setting.path, setting.value, setting.at_path, faults);
        return lines_of(faults);
    };

    EXPECT_THAT(apply("ties.minusma.g5.logistics=0.6"), IsEmpty());
    EXPECT_EQ(value.ties.find("minusma")->find("g5")->logistics, 0.6);
    EXPECT_FALSE(value.ties.find("minusma")->find("g5")->information);
    EXPECT_THAT(apply("shares.north.gao=0.5"), ElementsAre(StartsWith("1:1: there is no 'north' in 'shares'")));
    EXPECT_THAT(apply("ties.minusma.france.fuel=1"), ElementsAre(StartsWith("1:1: unknown key 'fuel' in 'france'")));
    EXPECT_THAT(apply("ties.minusma.-.logistics=1"), ElementsAre(StartsWith("1:1: '-' in 'minusma' is not a name")));
    EXPECT_THAT(apply("ties.minusma.eutm.logistics=null"), ElementsAre(StartsWith("1:1: there is no 'eutm'")));
    EXPECT_THAT(apply("ties.eutm=null"), ElementsAre(StartsWith("1:1: there is no 'eutm' in 'ties'")));
}

TEST_F(Set, RefusesWrongValuesAtTheValue) {
    EXPECT_THAT(apply("strength=3"),
                ElementsAre("1:10: 'strength' is 3, out of range; expected a number from 0.5 to 2 hours"));
    EXPECT_THAT(apply("strength=null"),
                ElementsAre("1:10: 'strength' is null; expected a number from 0.5 to 2 hours; null removes only named "
                            "entities and optional values"));
    EXPECT_EQ(value_.strength, 1.0);
}

TEST_F(Set, AValueWithoutAPlaceIsFaultedAtThePath) {
    Faults faults;

    set(value_, "strength", scalar("x"), {4, 5, 6}, faults);

    ASSERT_EQ(faults.all().size(), 1u);
    EXPECT_EQ(faults.all()[0].at, (Position{4, 5, 6}));
}

}  // namespace
}  // namespace peacenorm::config::test
