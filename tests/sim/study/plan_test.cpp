// SPDX-License-Identifier: Apache-2.0
#include "sim/study/plan.hpp"

#include <gmock/gmock.h>

#include <set>

#include "sim/config/numbers.hpp"
#include "sim/study/identity.hpp"
#include "tests/sim/study/toy_study.hpp"

namespace peacenorm {
namespace {

using study::Plan;
using toy::head;
using toy::load;

const std::string two_by_three = "design: {factors: {decay: [0, 0.1], villages: [1, 2, 3]}}\nreplicates: 5\n";

std::string effort_at(const Plan& plan, std::uint64_t bundle) {
    return plan.scenario(plan.bundle(bundle), 0)->emit().find_path("organisations.minusma.effort")->text;
}

TEST(Plan, ReplicatesAreTheOuterLoopAndTheLastFactorTheFastest) {
    const study::Study study = load(head + two_by_three);
    const Plan plan(study);
    EXPECT_EQ(plan.points(), 6u);
    EXPECT_EQ(plan.bundles(), 30u);
    EXPECT_EQ(plan.row(0).real, (std::vector<double>{0, 1}));
    EXPECT_EQ(plan.row(1).real, (std::vector<double>{0, 2}));
    EXPECT_EQ(plan.row(3).real, (std::vector<double>{0.1, 1}));
    EXPECT_EQ(plan.row(6).real, (std::vector<double>{0, 1}));
    EXPECT_EQ(plan.row(6).replicate, 1u);
    EXPECT_EQ(plan.layout().design.at(1).name, "design_villages");
    EXPECT_EQ(plan.layout().design.at(1).unit, "villages");
}

TEST(Plan, ListGoesRowByRow) {
    const study::Study study = load(head + "design: {kind: list, factors: {decay: [0, 0.1], villages: [1, 2]}}\n");
    const Plan plan(study);
    EXPECT_EQ(plan.points(), 2u);
    EXPECT_EQ(plan.row(1).real, (std::vector<double>{0.1, 2}));
}

TEST(Plan, ScenarioHoldsTheFactorsOfItsPoint) {
    const study::Study study = load(head + two_by_three);
    const Plan plan(study);
    const config::Node parameters = plan.scenario(plan.bundle(4), 0)->emit();
    EXPECT_EQ(parameters.find_path("decay")->text, "0.1");
    EXPECT_EQ(parameters.find_path("villages")->text, "2");
}

TEST(Plan, WordsAreTextAndNumbersAreReal) {
    const study::Study study = load(head + "design: {factors: {list_of_words: [[a], [b, c]], decay: [0]}}\n");
    const Plan plan(study);
    EXPECT_EQ(plan.row(1).text, std::vector<std::string>{"[b, c]"});
    EXPECT_EQ(plan.row(1).real, std::vector<double>{0});
}

TEST(Plan, DrawsAreEqualForAllPointsOfAReplicateAndDifferBetweenReplicates) {
    const study::Study study =
        load(head + "design: {parameters: [prior], factors: {decay: [0, 0.1]}}\nreplicates: 3\n");
    const Plan plan(study);
    EXPECT_EQ(effort_at(plan, 0), effort_at(plan, 1));
    EXPECT_EQ(effort_at(plan, 2), effort_at(plan, 3));
    EXPECT_NE(effort_at(plan, 0), effort_at(plan, 2));
    // threat, organisations.minusma.effort, organisations.barkhane.effort: none of them moves with the others.
    ASSERT_EQ(plan.row(0).real.size(), 4u);
    const std::vector<double> row = plan.row(0).real;
    EXPECT_EQ(std::set<double>(row.begin(), row.end()).size(), 4u);
}

TEST(Plan, DrawsMoveNeitherWithOtherDrawsNorWithTheNumberOfReplicates) {
    const std::string design = "design: {parameters: [prior], prior_paths: [organisations.minusma]}\n";
    const study::Study all = load(head + "design: {parameters: [prior]}\nreplicates: 2\n");
    const study::Study one = load(head + design + "replicates: 9\n");
    EXPECT_EQ(effort_at(Plan(all), 1), effort_at(Plan(one), 1));
    EXPECT_EQ(Plan(one).row(0).real.size(), 1u);
}

TEST(Plan, BaselineRowsHoldTheValuesAsWritten) {
    const study::Study study = load(head + "design: {parameters: [baseline, prior]}\nreplicates: 2\n");
    const Plan plan(study);
    EXPECT_EQ(plan.points(), 2u);
    EXPECT_EQ(plan.row(0).text, std::vector<std::string>{"baseline"});
    EXPECT_EQ(plan.row(0).real, (std::vector<double>{0.3, 0.5, 0.25}));
    EXPECT_EQ(plan.row(1).text, std::vector<std::string>{"prior"});
    EXPECT_EQ(plan.layout().design.at(2).name, "parameter_organisations_minusma_effort");
    const double drawn = plan.row(1).real.at(1);
    EXPECT_EQ(effort_at(plan, 1), config::number_text(drawn));
    EXPECT_TRUE(drawn > 0.2 && drawn < 0.8) << drawn;
}

TEST(Plan, AFactorHoldsItsLeafAgainstTheDraw) {
    const study::Study study = load(head + "design: {parameters: [prior], factors: {threat: [0.1, 0.2]}}\n");
    const Plan plan(study);
    EXPECT_EQ(plan.scenario(plan.bundle(1), 0)->emit().find_path("threat")->text, "0.2");
    EXPECT_EQ(plan.layout().design.size(), 4u);  // parameters, threat, and two draws
}

TEST(Plan, ReplicatesInARowShareADrawAndDifferInLuck) {
    const study::Study study = load(head + "design: {parameters: [prior], replicates_per_draw: 4}\nreplicates: 12\n");
    const Plan plan(study);
    for (std::uint64_t i = 0; i < 12; ++i) EXPECT_EQ(effort_at(plan, i) == effort_at(plan, 4), i / 4 == 1) << i;
    EXPECT_NE(plan.key(plan.bundle(4)), plan.key(plan.bundle(5)));
    const study::Study single = load(head + "design: {parameters: [prior]}\nreplicates: 3\n");
    const Plan draws(single);
    EXPECT_EQ(effort_at(draws, 1), effort_at(plan, 4));  // draw 1
    EXPECT_NE(study::identity_of(study).dynamics, study::identity_of(single).dynamics);
    EXPECT_THAT(toy::faults_of(head + "design: {parameters: [prior], replicates_per_draw: 4}\nreplicates: 6\n"),
                testing::HasSubstr("6 replicates are not a multiple of 4 per draw; expected replicates: 8"));
    EXPECT_THAT(toy::faults_of(head + "design: {factors: {decay: [0]}, replicates_per_draw: 4}\nreplicates: 8\n"),
                testing::HasSubstr("replicates_per_draw without a draw"));
}

TEST(Plan, RecordsWhatIsByTheAxesAskedFor) {
    const study::Study few = load(head);
    const study::Study all = load(head + "record: {every: 3, by: [organisation, place]}\n");
    EXPECT_EQ(Plan(few).layout().series.size(), 2u);
    const Plan plan(all);
    const record::ResultLayout layout = plan.layout();
    EXPECT_EQ(layout.series.size(), 3u);
    ASSERT_EQ(layout.times.size(), 18u);
    EXPECT_EQ(layout.times[1], all.horizon.date_of(3));
    EXPECT_EQ(layout.times_end[17], all.horizon.end);
}

TEST(Plan, ShardsCoverEveryBundleOnce) {
    const study::Study study = load(head + two_by_three);
    const Plan plan(study);
    for (std::uint64_t bundle = 0; bundle < plan.bundles(); ++bundle) {
        int owners = 0;
        for (std::uint64_t shard = 0; shard < 4; ++shard) owners += plan.is_of_shard(bundle, shard, 4) ? 1 : 0;
        EXPECT_EQ(owners, 1);
    }
}

TEST(Identity, AFilesFormAndItsReplicatesChangeNothing) {
    const study::Study a = load(head + "parameters: {threat: 0.3}\n");
    const study::Study b = load("# a comment\nreplicates: 8\n" + head);
    EXPECT_EQ(study::identity_of(a), study::identity_of(b));
    EXPECT_NE(study::study_hash(a), study::study_hash(b));
}

TEST(Identity, EveryInputChangesTheDynamics) {
    const auto dynamics = [](const std::string& more, const std::vector<std::string>& sets = {}) {
        return study::identity_of(load(head + more, sets)).dynamics;
    };
    const std::set<std::string> all{dynamics(""),
                                    dynamics("", {"seed=8"}),
                                    dynamics("", {"threat=0.31"}),
                                    dynamics("", {"horizon.end=2014-06-23"}),
                                    dynamics("changes: [{from: 2013-08-01, set: {threat: 0.1}}]\n"),
                                    dynamics("changes: [{from: 2013-08-08, set: {threat: 0.1}}]\n"),
                                    dynamics("design: {factors: {decay: [0.1]}}\n"),
                                    dynamics("design: {parameters: [prior]}\n")};
    EXPECT_EQ(all.size(), 8u);
}

TEST(Identity, RecordingIsApartFromTheDynamics) {
    const auto a = study::identity_of(load(head));
    const auto b = study::identity_of(load(head + "outcomes: {x: mean(calm)}\n"));
    const auto c = study::identity_of(load(head + "record: {every: 2 weeks}\n"));
    EXPECT_EQ(a.dynamics, b.dynamics);
    EXPECT_NE(a.recording, b.recording);
    EXPECT_NE(a.recording, c.recording);
}

}  // namespace
}  // namespace peacenorm
