// SPDX-License-Identifier: Apache-2.0
// Shards, deadlines and merging as a user meets them: the program over the toy model.
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

const std::string sweep = head +
                          "design: {factors: {decay: [0, 0.1, 0.2]}}\nreplicates: 4\noutcomes: {calm_mean: mean(calm), "
                          "visited: sum(visits.minusma)}\n";

std::vector<std::string> words(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), TOY_PROGRAM);
    return arguments;
}

Finished peacenorm(const Folder& folder, std::vector<std::string> arguments) {
    return cli_test::run(words(std::move(arguments)), (folder / "").string());
}

std::vector<fs::path> parts_of(const fs::path& result) {
    std::vector<fs::path> parts;
    for (const auto& entry : fs::directory_iterator(result.string() + ".parts"))
        if (entry.path().extension() == ".h5") parts.push_back(entry.path());
    return parts;
}

std::string unbroken(const Folder& folder) {
    EXPECT_EQ(peacenorm(folder, {"run", "sweep.yaml", "--out", "unbroken.nc"}).code, 0);
    return bytes_of(folder / "unbroken.nc");
}

TEST(Shards, AnyNumberOfThemInAnyOrderGiveTheBytesOfOneProcess) {
    const Folder folder;
    folder.write("sweep.yaml", sweep);
    const std::string whole = unbroken(folder);
    for (const int shards : {1, 3, 7}) {
        const std::string out = std::to_string(shards) + ".nc";
        for (int shard = shards - 1; shard >= 0; --shard) {
            const std::string name = std::to_string(shard) + "/" + std::to_string(shards);
            const Finished run = peacenorm(folder, {"run", "sweep.yaml", "--out", out, "--shard", name});
            EXPECT_EQ(run.code, 0) << run.err;
            if (shard == 0) continue;
            EXPECT_THAT(run.out, AllOf(HasSubstr("shard " + name + " done; "),
                                       HasSubstr("peacenorm merge " + out + ".parts --out " + out)));
        }
        EXPECT_TRUE(bytes_of(folder / out) == whole) << shards << " shards";
        EXPECT_FALSE(fs::exists(folder / (out + ".parts")));
    }
}

TEST(Shards, AStudyBegunInShardsIsFinishedByAnyMixOfThem) {
    const Folder folder;
    folder.write("sweep.yaml", sweep);
    ASSERT_EQ(peacenorm(folder, {"run", "sweep.yaml", "--out", "mix.nc", "--shard", "1/3"}).code, 0);
    ASSERT_EQ(peacenorm(folder, {"run", "sweep.yaml", "--out", "mix.nc", "--shard", "0/5"}).code, 0);
    const Finished rest = peacenorm(folder, {"run", "sweep.yaml", "--out", "mix.nc"});
    EXPECT_EQ(rest.code, 0) << rest.err;
    EXPECT_TRUE(bytes_of(folder / "mix.nc") == unbroken(folder));
}

TEST(Shards, TwoThatEndTogetherBothSucceed) {
    const Folder folder;
    folder.write("sweep.yaml", sweep);
    const std::string whole = unbroken(folder);
    for (int round = 0; round < 5; ++round) {
        const std::string out = std::to_string(round) + ".nc";
        fs::create_directory(folder / "other");
        Process one(words({"run", "../sweep.yaml", "--out", "../" + out, "--shard", "0/2"}),
                    (folder / "other").string());
        const Finished two = peacenorm(folder, {"run", "sweep.yaml", "--out", out, "--shard", "1/2"});
        const Finished first = one.wait();
        EXPECT_EQ(first.code, 0) << first.err;
        EXPECT_EQ(two.code, 0) << two.err;
        const Finished merge = peacenorm(folder, {"merge", out + ".parts", "--out", out});
        EXPECT_EQ(merge.code, 0) << merge.err;
        EXPECT_EQ(peacenorm(folder, {"diff", out, "unbroken.nc"}).code, 0);
    }
}

