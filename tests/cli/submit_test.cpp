// SPDX-License-Identifier: Apache-2.0
// Names that a shell would run, in everything that reaches the batch scripts; stand-ins on the PATH play Slurm.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>

#include "tests/cli/process.hpp"
#include "tests/sim/study/toy_study.hpp"

namespace peacenorm {
namespace {

namespace fs = std::filesystem;

using cli_test::Finished;
using testing::HasSubstr;
using toy::bytes_of;
using toy::Folder;
using toy::head;

const std::vector<std::string> hostile{"$(touch PWNED)", "`touch PWNED`", "a\"; touch PWNED; \"", "a'; touch PWNED; '",
                                       "a;touch PWNED",  "a & b # c",     "@RESULT@ @RUN@",       "100%a %j"};

/// A folder with a study, and a Slurm that numbers jobs and runs nothing.
class Desk {
  public:
    explicit Desk(const std::string& study = "study.yaml") {
        folder_.write(study, head + "replicates: 2\noutcomes: {calm_mean: mean(calm)}\n");
        fs::create_directory(folder_ / "bin");
        for (const char* tool : {"sbatch", "srun", "scontrol", "squeue"}) {
            folder_.write(std::string("bin/") + tool, "#!/bin/sh\necho 7\n");
            fs::permissions(folder_ / "bin" / tool, fs::perms::owner_all);
        }
    }
    Finished call(std::vector<std::string> words) const {
        const std::string path = "PATH=" + (folder_ / "bin").string() + ":/usr/bin:/bin";
        words.insert(words.begin(),
                     {"/usr/bin/env", path, "SLURM_ARRAY_TASK_ID=0", "SLURM_ARRAY_JOB_ID=7", "SLURM_JOB_ID=7"});
        return cli_test::run(words, (folder_ / "").string());
    }
    Finished submit(std::vector<std::string> words) const {
        words.insert(words.begin(), {TOY_PROGRAM, "submit"});
        return call(words);
    }
    /// Runs a written script as Slurm would; the lines for sbatch are the shell's comments.
    Finished run(const fs::path& out, const std::string& script) const {
        return call({"/bin/bash", out.string() + ".slurm/" + script, "7"});
    }
    bool is_taken() const { return fs::exists(folder_ / "PWNED"); }
    const Folder& folder() const { return folder_; }

  private:
    Folder folder_;
};

TEST(Submit, NamesAreNotRunByItsScripts) {
    for (const std::string& name : hostile) {
        const std::string study = name + ".yaml", out = name + ".nc";
        const Desk desk(study);
        const Finished submitted =
            desk.submit({study, "--out", out, "--tasks", "1", "--set", "title=" + std::string("x y")});
        ASSERT_EQ(submitted.code, 0) << name << submitted.err;
        const Finished shard = desk.run(out, "shards.sh");
        EXPECT_EQ(shard.code, 0) << name << shard.out << shard.err;
        EXPECT_EQ(desk.run(out, "merge.sh").code, 0) << name;
        EXPECT_TRUE(fs::exists(desk.folder() / out)) << name;
        EXPECT_FALSE(desk.is_taken()) << name;
    }
}

TEST(Submit, ANameOfAStudyIsNotRunByItsScripts) {
    for (const std::string name : {"$(touch PWNED)", "`touch PWNED`", "a'; touch PWNED; '"}) {
        const Desk desk;
        ASSERT_EQ(desk.submit({"study.yaml", "--tasks", "1", "--set", "name=\"" + name + "\""}).code, 0) << name;
        const std::string out = "results/" + name + ".nc";
        EXPECT_EQ(desk.run(out, "shards.sh").code, 0) << name;
        EXPECT_EQ(desk.run(out, "merge.sh").code, 0) << name;
        EXPECT_TRUE(fs::exists(desk.folder() / out)) << name;
        EXPECT_FALSE(desk.is_taken()) << name;
    }
}

TEST(Submit, TheScriptOfRanksRunsNoNames) {
    for (const std::string& name : hostile) {
        const Desk desk;
        desk.submit({"study.yaml", "--mpi", "--tasks", "1", "--out", name + ".nc", "--partition", "$(touch,PWNED)"});
        desk.run(name + ".nc", "ranks.sh");  // its stand-in of srun starts nothing
        EXPECT_THAT(bytes_of(desk.folder() / (name + ".nc.slurm/ranks.sh")),
                    HasSubstr("--partition=\"$(touch,PWNED)\""));
        EXPECT_FALSE(desk.is_taken()) << name;
    }
}

TEST(Submit, AQuoteEndsNoLineForSbatch) {
    const Desk desk;
    ASSERT_EQ(desk.submit({"study.yaml", "--out", "a\" --wrap=x %j.nc"}).code, 0);
    const std::string script = bytes_of(desk.folder() / "a\" --wrap=x %j.nc.slurm/shards.sh");
    EXPECT_THAT(script, HasSubstr("/a\\\" --wrap=x %%j.nc.slurm\"/shard-%a.log\n"));
}

TEST(Submit, ControlCharactersAreRefusedAllAtOnce) {
    const Desk desk;
    const Finished refused = desk.submit({"study.yaml", "--out", "a\n#SBATCH --wrap=x", "--partition", "b\tc", "--time",
                                          "1\n", "--set", "title=\"a\rb\"", "--dry-run"});
    EXPECT_EQ(refused.code, 2);
    for (const char* place : {"--out: error: ", "--partition: error: ", "--time: error: ", "--set: error: "})
        EXPECT_THAT(refused.err, HasSubstr(place));
    EXPECT_EQ(refused.out, "");
    EXPECT_EQ(desk.submit({"study.yaml", "--out", "a\\b.nc"}).code, 2);
    EXPECT_EQ(desk.submit({"study.yaml", "--set", "name=\"a\\nb\""}).code, 2);
}

TEST(Submit, APathThatBeginsWithADashIsNoOption) {
    const Desk desk;
    ASSERT_EQ(desk.submit({"study.yaml", "--out=-a.nc", "--tasks", "1"}).code, 0);
    EXPECT_EQ(desk.run("./-a.nc", "shards.sh").code, 0);
    EXPECT_TRUE(fs::exists(desk.folder() / "-a.nc"));
}

}  // namespace
}  // namespace peacenorm
