// SPDX-License-Identifier: Apache-2.0
#include "sim/store/part_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <functional>
#include <random>
#include <thread>

#include "sim/config/faults.hpp"
#include "sim/core/check.hpp"
#include "sim/store/h5.hpp"
#include "tests/sim/store/small_store.hpp"

namespace peacenorm::study {
namespace {

namespace fs = std::filesystem;
using namespace testing;
using record::testing::write_bytes;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(PartStore, TheResultHasTheSameBytesHoweverThePartsWereCut) {
    const ResultLayout layout = small_layout();
    const std::string one = joined(layout, {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}});
    EXPECT_GT(one.size(), 100000u);
    EXPECT_TRUE(one == joined(layout, {{11, 3, 7, 1}, {10, 9, 8, 0}, {6, 5, 4, 2}}));
    EXPECT_TRUE(one == joined(layout, {{4}, {0, 8}, {1, 9}, {2, 10}, {3, 11}, {5}, {6, 7}}));
    EXPECT_TRUE(one == joined(layout, {{6, 7}, {0, 1, 2, 3, 4, 5}, {5, 6}, {8, 9, 10, 11}})) << "reported twice alike";
}

TEST(PartStore, RemembersWhatIsPublished) {
    const Folder folder;
    const ResultLayout layout = small_layout();
    {
        PartStore store(folder / "out.h5", layout, ours);
        publish(store, layout, {3, 5});
        publish(store, layout, {});
        EXPECT_EQ(store.ledger().done, 1u);
        EXPECT_EQ(store.ledger().failed, 1u);
    }
    const PartStore again(folder / "out.h5", layout, ours);
    EXPECT_EQ(again.ledger().done, 1u);
    EXPECT_EQ(again.ledger().failed, 1u);
    EXPECT_TRUE(again.ledger().damaged.empty());
    for (std::uint64_t bundle = 0; bundle < 12; ++bundle)
        EXPECT_EQ(again.ledger().published[bundle], bundle == 3 || bundle == 5) << bundle;
}

TEST(PartStore, ThreadsPublishAtOnce) {
    const Folder folder;
    const ResultLayout layout = small_layout();
    PartStore store(folder / "out.h5", layout, ours);
    std::vector<std::thread> workers;
    for (std::uint64_t worker = 0; worker < 4; ++worker)
        workers.emplace_back([&, worker] {
            for (std::uint64_t bundle = worker; bundle < 12; bundle += 4) publish(store, layout, {bundle});
        });
    for (std::thread& worker : workers) worker.join();
    EXPECT_EQ(store.ledger().done, 11u);
    EXPECT_EQ(part_files_of(folder / "out.h5").size(), 12u);
    store.join();
    EXPECT_TRUE(fs::exists(folder / "out.h5"));
}

TEST(PartStore, RefusesToJoinWithGaps) {
    const Folder folder;
    const ResultLayout layout = small_layout();
    PartStore store(folder / "out.h5", layout, ours);
    publish(store, layout, {0, 1, 2, 3, 4, 5, 6, 8, 9, 10});
    EXPECT_THAT(message_of<IoError>([&] { store.join(); }), HasSubstr("2 of 12 bundles are missing"));
    EXPECT_FALSE(fs::exists(folder / "out.h5"));
    EXPECT_EQ(part_files_of(folder / "out.h5").size(), 1u);
}

TEST(PartStore, SetsADamagedPartAsideAndRunsItsBundlesAgain) {
    const Folder folder;
    const ResultLayout layout = small_layout();
    {
        PartStore store(folder / "out.h5", layout, ours);
        publish(store, layout, {0, 1, 2});
        publish(store, layout, {3, 4});
        publish(store, layout, {5});
    }
    const std::vector<fs::path> parts = part_files_of(folder / "out.h5");
    const std::string first = bytes_of(parts[0]);
    write_bytes(parts[0], first.substr(0, first.size() / 2));
    std::string second = bytes_of(parts[1]);
    second[second.size() / 3] = static_cast<char>(second[second.size() / 3] ^ 1);
    write_bytes(parts[1], second);
    const PartStore store(folder / "out.h5", layout, ours);
    EXPECT_THAT(store.ledger().damaged,
                ::testing::ElementsAre(HasSubstr("truncated; its 3 bundles will be run again"),
                                       HasSubstr("its bytes have changed; its 2 bundles will be run again")));
    EXPECT_FALSE(store.ledger().published[0] || store.ledger().published[4]);
    EXPECT_TRUE(store.ledger().published[5]);
    EXPECT_TRUE(fs::exists(parts[0].string() + ".damaged"));
    EXPECT_FALSE(fs::exists(parts[0]));
}

TEST(PartStore, NoticesAnyFlippedBit) {
    const Folder folder;
    const ResultLayout layout = small_layout();
    {
        PartStore store(folder / "out.h5", layout, ours);
        publish(store, layout, {0});
    }
    const fs::path part = part_files_of(folder / "out.h5").front();
    const std::string good = bytes_of(part);
    std::mt19937 generator(7);
    for (int i = 0; i < 200; ++i) {
        std::string bad = good;
        const std::size_t at = generator() % bad.size();
        bad[at] = static_cast<char>(bad[at] ^ (1u << generator() % 8));
        write_bytes(part, bad);
        const PartStore store(folder / "out.h5", layout, ours);
        EXPECT_EQ(store.ledger().damaged.size(), 1u) << "byte " << at;
    }
}

TEST(PartStore, RefusesPartsOfAnotherIdentityAndSaysWhatDiffers) {
    const Folder folder;
    const ResultLayout layout = small_layout();
    {
        PartStore store(folder / "out.h5", layout, ours);
        publish(store, layout, {0});
    }
    Identity other = ours;
    other.build = "0.2.0 fedcba clang++ 14";
    const auto open = [&] { PartStore(folder / "out.h5", layout, other); };
    EXPECT_THAT(message_of<config::ConfigError>(open),
                AllOf(HasSubstr("build"), HasSubstr("0.1.0 abcdef g++ 12"), HasSubstr("0.2.0 fedcba clang++ 14"),
                      HasSubstr("--out"), Not(HasSubstr("dynamics_hash"))));
    fs::remove(folder / "out.h5.parts/identity");
    EXPECT_THAT(message_of<config::ConfigError>(open), HasSubstr("part-")) << "the parts know it too";
}

TEST(PartStore, GoesOnFromAnotherBuildWhenToldToAndTheResultTellsWhichMadeIt) {
    const Folder folder;
    const ResultLayout layout = small_layout();
    {
        PartStore store(folder / "out.h5", layout, ours);
        publish(store, layout, {0, 1, 2, 3});
    }
    Identity other = ours;
    other.build = "0.2.0 fedcba clang++ 14";
    const auto open = [&] { PartStore(folder / "out.h5", layout, other); };
    EXPECT_THAT(message_of<config::ConfigError>(open), HasSubstr("continue with this program by --other-build"));
    other.other_builds = Identity::OtherBuilds::accept;
    PartStore store(folder / "out.h5", layout, other);
    EXPECT_EQ(store.ledger().done, 4u);
    publish(store, layout, {4, 5, 6, 7, 8, 9, 10, 11});
    store.join();
    const record::h5::File file = record::h5::File::open(folder / "out.h5");
    EXPECT_EQ(file.attribute("build"), "0.2.0 fedcba clang++ 14");
    EXPECT_EQ(file.attribute("builds"), "0.1.0 abcdef g++ 12; 0.2.0 fedcba clang++ 14");
    Identity stranger = other;
    stranger.dynamics = "other";
    EXPECT_THAT(message_of<config::ConfigError>([&] { look_at(folder / "out.h5", stranger, layout.runs()); }),
                HasSubstr("dynamics_hash"));
}

TEST(PartStore, SweepsWhatDeadWritersLeft) {
    const Folder folder;
    const ResultLayout layout = small_layout();
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) ::_exit(0);
    ::waitpid(child, nullptr, 0);
    char host[256] = {};
    ::gethostname(host, sizeof host - 1);
    const std::string mark = ".tmp." + std::string(host) + "." + std::to_string(child) + ".0";
    fs::create_directory(folder / "out.h5.parts");
    write_bytes(folder / ("out.h5.parts/part" + mark), "half");
    write_bytes(folder / ("out.h5" + mark), "half");
    const PartStore store(folder / "out.h5", layout, ours);
    EXPECT_FALSE(fs::exists(folder / ("out.h5.parts/part" + mark)));
    EXPECT_FALSE(fs::exists(folder / ("out.h5" + mark)));
}

