// SPDX-License-Identifier: Apache-2.0
#include "sim/results/diff.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "sim/core/check.hpp"
#include "sim/results/inspect.hpp"
#include "sim/store/digest.hpp"
#include "sim/store/result_file.hpp"
#include "tests/sim/store/small_study.hpp"

namespace peacenorm::study {
namespace {

namespace fs = std::filesystem;
using record::BundleResult;
using record::ResultLayout;
using record::testing::all_bundles;
using record::testing::bytes_of;
using record::testing::Fail;
using record::testing::Folder;
using record::testing::small_layout;
using record::testing::write_bytes;
using ::testing::HasSubstr;

void write(const fs::path& path, const ResultLayout& layout, std::vector<BundleResult> bundles) {
    record::BundleSource source(layout, std::move(bundles));
    record::h5::File file = record::h5::File::create(path);
    write_result(file, layout, layout.attributes, source);
    file.close();
    record::seal(path);
}

class Diff : public ::testing::Test {
  protected:
    Diff() : layout_(small_layout()), bundles_(all_bundles(layout_)) { write(folder_ / "a.h5", layout_, bundles_); }
    FileDiff compare(DiffOptions options = {}) {
        write(folder_ / "b.h5", layout_, bundles_);
        return diff(folder_ / "a.h5", folder_ / "b.h5", options);
    }
    Folder folder_;
    ResultLayout layout_;
    std::vector<BundleResult> bundles_;
};

TEST_F(Diff, EqualResultsAreEqualWithTheirDigest) {
    const FileDiff comparison = compare();
    EXPECT_TRUE(comparison.equal());
    EXPECT_EQ(comparison.digest_a, comparison.digest_b);
    EXPECT_EQ(comparison.digest_a.size(), 32u);
    EXPECT_THAT(render(comparison), HasSubstr("equal\n"));
}

TEST_F(Diff, HistoryAndCommandAndWallTimesDoNotCount) {
    layout_.attributes[2].second = "made another day";
    layout_.attributes.emplace_back("command", "peacenorm run");
    layout_.attributes.emplace_back("wall_seconds", "12");
    EXPECT_TRUE(compare().equal());
    layout_.attributes[0].second = "another title";
    const FileDiff comparison = compare();
    ASSERT_EQ(comparison.differences.size(), 1u);
    EXPECT_EQ(comparison.differences[0].variable, "attribute title");
    EXPECT_EQ(comparison.differences[0].b, "another title");
    EXPECT_EQ(comparison.digest_a, comparison.digest_b) << "a digest is of the variables";
}

TEST_F(Diff, TellsTheFirstDifferenceByItsLabels) {
    bundles_[1].runs[1].data.series[1][5] = 0.125;
    bundles_[2].runs[0].data.series[1][5] = 0.5;
    const FileDiff comparison = compare();
    EXPECT_NE(comparison.digest_a, comparison.digest_b);
    ASSERT_EQ(comparison.differences.size(), 1u);
    EXPECT_EQ(comparison.differences[0].variable, "compliance");
    EXPECT_EQ(comparison.differences[0].where, "run 3, time 2013-07-29, organisation g5 sahel");
    EXPECT_EQ(comparison.differences[0].b, "0.125");
    EXPECT_THAT(
        render(comparison),
        HasSubstr("compliance at run 3, time 2013-07-29, organisation g5 sahel: 1.7142857142857144 against 0.125"));
}

TEST_F(Diff, SeesTheLastBitAndTheSignOfZeroButNotTheSameNaN) {
    bundles_[0].runs[0].data.series[1][0] = -0.0;  // was 0.0
    const FileDiff comparison = compare();
    ASSERT_EQ(comparison.differences.size(), 1u);
    EXPECT_EQ(comparison.differences[0].where, "run 0, time 2013-07-01, organisation minusma");
    EXPECT_EQ(comparison.differences[0].b, "-0");
}

TEST_F(Diff, LeavesInputsOutOnRequest) {
    bundles_[1].runs[1].data.series[2][5] = 0.125;  // cooperation is an input
    layout_.attributes.back().second = "model: test\nname: other\n";
    layout_.attributes[0].second = "another title";
    const FileDiff everything = compare();
    EXPECT_EQ(everything.differences.size(), 3u);
    const FileDiff outcomes = compare({DiffOptions::Scope::outcomes});
    EXPECT_TRUE(outcomes.equal());
    EXPECT_EQ(outcomes.digest_a, outcomes.digest_b);
    EXPECT_THAT(render(everything), HasSubstr("configuration: \"name: small\" against \"name: other\""));
    bundles_[1].runs[1].data.outcomes[0] = 0.25;
    EXPECT_FALSE(compare({DiffOptions::Scope::outcomes}).equal());
}

TEST_F(Diff, SeesShapesAndVariablesThatAreNotThere) {
    layout_ = small_layout(11);
    layout_.outcomes[1].name = "casualties";
    bundles_.pop_back();
    const std::string text = render(compare());
    EXPECT_THAT(text, HasSubstr("arm: text of 24 against text of 22"));
    EXPECT_THAT(text, HasSubstr("deaths: real of 24 against (none)"));
    EXPECT_THAT(text, HasSubstr("casualties: (none) against real of 22"));
}

TEST_F(Diff, RefusesFilesThatAreNoResults) {
    write_bytes(folder_ / "text.h5", "no HDF5");
    EXPECT_THROW(diff(folder_ / "a.h5", folder_ / "text.h5"), IoError);
    EXPECT_THROW(diff(folder_ / "absent.h5", folder_ / "a.h5"), IoError);
    EXPECT_THROW(diff(folder_.path(), folder_ / "a.h5"), IoError);
    EXPECT_THROW(inspect(folder_ / "text.h5"), IoError);
    EXPECT_THROW(inspect(folder_ / "absent.h5"), IoError);
    record::h5::File::create(folder_ / "empty.h5").close();
    EXPECT_THROW(diff(folder_ / "a.h5", folder_ / "empty.h5"), IoError) << "without a seal";
    record::seal(folder_ / "empty.h5");
    EXPECT_THROW(inspect(folder_ / "empty.h5"), IoError);
    EXPECT_THROW(diff(folder_ / "a.h5", folder_ / "empty.h5"), IoError) << "sealed, but no result";
}

TEST_F(Diff, FlippedAndTruncatedResultsGiveErrors) {
    const std::string good = bytes_of(folder_ / "a.h5");
    std::mt19937 generator(11);
    for (int i = 0; i < 220; ++i) {
        std::string bad = good;
        const std::size_t at = generator() % bad.size();
        if (i < 200)
            bad[at] = static_cast<char>(bad[at] ^ (1u << generator() % 8));
        else
            bad.resize(at);
        write_bytes(folder_ / "b.h5", bad);
        EXPECT_THROW(diff(folder_ / "a.h5", folder_ / "b.h5"), IoError) << "byte " << at;
        EXPECT_THROW(inspect(folder_ / "b.h5"), IoError) << "byte " << at;
    }
}

}  // namespace
}  // namespace peacenorm::study
