// SPDX-License-Identifier: Apache-2.0
// `peacenorm evaluate` as other programs meet it: over the toy model.
#include <gmock/gmock.h>

#include <filesystem>
#include <sstream>

#include "tests/cli/process.hpp"
#include "tests/sim/study/toy_study.hpp"

namespace peacenorm {
namespace {

namespace fs = std::filesystem;
using cli_test::Finished;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;
using toy::bytes_of;
using toy::Folder;
using toy::head;

const std::string study = head + "outcomes: {calm_mean: mean(calm), visited: sum(visits.minusma)}\n";

Finished peacenorm(const Folder& folder, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), TOY_PROGRAM);
    return cli_test::run(arguments, (folder / "").string());
}

std::vector<std::vector<std::string>> rows_of(const std::string& csv) {
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines(csv);
    for (std::string line; std::getline(lines, line);) {
        rows.emplace_back();
        std::istringstream cells(line);
        for (std::string cell; std::getline(cells, cell, ',');) rows.back().push_back(cell);
    }
    return rows;
}

/// calm_mean and visited of each run of an ordinary study, as export writes them.
std::vector<std::vector<std::string>> of_runs(const Folder& folder, std::vector<std::string> words) {
    words.insert(words.begin(), {"run", "study.yaml", "--quiet", "--out", "run.nc"});
    EXPECT_EQ(peacenorm(folder, words).code, 0);
    const auto rows = rows_of(peacenorm(folder, {"export", "run.nc"}).out);
    fs::remove(folder / "run.nc");
    std::vector<std::vector<std::string>> values;
    const auto column = [&](const std::string& name) {
        return static_cast<std::size_t>(std::find(rows[0].begin(), rows[0].end(), name) - rows[0].begin());
    };
    for (std::size_t i = 1; i < rows.size(); ++i)
        values.push_back({rows[i].at(column("calm_mean")), rows[i].at(column("visited"))});
    return values;
}

TEST(EvaluateCommand, GivesEachRowTheBitsOfARunWithThoseValues) {
    const Folder folder;
    folder.write("study.yaml", study);
    folder.write("points.csv", "decay,organisations.minusma.effort\n0.1,0.3\n0.2,0.7\n0.1,0.9\n");
    const std::vector<std::vector<std::string>> points{{"0.1", "0.3"}, {"0.2", "0.7"}, {"0.1", "0.9"}};
    for (const std::string luck : {"shared", "row"}) {
        const Finished done =
            peacenorm(folder, {"evaluate", "study.yaml", "--points", "points.csv", "--out", "o.csv", "--luck", luck});
        ASSERT_EQ(done.code, 0) << done.err;
        EXPECT_THAT(done.out, HasSubstr("3 points, 3 runs in o.csv"));
        const auto rows = rows_of(bytes_of(folder / "o.csv"));
        ASSERT_EQ(rows.size(), 4u);
        EXPECT_EQ(rows[0], (std::vector<std::string>{"row", "replicate", "decay", "organisations.minusma.effort",
                                                     "status", "calm_mean", "visited", "error"}));
        for (std::size_t i = 0; i < 3; ++i) {
            const auto single = of_runs(folder, {"--replicates", "3", "--set", "decay=" + points[i][0], "--set",
                                                 "organisations.minusma.effort=" + points[i][1]});
            const auto& row = rows[i + 1];
            EXPECT_EQ(row[1], luck == "row" ? std::to_string(i) : "0");
            EXPECT_EQ((std::vector<std::string>{row[5], row[6]}), single[std::stoul(row[1])]) << "row " << i;
        }
        EXPECT_FALSE(fs::exists(folder / "o.csv.nc"));
    }
}

TEST(EvaluateCommand, FormsOfPointsAndOutcomesGoTogetherAsTheirNamesSay) {
    const Folder folder;
    folder.write("study.yaml", study);
    folder.write("points.jsonl", "{\"decay\": 0.1}\n{\"decay\": 0.2}\n");
    folder.write("params.in", "  1 variables\n  1.000000000000000e-01 decay\n  2 functions\n  1 ASV_1:calm_mean\n");
    ASSERT_EQ(peacenorm(folder, {"evaluate", "study.yaml", "--points", "points.jsonl", "--out", "a.jsonl"}).code, 0);
    ASSERT_EQ(peacenorm(folder, {"evaluate", "study.yaml", "--points", "params.in", "--out", "results.out"}).code, 0);
    ASSERT_EQ(peacenorm(folder, {"evaluate", "study.yaml", "--points", "params.in", "--out", "b.csv"}).code, 0);
    ASSERT_EQ(peacenorm(folder, {"evaluate", "study.yaml", "--points", "points.jsonl", "--out", "c.nc"}).code, 0);
    const auto csv = rows_of(bytes_of(folder / "b.csv"));
    EXPECT_THAT(
        bytes_of(folder / "a.jsonl"),
        AllOf(StartsWith("{\"row\": 1, \"replicate\": 0, \"decay\": 0.1, \"status\": \"done\", \"calm_mean\": " +
                         csv[1][4] + ","),
              HasSubstr("\n{\"row\": 2,")));
    EXPECT_EQ(bytes_of(folder / "results.out"), csv[1][4] + " calm_mean\n" + csv[1][5] + " visited\n");
    EXPECT_THAT(peacenorm(folder, {"inspect", "c.nc"}).out, HasSubstr("calm_mean"));
}

