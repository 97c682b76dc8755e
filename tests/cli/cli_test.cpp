// SPDX-License-Identifier: Apache-2.0
// The commands as a user meets them: the program over the toy model.
#include <gmock/gmock.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include "tests/cli/process.hpp"
#include "tests/sim/study/toy_study.hpp"

namespace peacenorm {
namespace {

using cli_test::Finished;
using cli_test::Process;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using toy::bytes_of;
using toy::Folder;
using toy::head;

const std::string sweep = head +
                          "design: {factors: {decay: [0, 0.1]}}\nreplicates: 3\noutcomes: {calm_mean: mean(calm), "
                          "visited: sum(visits.minusma)}\n";

std::vector<std::string> words(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), TOY_PROGRAM);
    return arguments;
}

Finished peacenorm(const Folder& folder, std::vector<std::string> arguments) {
    return cli_test::run(words(std::move(arguments)), (folder / "").string());
}

/// Waits until a part of the study is published, so that a signal comes in the middle.
void wait_for_parts(const std::filesystem::path& result, Process& process) {
    const std::filesystem::path folder = result.string() + ".parts";
    const auto has_part = [&] {
        std::error_code error;
        for (const auto& entry : std::filesystem::directory_iterator(folder, error))
            if (entry.path().extension() == ".h5") return true;
        return false;
    };
    for (int i = 0; i < 3000 && process.is_running() && !has_part(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

TEST(Cli, RunWritesTheResultAndItsTable) {
    const Folder folder;
    folder.write("sweep.yaml", sweep);
    const Finished run = peacenorm(folder, {"run", "sweep.yaml"});
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_THAT(run.out, AllOf(HasSubstr("calm_mean"), HasSubstr("visited"), HasSubstr("6 runs in results/sweep.nc"),
                               HasSubstr("note: a toy")));
    EXPECT_THAT(run.err, HasSubstr("6 of 6 done"));
    EXPECT_TRUE(std::filesystem::exists(folder / "results/sweep.nc"));
    EXPECT_FALSE(std::filesystem::exists(folder / "results/sweep.nc.parts"));
}

TEST(Cli, SecondRunHasNothingLeftToDoAndSaysTheSame) {
    const Folder folder;
    folder.write("sweep.yaml", sweep);
    const Finished first = peacenorm(folder, {"run", "sweep.yaml"});
    const std::string bytes = bytes_of(folder / "results/sweep.nc");
    const Finished second = peacenorm(folder, {"run", "sweep.yaml"});
    EXPECT_EQ(second.code, 0) << second.err;
    EXPECT_EQ(second.out, first.out + "nothing left to do\n");
    EXPECT_TRUE(bytes_of(folder / "results/sweep.nc") == bytes);
}

TEST(Cli, AnotherStudyNeverTouchesAResult) {
    const Folder folder;
    folder.write("sweep.yaml", sweep);
    peacenorm(folder, {"run", "sweep.yaml"});
    const std::string bytes = bytes_of(folder / "results/sweep.nc");
    for (const char* change : {"--seed=8", "--set=threat=0.2"}) {
        const Finished other = peacenorm(folder, {"run", "sweep.yaml", change});
        EXPECT_EQ(other.code, 2) << change;
        EXPECT_THAT(other.err, HasSubstr("results/sweep.nc")) << change;
    }
    EXPECT_TRUE(bytes_of(folder / "results/sweep.nc") == bytes);
}

TEST(Cli, MoreReplicatesGrowAFinishedStudyIntoTheSameBytes) {
    const Folder folder;
    folder.write("sweep.yaml", sweep);
    ASSERT_EQ(peacenorm(folder, {"run", "sweep.yaml"}).code, 0);
    ASSERT_EQ(peacenorm(folder, {"run", "sweep.yaml", "--replicates=4"}).code, 0);
    ASSERT_EQ(peacenorm(folder, {"run", "sweep.yaml", "--replicates=4", "--out=whole.nc"}).code, 0);
    EXPECT_TRUE(bytes_of(folder / "results/sweep.nc") == bytes_of(folder / "whole.nc"));
}

TEST(Cli, SameBytesForAnyNumberOfThreads) {
    const Folder folder;
    folder.write("sweep.yaml", sweep);
    ASSERT_EQ(peacenorm(folder, {"run", "sweep.yaml", "--threads", "1", "--out", "1.nc"}).code, 0);
    for (const std::string threads : {"2", "3", "8"}) {
        const std::string file = threads + ".nc";
        ASSERT_EQ(peacenorm(folder, {"run", "sweep.yaml", "--threads", threads, "--out", file, "--quiet"}).code, 0);
        EXPECT_TRUE(bytes_of(folder / file) == bytes_of(folder / "1.nc")) << threads;
    }
}

TEST(Cli, StoppedInTheMiddleItGoesOnToTheSameBytes) {
    const Folder folder;
    // 52 ticks of 2 ms: a run takes 0.1 s, so that a signal finds some finished and some not.
    folder.write("slow.yaml", head + "parameters: {pause: 0.002}\nreplicates: 60\noutcomes: {calm_mean: mean(calm)}\n");
    ASSERT_EQ(peacenorm(folder, {"run", "slow.yaml", "--out", "unbroken.nc", "--quiet", "--threads", "8"}).code, 0);
    const std::vector<std::string> command = words({"run", "slow.yaml", "--out", "broken.nc", "--threads", "2"});
    int interruptions = 0;
    for (const int signal : {SIGTERM, SIGUSR1, SIGINT}) {
        Process process(command, (folder / "").string());
        std::this_thread::sleep_for(std::chrono::milliseconds(600));
        process.send(signal);
        const Finished stopped = process.wait();
        if (stopped.code == 0) break;
        ++interruptions;
        EXPECT_EQ(stopped.code, 75) << stopped.err;
        EXPECT_THAT(stopped.err, HasSubstr("to continue:\n  " + std::string(TOY_PROGRAM) +
                                           " run slow.yaml --out broken.nc --threads 2"));
        EXPECT_FALSE(std::filesystem::exists(folder / "broken.nc"));
    }
    EXPECT_GE(interruptions, 2);
    ASSERT_EQ(peacenorm(folder, {"run", "slow.yaml", "--out", "broken.nc", "--threads", "2"}).code, 0);
    EXPECT_TRUE(bytes_of(folder / "broken.nc") == bytes_of(folder / "unbroken.nc"));
}

TEST(Cli, KilledItLosesOnlyWhatWasNotPublished) {
    const Folder folder;
    folder.write("slow.yaml",
                 head + "parameters: {pause: 0.002}\nreplicates: 100\noutcomes: {calm_mean: mean(calm)}\n");
    Process process(words({"run", "slow.yaml", "--out", "killed.nc", "--threads", "2"}), (folder / "").string());
    wait_for_parts(folder / "killed.nc", process);
    ASSERT_TRUE(process.is_running());
    process.send(SIGKILL);
    EXPECT_EQ(process.wait().code, 128 + SIGKILL);
    EXPECT_THAT(peacenorm(folder, {"inspect", "killed.nc"}).out, HasSubstr("study under way"));
    ASSERT_EQ(peacenorm(folder, {"run", "slow.yaml", "--out", "killed.nc", "--threads", "8"}).code, 0);
    ASSERT_EQ(peacenorm(folder, {"run", "slow.yaml", "--out", "whole.nc", "--threads", "8"}).code, 0);
    EXPECT_TRUE(bytes_of(folder / "killed.nc") == bytes_of(folder / "whole.nc"));
}

TEST(Cli, ASecondInterruptEndsItAtOnce) {
    const Folder folder;
    folder.write("slow.yaml", head + "parameters: {pause: 60}\n");  // a minute to the first look at the flag
    Process process(words({"run", "slow.yaml"}), (folder / "").string());
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    process.send(SIGINT);
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    process.send(SIGINT);
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(process.wait().code, 130);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(Cli, AllFaultsAreToldAtOnceAndNothingIsRun) {
    const Folder folder;
    folder.write(
        "bad.yaml",
        "model: toy\nsede: 1\nhorizon: {start: 2013-07-01, end: 2014-06-29}\nparameters:\n  thread: 1\n  decay: 7\n"
        "outcomes: {x: mean(clam)}\n");
    for (const char* command : {"run", "check"}) {
        const Finished bad = peacenorm(folder, {command, "bad.yaml"});
        EXPECT_EQ(bad.code, 2);
        for (const char* place : {"bad.yaml:2:1: error:", "bad.yaml:3:35: error:", "bad.yaml:5:3: error:",
                                  "bad.yaml:6:10: error:", "bad.yaml:7:20: error:"})
            EXPECT_THAT(bad.err, HasSubstr(place));
    }
    EXPECT_FALSE(std::filesystem::exists(folder / "results"));
}

TEST(Cli, WrongUsageIsTwo) {
    const Folder folder;
    EXPECT_EQ(peacenorm(folder, {}).code, 2);
    EXPECT_EQ(peacenorm(folder, {"rnu"}).code, 2);
    EXPECT_EQ(peacenorm(folder, {"run"}).code, 2);
    EXPECT_EQ(peacenorm(folder, {"run", "missing.yaml"}).code, 2);
    EXPECT_THAT(peacenorm(folder, {"run", "missing.yaml"}).err, HasSubstr("missing.yaml"));
    EXPECT_EQ(peacenorm(folder, {"describe", "tooy"}).code, 2);
    EXPECT_THAT(peacenorm(folder, {"describe", "tooy"}).err, HasSubstr("'toy'"));
}

TEST(Cli, TroubleWithFilesIsSeventyFour) {
    const Folder folder;
    folder.write("sweep.yaml", sweep);
    folder.write("file", "not a folder");
    const Finished run = peacenorm(folder, {"run", "sweep.yaml", "--out", "file/result.nc"});
    EXPECT_EQ(run.code, 74) << run.err;
    EXPECT_THAT(run.err, HasSubstr("file"));
    EXPECT_EQ(peacenorm(folder, {"inspect", "missing.nc"}).code, 74);
}

TEST(Cli, FailedRunsMakeTheExitCodeOneEachTime) {
    const Folder folder;
    folder.write("draws.yaml", head +
                                   "parameters: {breaks_above: 0.42}\ndesign: {parameters: [prior]}\nreplicates: 40\n"
                                   "outcomes: {x: mean(calm)}\n");
    for (int time = 0; time < 2; ++time) {
        const Finished run = peacenorm(folder, {"run", "draws.yaml"});
        EXPECT_EQ(run.code, 1);
        EXPECT_THAT(run.err, HasSubstr("of 40 runs failed"));
    }
    EXPECT_THAT(peacenorm(folder, {"inspect", "results/draws.nc"}).out, HasSubstr("decay: threat and decay exceed"));
}

TEST(Cli, CheckPrintsAStudyThatMeansTheSame) {
    const Folder folder;
    folder.write("sweep.yaml", sweep);
    const Finished check = peacenorm(folder, {"check", "sweep.yaml", "--set", "threat=0.2"});
    ASSERT_EQ(check.code, 0) << check.err;
    EXPECT_THAT(check.out, AllOf(HasSubstr("threat: 0.2"), HasSubstr("# design points 2, arms 1, bundles 6, runs 6"),
                                 HasSubstr("# time about"), HasSubstr("# memory about")));
    folder.write("resolved.yaml", check.out);
    ASSERT_EQ(peacenorm(folder, {"run", "sweep.yaml", "--set", "threat=0.2", "--out", "a.nc"}).code, 0);
    ASSERT_EQ(peacenorm(folder, {"run", "resolved.yaml", "--out", "b.nc"}).code, 0);
    const Finished diff = peacenorm(folder, {"diff", "a.nc", "b.nc"});
    EXPECT_EQ(diff.code, 0) << diff.out;
}

TEST(Cli, DiffTellsEqualFromDifferent) {
    const Folder folder;
    folder.write("sweep.yaml", sweep);
    peacenorm(folder, {"run", "sweep.yaml", "--out", "a.nc"});
    peacenorm(folder, {"run", "sweep.yaml", "--out", "b.nc", "--seed", "8"});
    EXPECT_EQ(peacenorm(folder, {"diff", "a.nc", "a.nc"}).code, 0);
    EXPECT_EQ(peacenorm(folder, {"diff", "a.nc", "b.nc", "--outcomes"}).code, 1);
    EXPECT_EQ(peacenorm(folder, {"diff", "a.nc", "c.nc"}).code, 74);
}

TEST(Cli, NewPrintsAStudyThatRuns) {
    const Folder folder;
    folder.write("new.yaml", peacenorm(folder, {"new"}).out);
    EXPECT_EQ(peacenorm(folder, {"run", "new.yaml"}).code, 0);
}

TEST(Cli, DescribeIsTheManual) {
    const Folder folder;
    EXPECT_THAT(peacenorm(folder, {"describe"}).out, HasSubstr("Villages and visits"));
    EXPECT_THAT(
        peacenorm(folder, {"describe", "toy"}).out,
        AllOf(HasSubstr("organisations.*.effort"), HasSubstr("uniform(0.2, 0.8)"), HasSubstr("visits_by_place")));
    EXPECT_THAT(peacenorm(folder, {"describe", "toy", "decay"}).out,
                AllOf(HasSubstr("decay of calm"), Not(HasSubstr("threat"))));
    EXPECT_THAT(peacenorm(folder, {"describe", "toy", "--format", "markdown"}).out,
                HasSubstr("| threat | number | 1 | 0..2 | 0.3 |"));
    EXPECT_THAT(peacenorm(folder, {"describe", "toy", "--format", "json-schema"}).out, HasSubstr("json-schema.org"));
    EXPECT_EQ(peacenorm(folder, {"describe", "toy", "decya"}).code, 2);
}

TEST(Cli, HelpShowsAnExampleForEachCommand) {
    const Folder folder;
    for (const char* command : {"run", "check", "new", "describe", "inspect", "diff"}) {
        const Finished help = peacenorm(folder, {command, "--help"});
        EXPECT_EQ(help.code, 0);
        EXPECT_THAT(help.out, HasSubstr("Example:\n  peacenorm " + std::string(command)));
    }
    const Finished version = peacenorm(folder, {"--version"});
    EXPECT_EQ(version.code, 0);
    EXPECT_THAT(version.out, AllOf(HasSubstr("peacenorm 0.1.0"), HasSubstr("commit "), HasSubstr("compiler ")));
}

TEST(Cli, QuietSaysNothing) {
    const Folder folder;
    folder.write("sweep.yaml", sweep);
    const Finished run = peacenorm(folder, {"run", "sweep.yaml", "--quiet"});
    EXPECT_EQ(run.code, 0);
    EXPECT_EQ(run.out + run.err, "");
}

const std::string policies =
    head +
    "arms: {as_is: {}, quiet: {organisations.minusma.effort: 0}}\nreference: as_is\n"
    "branch: 2013-10-07\nreplicates: 3\noutcomes: {visited: \"sum(visits.minusma, across_branch)\"}\n";

TEST(Cli, ACounterfactualStudyTellsItsArms) {
    const Folder folder;
    folder.write("policies.yaml", policies);
    const Finished run = peacenorm(folder, {"run", "policies.yaml"});
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_THAT(run.out, AllOf(HasSubstr("arm"), HasSubstr("as_is"), HasSubstr("quiet"),
                               HasSubstr("6 runs in results/policies.nc")));
    const Finished check = peacenorm(folder, {"check", "policies.yaml"});
    EXPECT_THAT(check.out, AllOf(HasSubstr("# design points 1, arms 2, bundles 3, runs 6"), HasSubstr("branch: 2013")));
}

TEST(Cli, ReplayRunsARowAgainAndWritesItsEvents) {
    const Folder folder;
    folder.write("policies.yaml", policies);
    peacenorm(folder, {"run", "policies.yaml"});
    const Finished replay = peacenorm(folder, {"replay", "results/policies.nc", "3", "--trace"});
    EXPECT_EQ(replay.code, 0) << replay.err;
    EXPECT_THAT(replay.out, AllOf(HasSubstr("run 3: arm quiet, replicate 1, seed 7"), HasSubstr("equal bit for bit"),
                                  HasSubstr("events in results/policies.nc.run-3.jsonl")));
    EXPECT_THAT(bytes_of(folder / "results/policies.nc.run-3.jsonl"),
                testing::StartsWith(R"({"date": "2013-07-01", "kind": "visit", "organisation": ")"));
    EXPECT_EQ(peacenorm(folder, {"replay", "results/policies.nc", "6"}).code, 74);
    EXPECT_EQ(peacenorm(folder, {"replay", "results/policies.nc", "x"}).code, 2);
}

TEST(Cli, ExportWritesTidyText) {
    const Folder folder;
    folder.write("policies.yaml", policies);
    peacenorm(folder, {"run", "policies.yaml"});
    const Finished runs = peacenorm(folder, {"export", "results/policies.nc"});
    EXPECT_EQ(runs.code, 0) << runs.err;
    EXPECT_THAT(runs.out, testing::StartsWith("run,bundle,arm,status,replicate,seed,visited\n0,0,as_is,1,0,7,"));
    const Finished series =
        peacenorm(folder, {"export", "results/policies.nc", "--series", "visits", "--out", "v.csv"});
    EXPECT_EQ(series.code, 0) << series.err;
    EXPECT_THAT(bytes_of(folder / "v.csv"),
                testing::StartsWith("run,arm,replicate,seed,step,time,organisation,visits\n0,as_is,0,7,1,2013-07-01,"));
    EXPECT_EQ(peacenorm(folder, {"export", "results/policies.nc", "--series", "vists"}).code, 2);
    EXPECT_EQ(peacenorm(folder, {"export", "results/nothing.nc"}).code, 74);
}

}  // namespace
}  // namespace peacenorm
