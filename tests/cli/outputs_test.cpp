// SPDX-License-Identifier: Apache-2.0
// Where the program writes: nothing but a plain file is replaced, no input, and success is said when all is written.
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <filesystem>
#include <functional>

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

/// A folder with a study and its result, and one of everything that is no plain file.
class Shelf {
  public:
    Shelf() {
        folder_.write("study.yaml", head + "replicates: 2\noutcomes: {calm_mean: mean(calm)}\n");
        call({"run", "study.yaml", "--out", "result.nc", "--quiet"});
        call({"run", "study.yaml", "--shard", "0/2", "--out", "parts.nc", "--quiet"});
        call({"run", "study.yaml", "--shard", "1/2", "--out", "other.nc", "--quiet"});
        fs::create_directory(folder_ / "folder");
        mkfifo((folder_ / "pipe").c_str(), 0600);
        mkdir((folder_ / "folder/inner").c_str(), 0700);
        fs::create_symlink("/dev/full", folder_ / "device");
        fs::create_symlink("nowhere", folder_ / "dangling");
        fs::create_symlink("loop", folder_ / "loop");
        fs::create_symlink("folder", folder_ / "to_folder");
        make_socket();
    }
    static std::vector<std::string> no_places() {
        return {"folder", "pipe", "device", "dangling", "loop", "to_folder", "socket", "nothing/", "/dev/full"};
    }
    Finished call(std::vector<std::string> words) const {
        words.insert(words.begin(), TOY_PROGRAM);
        return cli_test::run(words, (folder_ / "").string());
    }
    Finished shell(const std::string& line) const {
        return cli_test::run({"/bin/bash", "-c", line, "bash", TOY_PROGRAM}, (folder_ / "").string());
    }
    fs::path operator/(const std::string& name) const { return folder_ / name; }

  private:
    void make_socket() const {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const std::string path = "/tmp/" + std::to_string(getpid()) + ".socket";
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        const int end = socket(AF_UNIX, SOCK_STREAM, 0);
        const int bound = bind(end, reinterpret_cast<const sockaddr*>(&address), sizeof address);
        close(end);
        if (bound == 0) fs::rename(path, folder_ / "socket");
    }
    Folder folder_;
};

/// What a name is, itself and behind links.
std::string kind_of(const fs::path& path) {
    std::error_code error;
    return std::to_string(static_cast<int>(fs::symlink_status(path, error).type())) + "/" +
           std::to_string(static_cast<int>(fs::status(path, error).type()));
}

TEST(Outputs, OnlyAPlainFileIsReplaced) {
    const Shelf shelf;
    const std::vector<std::vector<std::string>> writers{{"run", "study.yaml", "--seed", "3", "--out"},
                                                        {"merge", "parts.nc.parts", "other.nc.parts", "--out"},
                                                        {"export", "result.nc", "--out"},
                                                        {"report", "result.nc", "--out"},
                                                        {"replay", "result.nc", "0", "--trace", "--out"}};
    for (const std::string& name : Shelf::no_places()) {
        const fs::path place = name[0] == '/' ? fs::path(name) : shelf / name;
        const std::string before = kind_of(place);
        for (std::vector<std::string> words : writers) {
            words.push_back(name);
            const Finished refused = shelf.call(words);
            EXPECT_EQ(refused.code, 2) << words.front() << " " << name << refused.err;
            EXPECT_THAT(refused.err, HasSubstr(name + ": error: cannot be written: it ")) << words.front();
            EXPECT_EQ(kind_of(place), before) << words.front() << " " << name;
        }
    }
}

TEST(Outputs, ALinkToAFileStaysAndItsFileIsWritten) {
    const Shelf shelf;
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{{"export", "result.nc", "--out", "link"},
                                               {"report", "result.nc", "--out", "link"},
                                               {"replay", "result.nc", "0", "--trace", "--out", "link"}}) {
        fs::remove(shelf / "link");
        std::ofstream(shelf / "folder/target") << "old";
        fs::create_symlink("folder/target", shelf / "link");
        EXPECT_EQ(shelf.call(words).code, 0) << words.front();
        EXPECT_TRUE(fs::is_symlink(shelf / "link"));
        EXPECT_NE(bytes_of(shelf / "folder/target"), "old") << words.front();
    }
    fs::remove(shelf / "link");
    fs::copy_file(shelf / "result.nc", shelf / "folder/result.nc");
    fs::create_symlink("folder/result.nc", shelf / "link");
    EXPECT_EQ(shelf.call({"run", "study.yaml", "--replicates", "3", "--out", "link"}).code, 0);
    EXPECT_TRUE(fs::is_symlink(shelf / "link"));
    EXPECT_THAT(shelf.call({"inspect", "folder/result.nc"}).out, HasSubstr("3"));
    EXPECT_FALSE(bytes_of(shelf / "folder/result.nc") == bytes_of(shelf / "result.nc"));
}

TEST(Outputs, NoInputIsReplacedUnderAnyName) {
    const Shelf shelf;
    fs::create_hard_link(shelf / "result.nc", shelf / "again.nc");
    fs::create_symlink("result.nc", shelf / "linked.nc");
    fs::create_hard_link(shelf / "study.yaml", shelf / "again.yaml");
    const std::string result = bytes_of(shelf / "result.nc"), study = bytes_of(shelf / "study.yaml");
    for (const char* out : {"result.nc", "again.nc", "linked.nc", "folder/../result.nc"}) {
        EXPECT_EQ(shelf.call({"export", "result.nc", "--out", out}).code, 2) << out;
        EXPECT_EQ(shelf.call({"report", "result.nc", "--out", out}).code, 2) << out;
        EXPECT_EQ(shelf.call({"replay", "result.nc", "0", "--trace", "--out", out}).code, 2) << out;
    }
    for (const char* out : {"study.yaml", "again.yaml"}) {
        EXPECT_EQ(shelf.call({"run", "study.yaml", "--out", out}).code, 2) << out;
        EXPECT_EQ(shelf.call({"merge", "parts.nc.parts", "other.nc.parts", "--out", out}).code, 2) << out;
    }
    EXPECT_TRUE(bytes_of(shelf / "result.nc") == result);
    EXPECT_EQ(bytes_of(shelf / "study.yaml"), study);
}

