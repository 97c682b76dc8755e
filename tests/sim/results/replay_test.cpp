// SPDX-License-Identifier: Apache-2.0
#include "sim/results/replay.hpp"

#include <gmock/gmock.h>

#include "sim/run/bundle_run.hpp"
#include "sim/store/result_reader.hpp"
#include "tests/sim/study/finished.hpp"

namespace peacenorm {
namespace {

using testing::HasSubstr;
using toy::FinishedStudy;
using toy::head;

const std::string branched =
    head +
    "arms: {as_is: {}, quiet: {organisations.minusma.effort: 0}}\nreference: as_is\n"
    "branch: 2013-10-07\nfutures: 2\nreplicates: 3\noutcomes: {calm_mean: \"mean(calm, across_branch)\"}\n"
    "design: {parameters: [prior], prior_paths: [threat]}\n";

study::Replay replay(const std::filesystem::path& result, std::uint64_t run, record::Trace* trace = nullptr) {
    return study::replay(result, run, {&toy::model()}, trace);
}

/// Counts what it hears.
struct Listener final : record::Trace {
    int visits = 0;
    void write(Date, std::string_view kind, std::initializer_list<record::Fact>) override { visits += kind == "visit"; }
};

TEST(Replay, EveryRunOfABranchedStudyIsTheSameAgain) {
    const FinishedStudy study(branched);
    for (std::uint64_t run = 0; run < 12; ++run) {
        const study::Replay again = replay(study.result, run);
        EXPECT_TRUE(again.equal()) << study::render(again);
        EXPECT_EQ(again.replicate, run / 4);
        EXPECT_EQ(again.arm, run % 4 < 2 ? "as_is" : "quiet");
    }
}

TEST(Replay, AChangedValueIsFound) {
    const study::Study study = toy::load(head + "outcomes: {calm_mean: mean(calm)}\n");
    const study::Plan plan(study);
    record::ResultLayout layout = plan.layout();
    layout.attributes = study::provenance(study, "peacenorm run study.yaml");
    const toy::Folder folder;
    study::PartStore store(folder / "a.nc", layout, study::identity_of(study));
    auto bundle = study::run_bundle(plan, plan.bundle(0), {});
    bundle->runs[0].data.outcomes[0] += 1e-15;
    bundle->runs[0].data.series[0][3] += 1;
    store.publish({std::move(*bundle)});
    store.join();
    const study::Replay again = replay(folder / "a.nc", 0);
    ASSERT_EQ(again.differences.size(), 2u) << study::render(again);
    EXPECT_THAT(again.differences[0], HasSubstr("calm_mean at run 0"));
    EXPECT_THAT(again.differences[1], HasSubstr("visits at run 0, time 2013-07-29, organisation barkhane"));
}

TEST(Replay, ATraceHearsTheWholeRunAndChangesNothing) {
    const FinishedStudy study(branched);
    Listener listener;
    EXPECT_TRUE(replay(study.result, 0, &listener).equal());
    std::vector<std::int64_t> visits(13 * 2);
    record::open_result(study.result).variable("visits").read<std::int64_t>({0, 1}, visits);
    std::int64_t recorded = 0;
    for (const std::int64_t one : visits) recorded += one;
    EXPECT_EQ(listener.visits, recorded);
    EXPECT_GT(recorded, 0);
}

TEST(Replay, AFailedRunFailsAgainInTheSameWay) {
    const FinishedStudy study(head +
                              "parameters: {breaks_above: 0.42}\nreplicates: 40\n"
                              "design: {parameters: [prior]}\n");
    std::vector<std::int8_t> status(40);
    record::open_result(study.result).variable("status").read<std::int8_t>({0, 40}, status);
    const auto failed = static_cast<std::uint64_t>(std::find(status.begin(), status.end(), 2) - status.begin());
    ASSERT_LT(failed, 40u);
    const study::Replay again = replay(study.result, failed);
    EXPECT_TRUE(again.equal()) << study::render(again);
    EXPECT_THAT(again.failure, HasSubstr("threat and decay exceed"));
}

TEST(Replay, ARunThatIsNotThereIsAnError) {
    const FinishedStudy study(head);
    EXPECT_THROW(replay(study.result, 1), IoError);
    EXPECT_THROW(replay(study.folder / "nothing.nc", 0), IoError);
}

}  // namespace
}  // namespace peacenorm
