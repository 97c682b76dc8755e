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
