// SPDX-License-Identifier: Apache-2.0
#include "sim/study/study_file.hpp"

#include <gmock/gmock.h>

#include "tests/sim/study/toy_study.hpp"

namespace peacenorm {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using toy::faults_of;
using toy::head;
using toy::load;

std::size_t count(const std::string& text, const std::string& word) {
    std::size_t found = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++found;
    return found;
}

TEST(StudyFile, FillsInWhatIsNotSaid) {
    const study::Study study = load(head);
    EXPECT_EQ(study.name, "study");
    EXPECT_EQ(study.replicates, 1u);
    EXPECT_EQ(study.horizon.ticks(), 52);
    EXPECT_EQ(study.record_every, 4);
    EXPECT_EQ(study.record_by, std::vector<std::string>{"organisation"});
    EXPECT_EQ(study.design.points(), 1u);
    EXPECT_TRUE(study.outcomes.empty());
}

TEST(StudyFile, TellsAllFaultsAtOnceWithTheirPlaces) {
    const std::string faults = faults_of(
        "model: toy\n"
        "seed: -1\n"
        "horizont: 3\n"
        "horizon: {start: 2013-07-01, end: 2014-06-29}\n"
        "parameters:\n"
        "  thread: 0.5\n"
        "  decay: 1.5\n"
        "replicates: 0\n"
        "design: {kind: sobul}\n");
    EXPECT_EQ(count(faults, "error:"), 7u) << faults;
    EXPECT_THAT(faults, HasSubstr("study.yaml:2:7: error: '-1' is not allowed here; expected a whole number from 0"));
    EXPECT_THAT(faults, HasSubstr("study.yaml:3:1: error: unknown key 'horizont'"));
    EXPECT_THAT(faults, HasSubstr("did you mean 'horizon'?"));
    EXPECT_THAT(faults, HasSubstr("study.yaml:4:35: error: the end 2014-06-29 is not on the grid of weeks from "
                                  "2013-07-01; expected 2014-06-23 or 2014-06-30"));
    EXPECT_THAT(faults, HasSubstr("study.yaml:6:3: error: unknown key 'thread'"));
    EXPECT_THAT(faults, HasSubstr("study.yaml:7:10: error:"));
    EXPECT_THAT(faults, HasSubstr("study.yaml:8:13: error:"));
    EXPECT_THAT(faults,
                HasSubstr("study.yaml:9:16: error: 'sobul' is not allowed here; expected one of factorial, list"));
}

TEST(StudyFile, NamesTheNearestModel) {
    EXPECT_THAT(faults_of("model: tooy\nhorizon: {start: 2013-07-01, end: 2013-07-08}\n"),
                AllOf(HasSubstr("study.yaml:1:8:"), HasSubstr("did you mean 'toy'?")));
}

TEST(StudyFile, PointsToTheColumnInsideAnOutcome) {
    const auto fault_in = [](const std::string& expression) {
        return faults_of(head + "outcomes: {x: \"" + expression + "\"}\n");
    };
    EXPECT_THAT(fault_in("mean(vists.minusma)"),
                AllOf(HasSubstr(":4:21: error: unknown observable 'vists'"), HasSubstr("'visits'?")));
    EXPECT_THAT(fault_in("mean(visits.minusa)"),
                AllOf(HasSubstr(":4:28: error: unknown organisation"), HasSubstr("'minusma'?")));
    EXPECT_THAT(fault_in("mean(visits)"), HasSubstr("by organisation: its label is missing"));
    EXPECT_THAT(fault_in("mean(calm, 2016..2017)"), HasSubstr("no tick begins in '2016..2017'"));
    EXPECT_THAT(fault_in("mean(calm, 2013-13..2014-01)"), HasSubstr("is not a range of dates"));
    EXPECT_THAT(fault_in("median(calm)"), HasSubstr(":4:16: error: unknown kind of outcome 'median'"));
    EXPECT_THAT(fault_in("mean(calm) + 1"), HasSubstr("unexpected '+ 1'"));
}

TEST(StudyFile, AWindowBeyondTheRunIsRefusedAndNotCut) {
    const auto fault_in = [](const std::string& window) {
        return faults_of(head + "outcomes: {x: \"mean(calm, " + window + ")\"}\n");
    };
    const std::string allowed = "expected dates from 2013-07-01 to 2014-06-29";
    EXPECT_THAT(fault_in("2014..2014"),
                AllOf(HasSubstr(":4:33: error: the window '2014..2014' goes beyond the run; " + allowed)));
    EXPECT_THAT(fault_in("2014-01..2014-06"), HasSubstr(":4:36: error: the window '2014-01..2014-06' goes beyond"));
    EXPECT_THAT(fault_in("2014-06-01..2014-06-30"), HasSubstr("goes beyond the run"));
    EXPECT_THAT(fault_in("2013-06-30..2014-06-01"),
                HasSubstr(":4:27: error: the window '2013-06-30..2014-06-01' goes beyond the run; " + allowed));
    EXPECT_THAT(fault_in("2013..2013"), HasSubstr("goes beyond the run"));
    EXPECT_EQ(fault_in("2013-07-01..2014-06-29"), "");
}

TEST(StudyFile, AWindowThatOpensBeforeTheBranchNeedsAWord) {
    const std::string arms = head + "branch: 2013-10-07\narms: {a: {}, b: {threat: 0.5}}\nreference: a\noutcomes:\n";
    EXPECT_THAT(faults_of(arms + "  x: sum(visits.minusma, 2013-10..2014-01)\n  y: mean(calm)\n"),
                AllOf(HasSubstr("study.yaml:9:11: error: the window opens on 2013-07-01, before the branch 2013-10-07"),
                      HasSubstr("expected a window from 2013-10-07, or the word across_branch after it")));
    EXPECT_THAT(faults_of(arms + "  x: mean(calm, 2013-09..2014-01)\n"),
                HasSubstr("study.yaml:8:17: error: the window opens on 2013-09-02"));
    EXPECT_THAT(faults_of(arms + "  x: 'mean(calm, 2013-11..2014-01, across_branch)'\n"),
                HasSubstr("'across_branch', but the window does not open before the branch"));
    EXPECT_THAT(faults_of(arms + "  x: 'mean(calm, 2013-09..2014-01, across)'\n"), HasSubstr("unexpected 'across'"));
    const study::Study study =
        load(arms +
             "  x: 'mean(calm, 2013-09..2014-01, across_branch)'\n  y: 'mean(calm, across_branch)'\n"
             "  z: mean(calm, 2013-10-07..2014-01-05)\n");
    EXPECT_TRUE(study.outcomes[0].across_branch && study.outcomes[1].across_branch);
    EXPECT_FALSE(study.outcomes[2].across_branch);
    EXPECT_EQ(study::load_study_text("again", config::to_yaml(study.resolved()), {&toy::model()}).outcomes.size(), 3u);
}

TEST(StudyFile, WindowHoldsTheTicksThatBeginInIt) {
    const study::Study study = load(head +
                                    "outcomes:\n"
                                    "  month: mean(calm, 2013-08..2013-08)\n"
                                    "  year: sum(visits_by_place.barkhane.south, 2014-01-01..2014-06-29)\n"
                                    "  days: mean(calm, 2013-07-02..2013-07-08)\n"
                                    "  all: mean(calm)\n");
    ASSERT_EQ(study.outcomes.size(), 4u);
    EXPECT_EQ(study.horizon.date_of(study.outcomes[0].first_tick), *parse_date("2013-08-05"));
    EXPECT_EQ(study.outcomes[0].last_tick - study.outcomes[0].first_tick, 4);
    EXPECT_EQ(study.horizon.date_of(study.outcomes[1].first_tick), *parse_date("2014-01-06"));
    EXPECT_EQ(study.outcomes[1].last_tick, 52);
    EXPECT_EQ(study.outcomes[1].cell, 3u);
    EXPECT_EQ(study.outcomes[2].first_tick, 1);
    EXPECT_EQ(study.outcomes[2].last_tick, 2);
    EXPECT_EQ(study.outcomes[3].last_tick, 52);
}

TEST(StudyFile, OutcomeTakesNoOtherVariablesName) {
    EXPECT_THAT(faults_of(head + "outcomes: {visits: mean(calm)}\n"), HasSubstr("cannot be called 'visits'"));
    EXPECT_THAT(faults_of(head + "outcomes: {a-b: mean(calm)}\n"), HasSubstr("cannot name an outcome"));
}

TEST(StudyFile, ChangeOutsideTheHorizonIsAFault) {
    EXPECT_THAT(faults_of(head + "changes: [{from: 2014-06-30, set: {threat: 0.1}}]\n"),
                HasSubstr(":4:18: error: 2014-06-30 is outside the horizon; expected 2013-07-01 to 2014-06-29"));
    EXPECT_THAT(faults_of(head + "changes: [{from: 2013-08-01, set: {treat: 0.1}}]\n"),
                AllOf(HasSubstr("unknown key 'treat'"), HasSubstr("'threat'?")));
}

TEST(StudyFile, RuleAcrossFieldsPointsToWhereTheValueWasWritten) {
    EXPECT_THAT(faults_of(head + "parameters:\n  decay: 0.9\n"),
                HasSubstr("study.yaml:5:10: error: decay: threat and"));
    EXPECT_THAT(faults_of(head + "changes: [{from: 2013-08-01, set: {decay: 0.9}}]\n"),
                HasSubstr("study.yaml:4:43: error: decay:"));
    EXPECT_THAT(faults_of(head, {"decay=0.9"}), AllOf(HasSubstr("--set"), HasSubstr("decay: threat and")));
}

TEST(StudyFile, SetsStudyKeysAndParameters) {
    const study::Study study =
        load(head + "outcomes: {x: mean(calm)}\n",
             {"seed=9", "horizon.end=2013-07-15", "replicates=4", "record.every=1 week", "threat=0.4",
              "parameters.organisations.minusma.effort=0.7", "design.factors.organisations.barkhane.effort=[0, 1]",
              "outcomes.y=mean(visits.minusma)"});
    EXPECT_EQ(study.seed, 9u);
    EXPECT_EQ(study.horizon.ticks(), 2);
    EXPECT_EQ(study.replicates, 4u);
    EXPECT_EQ(study.record_every, 1);
    EXPECT_EQ(study.outcomes.size(), 2u);
    ASSERT_EQ(study.design.factors.size(), 1u);
    EXPECT_EQ(study.design.factors[0].path, "organisations.barkhane.effort");
    const config::Node parameters = study.base->emit();
    EXPECT_EQ(parameters.find_path("threat")->text, "0.4");
    EXPECT_EQ(parameters.find_path("organisations.minusma.effort")->text, "0.7");
}

TEST(StudyFile, FaultsOfSetsAreTold) {
    const std::string faults = faults_of(head, {"treat=1", "seed=x", "villages", "threat=[1]"});
    EXPECT_GE(count(faults, "error:"), 4u) << faults;
    EXPECT_THAT(faults, HasSubstr("did you mean 'threat'?"));
}

TEST(StudyFile, MissingFileIsAFault) {
    EXPECT_THROW(study::load_study("/nowhere/study.yaml", {}, {&toy::model()}), config::ConfigError);
}

TEST(StudyFile, FactorsAreTriedBeforeAnythingRuns) {
    const std::string faults =
        faults_of(head + "design: {factors: {treat: [1], villages: [2, few], threat: [0.1, 0.95]}}\n");
    EXPECT_THAT(faults, AllOf(HasSubstr("unknown key 'treat'"), HasSubstr("few")));
    EXPECT_THAT(faults_of(head + "design: {factors: {threat: [0.1, 0.95]}}\n"),
                HasSubstr("study.yaml:4:34: error: decay: threat and decay exceed"));
    EXPECT_THAT(faults_of(head + "design: {kind: list, factors: {threat: [0.1, 0.2], decay: [0.1]}}\n"),
                HasSubstr("'decay' has 1 values, 'threat' has 2"));
    EXPECT_THAT(faults_of(head + "design: {factors: {organisations.eufor: [{effort: 0.1}]}}\n"),
                HasSubstr("changes what results are labelled by"));
}

TEST(StudyFile, PriorPathsNameLeavesWithPriors) {
    EXPECT_THAT(faults_of(head + "design: {parameters: [prior], prior_paths: [threat, decay]}\n"),
                AllOf(HasSubstr("named 'decay'"), Not(HasSubstr("named 'threat'"))));
    EXPECT_THAT(faults_of(head + "design: {prior_paths: [threat]}\n"), HasSubstr("needs parameters: [prior]"));
}

TEST(StudyFile, ResolvedStudyReadsBackAsItself) {
    const study::Study study = load(head +
                                    "title: 'A: title'\n"
                                    "changes: [{from: 2013-08-01, set: {threat: 0.1}, why: withdrawal}]\n"
                                    "record: {every: 2 weeks, by: [organisation, place]}\n"
                                    "design: {parameters: [baseline, prior], factors: {decay: [0, 0.1]}}\n"
                                    "outcomes: {x: 'mean(visits.minusma, 2013-08..2013-09)'}\n"
                                    "replicates: 3\n");
    const std::string once = config::to_yaml(study.resolved());
    EXPECT_EQ(config::to_yaml(load(once).resolved()), once);
    EXPECT_THAT(once, AllOf(HasSubstr("withdrawal"), HasSubstr("2 weeks"), HasSubstr("villages: 4")));
}

}  // namespace
}  // namespace peacenorm
