// SPDX-License-Identifier: Apache-2.0
// What is at the place of a result: a complete one, a smaller one, a study under way, a foreign file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/config/faults.hpp"
#include "sim/core/check.hpp"
#include "sim/results/inspect.hpp"
#include "sim/store/h5.hpp"
#include "sim/store/part_store.hpp"
#include "tests/sim/store/small_store.hpp"

namespace peacenorm::study {
namespace {

namespace fs = std::filesystem;
using namespace testing;
using record::testing::write_bytes;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class ACompleteResult : public ::testing::Test {
  protected:
    ACompleteResult() : layout_(small_layout()), result_(folder_ / "out.h5") {
        PartStore store(result_, layout_, ours);
        publish(store, layout_, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
        store.join();
    }
    Folder folder_;
    ResultLayout layout_;
    fs::path result_;
};

TEST_F(ACompleteResult, IsKnownByItsIdentity) {
    EXPECT_EQ(look_at(folder_ / "absent.h5", ours, 24), Existing::none);
    EXPECT_EQ(look_at(result_, ours, 24), Existing::complete);
    Identity other = ours;
    other.dynamics = "ffff";
    EXPECT_THAT(message_of<config::ConfigError>([&] { look_at(result_, other, 24); }),
                AllOf(HasSubstr("dynamics_hash"), HasSubstr("d1d1"), HasSubstr("ffff"), HasSubstr("--out"),
                      Not(HasSubstr("recording_hash"))));
}

TEST_F(ACompleteResult, GrowsByTheRunsThatAreNotThereYet) {
    const ResultLayout larger = small_layout(15);
    EXPECT_EQ(look_at(result_, ours, larger.runs()), Existing::smaller);
    {
        PartStore store(result_, larger, ours);
        EXPECT_EQ(store.ledger().done, 11u);
        EXPECT_EQ(store.ledger().failed, 1u);
        publish(store, larger, {12, 14});
        EXPECT_THROW(store.join(), IoError);
        EXPECT_EQ(look_at(result_, ours, 24), Existing::complete)
            << "the smaller result stays until the larger is there";
        EXPECT_EQ(part_files_of(result_).size(), 1u) << "and so do the parts of the larger";
    }
    PartStore store(result_, larger, ours);
    publish(store, larger, {12, 13, 14});
    store.join();
    EXPECT_TRUE(bytes_of(result_) == joined(larger, {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}}));
    EXPECT_THAT(message_of<config::ConfigError>([&] { look_at(result_, ours, 24); }),
                HasSubstr("holds 30 runs of this study, more than the 24 asked for"));
}

TEST_F(ACompleteResult, ClearsAwayPartsThatAKillLeft) {
    fs::create_directory(folder_ / "out.h5.parts");
    const std::string facts = "recording_hash: e2e2\nbuild: 0.1.0 abcdef g++ 12\nruns: 24\n";
    write_bytes(folder_ / "out.h5.parts/identity", "dynamics_hash: another\n" + facts);
    EXPECT_EQ(look_at(result_, ours, 24), Existing::complete);
    EXPECT_TRUE(fs::exists(folder_ / "out.h5.parts")) << "parts of another study";
    write_bytes(folder_ / "out.h5.parts/identity", "dynamics_hash: d1d1\n" + facts);
    EXPECT_EQ(look_at(result_, ours, 24), Existing::complete);
    EXPECT_FALSE(fs::exists(folder_ / "out.h5.parts"));
}

TEST_F(ACompleteResult, IsNeverTakenForOneWhenDamaged) {
    std::string bytes = bytes_of(result_);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    write_bytes(result_, bytes);
    EXPECT_THAT(message_of<IoError>([&] { look_at(result_, ours, 24); }), HasSubstr("out.h5: is damaged"));
}

TEST_F(ACompleteResult, MarksItsFailedRun) {
    const record::h5::File file = record::h5::File::open(result_);
    EXPECT_EQ(file.variable("error").read_texts({11, 1}).front(), "norm_salience is NaN in week 3");
    EXPECT_EQ(file.attribute("build"), ours.build);
    EXPECT_EQ(file.attribute("dynamics_hash"), ours.dynamics);
}

TEST_F(ACompleteResult, IsToldByInspect) {
    EXPECT_THAT(
        inspect(result_),
        AllOf(HasSubstr("A small study — essai"), HasSubstr("seal intact"), HasSubstr("23 done, 1 failed, 0 missing"),
              HasSubstr("run 11 (arm without, replicate 1, seed 20130701, design_depth 0.5, design_ladder "
                        "joint): norm_salience is NaN in week 3"),
              HasSubstr("minusma, barkhane, g5 sahel"), HasSubstr("2013-07-01 .. 2013-09-23"),
              HasSubstr("displaced(run, time, place)"), HasSubstr("dynamics_hash: d1d1"),
              HasSubstr("configuration\nmodel: test\nname: small\n")));
}

TEST(Inspect, TellsOfAStudyUnderWay) {
    const Folder folder;
    const ResultLayout layout = small_layout();
    PartStore store(folder / "out.h5", layout, ours);
    EXPECT_THAT(inspect(folder / "out.h5"), HasSubstr("0 of 12 published"));
    publish(store, layout, {1, 4, 5});
    EXPECT_THAT(
        inspect(folder / "out.h5"),
        AllOf(HasSubstr("study under way"), HasSubstr("3 of 12 published in 1 parts"), HasSubstr("5 done, 1 failed"),
              HasSubstr("run 11 "), HasSubstr("--partial --out FILE.html"), HasSubstr("model: test")));
}

TEST(LookAt, NeverTakesAForeignFileForAResult) {
    const Folder folder;
    write_bytes(folder / "notes.txt", "not to be lost");
    const auto look = [&] { look_at(folder / "notes.txt", ours, 24); };
    EXPECT_THAT(message_of<config::ConfigError>(look),
                AllOf(HasSubstr("notes.txt: is not a result of this program"), HasSubstr("--out")));
    const auto look_at_folder = [&] { look_at(folder.path(), ours, 24); };
    EXPECT_THAT(message_of<config::ConfigError>(look_at_folder), HasSubstr("is not a file"));
    record::h5::File::create(folder / "foreign.h5").close();
    const auto look_at_foreign = [&] { look_at(folder / "foreign.h5", ours, 24); };
    EXPECT_THAT(message_of<config::ConfigError>(look_at_foreign), HasSubstr("is not a result of this program"));
}

}  // namespace
}  // namespace peacenorm::study
