// SPDX-License-Identifier: Apache-2.0
// What a study survives: kill -9, signals, a full disk, damaged parts, readers, edits of its inputs.
#include <gmock/gmock.h>

#include <chrono>
#include <csignal>
#include <map>
#include <set>
#include <thread>

#include "sim/random/draws.hpp"
#include "sim/store/part_files.hpp"
#include "sim/store/result_reader.hpp"
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

/// 400 runs in 100 bundles, two arms and two futures each; a run takes about 25 ms, so that signals come in the middle.
const std::string long_study = head +
                               "parameters: {pause: 0.0005}\nreplicates: 50\n"
                               "design: {factors: {decay: [0, 0.1]}}\n"
                               "arms: {as_is: {}, quiet: {organisations.minusma.effort: 0}}\nreference: as_is\n"
                               "branch: 2013-10-07\nfutures: 2\noutcomes: {calm_mean: \"mean(calm, across_branch)\"}\n";

std::vector<std::string> run_command(const std::string& out, std::vector<std::string> more = {}) {
    std::vector<std::string> words{TOY_PROGRAM, "run", "study.yaml", "--out", out, "--publish-every", "0.05"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

std::string place(const Folder& folder) {
    return (folder / "").string();
}

Finished run(const Folder& folder, const std::string& out, const std::vector<std::string>& more = {}) {
    return cli_test::run(run_command(out, more), place(folder));
}

/// The bundles of each published part, by the part's name.
std::map<std::string, std::vector<std::int64_t>> bundles_by_part(const fs::path& result) {
    std::map<std::string, std::vector<std::int64_t>> found;
    const fs::path folder = result.string() + ".parts";
    if (!fs::exists(folder)) return found;
    for (const fs::path& part : record::parts_in(folder)) {
        const record::h5::File file = record::open_result(part);
        auto& bundles = found[part.filename().string()];
        bundles.resize(file.variable("bundle").rows());
        file.variable("bundle").read<std::int64_t>({0, bundles.size()}, bundles);
        bundles.erase(std::unique(bundles.begin(), bundles.end()), bundles.end());
    }
    return found;
}

std::size_t parts_of(const fs::path& result) {
    const fs::path folder = result.string() + ".parts";
    return fs::exists(folder) ? record::parts_in(folder).size() : 0;
}

std::string reference_bytes(const Folder& folder) {
    EXPECT_EQ(run(folder, "unbroken.nc", {"--quiet", "--threads", "8"}).code, 0);
    return bytes_of(folder / "unbroken.nc");
}

/// Waits some milliseconds from the program's first step on, or until it ends: a busy machine may start it late.
void let_run(Process& process, std::uint32_t milliseconds) {
    const auto pause = [] { std::this_thread::sleep_for(std::chrono::microseconds(200)); };
    while (process.is_running() && !process.catches(SIGTERM)) pause();
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
    while (process.is_running() && std::chrono::steady_clock::now() < end) pause();
}

/// Sends a signal so many milliseconds after the program's first step.
Finished stopped_after(Process& process, int signal, std::uint32_t milliseconds) {
    let_run(process, milliseconds);
    if (process.is_running()) process.send(signal);
    return process.wait();
}

TEST(Survival, ASignalAtAnyMomentEndsItInGoodOrder) {
    const Folder folder;
    folder.write("study.yaml",
                 head + "parameters: {pause: 0.0002}\nreplicates: 40\noutcomes: {calm_mean: mean(calm)}\n");
    const std::string unbroken = reference_bytes(folder);
    int stopped = 0;
    for (std::uint32_t milliseconds = 0; milliseconds < 320; milliseconds += 16) {
        for (const int signal : {SIGTERM, SIGUSR1, SIGINT}) {
            Process process(run_command("a.nc", {"--threads", "2"}), place(folder));
            const Finished ended = stopped_after(process, signal, milliseconds);
            EXPECT_THAT(ended.code, testing::AnyOf(0, 75)) << signal << " after " << milliseconds << ended.err;
            if (ended.code == 75) ++stopped;
            EXPECT_TRUE(ended.code != 0 || bytes_of(folder / "a.nc") == unbroken) << signal;
            if (ended.code == 0) fs::remove(folder / "a.nc");
        }
    }
    EXPECT_GE(stopped, 10);
    EXPECT_EQ(run(folder, "a.nc").code, 0);
    EXPECT_TRUE(bytes_of(folder / "a.nc") == unbroken);
}

TEST(Survival, ASignalAtAnyMomentOfAMergeLosesNothing) {
    const Folder folder;
    folder.write("study.yaml", head + "replicates: 300\noutcomes: {calm_mean: mean(calm)}\n");
    const std::string unbroken = reference_bytes(folder);
    for (const char* shard : {"0/2", "1/2"})
        run(folder, std::string("part") + shard[0] + ".nc", {"--shard", shard, "--quiet"});
    for (std::uint32_t milliseconds = 0; milliseconds < 60; milliseconds += 4) {
        for (const int signal : {SIGTERM, SIGUSR1, SIGINT}) {
            Process process({TOY_PROGRAM, "merge", "part0.nc.parts", "part1.nc.parts", "--out", "a.nc"}, place(folder));
            const Finished ended = stopped_after(process, signal, milliseconds);
            EXPECT_THAT(ended.code, testing::AnyOf(0, 75)) << signal << " after " << milliseconds << ended.err;
            EXPECT_EQ(ended.code == 0, fs::exists(folder / "a.nc")) << ended.err;
            EXPECT_TRUE(ended.code != 0 || bytes_of(folder / "a.nc") == unbroken);
            fs::remove(folder / "a.nc");
        }
    }
}

TEST(Survival, KilledTenTimesAtRandomMomentsItEndsInTheSameBitsAndRedoesNothing) {
    const Folder folder;
    folder.write("study.yaml", long_study);
    const std::string unbroken = reference_bytes(folder);
    std::map<std::string, std::vector<std::int64_t>> before;
    int kills = 0, grown = 0;
    for (std::uint32_t i = 0; i < 10; ++i) {
        Process process(run_command("killed.nc", {"--threads", "4", "--quiet"}), place(folder));
        const bool is_late = i < 3;  // however slow the machine, some kills come after a part
        while (is_late && process.is_running() && parts_of(folder / "killed.nc") <= before.size()) let_run(process, 1);
        if (!is_late) let_run(process, 60 + random::word({2026, i}, {}) % 400);
        kills += process.is_running() ? 1 : 0;
        process.send(SIGKILL);
        process.wait();
        if (fs::exists(folder / "killed.nc")) break;
        const auto now = bundles_by_part(folder / "killed.nc");
        for (const auto& [part, bundles] : before) EXPECT_EQ(now.count(part), 1u) << part << " is gone";
        std::set<std::int64_t> once;
        for (const auto& [part, bundles] : now)
            for (const std::int64_t bundle : bundles)
                EXPECT_TRUE(once.insert(bundle).second) << "bundle " << bundle << " was done twice";
        grown += now.size() > before.size() ? 1 : 0;
        before = now;
    }
    EXPECT_EQ(kills, 10);
    EXPECT_GT(grown, 2);
    const Finished last = run(folder, "killed.nc", {"--threads", "4"});
    ASSERT_EQ(last.code, 0) << last.err;
    EXPECT_TRUE(bytes_of(folder / "killed.nc") == unbroken);
}

TEST(Survival, ADamagedPartIsFoundSaidAndDoneAgain) {
    const Folder folder;
    folder.write("study.yaml", long_study);
    const std::string unbroken = reference_bytes(folder);
    {
        Process process(run_command("damaged.nc", {"--threads", "4", "--quiet"}), place(folder));
        while (process.is_running() && bundles_by_part(folder / "damaged.nc").size() < 3) let_run(process, 10);
        ASSERT_TRUE(process.is_running());
        process.send(SIGKILL);
        process.wait();
    }
    const auto parts = record::parts_in(folder / "damaged.nc.parts");
    ASSERT_GE(parts.size(), 3u);
    fs::resize_file(parts[0], fs::file_size(parts[0]) / 2);
    std::string bytes = bytes_of(parts[1]);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 4);
    std::ofstream(parts[1], std::ios::binary) << bytes;
    fs::remove(parts[2]);  // a part that is gone is not missed until its bundles are counted
    const Finished resumed = run(folder, "damaged.nc", {"--threads", "4"});
    ASSERT_EQ(resumed.code, 0) << resumed.err;
    EXPECT_THAT(resumed.err, AllOf(HasSubstr(parts[0].filename().string()), HasSubstr("truncated"),
                                   HasSubstr(parts[1].filename().string()), HasSubstr("its bytes have changed"),
                                   HasSubstr("will be run again")));
    EXPECT_TRUE(bytes_of(folder / "damaged.nc") == unbroken);
}

TEST(Survival, AFullDiskEndsIn74AndLosesNothing) {
    const Folder folder;
    const Finished probe = cli_test::run(
        {"/usr/bin/env", "unshare", "-rm", "sh", "-c", "mkdir probe && mount -t tmpfs probe probe"}, place(folder));
    if (probe.code != 0)
        GTEST_SKIP() << "no disk can be mounted here; Scarcity.AFullDiskAtAnyCallThatWritesEndsIn74AndLosesNothing "
                        "brings the fault in";
    folder.write("study.yaml", long_study);
    const std::string unbroken = reference_bytes(folder);
    // A disk of its own, 1 MiB, in a name space of its own: whoever runs the test, nothing outside sees it.
    const std::string script =
        std::string("set -u\nmkdir disk && mount -t tmpfs -o size=1280k full disk || exit 99\n") + TOY_PROGRAM +
        " run study.yaml --out disk/r.nc --publish-every 0.01 --threads 4 --quiet\n"
        "first=$?\nls disk/r.nc.parts/*.h5 | wc -l\nls disk/r.nc.parts | grep -c tmp\n" +
        "mount -o remount,size=64m disk\n" + TOY_PROGRAM +
        " run study.yaml --out disk/r.nc --publish-every 0.01 --threads 4 --quiet\n"
        "second=$?\ncp disk/r.nc full.nc\numount disk\necho codes $first $second\n";
    folder.write("full.sh", script);
    const Finished full = cli_test::run({"/usr/bin/env", "unshare", "-rm", "sh", "full.sh"}, place(folder));
    EXPECT_THAT(full.out, HasSubstr("codes 74 0")) << full.err;
    EXPECT_THAT(full.err, HasSubstr("No space left on device"));
    EXPECT_TRUE(bytes_of(folder / "full.nc") == unbroken);
}

TEST(Survival, AReaderThatHoldsTheResultOpenNeitherStopsNorSpoilsAGrowingStudy) {
    const Folder folder;
    folder.write("study.yaml", long_study);
    ASSERT_EQ(run(folder, "held.nc", {"--quiet", "--replicates", "4", "--threads", "8"}).code, 0);
    folder.write("notebook.py",
                 "import os, sys, time, h5py\n"
                 "file = h5py.File('held.nc', sys.argv[1])\n"
                 "before = file['calm_mean'][:].tobytes()\n"
                 "open('ready-' + sys.argv[1][0], 'w').close()\n"
                 "while not os.path.exists('finished'): time.sleep(0.02)\n"
                 "assert file['calm_mean'][:].tobytes() == before\n");
    const std::string script = "PYTHON=$(\"" PEACENORM_SOURCE
                               "/scripts/find-python\" h5py) || exit 98\n"
                               "$PYTHON notebook.py $1 & reader=$!\nwhile [ ! -e ready-r ]; do sleep 0.02; done\n" +
                               std::string(TOY_PROGRAM) +
                               " run study.yaml --out held.nc --replicates 8 --threads 8 --quiet\ncode=$?\n"
                               "touch finished\nwait $reader || exit 97\nexit $code\n";
    folder.write("hold.sh", script);
    const std::string small = bytes_of(folder / "held.nc");
    const Finished held = cli_test::run({"/usr/bin/env", "sh", "hold.sh", "r"}, place(folder));
    EXPECT_EQ(held.code, 0) << held.err;
    ASSERT_EQ(run(folder, "whole.nc", {"--quiet", "--replicates", "8", "--threads", "8"}).code, 0);
    EXPECT_TRUE(bytes_of(folder / "held.nc") == bytes_of(folder / "whole.nc"));
    // A notebook that opens it for writing changes the file at once: it is said, and the file is left to its owner.
    fs::remove(folder / "ready-r");
    fs::remove(folder / "finished");
    std::ofstream(folder / "held.nc", std::ios::binary) << small;
    const Finished written = cli_test::run({"/usr/bin/env", "sh", "hold.sh", "r+"}, place(folder));
    EXPECT_EQ(written.code, 74);
    EXPECT_THAT(written.err, HasSubstr("held.nc: is damaged, its bytes do not match its seal; it is left as it is"));
}

/// Runs every shard of a study, each killed once on its way when asked, then merges what is left to merge.
void run_in_shards(const Folder& folder, const std::string& out, int shards, const std::string& threads, bool killed) {
    for (int shard = 0; shard < shards; ++shard) {
        const std::vector<std::string> more{"--threads", threads, "--quiet", "--shard",
                                            std::to_string(shard) + "/" + std::to_string(shards)};
        if (killed) {
            Process process(run_command(out, more), place(folder));
            let_run(process, 20 + random::word({2027, static_cast<std::uint32_t>(shard)}, {}) % 100);
            process.send(SIGKILL);
            process.wait();
        }
        const Finished finished = run(folder, out, more);
        EXPECT_EQ(finished.code, 0) << finished.err;
    }
    if (fs::exists(folder / out)) return;
    const Finished merged = cli_test::run({TOY_PROGRAM, "merge", out + ".parts", "--out", out}, place(folder));
    EXPECT_EQ(merged.code, 0) << merged.err;
}

TEST(Survival, ThreadsShardsAndKillsInAnyCombinationGiveOneDigest) {
    const Folder folder;
    folder.write("study.yaml", head +
                                   "parameters: {pause: 0.0001}\nreplicates: 12\ndesign: {factors: {decay: [0, 0.1]}}\n"
                                   "arms: {as_is: {}, quiet: {organisations.minusma.effort: 0}}\nreference: as_is\n"
                                   "branch: 2013-10-07\noutcomes: {calm_mean: \"mean(calm, across_branch)\"}\n");
    const std::string unbroken = reference_bytes(folder);
    for (const std::string threads : {"1", "2", "5"})
        for (const int shards : {1, 3, 7})
            for (const bool killed : {false, true}) {
                const std::string out = threads + "-" + std::to_string(shards) + (killed ? "-killed.nc" : ".nc");
                run_in_shards(folder, out, shards, threads, killed);
                EXPECT_TRUE(bytes_of(folder / out) == unbroken) << out;
            }
}

TEST(Survival, AResultOfOtherInputsIsNeverMixedInAndTheMessageSaysWhatDiffers) {
    const Folder folder;
    folder.write("data.yaml", "parameters: {decay: 0.1}\n");
    folder.write("study.yaml", "base: data.yaml\n" + head + "replicates: 2\noutcomes: {calm_mean: mean(calm)}\n");
    ASSERT_EQ(run(folder, "a.nc", {"--quiet"}).code, 0);
    folder.write("data.yaml", "parameters: {decay: 0.2}\n");
    const Finished edited = run(folder, "a.nc");
    EXPECT_EQ(edited.code, 2);
    EXPECT_THAT(edited.err, AllOf(HasSubstr("a.nc: holds results of something else"),
                                  HasSubstr("dynamics_hash (the model, its parameters or its input files)"),
                                  HasSubstr("parameters.decay: 0.1 there, 0.2 here")));
}

}  // namespace
}  // namespace peacenorm
