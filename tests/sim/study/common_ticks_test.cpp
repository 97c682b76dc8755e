// SPDX-License-Identifier: Apache-2.0
#include "sim/study/common_ticks.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "sim/run/bundle_run.hpp"
#include "sim/study/early_ends.hpp"
#include "sim/study/identity.hpp"
#include "sim/study/plan.hpp"
#include "tests/sim/study/toy_study.hpp"

namespace peacenorm {
namespace {

using study::Plan;
using testing::HasSubstr;
using toy::faults_of;
using toy::head;
using toy::load;

/// Half of the window's ten weeks, then none, in the second arm.
const std::string leaving = head +
                            "branch: 2013-10-07\nreference: stays\narms:\n  stays: {}\n"
                            "  leaves: {organisations.minusma.leaves: 2013-11-11}\n"
                            "outcomes:\n  visited: sum(visits.minusma, 2013-10-07..2013-12-15)\n"
                            "  others: sum(visits.barkhane, 2013-10-07..2013-12-15)\n";

/// The outcome of a run by name.
double of(const study::Study& study, const record::RunResult& run, const std::string& name) {
    for (std::size_t i = 0; i < study.outcomes.size(); ++i)
        if (study.outcomes[i].name == name) return run.data.outcomes[i];
    ADD_FAILURE() << name;
    return 0;
}

record::BundleResult bundle_of(const study::Study& study) {
    const Plan plan(study);
    auto bundle = study::run_bundle(plan, plan.bundle(0), {});
    EXPECT_TRUE(bundle.has_value());
    return std::move(*bundle);
}

TEST(CommonTicks, AnActorThatLeavesIsRecordedOverTheWeeksThatBothArmsHave) {
    const study::Study study = load(leaving);
    const record::BundleResult bundle = bundle_of(study);
    const auto& stays = bundle.runs[0];
    const auto& leaves = bundle.runs[1];
    EXPECT_EQ(of(study, stays, "visited__presence"), 0);
    EXPECT_EQ(of(study, leaves, "visited__presence"), 1);
    EXPECT_EQ(of(study, stays, "visited__share_1"), 0.5);
    EXPECT_EQ(of(study, leaves, "visited__share_0"), 0.5);
    EXPECT_EQ(of(study, stays, "visited__over_0"), of(study, stays, "visited"));
    EXPECT_GT(of(study, stays, "visited"), of(study, leaves, "visited"));
    EXPECT_EQ(of(study, stays, "visited__over_1"),
              of(study, leaves, "visited__over_0"));  // the same luck, the same weeks
    EXPECT_THAT(study.outcomes[3].expression, HasSubstr("within 2013-10-07..2013-12-15"));
    EXPECT_THAT(study.outcomes[5].expression, HasSubstr("within 2013-10-07..2013-11-10"));
}

TEST(CommonTicks, NothingIsAddedForAnActorThatIsAlwaysThere) {
    const study::Study study = load(leaving);
    for (const record::Outcome& outcome : study.outcomes) EXPECT_FALSE(outcome.name.starts_with("others__"));
    EXPECT_EQ(load(leaving, {"arms.leaves.organisations.minusma.leaves=2013-12-16"}).outcomes.size(), 2u);
    EXPECT_EQ(load(head + "outcomes: {x: sum(visits.minusma)}\n", {"organisations.minusma.leaves=2013-12-16"})
                  .outcomes.size(),
              1u);  // one arm, one point: nothing to compare
}

TEST(CommonTicks, ThePointsOfADesignAnswerToo) {
    const study::Study study = load(head +
                                    "outcomes: {x: sum(visits.minusma)}\ndesign: {factors: "
                                    "{organisations.minusma.leaves: [2013-09-02, 2014-06-23]}}\n");
    ASSERT_EQ(study.outcomes.size(), 6u);
    EXPECT_EQ(study.outcomes[0].presence, nullptr);
    EXPECT_EQ(study.outcomes[1].presence->ticks.size(), 2u);
}

TEST(CommonTicks, TheResolvedStudyNamesOnlyItsOwnOutcomes) {
    const study::Study study = load(leaving);
    const std::string text = config::to_yaml(study.resolved());
    EXPECT_EQ(text.find("__"), std::string::npos);
    EXPECT_EQ(study::identity_of(study::load_study_text("again", text, {&toy::model()})), study::identity_of(study));
}

TEST(CommonTicks, AStudyCannotStopByThePrecisionOfSuchAnOutcome) {
    EXPECT_THAT(faults_of(leaving + "replicates: {until: {half_width: 1, of: visited, at_most: 99}}\n"),
                HasSubstr("the actor of 'visited' is not there in its whole window in every arm"));
    EXPECT_EQ(faults_of(leaving + "replicates: {until: {half_width: 1, of: others, at_most: 99}}\n"), "");
}

}  // namespace
}  // namespace peacenorm
