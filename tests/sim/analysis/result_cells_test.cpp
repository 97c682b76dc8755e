// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/result_cells.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "tests/sim/analysis/small_result.hpp"

namespace peacenorm::analysis {
namespace {

using record::Status;
using testing::ElementsAre;
using testing::HasSubstr;

std::string refusal(const std::filesystem::path& path) {
    try {
        ResultCells cells(path);
    } catch (const IoError& error) {
        return error.what();
    }
    return {};
}

TEST(ResultCells, TellTheShapeOfAStudy) {
    const Folder folder;
    SmallResult study;
    study.kinds = {"baseline", "prior"};
    study.depths = 3;
    study.write(folder / "r.nc");
    const ResultCells cells(folder / "r.nc");
    EXPECT_EQ(cells.points(), 6u);
    EXPECT_EQ(cells.replicates(), 4u);
    EXPECT_EQ(cells.futures(), 1u);
    EXPECT_EQ(cells.seed(), 7u);
    EXPECT_THAT(cells.arms(), ElementsAre("history", "without"));
    ASSERT_EQ(cells.factors().size(), 2u);
    EXPECT_EQ(cells.factors()[0].path, "kind");
    EXPECT_THAT(cells.factors()[1].labels, ElementsAre("0", "1", "2", "0", "1", "2"));
    EXPECT_EQ(cells.point_label(4), "kind=prior, cooperation.depth=1");
    ASSERT_EQ(cells.outcomes().size(), 2u);
    EXPECT_EQ(cells.outcomes()[0].expression, "mean(calm, 2014..2015)");
    EXPECT_EQ(cells.outcomes()[1].unit, "persons");
    EXPECT_EQ(cells.attribute("notice"), "a toy");
    EXPECT_EQ(cells.attribute("nothing"), "");
}

TEST(ResultCells, FindTheRunOfACell) {
    const Folder folder;
    SmallResult study;
    study.depths = 2;
    study.calm = [](Place p) { return 100.0 * p.replicate + 10.0 * p.point + p.arm; };
    study.write(folder / "r.nc");
    const ResultCells cells(folder / "r.nc");
    EXPECT_EQ(cells.values("calm")[cells.run_of(3, 1, 0, 0)], 310);
    EXPECT_EQ(cells.values("calm")[cells.run_of(2, 0, 1, 0)], 201);
}

TEST(ResultCells, NameTheRunsThatAreNotDone) {
    const Folder folder;
    SmallResult study;
    study.status = [](Place p) {
        return p.replicate == 1 && p.arm == 1   ? Status::failed
               : p.replicate == 2 && p.arm == 0 ? Status::missing
                                                : Status::done;
    };
    study.write(folder / "r.nc");
    const ResultCells cells(folder / "r.nc");
    EXPECT_EQ(cells.ledger().failed, 1u);
    EXPECT_EQ(cells.ledger().missing, 1u);
    EXPECT_THAT(cells.ledger().first, ElementsAre("run 3 (arm without, replicate 1): failed: calm is NaN in week 3",
                                                  "run 4 (arm history, replicate 2): missing"));
    EXPECT_FALSE(cells.is_done(3));
    EXPECT_TRUE(cells.is_done(2));
    EXPECT_TRUE(std::isnan(cells.values("calm")[3]));
}

TEST(ResultCells, RefuseCountsAndLabelsThatCannotBe) {
    const Folder folder;
    for (const char* each : {"0", "-1", "9223372036854775807", "two"}) {
        SmallResult study;
        study.attributes.emplace_back("replicates_per_draw", each);
        study.write(folder / "r.nc");
        EXPECT_THAT(refusal(folder / "r.nc"), HasSubstr(std::string("replicates_per_draw is ") + each));
    }
    SmallResult more;
    more.kinds = {"prior"};
    more.attributes.emplace_back("replicates_per_draw", "1000000000");
    more.write(folder / "r.nc");
    EXPECT_EQ(refusal(folder / "r.nc"), "") << "no more share a draw than there are";
    SmallResult study;
    const record::ResultLayout whole = study.layout();
    record::ResultLayout mixed = whole;
    mixed.row = [&](std::uint64_t run) {
        record::RunRow row = whole.row(run);
        if (run == 5) row.arm = "history";
        return row;
    };
    std::vector<record::BundleResult> bundles;
    for (std::uint64_t i = 0; i < 4; ++i)
        bundles.push_back({i, {{Status::done, {{}, {1, 1}}, {}}, {Status::done, {{}, {1, 1}}, {}}}});
    record::BundleSource source(mixed, std::move(bundles));
    record::h5::File file = record::h5::File::create(folder / "mixed.nc");
    record::write_result(file, mixed, {}, source);
    file.close();
    record::seal(folder / "mixed.nc");
    EXPECT_THAT(refusal(folder / "mixed.nc"), HasSubstr("variable arm: run 5 has another label"));
}

TEST(ResultCells, ShowNoControlCharacters) {
    const Folder folder;
    SmallResult study;
    study.arms = {"history", "a\x1b[2Jb"};
    study.attributes.emplace_back("branch", "x\ny");
    study.write(folder / "r.nc");
    const ResultCells cells(folder / "r.nc");
    EXPECT_THAT(cells.arms(), ElementsAre("history", "a\\x1b[2Jb"));
    EXPECT_EQ(cells.attribute("branch"), "x\\ny");
}

TEST(ResultCells, RefuseWhatIsNoWholeResult) {
    const Folder folder;
    EXPECT_THAT(refusal(folder / "none.nc"), HasSubstr("no such file"));
    std::filesystem::create_directory(folder / "under_way.nc.parts");
    EXPECT_THAT(refusal(folder / "under_way.nc"), HasSubstr("the study is not finished"));
    record::testing::write_bytes(folder / "text.nc", "model: toy\n");
    EXPECT_THAT(refusal(folder / "text.nc"), HasSubstr("is not a result of this program"));
    SmallResult study;
    const record::ResultLayout layout = study.layout();
    record::BundleSource part(layout, {{2, {{Status::done, {{}, {1, 1}}, {}}, {Status::done, {{}, {1, 1}}, {}}}}});
    record::h5::File file = record::h5::File::create(folder / "part.nc");
    record::write_result(file, layout, {}, part);
    file.close();
    record::seal(folder / "part.nc");
    EXPECT_THAT(refusal(folder / "part.nc"), HasSubstr("holds only some bundles"));
}

}  // namespace
}  // namespace peacenorm::analysis
