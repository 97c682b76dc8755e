// SPDX-License-Identifier: Apache-2.0
#include "sim/study/arms.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "sim/run/bundle_run.hpp"
#include "sim/store/result_reader.hpp"
#include "sim/study/identity.hpp"
#include "sim/study/study_file.hpp"
#include "tests/sim/study/toy_study.hpp"

namespace peacenorm {
namespace {

using study::Plan;
using testing::AllOf;
using testing::HasSubstr;
using toy::faults_of;
using toy::head;
using toy::load;

const std::string weekly = head +
                           "record: {every: 1}\noutcomes: {visited: 'sum(visits.minusma, across_branch)', calm_mean: "
                           "'mean(calm, across_branch)'}\n";
const std::string two_arms = "arms: {as_is: {}, quiet: {organisations.minusma.effort: 0}}\nreference: as_is\n";
const std::string branched = two_arms + "branch: 2013-10-07\n";  // tick 14

/// All runs of a bundle.
record::BundleResult bundle_of(const study::Study& study, std::uint64_t bundle = 0) {
    const Plan plan(study);
    auto result = study::run_bundle(plan, plan.bundle(bundle), {});
    EXPECT_TRUE(result.has_value());
    return std::move(*result);
}

bool same(const record::RunData& a, const record::RunData& b) {
    return a.series == b.series && a.outcomes == b.outcomes;
}

/// The visits of an organisation in a week.
double visits(const record::RunData& run, std::size_t week, std::size_t organisation) {
    return run.series[0][2 * week + organisation];
}

TEST(Arms, AnArmHoldsFromTheBranchAndSharesThePast) {
    const record::BundleResult bundle = bundle_of(load(weekly + branched));
    ASSERT_EQ(bundle.runs.size(), 2u);
    const record::RunData& reference = bundle.runs[0].data;
    const record::RunData& quiet = bundle.runs[1].data;
    double before = 0;
    for (std::size_t week = 0; week < 52; ++week) {
        EXPECT_EQ(visits(quiet, week, 0), week < 14 ? visits(reference, week, 0) : 0) << week;
        EXPECT_EQ(visits(quiet, week, 1), visits(reference, week, 1)) << week;
        if (week < 14) before += visits(reference, week, 0);
    }
    EXPECT_GT(before, 0);
}

TEST(Arms, AnEmptyBranchEqualsTheUnbrokenRunWhereverItLies) {
    const record::BundleResult unbroken = bundle_of(load(weekly));
    for (const char* date : {"2013-07-08", "2013-10-07", "2014-06-23"}) {
        const record::BundleResult bundle =
            bundle_of(load(weekly + "arms: {a: {}, b: {}}\nreference: a\nbranch: " + date + "\n"));
        EXPECT_TRUE(same(bundle.runs[0].data, unbroken.runs[0].data)) << date;
        EXPECT_TRUE(same(bundle.runs[1].data, unbroken.runs[0].data)) << date;
    }
}

TEST(Arms, ABranchEqualsARunThatChangesOnThatDate) {
    const record::BundleResult bundle = bundle_of(load(weekly + branched));
    const record::BundleResult changed =
        bundle_of(load(weekly + "changes: [{from: 2013-10-07, set: {organisations.minusma.effort: 0}}]\n"));
    EXPECT_TRUE(same(bundle.runs[1].data, changed.runs[0].data));
}

TEST(Arms, WithoutABranchAnArmHoldsFromTheFirstDay) {
    const record::BundleResult bundle = bundle_of(load(weekly + two_arms));
    const record::BundleResult quiet = bundle_of(load(weekly, {"organisations.minusma.effort=0"}));
    EXPECT_TRUE(same(bundle.runs[1].data, quiet.runs[0].data));
    EXPECT_FALSE(same(bundle.runs[0].data, quiet.runs[0].data));
}

TEST(Arms, AnArmsWordHoldsAgainstLaterChangesOfTheStudy) {
    const std::string later = "changes: [{from: 2014-01-06, set: {organisations.minusma.effort: 0.9}}]\n";
    const record::BundleResult bundle = bundle_of(load(weekly + later + branched));
    EXPECT_EQ(visits(bundle.runs[1].data, 40, 0), 0);
    EXPECT_GT(bundle.runs[0].data.outcomes[0], bundle.runs[1].data.outcomes[0]);
}

TEST(Arms, AnArmMayChangeAgainLater) {
    const record::BundleResult bundle =
        bundle_of(load(weekly + "arms: {as_is: {}, pause: {organisations.minusma.effort: 0, changes: [{from: "
                                "2014-01-06, set: {organisations.minusma.effort: 0.5}}]}}\nreference: as_is\n"
                                "branch: 2013-10-07\n"));
    for (std::size_t week = 0; week < 52; ++week)
        EXPECT_EQ(visits(bundle.runs[1].data, week, 0),
                  week >= 14 && week < 27 ? 0 : visits(bundle.runs[0].data, week, 0))
            << week;
}

TEST(Arms, FuturesShareThePastAndDifferAfterIt) {
    const study::Study study = load(weekly + branched + "futures: 3\n");
    const record::BundleResult bundle = bundle_of(study);
    ASSERT_EQ(bundle.runs.size(), 6u);
    const record::RunData &first = bundle.runs[0].data, &second = bundle.runs[1].data;
    EXPECT_TRUE(same(first, bundle_of(load(weekly)).runs[0].data));  // the first future is the unbroken run
    EXPECT_FALSE(same(first, second));
    for (std::size_t week = 0; week < 14; ++week) EXPECT_EQ(visits(first, week, 0), visits(second, week, 0));
    for (std::size_t week = 14; week < 52; ++week)  // a future is paired between arms
        EXPECT_EQ(visits(second, week, 1), visits(bundle.runs[4].data, week, 1));
    EXPECT_EQ(Plan(study).row(4).arm, "quiet");
    EXPECT_EQ(Plan(study).row(4).future, 1u);
    EXPECT_EQ(Plan(study).row(6).future, 0u);
}

TEST(Arms, OneRunAloneIsTheRunOfItsBundle) {
    const study::Study study = load(weekly + branched + "futures: 2\nreplicates: 3\n");
    const Plan plan(study);
    const record::BundleResult bundle = bundle_of(study, 2);
    for (std::uint32_t within = 0; within < 4; ++within)
        EXPECT_TRUE(same(study::run_alone(plan, plan.bundle(2), within, nullptr), bundle.runs[within].data)) << within;
}

TEST(Arms, AFailingArmLeavesTheOthers) {
    const study::Study drawn = load(weekly +
                                    "arms: {as_is: {}, high: {decay: 0.2}}\nreference: as_is\n"
                                    "parameters: {breaks_above: 0.5}\nreplicates: 20\n"
                                    "design: {parameters: [prior], prior_paths: [threat]}\n");
    int alone = 0;
    for (std::uint64_t i = 0; i < 20; ++i) {
        const record::BundleResult one = bundle_of(drawn, i);
        alone += one.runs[0].status == record::Status::done && one.runs[1].status == record::Status::failed ? 1 : 0;
    }
    EXPECT_GT(alone, 0);
}

TEST(Arms, ADroppedBundleLeavesNothingAndAWholeOneTellsAllItsTicks) {
    const study::Study study = load(weekly + branched + "futures: 2\n");
    const Plan plan(study);
    std::uint64_t walked = 0;
    const auto whole = study::run_bundle(plan, plan.bundle(0), [&](std::uint64_t ticks) {
        walked += ticks;
        return true;
    });
    EXPECT_TRUE(whole.has_value());
    EXPECT_EQ(walked, plan.ticks_per_bundle());
    EXPECT_EQ(walked, 14u + 4 * 38);
    EXPECT_FALSE(study::run_bundle(plan, plan.bundle(0), [](std::uint64_t) { return false; }).has_value());
}

TEST(Arms, ResolvedStudyReadsBackToItself) {
    const study::Study study = load(weekly + branched +
                                    "futures: 2\n"
                                    "design: {factors: {threat: [0.2, 0.3]}}\n");
    const std::string text = config::to_yaml(study.resolved());
    const study::Study again = study::load_study_text("configuration", text, {&toy::model()});
    EXPECT_EQ(config::to_yaml(again.resolved()), text);
    EXPECT_EQ(study::identity_of(again), study::identity_of(study));
    EXPECT_NE(study::identity_of(load(weekly + two_arms)), study::identity_of(load(weekly + branched)));
}

TEST(Arms, ASettingReachesIntoAnArm) {
    const study::Study study = load(weekly + two_arms, {"arms.quiet.organisations.minusma.effort=0.25"});
    EXPECT_EQ(study.arms.list.at(1).set.find("organisations.minusma.effort")->text, "0.25");
}

TEST(Arms, FaultsStandWhereTheyAreWritten) {
    const std::string faults = faults_of(head +
                                         "arms:\n  a: {organisations.minusmo.effort: 0}\n  b: {threat: 9}\n"
                                         "  c: 3\nreference: d\nbranch: 2013-07-09\nfutures: 0\n");
    EXPECT_THAT(faults, AllOf(HasSubstr(":7:6: error: arm 'c' is not a map"), HasSubstr(":8:12: error: 'd'"),
                              HasSubstr(":9:9: error: the branch 2013-07-09 is not the first day of a tick"),
                              HasSubstr(":10:10: error: '0'")));
    EXPECT_THAT(faults, AllOf(HasSubstr(":5:7: error: there is no 'minusmo'"), HasSubstr("did you mean 'minusma'"),
                              HasSubstr(":6:15: error: 'threat'")));
    EXPECT_THAT(faults_of(head + "branch: 2013-10-07\nreference: x\n"),
                AllOf(HasSubstr("'branch' without arms"), HasSubstr("'reference' without arms")));
    EXPECT_THAT(faults_of(head + "arms: {a: {}}\n"), HasSubstr("missing key 'reference'"));
    EXPECT_THAT(faults_of(head + "arms: {a: {}, b: {changes: [{from: 2013-07-08, set: {threat: 0}}]}}\nreference: a\n"
                                 "branch: 2013-10-07\n"),
                HasSubstr("before the branch"));
    EXPECT_THAT(faults_of(head + "arms: {a: {}, b: {organisations.new: {effort: 1}}}\nreference: a\n"),
                HasSubstr("this arm changes what results are labelled by"));
}

TEST(Arms, TheResultTellsArmsReferenceAndBranch) {
    const study::Study study = load(weekly + branched + "futures: 2\nreplicates: 2\n");
    const toy::Folder folder;
    const Plan plan(study);
    record::ResultLayout layout = plan.layout();
    layout.attributes = study::provenance(study, "peacenorm run study.yaml");
    study::PartStore store(folder / "a.nc", layout, study::identity_of(study));
    std::vector<record::BundleResult> bundles;
    for (std::uint64_t i = 0; i < 2; ++i) bundles.push_back(bundle_of(study, i));
    store.publish(std::move(bundles));
    store.join();
    const record::h5::File file = record::open_result(folder / "a.nc");
    EXPECT_EQ(file.attribute("reference"), "as_is");
    EXPECT_EQ(file.attribute("branch"), "2013-10-07");
    EXPECT_EQ(file.variable("arm").read_texts({0, 8}),
              (std::vector<std::string>{"as_is", "as_is", "quiet", "quiet", "as_is", "as_is", "quiet", "quiet"}));
    std::vector<std::int32_t> futures(8);
    file.variable("future").read<std::int32_t>({0, 8}, futures);
    EXPECT_EQ(futures, (std::vector<std::int32_t>{0, 1, 0, 1, 0, 1, 0, 1}));
}

TEST(Arms, OnlyArmsOfAModelWithConductFollowOthers) {
    EXPECT_THAT(faults_of(weekly + "arms: {as_is: {}, other: {follows: as_is}}\nreference: as_is\n"),
                HasSubstr("the model toy has no conduct to follow"));
    EXPECT_THAT(faults_of(weekly + "arms: {as_is: {}, other: {follows: as_it}}\nreference: as_is\n"),
                AllOf(HasSubstr("arm 'other' cannot follow 'as_it'"), HasSubstr("did you mean 'as_is'?")));
}

}  // namespace
}  // namespace peacenorm