TEST(Shards, AWrongShardOrDeadlineIsWrongUsage) {
    const Folder folder;
    folder.write("sweep.yaml", sweep);
    for (const char* shard : {"4/4", "-1/4", "1", "a/b", "1/0", "1/9999999999"}) {
        const Finished run = peacenorm(folder, {"run", "sweep.yaml", std::string("--shard=") + shard});
        EXPECT_EQ(run.code, 2) << shard;
        EXPECT_THAT(run.err, HasSubstr("I/N")) << shard;
    }
    for (const char* deadline : {"soon", "5", "2026-13-01T00:00", "5x"}) {
        const Finished run = peacenorm(folder, {"run", "sweep.yaml", std::string("--deadline=") + deadline});
        EXPECT_EQ(run.code, 2) << deadline;
        EXPECT_THAT(run.err, HasSubstr("1h30m")) << deadline;
    }
    EXPECT_FALSE(fs::exists(folder / "results"));
}

TEST(Deadline, StopsInTimeAndTheNextSessionGoesOn) {
    const Folder folder;
    // 52 ticks of 4 ms: a bundle takes 0.2 s, all of them 4 s.
    folder.write("slow.yaml", head + "parameters: {pause: 0.004}\nreplicates: 20\noutcomes: {calm_mean: mean(calm)}\n");
    const auto start = std::chrono::steady_clock::now();
    const Finished first =
        peacenorm(folder, {"run", "slow.yaml", "--out", "slow.nc", "--threads", "1", "--deadline", "2s"});
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(4));
    EXPECT_EQ(first.code, 75) << first.err;
    EXPECT_THAT(first.err, HasSubstr("to continue:\n  "));
    EXPECT_FALSE(parts_of(folder / "slow.nc").empty());
    ASSERT_EQ(peacenorm(folder, {"run", "slow.yaml", "--out", "slow.nc", "--threads", "8"}).code, 0);
    ASSERT_EQ(peacenorm(folder, {"run", "slow.yaml", "--out", "unbroken.nc", "--threads", "8"}).code, 0);
    EXPECT_TRUE(bytes_of(folder / "slow.nc") == bytes_of(folder / "unbroken.nc"));
}

TEST(Deadline, OneThatHasPassedRunsNothing) {
    const Folder folder;
    folder.write("sweep.yaml", sweep);
    const Finished run =
        peacenorm(folder, {"run", "sweep.yaml", "--out", "x.nc", "--deadline", "2020-01-01T00:00:00Z"});
    EXPECT_EQ(run.code, 75);
    EXPECT_THAT(run.err, HasSubstr("0 of 12 runs are kept"));
}

class Merging : public testing::Test {
  protected:
    Merging() { folder.write("sweep.yaml", sweep); }
    /// Runs a shard into a folder of parts of its own.
    void shard(const std::string& out, const std::string& name, const std::string& set = "seed=7") {
        ASSERT_EQ(peacenorm(folder, {"run", "sweep.yaml", "--out", out, "--shard", name, "--set", set}).code, 0);
    }
    Folder folder;
};

TEST_F(Merging, JoinsFoldersPartsAndResultsIntoTheBytesOfOneProcess) {
    shard("a.nc", "0/3");
    shard("b.nc", "1/3");
    shard("c.nc", "2/3");
    const Finished refused = peacenorm(folder, {"merge", "a.nc", "b.nc.parts", "--out", "ab.nc"});
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.err, AllOf(HasSubstr("4 of 12 bundles are missing: 2, 5, 8, 11"), HasSubstr("--partial")));
    EXPECT_FALSE(fs::exists(folder / "ab.nc"));
    const Finished partial =
        peacenorm(folder, {"merge", "a.nc", "b.nc.parts", "--out", "ab.nc", "--partial", "--shards", "3"});
    EXPECT_EQ(partial.code, 0) << partial.err;
    EXPECT_THAT(partial.err, HasSubstr("--array=2 SCRIPT"));
    EXPECT_THAT(peacenorm(folder, {"inspect", "ab.nc"}).out,
                AllOf(HasSubstr("8 done, 0 failed, 4 missing"), HasSubstr("4 of 12 bundles are missing")));
    const Finished whole =
        peacenorm(folder, {"merge", "ab.nc", parts_of(folder / "c.nc").front().string(), "--out", "abc.nc"});
    EXPECT_EQ(whole.code, 0) << whole.err;
    ASSERT_EQ(peacenorm(folder, {"run", "sweep.yaml", "--out", "d.nc", "--set", "seed=7"}).code, 0);
    EXPECT_TRUE(bytes_of(folder / "abc.nc") == bytes_of(folder / "d.nc"));
}

