// SPDX-License-Identifier: Apache-2.0
#include "sim/design/design.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <map>
#include <set>

#include "sim/config/yaml_text.hpp"
#include "sim/random/permutation.hpp"
#include "sim/study/identity.hpp"
#include "sim/study/plan.hpp"
#include "tests/sim/study/toy_study.hpp"

namespace peacenorm {
namespace {

using study::Plan;
using testing::AllOf;
using testing::HasSubstr;
using toy::faults_of;
using toy::head;
using toy::load;

const std::string three_kinds =
    "  factors:\n"
    "    threat: {range: [0.01, 0.8], scale: log}\n"
    "    villages: {range: [1, 3]}\n"
    "    organisations.minusma.effort: prior\n";

std::size_t count(const std::string& text, const std::string& word) {
    std::size_t found = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++found;
    return found;
}

std::vector<std::vector<double>> rows_of(const study::Study& study) {
    const Plan plan(study);
    std::vector<std::vector<double>> rows;
    for (std::uint64_t run = 0; run < plan.points(); ++run) rows.push_back(plan.row(run).real);
    return rows;
}

TEST(Design, CountsThePointsOfEverySample) {
    const auto points = [](const std::string& head_of_design) {
        return load(head + "design:\n  kind: " + head_of_design + "\n" + three_kinds).design.points();
    };
    EXPECT_EQ(points("latin_hypercube\n  points: 10"), 10u);
    EXPECT_EQ(points("sobol\n  points: 16"), 16u);
    EXPECT_EQ(points("saltelli\n  points: 8"), 40u);
    EXPECT_EQ(points("saltelli\n  points: 8\n  second_order: true"), 64u);
    EXPECT_EQ(points("morris\n  trajectories: 5"), 20u);
    EXPECT_EQ(points("sobol\n  points: 16\n  parameters: [baseline, prior]"), 32u);
}

TEST(Design, RangesLogsWholeNumbersAndPriorsFillTheirSpans) {
    const auto rows = rows_of(load(head + "design:\n  kind: latin_hypercube\n  points: 300\n" + three_kinds));
    std::map<double, int> villages;
    int below_middle = 0;
    for (const auto& row : rows) {
        EXPECT_TRUE(row[0] >= 0.01 && row[0] <= 0.8) << row[0];
        EXPECT_TRUE(row[2] >= 0.2 && row[2] <= 0.8) << row[2];
        below_middle += row[0] < std::sqrt(0.01 * 0.8) ? 1 : 0;
        ++villages[row[1]];
    }
    EXPECT_EQ(below_middle, 150);  // half of a logarithmic range lies below the geometric mean
    EXPECT_EQ(villages, (std::map<double, int>{{1, 100}, {2, 100}, {3, 100}}));
}

TEST(Design, LogarithmicRangesReachTheirEndsToTheBit) {
    const auto rows = rows_of(load(head + "design:\n  kind: morris\n  trajectories: 9\n  levels: 2\n" + three_kinds));
    std::set<double> seen;
    for (const auto& row : rows) seen.insert(row[0]);
    EXPECT_EQ(seen, (std::set<double>{0.01, 0.8}));
}

TEST(Design, ListedValuesHaveEqualSharesOfASample) {
    const study::Study study = load(
        head + "design: {kind: latin_hypercube, points: 40, factors: {list_of_words: [[a], [b]], decay: [0, 0.1]}}\n");
    const Plan plan(study);
    std::map<std::string, int> words;
    for (std::uint64_t run = 0; run < 40; ++run) ++words[plan.row(run).text.at(0)];
    EXPECT_EQ(words, (std::map<std::string, int>{{"[a]", 20}, {"[b]", 20}}));
}

TEST(Design, MorrisTakesAPriorBetweenItsOuterPercentiles) {
    const auto rows =
        rows_of(load(head + "design:\n  kind: morris\n  trajectories: 30\n  factors:\n    threat: prior\n"));
    std::set<double> seen;
    for (const auto& row : rows) seen.insert(row[0]);
    ASSERT_EQ(seen.size(), 4u);  // normal(0.3, 0.05): quantiles .01 and .99 are 2.3263 standard deviations away
    EXPECT_NEAR(*seen.begin(), 0.3 - 2.3263 * 0.05, 1e-5);
    EXPECT_NEAR(*seen.rbegin(), 0.3 + 2.3263 * 0.05, 1e-5);
}

TEST(Design, CoordinatesOfASampleAreRealsWithUnits) {
    const study::Study study = load(head + "design:\n  kind: sobol\n  points: 4\n" + three_kinds);
    const record::ResultLayout layout = Plan(study).layout();
    ASSERT_EQ(layout.design.size(), 3u);
    EXPECT_EQ(layout.design[1].name, "design_villages");
    EXPECT_EQ(layout.design[1].unit, "villages");
    for (const record::DesignVariable& variable : layout.design) EXPECT_FALSE(variable.is_text);
}

TEST(Design, TheScenarioHoldsWhatTheRowSays) {
    const study::Study study = load(head + "design:\n  kind: saltelli\n  points: 3\n" + three_kinds);
    const Plan plan(study);
    const config::Node parameters = plan.scenario(plan.bundle(7), 0)->emit();
    EXPECT_EQ(std::stod(parameters.find_path("threat")->text), plan.row(7).real.at(0));
    EXPECT_EQ(std::stod(parameters.find_path("villages")->text), plan.row(7).real.at(1));
    EXPECT_EQ(std::stod(parameters.find_path("organisations.minusma.effort")->text), plan.row(7).real.at(2));
}

TEST(Design, ReadsBackAsTheSameStudy) {
    for (const std::string design :
         {"kind: latin_hypercube\n  points: 5", "kind: sobol\n  points: 5", "kind: saltelli\n  points: 2",
          "kind: saltelli\n  second_order: true\n  points: 2", "kind: morris\n  trajectories: 2",
          "kind: morris\n  trajectories: 2\n  levels: 8", "kind: sobol\n  points: 4\n  parameters: [prior]"}) {
        const study::Study first = load(head + "design:\n  " + design + "\n" + three_kinds);
        const study::Study second = load(config::to_yaml(first.resolved()));
        EXPECT_EQ(study::identity_of(first), study::identity_of(second)) << design;
        EXPECT_EQ(rows_of(first), rows_of(second)) << design;
    }
    const study::Study lattice = load(head + "design: {kind: lattice, switches: [organisations.minusma.enabled]}\n");
    EXPECT_EQ(study::identity_of(lattice), study::identity_of(load(config::to_yaml(lattice.resolved()))));
}

TEST(Design, EveryNumberOfASampleChangesTheIdentity) {
    std::set<std::string> all;
    for (const std::string design :
         {"kind: sobol\n  points: 5", "kind: sobol\n  points: 6", "kind: latin_hypercube\n  points: 5",
          "kind: morris\n  trajectories: 5", "kind: morris\n  trajectories: 5\n  levels: 6",
          "kind: saltelli\n  points: 5", "kind: saltelli\n  points: 5\n  second_order: true"})
        all.insert(study::identity_of(load(head + "design:\n  " + design + "\n" + three_kinds)).dynamics);
    all.insert(
        study::identity_of(load(head + "design:\n  kind: sobol\n  points: 5\n" + three_kinds, {"seed=8"})).dynamics);
    EXPECT_EQ(all.size(), 8u);
}

TEST(Design, RefusesEndsOfARangeThatAreNotFiniteWhereTheyStand) {
    const std::string faults = faults_of(head +
                                         "design:\n"                             // 4
                                         "  kind: sobol\n"                       // 5
                                         "  points: 4\n"                         // 6
                                         "  factors:\n"                          // 7
                                         "    threat: {range: [.nan, 1e999]}\n"  // 8
                                         "    decay: {range: [0, .inf]}\n");     // 9
    EXPECT_THAT(faults, HasSubstr(":8:22: error: an end of the range is '.nan'; expected a finite number"));
    EXPECT_THAT(faults, HasSubstr(":8:28: error: an end of the range is '1e999'; expected a finite number"));
    EXPECT_THAT(faults, HasSubstr(":9:24: error: an end of the range is '.inf'; expected a finite number"));
}

TEST(Design, TellsAllFaultsOfFactorsAtOnce) {
    const std::string faults = faults_of(head +
                                         "design:\n"                                            // 4
                                         "  kind: sobol\n"                                      // 5
                                         "  factors:\n"                                         // 6
                                         "    threat: {range: [0, 0.5], scale: log}\n"          // 7
                                         "    decay: {range: [0.5, 0.1]}\n"                     // 8
                                         "    villages: {range: [1, 3], values: [1, 2]}\n"      // 9
                                         "    pause: {range: [1]}\n"                            // 10
                                         "    breaks_above: {rang: [1, 2]}\n"                   // 11
                                         "    organisations.minusma.effort: 0.5\n"              // 12
                                         "    organisations.barkhane.effort: {scale: log}\n");  // 13
    EXPECT_THAT(faults, HasSubstr(":5:3: error: missing key 'points' in a design of kind sobol"));
    EXPECT_THAT(faults, HasSubstr(":7:22: error: a logarithmic scale cannot begin at 0; expected a number above 0"));
    EXPECT_THAT(faults, HasSubstr(":8:21: error: the range is empty; expected a number below 0.1"));
    EXPECT_THAT(faults, HasSubstr(":9:23: error: factor 'villages' has both values and a range"));
    EXPECT_THAT(faults, HasSubstr(":10:20: error: a range is two numbers; expected [low, high]"));
    EXPECT_THAT(faults, AllOf(HasSubstr(":11:20: error: unknown key 'rang'"), HasSubstr("did you mean 'range'?")));
    EXPECT_THAT(faults, HasSubstr(":12:35: error: factor 'organisations.minusma.effort' has no list of values"));
    EXPECT_THAT(faults, HasSubstr(":13:44: error: a scale without a range"));
}

TEST(Design, TellsAllFaultsOfLeavesAtOnce) {
    const std::string design = head + "design:\n  kind: latin_hypercube\n  points: 4\n  factors:\n";
    const std::string kinds = faults_of(design +
                                        "    list_of_words: {range: [0, 1]}\n"                  // 8
                                        "    decay: prior\n"                                    // 9
                                        "    organisations.minusma.enabled: {range: [0, 1]}\n"  // 10
                                        "    treat: prior\n"                                    // 11
                                        "    villages: {range: [1, 2.5]}\n"                     // 12
                                        "    threat: {range: [0.1, 9]}\n");                     // 13
    EXPECT_EQ(count(kinds, "error:"), 6u) << kinds;
    EXPECT_THAT(kinds, AllOf(HasSubstr(":12:27: error:"), HasSubstr(":13:27: error:")));
    EXPECT_THAT(kinds, HasSubstr(":8:20: error: 'list_of_words' is not a number; its type is list of text"));
    EXPECT_THAT(kinds,
                AllOf(HasSubstr(":9:5: error: no parameter with a prior is named 'decay'; expected one of threat"),
                      HasSubstr(":11:5: error: no parameter with a prior is named 'treat'"),
                      HasSubstr("did you mean 'threat'?")));
    EXPECT_THAT(kinds, HasSubstr(":10:36: error: 'organisations.minusma.enabled' is not a number; its type is switch"));
    const std::string ranges = faults_of(design +
                                         "    decay: {range: [0.5, 1.5]}\n"   // 8
                                         "    villages: {range: [1, 2.5]}\n"  // 9
                                         "    treat: {range: [0, 1]}\n");     // 10
    EXPECT_THAT(ranges, AllOf(HasSubstr(":8:26: error:"), HasSubstr("from 0 to 1")));
    EXPECT_THAT(ranges, HasSubstr(":9:27: error:"));
    EXPECT_THAT(ranges, AllOf(HasSubstr(":10:5: error: unknown key 'treat'"), HasSubstr("did you mean 'threat'?")));
}

TEST(Design, TellsKeysOfOtherKindsAndImpossibleNumbers) {
    const std::string factors = "  factors: {decay: {range: [0, 0.1]}}\n";
    const auto fault = [&](const std::string& design) {
        return faults_of(head + "design:\n  kind: " + design + factors);
    };
    EXPECT_THAT(fault("factorial\n"), HasSubstr(":6:20: error: a design of kind factorial takes values, not a range"));
    EXPECT_THAT(fault("sobol\n  points: 4\n  levels: 4\n"),
                HasSubstr("'levels' is not a key of a design of kind sobol"));
    EXPECT_THAT(fault("morris\n  points: 4\n"), AllOf(HasSubstr("missing key 'trajectories'"),
                                                      HasSubstr("'points' is not a key of a design of kind morris")));
    EXPECT_THAT(fault("morris\n  trajectories: 4\n  levels: 5\n"), HasSubstr(":7:11: error: 5 is odd"));
    EXPECT_THAT(fault("sobol\n  points: 0\n"), HasSubstr("expected a whole number from 1 to"));
    EXPECT_THAT(fault("latin_hypercube\n  points: 60000000\n"), HasSubstr("the Latin hypercube is too large"));
    EXPECT_THAT(fault("morris\n  trajectories: 900000000\n"), HasSubstr("the design is too large"));
    EXPECT_THAT(faults_of(head + "design: {kind: sobol, points: 4, factors: {}}\n"), HasSubstr("there is no factor"));
    EXPECT_EQ(count(faults_of(head + "design: {kind: saltelli}\n"), "missing key"), 2u);
}

TEST(Design, EachKindHasANameOfItsOwnByWhichItIsFound) {
    std::set<std::string_view> names;
    for (const auto& kind : study::all_kinds()) {
        EXPECT_TRUE(names.insert(kind->name()).second) << kind->name();
        ASSERT_NE(study::make_kind(kind->name()), nullptr);
        EXPECT_EQ(study::make_kind(kind->name())->name(), kind->name());
    }
    EXPECT_EQ(study::make_kind("hexagonal"), nullptr);
}

TEST(Design, TooManyFactorsForASobolSequenceAreAFault) {
    std::string design = "design:\n  kind: saltelli\n  points: 2\n  factors:\n",
                organisations = "parameters:\n  organisations:\n";
    for (int i = 0; i < 1834; ++i) {
        design += "    organisations.o" + std::to_string(i) + ".effort: {range: [0, 1]}\n";
        organisations += "    o" + std::to_string(i) + ": {}\n";
    }
    EXPECT_THAT(faults_of(head + organisations + design),
                HasSubstr("error: the design needs a Sobol sequence in 3668 dimensions; at most 3667"));
}

const std::string two_switches =
    "design: {kind: lattice, switches: [organisations.minusma.enabled, organisations.barkhane.enabled]}\n";

TEST(Lattice, RunsAllSubsetsInBinaryOrderAllOnLast) {
    const study::Study study = load(head + two_switches);
    const Plan plan(study);
    ASSERT_EQ(plan.points(), 4u);
    const std::vector<std::vector<std::string>> expected{
        {"false", "false"}, {"false", "true"}, {"true", "false"}, {"true", "true"}};
    for (std::uint64_t point = 0; point < 4; ++point) EXPECT_EQ(plan.row(point).text, expected[point]);
    EXPECT_EQ(plan.layout().design.at(0).name, "design_organisations_minusma_enabled");
    EXPECT_EQ(config::to_yaml(plan.scenario(plan.bundle(3), 0)->emit()), config::to_yaml(study.base->emit()));
    EXPECT_EQ(plan.scenario(plan.bundle(1), 0)->emit().find_path("organisations.minusma.enabled")->text, "false");
}

/// Twelve organisations o0 .. o11 and a lattice over their switches.
std::string twelve(const std::string& more) {
    std::string organisations = "parameters:\n  organisations:\n", switches;
    for (int i = 0; i < 12; ++i) {
        organisations += "    o" + std::to_string(i) + ": {}\n";
        switches += (i == 0 ? "" : ", ") + ("organisations.o" + std::to_string(i) + ".enabled");
    }
    return head + organisations + "design: {kind: lattice" + more + ", switches: [" + switches + "]}\n";
}

TEST(Lattice, BeyondTenSwitchesItRunsTheSubsetsOnTheWayOfSampledOrders) {
    const study::Study study = load(twelve(", permutations: 6"));
    const Plan plan(study);
    std::set<std::string> there;
    for (std::uint64_t point = 0; point < plan.points(); ++point) {
        std::string bits;
        for (const std::string& text : plan.row(point).text) bits += text == "true" ? '1' : '0';
        EXPECT_TRUE(there.empty() || *there.rbegin() < bits);  // ascending
        there.insert(bits);
    }
    std::set<std::string> expected{std::string(12, '0')};
    for (std::uint32_t i = 0; i < 6; ++i) {
        std::string bits(12, '0');
        for (const std::uint32_t next : random::antithetic_permutation(study.seed, i, 12)) {
            bits[next] = '1';
            expected.insert(bits);
        }
    }
    EXPECT_EQ(there, expected);
    const auto usual = load(twelve("")).design.kind->facts();
    ASSERT_EQ(usual.size(), 1u);
    EXPECT_EQ(usual[0], std::pair(std::string("permutations"), std::string("64")));
    EXPECT_EQ(study::identity_of(study), study::identity_of(load(config::to_yaml(study.resolved()))));
}

TEST(Lattice, TellsWhatCannotBeSwitched) {
    const auto fault = [](const std::string& switches, const std::string& more = "") {
        return faults_of(head + more + "design: {kind: lattice, switches: " + switches + "}\n");
    };
    EXPECT_THAT(fault("[]"), HasSubstr("there is no switch"));
    EXPECT_THAT(fault("[threat]"), HasSubstr(":4:36: error: 'threat' is not a switch; its type is number"));
    EXPECT_THAT(fault("[organisations.minusma.enable]"), HasSubstr("did you mean 'enabled'?"));
    EXPECT_THAT(fault("[organisations.minusma.enabled, organisations.minusma.enabled]"), HasSubstr("appears twice"));
    EXPECT_THAT(fault("[organisations.minusma.enabled]", "parameters: {organisations: {minusma: {enabled: false}}}\n"),
                HasSubstr("'organisations.minusma.enabled' is off in the scenario"));
    EXPECT_THAT(fault("[organisations.minusma.enabled]",
                      "changes: [{from: 2013-08-05, set: {organisations.minusma.enabled: false}}]\n"),
                HasSubstr(":4:36: error: 'organisations.minusma.enabled' is set here while a lattice"));
    EXPECT_THAT(fault("[organisations.minusma.enabled]",
                      "arms: {a: {}, b: {organisations.minusma.enabled: false}}\nreference: a\n"),
                HasSubstr(":4:19: error: 'organisations.minusma.enabled' is set here while a lattice"));
    EXPECT_THAT(
        faults_of(head + "design: {kind: lattice, factors: {decay: [0, 1]}}\n"),
        AllOf(HasSubstr("missing key 'switches'"), HasSubstr("'factors' is not a key of a design of kind lattice")));
    EXPECT_THAT(faults_of(twelve(", permutations: 7")), HasSubstr("7 is odd; expected an even number"));
}

}  // namespace
}  // namespace peacenorm
