// SPDX-License-Identifier: Apache-2.0
#include "sim/run/precision_session.hpp"

#include <gmock/gmock.h>

#include <atomic>

#include "sim/store/result_reader.hpp"
#include "sim/study/identity.hpp"
#include "tests/sim/study/toy_study.hpp"

namespace peacenorm::study {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using toy::bytes_of;
using toy::Folder;
using toy::head;

/// A pair's difference of `calm_mean` has a standard deviation of about 0.01.
std::string counterfactual(const std::string& half_width, int at_most) {
    return head +
           "branch: 2014-01-06\nreference: history\narms:\n  history: {}\n  harder: {threat: 0.5, "
           "organisations.minusma.effort: 0.6}\n" +
           "replicates: {until: {half_width: " + half_width + ", of: calm_mean, at_most: " + std::to_string(at_most) +
           "}}\noutcomes: {calm_mean: \"mean(calm, across_branch)\", visited: \"sum(visits.minusma, "
           "across_branch)\"}\n";
}

/// One session; the decision, if there was one.
std::optional<Decision> session(const std::string& text, const std::filesystem::path& result,
                                Execution execution = {}) {
    Study study = toy::load(text);
    const Plan plan(study);
    record::ResultLayout layout = plan.layout();
    PartStore store(result, layout, identity_of(study));
    const auto decision = execute_until_precise(study, plan, store, execution).decision;
    if (!decision) return decision;
    record::ResultLayout decided = plan.layout();
    decided.attributes = provenance(study, "peacenorm run study.yaml");
    for (auto& fact : precision_facts(plan, *decision)) decided.attributes.push_back(std::move(fact));
    store.join(decided);
    return decision;
}

std::uint64_t runs_in(const std::filesystem::path& result) {
    return record::open_result(result).variable("run").rows();
}

TEST(PrecisionSession, StopsAtTheFirstLookThatIsPreciseEnough) {
    const Folder folder;
    const auto decision = session(counterfactual("0.004", 200), folder / "r.nc");
    ASSERT_TRUE(decision.has_value());
    EXPECT_EQ(decision->look.replicates, 64u);
    EXPECT_TRUE(decision->is_met);
    EXPECT_LE(decision->look.half_width, 0.004);
    EXPECT_EQ(runs_in(folder / "r.nc"), 128u);
    const record::h5::File file = record::open_result(folder / "r.nc");
    EXPECT_EQ(file.attribute("precision_looks"), "4");
    EXPECT_EQ(file.attribute("precision_stopped_by"), "precision");
    EXPECT_THAT(
        file.attribute("precision").value_or(""),
        AllOf(HasSubstr("(arm harder), 0.004 wanted"), HasSubstr("interim analyses after 32, 64, 128, 200 replicates"),
              HasSubstr("stopped after 64 by precision")));
    EXPECT_FALSE(std::filesystem::exists(folder / "r.nc.parts"));
}

TEST(PrecisionSession, StopsAtTheMostWhereItIsNeverPrecise) {
    const Folder folder;
    const auto decision = session(counterfactual("1e-6", 40), folder / "r.nc");
    ASSERT_TRUE(decision.has_value());
    EXPECT_FALSE(decision->is_met);
    EXPECT_EQ(runs_in(folder / "r.nc"), 80u);
    EXPECT_EQ(record::open_result(folder / "r.nc").attribute("precision_stopped_by"), "at_most");
}

TEST(PrecisionSession, SameBytesForAnyThreadsAndInterruptions) {
    const Folder folder;
    const std::string text = counterfactual("0.004", 200);
    Execution execution;
    session(text, folder / "one.nc", execution);
    execution.threads = 5;
    session(text, folder / "five.nc", execution);
    EXPECT_TRUE(bytes_of(folder / "five.nc") == bytes_of(folder / "one.nc"));
    int sessions = 0;
    std::atomic<int> asked{0};
    for (bool ended = false; !ended; ++sessions) {
        ASSERT_LT(sessions, 200);
        execution.threads = 2;
        execution.publish_every = std::chrono::milliseconds(0);
        const int stop_at = asked + 60;
        execution.is_interrupted = [&, stop_at] { return ++asked > stop_at; };
        ended = session(text, folder / "broken.nc", execution).has_value();
    }
    EXPECT_GT(sessions, 3);
    EXPECT_TRUE(bytes_of(folder / "broken.nc") == bytes_of(folder / "one.nc"));
}

TEST(PrecisionSession, WorkBeyondTheDecisionLeavesNoTrace) {
    const Folder folder;
    const std::string text = counterfactual("0.004", 200);
    session(text, folder / "plain.nc");
    Study study = toy::load(text);
    const Plan plan(study);
    const record::ResultLayout layout = plan.layout();
    {
        PartStore store(folder / "more.nc", layout, identity_of(study));
        record::BundleResult failed{150, {}};
        failed.runs.resize(2);
        for (record::RunResult& run : failed.runs) run = {record::Status::failed, {}, "made up"};
        store.publish({failed});
    }
    session(text, folder / "more.nc");
    EXPECT_TRUE(bytes_of(folder / "more.nc") == bytes_of(folder / "plain.nc"));
}

TEST(PrecisionSession, AFinishedBundleThatIsDamagedIsToldAndNotDecidedUpon) {
    const Folder folder;
    Study study = toy::load(counterfactual("0.004", 200));
    const Plan plan(study);
    const record::ResultLayout layout = plan.layout();
    PartStore store(folder / "r.nc", layout, identity_of(study));
    Execution execution;
    execution.report = [&](const Progress&) {  // as soon as something is there, it is spoilt
        for (const auto& part : record::parts_in(folder / "r.nc.parts")) std::filesystem::resize_file(part, 100);
    };
    EXPECT_THROW(execute_until_precise(study, plan, store, execution), IoError);
    EXPECT_FALSE(std::filesystem::exists(folder / "r.nc"));
}

TEST(PrecisionSession, AFinishedStudyGrowsWhenMoreIsAsked) {
    const Folder folder;
    session(counterfactual("0.005", 200), folder / "r.nc");
    EXPECT_EQ(runs_in(folder / "r.nc"), 64u);
    session(counterfactual("0.003", 200), folder / "r.nc");
    session(counterfactual("0.003", 200), folder / "whole.nc");
    EXPECT_EQ(runs_in(folder / "r.nc"), 256u);
    EXPECT_TRUE(bytes_of(folder / "r.nc") == bytes_of(folder / "whole.nc"));
}

TEST(PrecisionSession, AResultTellsItsOwnDecision) {
    const Folder folder;
    const auto made = session(counterfactual("0.004", 200), folder / "r.nc");
    const auto decided = [&](const std::string& half_width, int at_most) {
        const Study study = toy::load(counterfactual(half_width, at_most));
        const Plan plan(study);
        return decision_of(study, plan, folder / "r.nc");
    };
    ASSERT_TRUE(decided("0.004", 200).has_value());
    EXPECT_EQ(decided("0.004", 200)->look.half_width, made->look.half_width);
    EXPECT_EQ(decided("0.004", 64)->is_met, true);
    EXPECT_FALSE(decided("0.001", 200).has_value());          // goes on from it
    EXPECT_THROW(decided("0.04", 200), config::ConfigError);  // 32 would have been enough
}

}  // namespace
}  // namespace peacenorm::study