TEST_F(Merging, ARunGoesOnFromAPartialResult) {
    shard("a.nc", "0/3");
    ASSERT_EQ(peacenorm(folder, {"merge", "a.nc.parts", "--out", "a.nc", "--partial"}).code, 0);
    ASSERT_EQ(peacenorm(folder, {"run", "sweep.yaml", "--out", "a.nc", "--set", "seed=7"}).code, 0);
    ASSERT_EQ(peacenorm(folder, {"run", "sweep.yaml", "--out", "d.nc", "--set", "seed=7"}).code, 0);
    EXPECT_TRUE(bytes_of(folder / "a.nc") == bytes_of(folder / "d.nc"));
}

TEST_F(Merging, RefusesAnotherStudyAndSaysWhatDiffers) {
    shard("a.nc", "0/2");
    shard("b.nc", "1/2", "threat=0.2");
    const Finished merge = peacenorm(folder, {"merge", "a.nc.parts", "b.nc.parts", "--out", "ab.nc"});
    EXPECT_EQ(merge.code, 2);
    EXPECT_THAT(merge.err, AllOf(HasSubstr("b.nc.parts/part-"), HasSubstr("threat: 0.2 there, 0.3 here")));
    EXPECT_FALSE(fs::exists(folder / "ab.nc"));
}

TEST_F(Merging, ADeletedOrDamagedPartIsReported) {
    shard("a.nc", "0/2");
    shard("a.nc", "1/4");
    shard("a.nc", "3/8");
    const Finished gaps = peacenorm(folder, {"merge", "a.nc.parts", "--out", "a.nc", "--shards", "8"});
    EXPECT_EQ(gaps.code, 1);
    EXPECT_THAT(gaps.err, AllOf(HasSubstr("1 of 12 bundles are missing: 7"), HasSubstr("--array=7 SCRIPT")));
    for (const fs::path& part : parts_of(folder / "a.nc"))
        if (part.stem().string().ends_with("-3of8")) fs::resize_file(part, fs::file_size(part) / 2);
    const Finished damaged = peacenorm(folder, {"merge", "a.nc.parts", "--out", "a.nc"});
    EXPECT_EQ(damaged.code, 1);
    EXPECT_THAT(damaged.err, AllOf(HasSubstr("truncated"), HasSubstr("3 of 12 bundles are missing: 3, 7, 11")));
}

TEST_F(Merging, OfAFinishedStudyHasNothingLeftToDo) {
    shard("a.nc", "0/2");
    shard("a.nc", "1/2");
    ASSERT_TRUE(fs::exists(folder / "a.nc"));
    const std::string bytes = bytes_of(folder / "a.nc");
    const Finished merge = peacenorm(folder, {"merge", "a.nc.parts", "--out", "a.nc"});
    EXPECT_EQ(merge.code, 0) << merge.err;
    EXPECT_THAT(merge.out, HasSubstr("nothing left to do"));
    EXPECT_TRUE(bytes_of(folder / "a.nc") == bytes);
    EXPECT_EQ(peacenorm(folder, {"merge", "nowhere.parts", "--out", "b.nc"}).code, 74);
}

}  // namespace
}  // namespace peacenorm