TEST(PartStore, AKillLosesNothingPublished) {
    const ResultLayout layout = small_layout();
    for (int delay_ms : {5, 20, 35, 60, 90}) {
        const Folder folder;
        PartStore(folder / "out.h5", layout, ours);
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            PartStore store(folder / "out.h5", layout, ours);
            for (std::uint64_t bundle = 0; bundle < 12; ++bundle) {
                publish(store, layout, {bundle});
                write_bytes(folder / ("said-" + std::to_string(bundle)), "published");
            }
            ::pause();
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(delay_ms));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        PartStore store(folder / "out.h5", layout, ours);
        EXPECT_TRUE(store.ledger().damaged.empty());
        for (std::uint64_t bundle = 0; bundle < 12; ++bundle) {
            if (fs::exists(folder / ("said-" + std::to_string(bundle)))) {
                EXPECT_TRUE(store.ledger().published[bundle]) << bundle;
            }
            if (!store.ledger().published[bundle]) publish(store, layout, {bundle});
        }
        store.join();
        EXPECT_EQ(look_at(folder / "out.h5", ours, 24), Existing::complete);
    }
}

/// Publishes where files may grow to 20 kB only; exits with 0 if that is an IoError with the reason.
int publish_on_a_full_disk(const fs::path& result) {
    const ResultLayout layout = small_layout();
    PartStore store(result, layout, ours);
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit bytes{20000, 20000};
    ::setrlimit(RLIMIT_FSIZE, &bytes);
    const std::string message = message_of<IoError>([&] { publish(store, layout, {0}); });
    return message.find("out.h5.parts/part") != std::string::npos && message.find("File too large") != std::string::npos
               ? 0
               : 1;
}

