// SPDX-License-Identifier: Apache-2.0
#include "sim/study/calibration.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "tests/sim/study/toy_study.hpp"

namespace peacenorm {
namespace {

using study::Target;
using testing::AllOf;
using testing::HasSubstr;
using toy::Folder;
using toy::head;

const std::string good =
    "until: 2014-06-30\ntargets:\n"
    "  visited: {outcome: sum(visits.minusma), value: 100, error: 3, discrepancy: 0, block: visits, source: 'assumed: "
    "a toy'}\n"
    "  ratio:\n    outcome: log((sum(visits.minusma) + 0.5) / sum(visits.barkhane, 2013-08..2013-12))\n    value: "
    "0.7\n    error: "
    "0.1\n"
    "    discrepancy: 0.1\n    block: shares\n    source: 'assumed: a toy'\n";

study::Study load(const Folder& folder, const std::string& targets, const std::string& calibrate = "draws: 50") {
    folder.write("targets.yaml", targets);
    folder.write("study.yaml", head + "outcomes: {calm_mean: mean(calm), visited: sum(visits.minusma)}\n" +
                                   "calibrate: {targets: targets.yaml, " + calibrate + "}\n");
    return study::load_study(folder / "study.yaml", {}, {&toy::model()});
}

std::string faults_of(const std::string& targets, const std::string& calibrate = "draws: 50") {
    const Folder folder;
    try {
        load(folder, targets, calibrate);
    } catch (const config::ConfigError& error) {
        return error.what();
    }
    return {};
}

TEST(CalibrationFile, IsAStudyOfDrawsOfThePriorsThatRecordsItsTargets) {
    const Folder folder;
    const study::Study study = load(folder, good);
    ASSERT_TRUE(study.calibration);
    EXPECT_EQ(study.replicates, 50u);
    EXPECT_TRUE(study.design.draws());
    EXPECT_EQ(study.calibration->own_outcomes, 2u);
    ASSERT_EQ(study.outcomes.size(), 3u);  // the study's own two; visits.minusma is one of them
    EXPECT_EQ(study.outcomes[2].expression, "sum(visits.barkhane, 2013-08..2013-12)");
    const Target& ratio = study.calibration->targets[1];
    EXPECT_DOUBLE_EQ(ratio.formula.value([](std::size_t outcome) { return outcome == 1 ? 19.5 : 10; }), std::log(2.0));
    EXPECT_EQ(study.calibration->targets[0].formula.outcomes(), std::vector<std::size_t>{1});
}

TEST(CalibrationFile, EveryFaultOfTheTargetsStandsAtItsPlace) {
    const std::string faults = faults_of(
        "until: 2013-12-31\ntargets:\n"
        "  a: {outcome: sum(visits.minusmo), value: x, error: -1, block: b, source: s}\n"
        "  b: {outcome: sum(visits.minusma) +, value: 1, error: 0, discrepancy: 0, blok: b, source: s}\n"
        "  c: {outcome: mean(calm), value: 1, error: 1, discrepancy: 0, block: b, source: s}\n"
        "  d: {outcome: 'mean(calm, 2013-08..2013-08)', value: 0, error: 1, discrepancy: 0, block: b, source: s, "
        "scale: log}\n"
        "  e: {outcome: 'mean(calm, 2013-08..2013-08)', value: 0, error: 0, discrepancy: 0, block: b, source: '', "
        "shift: 1}\n");
    EXPECT_THAT(faults, AllOf(HasSubstr("targets.yaml:3:27: error: unknown organisation 'minusmo'"),
                              HasSubstr("targets.yaml:3:44: error: value is 'x'; expected a finite number"),
                              HasSubstr("targets.yaml:3:54: error: error is '-1'; expected a number from 0"),
                              HasSubstr("missing key 'discrepancy' in a target"),
                              HasSubstr("targets.yaml:4:37: error: a number or an outcome is missing"),
                              HasSubstr("unknown key 'blok' in the target 'b'"), HasSubstr("did you mean 'block'?")));
    EXPECT_THAT(faults, AllOf(HasSubstr("the window ends on 2014-06-29, after the last day of facts"),
                              HasSubstr("the value 0 has no place on this scale; expected value + shift above 0"),
                              HasSubstr("a shift without a logarithm")));
    EXPECT_THAT(faults_of("targets: {}\n"), HasSubstr("there are no targets"));
    EXPECT_THAT(
        faults_of("targets:\n  b: {outcome: 3, value: x, error: 1, discrepancy: 0, block: b, source: s}\n"),
        AllOf(HasSubstr("targets.yaml:2:16: error: the same number in every run: no outcome is in it; expected mean("),
              HasSubstr("value is 'x'; expected a finite number")));
    EXPECT_THAT(
        faults_of("targets:\n  b: {outcome: mean(calm), value: 1, error: 0, discrepancy: 0, block: b, source: s}\n"),
        HasSubstr("neither error nor discrepancy is above 0"));
}

TEST(CalibrationFile, ItsOwnKeysAreChecked) {
    EXPECT_THAT(faults_of(good, "draws: 5, waves: 21, twins: 30, unreachable: go, fit: [threat, village]"),
                AllOf(HasSubstr("expected a whole number from 50 to"),
                      HasSubstr("expected a whole number from 0 to 20"), HasSubstr("one of stop, leave_out")));
    EXPECT_THAT(faults_of(good, "draws: 50, twins: 30"),
                HasSubstr("30 twins of 50 draws; expected at most a fifth, 10"));
    EXPECT_THAT(faults_of(good, "draws: 50, fit: [threat, decay]"),
                HasSubstr("no number with a prior is named 'decay'"));
    EXPECT_EQ(faults_of(good, "draws: 50, fit: [threat, decay], priors: {decay: {uniform: [0.1, 0.2]}}"), "");
    EXPECT_THAT(toy::faults_of(head + "design: {parameters: [prior]}\ncalibrate: {targets: none.yaml}\n"),
                AllOf(HasSubstr("of a design beside 'calibrate'"), HasSubstr("cannot read")));
}

TEST(CalibrationFile, TheArmOfTheFactsIsOneOfTheStudys) {
    const Folder folder;
    folder.write("targets.yaml", good);
    const auto faults = [&](const std::string& arms, const std::string& arm) -> std::string {
        folder.write("study.yaml",
                     head + arms + "calibrate: {targets: targets.yaml, draws: 50, facts_in: " + arm + "}\n");
        try {
            study::load_study(folder / "study.yaml", {}, {&toy::model()});
        } catch (const config::ConfigError& error) {
            return error.what();
        }
        return {};
    };
    const std::string arms = "reference: none\narms: {none: {threat: 0}, history: {}}\n";
    EXPECT_EQ(faults(arms, "history"), "");
    EXPECT_THAT(faults(arms, "histry"), AllOf(HasSubstr("no arm is called 'histry'; expected one of none, history"),
                                              HasSubstr("did you mean 'history'?")));
    EXPECT_THAT(faults("", "history"), HasSubstr("a study without arms has one run of each draw: leave facts_in out"));
}

TEST(Formulas, FollowTheRulesOfArithmetic) {
    const auto value = [](const std::string& text) {
        config::Faults faults;
        const auto formula = study::Formula::read(
            config::scalar(text), [](const config::Node&) { return std::optional<std::size_t>(0); }, faults);
        return formula && faults.empty() ? formula->value([](std::size_t) { return 4.0; }) : NAN;
    };
    EXPECT_EQ(value("2 + 3 * mean(a, 2013..2014)"), 14);
    EXPECT_EQ(value("(2 + 3) * sum(a)"), 20);
    EXPECT_EQ(value("10 - 2 - 3"), 5);
    EXPECT_EQ(value("8 / 2 / sum(a)"), 1);
    EXPECT_EQ(value("-sum(a) * -1.5e1"), 60);
    EXPECT_DOUBLE_EQ(value("logit(0.5)"), 0);
    EXPECT_DOUBLE_EQ(value("log(sum(a))"), std::log(4.0));
    for (const std::string text : {"", "1 +", "(1", "1)", "exp(1)", "1 2", "sum(a", "1e", "1..2"})
        EXPECT_TRUE(std::isnan(value(text))) << text;
    EXPECT_TRUE(std::isnan(value(std::string(100, '(') + "1" + std::string(100, ')'))));
}

}  // namespace
}  // namespace peacenorm
