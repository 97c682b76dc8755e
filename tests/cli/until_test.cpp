// SPDX-License-Identifier: Apache-2.0
// Studies that run until they are precise, over several processes: the program over the toy model.
#include <gmock/gmock.h>

#include <filesystem>

#include "tests/cli/process.hpp"
#include "tests/sim/study/toy_study.hpp"

namespace peacenorm {
namespace {

namespace fs = std::filesystem;
using cli_test::Finished;
using cli_test::Process;
using testing::AllOf;
using testing::HasSubstr;
using toy::bytes_of;
using toy::Folder;
using toy::head;

/// Stops after 64 replicates of at most 200.
const std::string study =
    head +
    "branch: 2014-01-06\nreference: history\n"
    "arms: {history: {}, harder: {threat: 0.5, organisations.minusma.effort: 0.6}}\n"
    "replicates: {until: {half_width: 0.004, of: calm_mean, at_most: 200}}\n"
    "outcomes: {calm_mean: 'mean(calm, across_branch)', visited: 'sum(visits.minusma, across_branch)'}\n";

Finished peacenorm(const Folder& folder, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), TOY_PROGRAM);
    return cli_test::run(arguments, (folder / "").string());
}

std::string unbroken(const Folder& folder) {
    folder.write("study.yaml", study);
    EXPECT_EQ(peacenorm(folder, {"run", "study.yaml", "--out", "unbroken.nc"}).code, 0);
    return bytes_of(folder / "unbroken.nc");
}

TEST(UntilInShards, ThatDoNotMeetTakeTurnsToTheBytesOfOneProcess) {
    const Folder folder;
    const std::string whole = unbroken(folder);
    int turns = 0;
    for (bool ended = false; !ended; ++turns) {
        ASSERT_LT(turns, 20);
        const std::string shard = std::to_string(turns % 3) + "/3";
        const Finished run = peacenorm(folder, {"run", "study.yaml", "--out", "r.nc", "--shard", shard, "--wait", "0"});
        ended = run.code == 0;
        if (ended) continue;
        EXPECT_EQ(run.code, 75) << run.err;
        EXPECT_THAT(run.err, AllOf(HasSubstr("shard " + shard + " is done up to the interim analysis"),
                                   HasSubstr("bundles of other shards"), HasSubstr("continue with:")));
    }
    EXPECT_GT(turns, 3);
    EXPECT_TRUE(bytes_of(folder / "r.nc") == whole);
    EXPECT_FALSE(fs::exists(folder / "r.nc.parts"));
    const Finished late = peacenorm(folder, {"run", "study.yaml", "--out", "r.nc", "--shard", "1/3"});
    EXPECT_EQ(late.code, 0) << late.err;
    EXPECT_THAT(late.out, HasSubstr("nothing left to do"));
}

TEST(UntilInShards, ThatRunTogetherWaitForOneAnother) {
    const Folder folder;
    unbroken(folder);
    fs::create_directory(folder / "other");
    Process one({TOY_PROGRAM, "run", "../study.yaml", "--out", "../r.nc", "--shard", "0/2"},
                (folder / "other").string());
    const Finished two = peacenorm(folder, {"run", "study.yaml", "--out", "r.nc", "--shard", "1/2"});
    const Finished first = one.wait();
    EXPECT_EQ(first.code, 0) << first.err;
    EXPECT_EQ(two.code, 0) << two.err;
    EXPECT_EQ(peacenorm(folder, {"diff", "r.nc", "unbroken.nc"}).code, 0);
}

TEST(UntilInShards, OfOtherMachinesAreMergedOnceTheyDecide) {
    const Folder folder;
    const std::string whole = unbroken(folder);
    const auto run = [&](const std::string& out, const std::string& shard) {
        return peacenorm(folder, {"run", "study.yaml", "--out", out, "--shard", shard, "--wait", "0"}).code;
    };
    ASSERT_EQ(run("a.nc", "0/2"), 75);
    const Finished early = peacenorm(folder, {"merge", "a.nc", "--out", "m.nc"});
    EXPECT_EQ(early.code, 1);
    EXPECT_THAT(early.err, HasSubstr("16 of 32 bundles are missing"));
    ASSERT_EQ(run("b.nc", "1/2"), 75);
    const Finished undecided = peacenorm(folder, {"merge", "a.nc", "b.nc", "--out", "m.nc"});
    EXPECT_EQ(undecided.code, 1);
    EXPECT_THAT(undecided.err, HasSubstr("32 of 64 bundles are missing"));
    // In one folder they go on: each sees what the others have published.
    for (const auto& entry : fs::directory_iterator(folder / "b.nc.parts"))
        if (entry.path().extension() == ".h5")
            fs::rename(entry.path(), folder / "a.nc.parts" / entry.path().filename());
    ASSERT_EQ(run("a.nc", "0/2"), 75);
    ASSERT_EQ(run("a.nc", "1/2"), 0);
    EXPECT_TRUE(bytes_of(folder / "a.nc") == whole);
}

TEST(UntilInShards, PartsThatDecideAreMergedToTheSameBytes) {
    const Folder folder;
    folder.write("loose.yaml", study + "title: loose\n");
    ASSERT_EQ(
        peacenorm(folder, {"run", "loose.yaml", "--set", "replicates.until.half_width=0.01", "--out", "one.nc"}).code,
        0);
    for (const char* shard : {"0/2", "1/2"})  // each in a folder of its own, so that neither can decide
        ASSERT_EQ(peacenorm(folder, {"run", "loose.yaml", "--set", "replicates.until.half_width=0.01", "--wait", "0",
                                     "--shard", shard, "--out", std::string(1, shard[0]) + ".nc"})
                      .code,
                  75);
    const Finished merge = peacenorm(folder, {"merge", "0.nc", "1.nc", "--out", "merged.nc"});
    EXPECT_EQ(merge.code, 0) << merge.err;
    EXPECT_TRUE(bytes_of(folder / "merged.nc") == bytes_of(folder / "one.nc"));
    const Finished again =
        peacenorm(folder, {"run", "loose.yaml", "--set", "replicates.until.half_width=0.01", "--out", "merged.nc"});
    EXPECT_THAT(again.out, AllOf(HasSubstr("stopped after 32 by precision"), HasSubstr("nothing left to do")));
}

}  // namespace
}  // namespace peacenorm