TEST(Outputs, AScriptOfABatchReplacesNoInput) {
    const Shelf shelf;
    fs::create_directory(shelf / "a.nc.slurm");
    fs::create_symlink("../study.yaml", shelf / "a.nc.slurm/merge.sh");
    const std::string study = bytes_of(shelf / "study.yaml");
    EXPECT_EQ(shelf.call({"submit", "study.yaml", "--out", "a.nc"}).code, 2);
    EXPECT_EQ(bytes_of(shelf / "study.yaml"), study);
    EXPECT_FALSE(fs::exists(shelf / "a.nc.slurm/shards.sh"));
}

const std::vector<std::string> printers{"--help",
                                        "--version",
                                        "new",
                                        "describe",
                                        "describe toy",
                                        "describe toy --format json-schema",
                                        "check study.yaml",
                                        "inspect result.nc",
                                        "compare result.nc",
                                        "export result.nc",
                                        "diff result.nc result.nc",
                                        "replay result.nc 0",
                                        "submit study.yaml --dry-run",
                                        "run study.yaml --out result.nc",
                                        "run --help"};

TEST(Outputs, AFullDiskBehindStandardOutputIsAFault) {
    const Shelf shelf;
    for (const std::string& command : printers) {
        const Finished ended = shelf.shell("\"$1\" " + command + " > /dev/full");
        if (command == "compare result.nc" && ended.code == 2) continue;  // one arm, nothing to compare
        EXPECT_EQ(ended.code, 74) << command << ended.err;
        EXPECT_THAT(ended.err, HasSubstr("cannot write to standard output: No space left on device")) << command;
    }
    EXPECT_EQ(shelf.shell("\"$1\" new >&-").code, 74);
}

TEST(Outputs, AReaderThatLeftEndsItQuietly) {
    const Shelf shelf;
    for (const std::string& command : printers) {
        if (command == "compare result.nc") continue;
        for (const char* about : {"", "trap '' PIPE; "}) {  // as a shell has it, and as some launchers leave it
            // The writer starts after its reader has gone.
            const Finished ended = shelf.shell(std::string(about) + "exec 3> >(exec true); sleep 0.05; \"$1\" " +
                                               command + " >&3; echo \"code $?\"");
            EXPECT_THAT(ended.out, HasSubstr("code 141\n")) << about << command;
            EXPECT_THAT(ended.err, testing::Not(HasSubstr("error"))) << about << command;
        }
    }
}

TEST(Outputs, AClosedOrFullStandardErrorHurtsNothing) {
    const Shelf shelf;
    ASSERT_EQ(shelf.call({"run", "study.yaml", "--seed", "5", "--out", "plain.nc"}).code, 0);
    for (const std::string where : {"2>&-", "2>/dev/full", "2>&- <&- >&-"}) {
        EXPECT_EQ(shelf.shell("\"$1\" run study.yaml --seed 5 --quiet --out a.nc " + where).code, 0) << where;
        EXPECT_TRUE(bytes_of(shelf / "a.nc") == bytes_of(shelf / "plain.nc")) << where;
        EXPECT_EQ(shelf.shell("\"$1\" run nosuch.yaml " + where).code, 2) << where;
        fs::remove(shelf / "a.nc");
    }
}

TEST(Outputs, AnEmptyNameIsNoPlace) {
    const Shelf shelf;
    EXPECT_EQ(shelf.call({"run", "study.yaml", "--out", ""}).code, 2);
    EXPECT_EQ(shelf.call({"export", "result.nc", "--out", ""}).code, 2);
    EXPECT_EQ(shelf.call({"report", "result.nc", "--out", ""}).code, 2);
}

TEST(Outputs, OnlyANumberOfTheRangeIsReadAsOne) {
    const Shelf shelf;
    const std::vector<std::string> options{"run study.yaml --threads",
                                           "run study.yaml --publish-every",
                                           "run study.yaml --wait",
                                           "run study.yaml --seed",
                                           "run study.yaml --replicates",
                                           "run study.yaml --deadline",
                                           "run study.yaml --shard",
                                           "verdict result.nc -d",
                                           "submit study.yaml --tasks",
                                           "submit study.yaml --threads",
                                           "submit study.yaml --time",
                                           "merge parts.nc.parts --out x.nc --shards",
                                           "report result.nc --out x.nc --run",
                                           "replay result.nc"};
    for (const std::string& option : options)
        for (const char* number :
             {"nan", "NaN", "inf", "-inf", "1e999", "-1", "99999999999999999999999", "1x", "0x1p3", "''", "' '"})
            EXPECT_EQ(shelf.shell("\"$1\" " + option + " " + number).code, 2) << option << " " << number;
    EXPECT_FALSE(fs::exists(shelf / "x.nc"));
}

TEST(Outputs, FewerThreadsWhereTheSystemStartsNoMore) {
    const Shelf shelf;
    const Finished ended = shelf.shell("ulimit -v 3000000; \"$1\" run study.yaml --threads 4096 --seed 9 --out a.nc");
    EXPECT_EQ(ended.code, 0) << ended.err;
    EXPECT_THAT(ended.err, HasSubstr("note: the system does not start 4096 threads"));
}

}  // namespace
}  // namespace peacenorm
