// SPDX-License-Identifier: Apache-2.0
// What the machine lacks: room on the disk, memory, handles, the right to a large file. It ends in order, loses
// nothing, and the same command goes on.
#include <gmock/gmock.h>

#include <algorithm>

#include "sim/store/part_files.hpp"
#include "tests/cli/process.hpp"
#include "tests/sim/study/toy_study.hpp"

namespace peacenorm {
namespace {

namespace fs = std::filesystem;
using cli_test::Finished;
using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;
using toy::bytes_of;
using toy::Folder;
using toy::head;

const std::string small_study = head +
                                "replicates: 6\narms: {as_is: {}, quiet: {organisations.minusma.effort: 0}}\n"
                                "reference: as_is\noutcomes: {calm_mean: mean(calm)}\n";

std::string place(const Folder& folder) {
    return (folder / "").string();
}

Finished run(const Folder& folder, const std::string& out, const std::vector<std::string>& more = {}) {
    std::vector<std::string> words{TOY_PROGRAM, "run", "study.yaml", "--out", out, "--quiet", "--threads", "2"};
    words.insert(words.end(), more.begin(), more.end());
    return cli_test::run(words, place(folder));
}

Finished shell(const Folder& folder, const std::string& script) {
    return cli_test::run({"/bin/sh", "-c", script}, place(folder));
}

/// The environment in which writes to files with `path` in their name fail from the `at`th on.
std::string failing(const std::string& path, int at, const std::string& with, const std::string& how_long) {
    return "env LD_PRELOAD=" FAILING_WRITES " ASAN_OPTIONS=verify_asan_link_order=0 FAIL_MARK=failed FAIL_PATH=" +
           path + " FAIL_AT=" + std::to_string(at) + " FAIL_WITH=" + with + " FAIL_FOR=" + how_long + " ";
}

struct Trial {
    std::string command, out;  ///< what is run; where its result goes
    std::string with, how_long;
    int step = 1;  ///< between the calls that are tried
};

/// Lets the command fail at its first call that writes, at a later one, ..., until it no longer meets the fault; after
/// each, the same command without the fault must end in the same bytes. Shape: how many calls there were.
int fail_at_every_call(const Folder& folder, const Trial& trial, const std::string& wanted) {
    for (int at = 1;; at += trial.step) {
        fs::remove_all(folder / trial.out);
        fs::remove_all(folder / (trial.out + ".parts"));
        fs::remove(folder / "failed");
        const Finished broken = shell(folder, failing(trial.out, at, trial.with, trial.how_long) + trial.command);
        const std::string here = trial.with + " at call " + std::to_string(at) + ": " + broken.err;
        if (!fs::exists(folder / "failed")) return at - 1;
        EXPECT_THAT(broken.code, AnyOf(0, 74)) << here;
        EXPECT_TRUE(broken.code == 74 || bytes_of(folder / trial.out) == wanted) << here;
        EXPECT_THAT(broken.err, AnyOf("", HasSubstr("No space left on device"), HasSubstr("Input/output error")))
            << here;
        const Finished resumed = shell(folder, trial.command);
        EXPECT_EQ(resumed.code, 0) << here << resumed.err;
        EXPECT_TRUE(bytes_of(folder / trial.out) == wanted) << here;
        if (testing::Test::HasFailure()) return at;
    }
}

TEST(Scarcity, AFullDiskAtAnyCallThatWritesEndsIn74AndLosesNothing) {
    const Folder folder;
    folder.write("study.yaml", small_study);
    ASSERT_EQ(run(folder, "whole.nc").code, 0);
    const std::string whole = bytes_of(folder / "whole.nc");
    const std::string command = std::string(TOY_PROGRAM) + " run study.yaml --out full.nc --quiet --threads 2";
    EXPECT_GT(fail_at_every_call(folder, {command, "full.nc", "ENOSPC", "ever", 4}, whole), 20);
    EXPECT_GT(fail_at_every_call(folder, {command, "full.nc", "EIO", "once"}, whole), 20);
}

TEST(Scarcity, AFullDiskWhilePartsAreMergedEndsIn74AndLosesNothing) {
    const Folder folder;
    folder.write("study.yaml", small_study);
    ASSERT_EQ(run(folder, "whole.nc").code, 0);
    for (const char* shard : {"0/3", "1/3"}) ASSERT_EQ(run(folder, "shards.nc", {"--shard", shard}).code, 0);
    ASSERT_EQ(run(folder, "rest.nc", {"--shard", "2/3"}).code, 0);
    const std::string command = std::string(TOY_PROGRAM) + " merge shards.nc.parts rest.nc.parts --out merged.nc";
    EXPECT_GT(fail_at_every_call(folder, {command, "merged.nc", "ENOSPC", "ever", 3}, bytes_of(folder / "whole.nc")),
              10);
}

TEST(Scarcity, AFileSizeLimitEndsIn74) {
    const Folder folder;
    folder.write("study.yaml", small_study);
    ASSERT_EQ(run(folder, "whole.nc").code, 0);
    const std::string command = std::string(TOY_PROGRAM) + " run study.yaml --out limited.nc --quiet";
    for (const char* blocks : {"1", "20", "60"}) {
        const Finished limited = shell(folder, std::string("ulimit -f ") + blocks + "; exec " + command);
        EXPECT_EQ(limited.code, 74) << limited.err;
    }
    const Finished exported =
        shell(folder, std::string("ulimit -f 1; exec ") + TOY_PROGRAM + " export whole.nc --series calm --out s.csv");
    EXPECT_EQ(exported.code, 74) << exported.err;
    EXPECT_FALSE(fs::exists(folder / "s.csv"));
    EXPECT_EQ(shell(folder, command).code, 0);
    EXPECT_TRUE(bytes_of(folder / "limited.nc") == bytes_of(folder / "whole.nc"));
}

TEST(Scarcity, ALackOfMemoryIsNoResultAndIsTriedAgain) {
    const Folder folder;
    folder.write("study.yaml",
                 "model: toy\nseed: 7\nhorizon: {start: 2013-07-01, end: 2013-09-02}\nreplicates: 3\n"
                 "design: {factors: {villages: [10, 100000]}}\noutcomes: {calm_mean: mean(calm)}\n");
    ASSERT_EQ(run(folder, "whole.nc").code, 0);
    const std::string command = std::string(TOY_PROGRAM) + " run study.yaml --out lack.nc --quiet --threads 1";
    const Finished lacking =
        shell(folder,
              "env LD_PRELOAD=" FAILING_WRITES " ASAN_OPTIONS=verify_asan_link_order=0 FAIL_MEMORY=800000 " + command);
    EXPECT_EQ(lacking.code, 74) << lacking.err;
    EXPECT_THAT(lacking.err,
                AllOf(HasSubstr("memory has run out in bundle 1"), HasSubstr("what was finished is kept")));
    EXPECT_FALSE(fs::exists(folder / "lack.nc"));
    ASSERT_TRUE(fs::exists(folder / "lack.nc.parts")) << "bundle 0 is kept";
    EXPECT_EQ(record::parts_in(folder / "lack.nc.parts").size(), 1u);
    const Finished again = shell(folder, command);
    EXPECT_EQ(again.code, 0) << again.err;
    EXPECT_TRUE(bytes_of(folder / "lack.nc") == bytes_of(folder / "whole.nc"));
}

TEST(Scarcity, ManyPartsAreJoinedWithFewHandles) {
    const Folder folder;
    folder.write("study.yaml", head + "replicates: 120\noutcomes: {calm_mean: mean(calm)}\n");
    ASSERT_EQ(run(folder, "whole.nc").code, 0);
    ASSERT_EQ(run(folder, "parts.nc", {"--shard", "0/2", "--publish-every", "0"}).code, 0);
    ASSERT_GT(record::parts_in(folder / "parts.nc.parts").size(), 50u);
    const Finished joined = shell(folder, std::string("ulimit -n 32; exec ") + TOY_PROGRAM +
                                              " run study.yaml --out parts.nc --quiet --publish-every 0");
    EXPECT_EQ(joined.code, 0) << joined.err;
    EXPECT_TRUE(bytes_of(folder / "parts.nc") == bytes_of(folder / "whole.nc"));
}

TEST(Scarcity, AnEmptiedIdentityFileStopsNoStudyWhosePartsAreWhole) {
    const Folder folder;
    folder.write("study.yaml", small_study);
    ASSERT_EQ(run(folder, "whole.nc").code, 0);
    for (const char* left : {"", "peacenorm: parts of a study under way\ndynamics_hash: 12"}) {
        ASSERT_EQ(run(folder, "emptied.nc", {"--shard", "0/2"}).code, 0);
        folder.write("emptied.nc.parts/identity", left);
        const Finished resumed = run(folder, "emptied.nc");
        EXPECT_EQ(resumed.code, 0) << resumed.err;
        EXPECT_TRUE(bytes_of(folder / "emptied.nc") == bytes_of(folder / "whole.nc"));
        fs::remove(folder / "emptied.nc");
    }
    ASSERT_EQ(run(folder, "other.nc", {"--shard", "0/2"}).code, 0);
    folder.write("other.nc.parts/identity", "");
    const Finished other = run(folder, "other.nc", {"--seed", "8"});
    EXPECT_EQ(other.code, 2) << "parts of another study are still known by themselves";
    EXPECT_THAT(other.err, HasSubstr("results are never mixed"));
}

TEST(Scarcity, RunsThatFinishOneStudyAtOnceAllEndWell) {
    const Folder folder;
    folder.write("study.yaml",
                 head + "replicates: 40\nparameters: {pause: 0.00005}\noutcomes: {calm_mean: mean(calm)}\n");
    ASSERT_EQ(run(folder, "whole.nc").code, 0);
    const std::string command =
        std::string(TOY_PROGRAM) + " run study.yaml --out race.nc --quiet --threads 1 --publish-every 0";
    for (int i = 0; i < 4; ++i) {
        const Finished race = shell(folder, "for i in 1 2 3 4; do (" + command +
                                                " 2>>said; echo $? >>codes) & done; wait; "
                                                "cat said >&2; sort codes | uniq -c; rm -f codes said");
        EXPECT_THAT(race.out, AllOf(HasSubstr("4 0"), Not(HasSubstr("74")))) << race.err;
        EXPECT_TRUE(bytes_of(folder / "race.nc") == bytes_of(folder / "whole.nc"));
        fs::remove(folder / "race.nc");
    }
}

TEST(Scarcity, ATooLargeStudyIsRefusedWithTheLimit) {
    const Folder folder;
    folder.write("study.yaml", head +
                                   "replicates: 1000000000\ndesign: {kind: sobol, points: 1000000000, factors: "
                                   "{decay: {range: [0, 1]}}}\n"
                                   "outcomes: {calm_mean: mean(calm)}\n");
    const Finished checked = cli_test::run({TOY_PROGRAM, "check", "study.yaml"}, place(folder));
    EXPECT_EQ(checked.code, 2) << checked.err;
    EXPECT_THAT(checked.err, AllOf(HasSubstr("the study is too large"), HasSubstr("at most 1000000000 runs in all")));
}

}  // namespace
}  // namespace peacenorm
