// SPDX-License-Identifier: Apache-2.0
#include "sim/run/executor.hpp"

#include <fmt/core.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <cmath>

#include "sim/results/outcome_table.hpp"
#include "sim/run/bundle_run.hpp"
#include "sim/run/crew.hpp"
#include "sim/store/result_reader.hpp"
#include "sim/study/identity.hpp"
#include "tests/sim/study/toy_study.hpp"

namespace peacenorm {
namespace {

using study::Ending;
using study::Execution;
using study::Plan;
using toy::head;
using toy::load;

const std::string small_study =
    head + "design: {factors: {decay: [0, 0.1], villages: [1, 2]}}\nreplicates: 6\noutcomes: {calm_mean: mean(calm)}\n";

/// Runs a study into a file until done or told to stop.
Ending run(const study::Study& study, const std::filesystem::path& result, Execution execution) {
    const Plan plan(study);
    record::ResultLayout layout = plan.layout();
    layout.attributes = study::provenance(study, "peacenorm run study.yaml");
    study::PartStore store(result, layout, study::identity_of(study));
    const Ending ending = study::execute(plan, store, execution);
    if (ending == Ending::finished) store.join();
    return ending;
}

std::string bytes_of_run(const study::Study& study, const std::filesystem::path& result, int threads) {
    Execution execution;
    execution.threads = threads;
    EXPECT_EQ(run(study, result, execution), Ending::finished);
    return toy::bytes_of(result);
}

std::vector<double> numbers(const std::filesystem::path& result, const std::string& name) {
    const record::h5::File file = record::open_result(result);
    const record::h5::Variable variable = file.variable(name);
    std::vector<double> values(variable.rows() * variable.cells());
    variable.read<double>({0, variable.rows()}, values);
    return values;
}

TEST(Executor, SameBytesForAnyNumberOfThreads) {
    const toy::Folder folder;
    const study::Study study = load(small_study);
    const std::string one = bytes_of_run(study, folder / "1.nc", 1);
    EXPECT_GT(one.size(), 1000u);
    for (const int threads : {2, 3, 8})
        EXPECT_TRUE(bytes_of_run(study, folder / (std::to_string(threads) + ".nc"), threads) == one) << threads;
}

TEST(Executor, AnInterruptedStudyGoesOnToTheSameBytes) {
    const toy::Folder folder;
    const study::Study study = load(small_study);
    const std::string unbroken = bytes_of_run(study, folder / "unbroken.nc", 2);
    std::atomic<int> looks{0};
    int sessions = 0;
    for (Ending ending = Ending::interrupted; ending == Ending::interrupted; ++sessions) {
        Execution execution;
        execution.threads = 2;
        execution.publish_every = std::chrono::milliseconds(0);
        const int stop_at = looks + 20;  // a few bundles a session
        execution.is_interrupted = [&, stop_at] { return ++looks > stop_at; };
        ending = run(study, folder / "broken.nc", execution);
        ASSERT_LT(sessions, 100);
    }
    EXPECT_GT(sessions, 2);
    EXPECT_TRUE(toy::bytes_of(folder / "broken.nc") == unbroken);
}

TEST(Pace, PublishesEvery5SecondsAtFirstAndEveryTenthOfItsTimeLater) {
    using namespace std::chrono_literals;
    EXPECT_EQ(study::until_next(5s, study::Pace::slows, 0s), 5s);
    EXPECT_EQ(study::until_next(5s, study::Pace::slows, 1h), 6min);
    EXPECT_EQ(study::until_next(5s, study::Pace::slows, 20h), 10min);
    EXPECT_EQ(study::until_next(5s, study::Pace::steady, 20h), 5s);
}

TEST(Pace, LeavesFilesByTheHourAndNotByTheRun) {
    using namespace std::chrono_literals;
    const auto files_in = [](std::chrono::milliseconds session) {
        int files = 0;
        for (std::chrono::milliseconds worked = 0s; worked < session; ++files)
            worked += study::until_next(5s, study::Pace::slows, worked);
        return files;
    };
    EXPECT_LE(files_in(1h), 60);
    EXPECT_LE(files_in(24h), 200);
}

TEST(Executor, AStudyThatGrewKeepsWhatItHad) {
    const toy::Folder folder;
    const study::Study small = load(small_study), large = load(small_study, {"replicates=9"});
    std::atomic<int> looks{0};
    Execution stopped;
    stopped.is_interrupted = [&] { return ++looks > 30; };
    ASSERT_EQ(run(small, folder / "grown.nc", stopped), Ending::interrupted);
    const Plan plan(large);
    const record::ResultLayout layout = plan.layout();
    EXPECT_GT(study::PartStore(folder / "grown.nc", layout, study::identity_of(large)).ledger().done, 0u);
    EXPECT_TRUE(bytes_of_run(large, folder / "grown.nc", 1) == bytes_of_run(large, folder / "fresh.nc", 1));
}

TEST(Executor, AFailedRunIsRecordedAndTheOthersGoOn) {
    const toy::Folder folder;
    const std::string limit = "parameters: {breaks_above: 0.42}\n";  // of threat + decay: some draws break the rule
    const study::Study study =
        load(head + limit + "design: {parameters: [prior]}\nreplicates: 40\noutcomes: {x: mean(calm)}\n");
    bytes_of_run(study, folder / "a.nc", 2);
    const Plan plan(study);
    const study::ResultSummary summary = study::summarise(plan, folder / "a.nc");
    const auto& x = summary.outcomes.at(0).at(0);
    EXPECT_GT(summary.failed, 0u);
    EXPECT_GT(x.n, 0u);
    EXPECT_EQ(x.n + summary.failed, 40u);
    EXPECT_EQ(x.missing, summary.failed);
}

TEST(Executor, ACountThatIsNotANumberFailsItsRun) {
    const study::Study study = load(head + "parameters: {miscounts_above: 0.3}\n");
    const Plan plan(study);
    const auto bundle = study::run_bundle(plan, plan.bundle(0), [](std::uint64_t) { return true; });
    ASSERT_TRUE(bundle.has_value());
    EXPECT_EQ(bundle->runs.at(0).status, record::Status::failed);
    EXPECT_EQ(bundle->runs.at(0).error, "the count visits is not a number");
}

TEST(Executor, AnExtraOutcomeChangesNoSeries) {
    const toy::Folder folder;
    bytes_of_run(load(small_study), folder / "a.nc", 1);
    bytes_of_run(load(small_study, {"outcomes.extra=sum(visits.minusma, 2013-08..2013-09)"}), folder / "b.nc", 1);
    for (const char* name : {"visits", "calm", "calm_mean"})
        EXPECT_EQ(numbers(folder / "a.nc", name), numbers(folder / "b.nc", name)) << name;
    EXPECT_FALSE(record::open_result(folder / "a.nc").has("extra"));
    EXPECT_TRUE(record::open_result(folder / "b.nc").has("extra"));
}

TEST(Executor, ProgressAndReportingChangeNothingAndEndAtOne) {
    const toy::Folder folder;
    const study::Study study = load(small_study);
    study::Progress last;
    Execution execution;
    execution.threads = 2;
    execution.report = [&](const study::Progress& progress) { last = progress; };
    ASSERT_EQ(run(study, folder / "a.nc", execution), Ending::finished);
    EXPECT_EQ(last.done, 24u);
    EXPECT_EQ(last.total, 24u);
    EXPECT_DOUBLE_EQ(last.share, 1.0);
    EXPECT_TRUE(toy::bytes_of(folder / "a.nc") == bytes_of_run(study, folder / "b.nc", 1));
}

TEST(Executor, ChangesWorkFromTheWeekThatHoldsTheirDate) {
    const toy::Folder folder;
    const std::string weekly = head + "record: {every: 1}\n";
    bytes_of_run(load(weekly), folder / "a.nc", 1);
    bytes_of_run(load(weekly + "changes: [{from: 2013-07-18, set: {organisations.minusma.effort: 0}}]\n"),
                 folder / "b.nc", 1);
    const std::vector<double> a = numbers(folder / "a.nc", "visits"), b = numbers(folder / "b.nc", "visits");
    for (std::size_t week = 0; week < 52; ++week) {
        EXPECT_EQ(b[2 * week], week < 2 ? a[2 * week] : 0) << week;
        EXPECT_EQ(b[2 * week + 1], a[2 * week + 1]) << week;  // the other organisation keeps its random numbers
    }
}

TEST(Executor, SummaryIsTheMeanAndSpreadOverReplicates) {
    const toy::Folder folder;
    const study::Study study = load(small_study);
    bytes_of_run(study, folder / "a.nc", 1);
    const Plan plan(study);
    const std::vector<double> values = numbers(folder / "a.nc", "calm_mean");
    double sum = 0, squares = 0;
    for (std::size_t r = 0; r < 6; ++r) sum += values[4 * r + 2];
    for (std::size_t r = 0; r < 6; ++r) squares += (values[4 * r + 2] - sum / 6) * (values[4 * r + 2] - sum / 6);
    const study::OutcomeSummary cell = study::summarise(plan, folder / "a.nc").outcomes.at(2).at(0);
    EXPECT_EQ(cell.n, 6u);
    EXPECT_NEAR(cell.mean, sum / 6, 1e-12);
    EXPECT_NEAR(cell.sd, std::sqrt(squares / 5), 1e-12);
}

TEST(Executor, SumOfATotalIsTheSumOfItsSeriesAndItsMeanIsByTick) {
    const toy::Folder folder;
    bytes_of_run(load(head + "outcomes: {all: sum(visits.barkhane), weekly: mean(visits.barkhane)}\n"), folder / "a.nc",
                 1);
    const std::vector<double> visits = numbers(folder / "a.nc", "visits");
    double sum = 0;
    for (std::size_t i = 1; i < visits.size(); i += 2) sum += visits[i];
    EXPECT_GT(sum, 0);
    EXPECT_EQ(numbers(folder / "a.nc", "all"), std::vector<double>{sum});
    EXPECT_EQ(numbers(folder / "a.nc", "weekly"), std::vector<double>{sum / 52});
}

TEST(Executor, CostsLessThanFiftyMicrosecondsARun) {
    const toy::Folder folder;
    // One village for one week: what is left is the machinery. Best of three, as others may use the machine.
    const study::Study study = load(head +
                                        "parameters: {villages: 1}\nreplicates: 20000\nrecord: {by: []}\n"
                                        "outcomes: {x: mean(calm)}\n",
                                    {"horizon.end=2013-07-08"});
    const Plan plan(study);
    const record::ResultLayout layout = plan.layout();
    double best = 1e9;
    for (int trial = 0; trial < 3; ++trial) {
        study::PartStore store(folder / (std::to_string(trial) + ".nc"), layout, study::identity_of(study));
        double seconds = 0;
        Execution execution;
        execution.report = [&](const study::Progress& progress) { seconds = progress.seconds; };
        ASSERT_EQ(study::execute(plan, store, execution), Ending::finished);
        best = std::min(best, seconds / 20000);
    }
    fmt::print("overhead {:.1f} microseconds a run\n", best * 1e6);
#ifdef NDEBUG
    EXPECT_LT(best, 50e-6);
#else
    EXPECT_LT(best, 1e-3);
#endif
}

}  // namespace
}  // namespace peacenorm