TEST(PartStore, AFullDiskIsAnErrorAndLeavesNoFile) {
    const Folder folder;
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) ::_exit(publish_on_a_full_disk(folder / "out.h5"));
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder / "out.h5.parts"), {}), 1) << "the identity alone";
}

TEST(PartStore, TwoProcessesMayJoinAtOnce) {
    const Folder folder;
    const ResultLayout layout = small_layout();
    PartStore one(folder / "out.h5", layout, ours, {0, 2}), two(folder / "out.h5", layout, ours, {1, 2});
    publish(one, layout, {0, 2, 4, 6, 8, 10});
    EXPECT_EQ(one.published_by_all(), 6u);
    EXPECT_EQ(one.try_join(layout), 6u);
    publish(two, layout, {1, 3, 5, 7, 9, 11});
    EXPECT_EQ(one.published_by_all(), 12u);
    std::thread other([&] { EXPECT_EQ(one.try_join(layout), 0u); });
    EXPECT_EQ(two.try_join(layout), 0u);
    other.join();
    EXPECT_FALSE(fs::exists(folder / "out.h5.parts"));
    EXPECT_EQ(one.published_by_all(), 12u);
    publish(two, layout, {1});
    EXPECT_TRUE(PartStore(folder / "out.h5", layout, ours, {1, 2}).ledger().published[3]);
}

TEST(PartStore, AShardReadsNoPartsOfItsSiblings) {
    const Folder folder;
    const ResultLayout layout = small_layout();
    {
        PartStore sibling(folder / "out.h5", layout, ours, {1, 2});
        publish(sibling, layout, {1, 5});
    }
    EXPECT_FALSE(PartStore(folder / "out.h5", layout, ours, {0, 2}).ledger().published[1]);
    EXPECT_TRUE(PartStore(folder / "out.h5", layout, ours, {1, 3}).ledger().published[1]) << "of other shards";
    EXPECT_EQ(PartStore(folder / "out.h5", layout, ours).ledger().failed, 1u);
}

TEST(PartStore, DoesNotJoinOverAForeignFile) {
    const Folder folder;
    const ResultLayout layout = small_layout(2);
    PartStore store(folder / "out.h5", layout, ours);
    publish(store, layout, {0, 1});
    write_bytes(folder / "out.h5", "not to be lost");
    EXPECT_THROW(store.join(), config::ConfigError);
    EXPECT_EQ(bytes_of(folder / "out.h5"), "not to be lost");
}

}  // namespace
}  // namespace peacenorm::study