TEST(EvaluateCommand, ARowThatFailsIsARowAndTheOthersStand) {
    const Folder folder;
    folder.write("study.yaml", study);
    folder.write("points.csv", "decay\n0.1\n0.9\n");
    folder.write("params.in", " 1 variables\n 0.9 decay\n 2 functions\n");
    const Finished done = peacenorm(folder, {"evaluate", "study.yaml", "--points", "points.csv", "--out", "o.csv"});
    EXPECT_EQ(done.code, 1);
    EXPECT_THAT(done.err, HasSubstr("1 of 2 runs failed: their rows say why"));
    const std::string text = bytes_of(folder / "o.csv");
    EXPECT_THAT(text, HasSubstr("1,0,0.1,done,"));
    EXPECT_THAT(text, HasSubstr("2,0,0.9,failed,,,decay: threat and decay exceed breaks_above; a smaller one\n"));
    EXPECT_EQ(peacenorm(folder, {"evaluate", "study.yaml", "--points", "params.in", "--out", "r.out"}).code, 1);
    EXPECT_EQ(bytes_of(folder / "r.out"), "FAIL\n");
}

TEST(EvaluateCommand, RefusesBadInputAllAtOnceAndNeverWritesOverIt) {
    const Folder folder;
    folder.write("study.yaml", study);
    folder.write("points.csv", "decay,treat\n7,1\nfast,2\n");
    const Finished bad = peacenorm(folder, {"evaluate", "study.yaml", "--points", "points.csv", "--out", "o.csv"});
    EXPECT_EQ(bad.code, 2);
    EXPECT_THAT(bad.err, AllOf(HasSubstr("points.csv:1:7: error:"), HasSubstr("points.csv:2:1: error:"),
                               HasSubstr("points.csv:3:1: error:")));
    EXPECT_FALSE(fs::exists(folder / "o.csv"));
    folder.write("points.csv", "decay\n0.1\n");
    const std::string before = bytes_of(folder / "points.csv");
    EXPECT_EQ(peacenorm(folder, {"evaluate", "study.yaml", "--points", "points.csv", "--out", "points.csv"}).code, 2);
    EXPECT_EQ(bytes_of(folder / "points.csv"), before);
    EXPECT_EQ(peacenorm(folder, {"evaluate", "study.yaml", "--points", "none.csv", "--out", "o.csv"}).code, 2);
    EXPECT_EQ(peacenorm(folder, {"evaluate", "study.yaml", "--points", "points.csv"}).code, 2);
    EXPECT_EQ(peacenorm(folder, {"evaluate", "study.yaml", "--points", "points.csv", "--out", "o", "--luck", "x"}).code,
              2);
    folder.write("params.in", "  1 variables\n  1.0e-01 decay\n  2 functions\n");
    EXPECT_THAT(
        peacenorm(folder, {"evaluate", "study.yaml", "--points", "params.in", "--out", "o", "--replicates", "2"}).err,
        HasSubstr("Dakota reads one result a point, and each point has 2 runs (2 replicates, 1 arms, 1 futures)"));
    const auto with = [&](const std::string& set) {
        return peacenorm(folder, {"evaluate", "study.yaml", "--points", "points.csv", "--out", "o.csv", "--set", set});
    };
    EXPECT_THAT(with("replicates=3").err, HasSubstr("a table of points has its own replicates; expected --replicates"));
    EXPECT_EQ(with("design.parameters=[prior]").code, 2);
    EXPECT_THAT(with("decay=0.2").err,
                HasSubstr("--set decay=0.2:1:1: error: decay is varied by the design: no run has this value"));
    EXPECT_EQ(with("organisations.minusma.effort=0.2").code, 0);
    folder.write("bare.yaml", head);
    EXPECT_THAT(peacenorm(folder, {"evaluate", "bare.yaml", "--points", "points.csv", "--out", "o.csv"}).err,
                HasSubstr("the study has no outcomes"));
}

TEST(EvaluateCommand, ManyRowsAreTheSameForAnyNumberOfThreads) {
    const Folder folder;
    folder.write("study.yaml", study);
    std::string points = "decay,threat\n";
    for (int i = 0; i < 1000; ++i) points += "0.1," + std::to_string(0.0005 * i) + "\n";
    folder.write("points.csv", points);
    const auto words = [](const std::string& out, std::vector<std::string> more) {
        more.insert(more.begin(), {"evaluate", "study.yaml", "--points", "points.csv", "--out", out});
        return more;
    };
    ASSERT_EQ(peacenorm(folder, words("one.csv", {"--threads", "1"})).code, 0);
    ASSERT_EQ(peacenorm(folder, words("two.csv", {"--threads", "2"})).code, 0);
    EXPECT_EQ(bytes_of(folder / "one.csv"), bytes_of(folder / "two.csv"));
    EXPECT_EQ(rows_of(bytes_of(folder / "one.csv")).size(), 1001u);
}

}  // namespace
}  // namespace peacenorm
