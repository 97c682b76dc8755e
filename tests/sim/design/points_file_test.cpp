// SPDX-License-Identifier: Apache-2.0
#include "sim/design/points_file.hpp"

#include <gmock/gmock.h>

#include "sim/study/identity.hpp"
#include "sim/study/plan.hpp"
#include "tests/sim/study/toy_study.hpp"

namespace peacenorm {
namespace {

using study::Points;
using testing::AllOf;
using testing::HasSubstr;
using toy::Folder;
using toy::head;

struct Read {
    std::optional<Points> points;
    std::string faults;
};

Read read(const std::string& text) {
    const Folder folder;
    config::Sources sources;
    config::Faults faults;
    Read result{study::read_points(folder.write("points", text).string(), sources, faults), ""};
    result.faults = faults.render(sources);
    return result;
}

TEST(PointsFile, ATableOfASpreadsheetIsReadWhateverItsSeparatorQuotesAndLineEnds) {
    for (const std::string text : {"decay,threat\n0.1,0.2\n0.3,0.4\n", "decay;threat\r\n0.1;0.2\r\n\r\n0.3;0.4\r\n",
                                   "\xEF\xBB\xBF\"decay\" , \"threat\"\n\"0.1\", 0.2\n 0.3 ,\"0.4\"\n"}) {
        const Read found = read(text);
        ASSERT_TRUE(found.points) << found.faults;
        EXPECT_EQ(found.points->form, Points::Form::csv);
        ASSERT_EQ(found.points->columns.size(), 2u);
        EXPECT_EQ(found.points->columns[1].path, "threat");
        ASSERT_EQ(found.points->rows(), 2u);
        EXPECT_EQ(found.points->columns[0].values[1].text, "0.3");
        EXPECT_FALSE(found.points->columns[0].values[0].quoted);
    }
}

TEST(PointsFile, LinesAboveATableTellWhereItComesFrom) {
    const Read found = read("# hash: 12ab\n# fitted_to: 3 targets: all\ndecay\n0.1\n");
    ASSERT_TRUE(found.points) << found.faults;
    ASSERT_NE(found.points->fact("hash"), nullptr);
    EXPECT_EQ(*found.points->fact("hash"), "12ab");
    EXPECT_EQ(*found.points->fact("fitted_to"), "3 targets: all");
}

TEST(PointsFile, EveryFaultOfATableStandsAtItsCell) {
    const Read found = read("decay,threat,decay,\n0.1,,0.2,1\n0.1,0.2\n\"0.1\"x,1,2,3\n");
    EXPECT_FALSE(found.points);
    EXPECT_THAT(found.faults, AllOf(HasSubstr(":1:14: error: the parameter 'decay' stands twice"),
                                    HasSubstr(":1:20: error: a column has no name"),
                                    HasSubstr(":2:5: error: there is no value of 'threat'"),
                                    HasSubstr(":3:1: error: 2 values in this row, 4 parameters in the first line"),
                                    HasSubstr(":4:1: error: a quoted cell has no end, or something behind it")));
}

TEST(PointsFile, ObjectsALineAreReadByTheirNames) {
    const Read found = read("{\"decay\": 0.1, \"threat\": 0.2}\n{\"threat\": 4e-1, \"decay\": 0.3}\n");
    ASSERT_TRUE(found.points) << found.faults;
    EXPECT_EQ(found.points->form, Points::Form::json_lines);
    EXPECT_EQ(found.points->columns[0].values[1].text, "0.3");
    EXPECT_EQ(found.points->columns[1].values[1].text, "4e-1");
    const Read wrong = read("{\"decay\": 0.1}\n{\"threat\": 1}\n[1]\n{\"decay\": \n");
    EXPECT_FALSE(wrong.points);
    EXPECT_THAT(wrong.faults, AllOf(HasSubstr(":2:2: error: 'threat' is no parameter of the first line"),
                                    HasSubstr(":2:1: error: there is no value of 'decay'"),
                                    HasSubstr(":3:1: error: this line is no object"), HasSubstr(":4:")));
}

TEST(PointsFile, WhatDakotaHandsOverIsReadOneSetOrSeveral) {
    const std::string set =
        "                      2 variables\n  1.000000000000000e-01 decay\n   4 villages\n"
        "                      1 functions\n                      1 ASV_1:calm_mean\n"
        "                      2 derivative_variables\n 1 DVV_1:decay\n 2 DVV_2:villages\n"
        "                      0 analysis_components\n                      1 eval_id\n";
    const Read one = read(set), two = read(set + set);
    ASSERT_TRUE(one.points) << one.faults;
    EXPECT_EQ(one.points->form, Points::Form::dakota);
    ASSERT_EQ(one.points->columns.size(), 2u);
    EXPECT_EQ(one.points->columns[0].path, "decay");
    EXPECT_EQ(one.points->columns[0].values[0].text, "1.000000000000000e-01");
    EXPECT_EQ(one.points->columns[1].values[0].text, "4");
    EXPECT_EQ(two.points->rows(), 2u);
    EXPECT_THAT(read(" 3 variables\n 1.0 decay\n").faults, HasSubstr("there are 1 variables, not 3"));
    EXPECT_THAT(read(" 1 variables\n 1.0 decay\n 1 variables\n 1.0 treat\n").faults,
                HasSubstr(":4:6: error: 'treat' is no variable of the first set"));
    EXPECT_THAT(read("{ DAKOTA_VARS = 1 }\n{ x = 1 }\n").faults, HasSubstr("aprepro"));
}

TEST(PointsFile, WithoutARowOfValuesIsAFault) {
    for (const std::string text : {"", "\n\n", "decay,threat\n", "# hash: 1\n"})
        EXPECT_THAT(read(text).faults, HasSubstr("the file has no row of values")) << text;
    EXPECT_THAT(read("decay\n\x01\n").faults, HasSubstr(":2:1: error: a control character"));
}

TEST(DrawsDesign, HasAPointARowEachWithItsLuck) {
    const Folder folder;
    folder.write("points.csv", "decay,threat\n0.1,0.2\n0.1,0.2\n0.3,0.4\n");
    folder.write("study.yaml", head + "replicates: 2\ndesign: {kind: draws, file: points.csv}\n");
    const study::Study study = study::load_study(folder / "study.yaml", {}, {&toy::model()});
    const study::Plan plan(study);
    ASSERT_EQ(plan.points(), 3u);
    ASSERT_EQ(plan.bundles(), 6u);
    for (std::uint64_t i = 0; i < 6; ++i) EXPECT_EQ(plan.key(plan.bundle(i)).replicate, i);
    EXPECT_EQ(plan.row(2).real, (std::vector<double>{0.3, 0.4}));
    const study::Study shared = study::load_study(folder / "study.yaml", {"design.luck=shared"}, {&toy::model()});
    const study::Plan same(shared);
    EXPECT_EQ(same.key(same.bundle(2)).replicate, 0u);
    EXPECT_EQ(same.key(same.bundle(3)).replicate, 1u);
}

TEST(DrawsDesign, IsKeptWholeInResultsWithoutItsFile) {
    const Folder folder;
    folder.write("points.csv", "decay\n0.1\n0.2\n");
    folder.write("study.yaml", head + "design: {kind: draws, file: points.csv, luck: shared}\n");
    const study::Study study = study::load_study(folder / "study.yaml", {}, {&toy::model()});
    const study::Study again = study::load_study_text("kept", config::to_yaml(study.resolved()), {&toy::model()});
    EXPECT_EQ(study::identity_of(again).dynamics, study::identity_of(study).dynamics);
    EXPECT_THAT(study.files, testing::Contains((folder / "points.csv").string()));
}

TEST(DrawsDesign, FaultsStandInTheFileOfPoints) {
    const Folder folder;
    folder.write("points.csv", "decay,treat\n7,1\nfast,1\n");
    folder.write("study.yaml", head + "design: {kind: draws, file: points.csv}\n");
    try {
        study::load_study(folder / "study.yaml", {}, {&toy::model()});
        FAIL();
    } catch (const config::ConfigError& error) {
        EXPECT_THAT(error.what(), AllOf(HasSubstr("points.csv:2:1: error:"), HasSubstr("points.csv:3:1: error:"),
                                        HasSubstr("points.csv:1:7: error:"), HasSubstr("did you mean 'threat'?")));
    }
    EXPECT_THAT(toy::faults_of(head + "design: {kind: draws, file: none.csv}\n"),
                HasSubstr(":4:29: error: cannot read"));
    EXPECT_THAT(toy::faults_of(head + "design: {kind: list, file: points.csv}\n"),
                HasSubstr("'file' is not a key of a design of kind list"));
    EXPECT_THAT(toy::faults_of(head + "design: {kind: draws}\n"), HasSubstr("a design of kind draws has no points"));
}

TEST(DrawsDesign, ARowThatBreaksARuleIsAFailedRunNotAFault) {
    const Folder folder;
    folder.write("points.csv", "decay\n0.1\n0.9\n");
    folder.write("study.yaml", head + "design: {kind: draws, file: points.csv}\n");
    const study::Study study = study::load_study(folder / "study.yaml", {}, {&toy::model()});
    const study::Plan plan(study);
    EXPECT_NO_THROW(plan.scenario(plan.bundle(0), 0));
    EXPECT_THROW(plan.scenario(plan.bundle(1), 0), std::runtime_error);
}

}  // namespace
}  // namespace peacenorm
