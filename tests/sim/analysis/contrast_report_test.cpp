// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/contrast_report.hpp"

#include <gmock/gmock.h>

#include "sim/core/json.hpp"
#include "tests/sim/analysis/small_result.hpp"

namespace peacenorm::analysis {
namespace {

using record::Status;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

using Writer = std::string (*)(const Comparison&, const Report&);

std::string text_of(const SmallResult& study, Writer writer, const CompareRequest& request = {}) {
    const Folder folder;
    study.write(folder / "r.nc");
    const ResultCells cells(folder / "r.nc");
    const Pairing pairing = resolve(cells, request);
    return writer(compare(cells, pairing), {cells, pairing, "r.nc"});
}

SmallResult two_arms() {
    SmallResult study;
    study.calm = [](Place p) {
        return p.arm == 0 ? 0.25 * p.replicate : 0.25 * p.replicate + 0.5 + 0.25 * (p.replicate % 2);
    };
    study.deaths = [](Place) { return 3; };
    return study;
}

TEST(ContrastReport, TableNamesContextNumbersAndHowTheIntervalCame) {
    const std::string text = text_of(two_arms(), table_text);
    EXPECT_THAT(text, AllOf(HasSubstr("note: a toy"), HasSubstr("reference: history; replicates: 4; study 01234567"),
                            HasSubstr("calm: mean(calm, 2014..2015), unit 1\n")));
    EXPECT_THAT(text, HasSubstr("  history  0.375   reference\n"));
    EXPECT_THAT(text,
                HasSubstr("  without      1      +0.625  [+0.3953, +0.8547]   t         0.95        13x          96"));
    EXPECT_THAT(text, Not(HasSubstr("nan")));
}

TEST(ContrastReport, NullDifferencesReadZeroAndNeverNan) {
    const std::string text = text_of(two_arms(), table_text, {{}, {"deaths"}});
    EXPECT_THAT(
        text,
        HasSubstr(
            "  without     3           0        [0, 0]   t            -          -           -          -      4\n"));
}

TEST(ContrastReport, CsvHasALineForEachContrastWithAllDigits) {
    const std::string text = text_of(two_arms(), csv_text);
    EXPECT_THAT(
        text,
        HasSubstr("outcome,unit,expression,kind,cooperation.depth,arm,reference_design,reference_arm,method,mean,"));
    EXPECT_THAT(
        text,
        HasSubstr(
            "calm,1,\"mean(calm, 2014..2015)\",baseline,0,without,\"kind=baseline, cooperation.depth=0\",history,t,1,"
            "0.375,0.625,0.39532"));
    EXPECT_THAT(
        text,
        HasSubstr(
            "\ndeaths,persons,sum(deaths),baseline,0,without,\"kind=baseline, cooperation.depth=0\",history,t,3,3,0,"
            "0,0,0,,,,,,4,0,0,0,1,1,1,0,0,0,0\n"));
}

TEST(ContrastReport, JsonCarriesContextAndNullWhereNothingIsDefined) {
    const std::string text = text_of(two_arms(), json_text_of);
    EXPECT_THAT(text, AllOf(HasSubstr("\"notice\": \"a toy\""), HasSubstr("\"arms\": [\"history\", \"without\"]"),
                            HasSubstr("\"study_hash\": \"0123456789\""),
                            HasSubstr("\"expression\": \"mean(calm, 2014..2015)\""),
                            HasSubstr("\"difference\": 0.625, \"low\": 0.39532"), HasSubstr("\"correlation\": null"),
                            HasSubstr("\"design\": {\"kind\": \"baseline\", \"cooperation.depth\": \"0\"}")));
    EXPECT_THAT(text, AllOf(Not(HasSubstr("nan")), Not(HasSubstr("inf"))));
}

TEST(ContrastReport, JsonKeepsTheKeysThatThePictureReads) {
    const std::string text = text_of(two_arms(), json_text_of);
    for (const char* key : {"title",
                            "notice",
                            "study_hash",
                            "branch",
                            "arms",
                            "reference",
                            "replicates",
                            "looks",
                            "runs_failed",
                            "runs_missing",
                            "outcomes",
                            "name",
                            "unit",
                            "expression",
                            "contrasts",
                            "outcome",
                            "design",
                            "arm",
                            "reference_design",
                            "reference_arm",
                            "method",
                            "difference",
                            "low",
                            "high",
                            "sd_of_difference",
                            "pairs",
                            "discovery",
                            "partial",
                            "peacenorm_version"})
        EXPECT_THAT(text, HasSubstr("\"" + std::string(key) + "\": ")) << "scripts/plot/effects.py reads " << key;
}

TEST(ContrastReport, TableCountsWhatIsLeftOut) {
    SmallResult study = two_arms();
    study.deaths = [](Place p) { return p.replicate == 0 ? missing : 3.0; };
    study.status = [](Place p) { return p.replicate == 1 && p.arm == 1 ? Status::failed : Status::done; };
    EXPECT_THAT(text_of(study, table_text),
                AllOf(HasSubstr("pairs left out where nothing happened: 1"),
                      HasSubstr("pairs left out where a run failed or is missing: 1"), HasSubstr(" partial\n")));
}

TEST(ContrastReport, FlawsSayWhichRunsAndWhatToDo) {
    SmallResult study = two_arms();
    study.status = [](Place p) {
        return p.arm == 0 ? Status::done : p.replicate == 1 ? Status::failed : Status::missing;
    };
    const Folder folder;
    study.write(folder / "r.nc");
    const ResultCells cells(folder / "r.nc");
    EXPECT_THAT(flaws_text(cells, "r.nc"),
                AllOf(HasSubstr("r.nc: 1 of 8 runs failed, 3 are missing:"),
                      HasSubstr("run 3 (arm without, replicate 1"), HasSubstr("calm is NaN in week 3"),
                      HasSubstr("peacenorm run s.yaml"), HasSubstr("until the cause is fixed")));
}

TEST(Json, EscapesWhatWouldBreakIt) {
    EXPECT_EQ(json_text("a \"b\"\\\n\t\x01 \xc3\xa9"), "\"a \\\"b\\\"\\\\\\n\\u0009\\u0001 \xc3\xa9\"");
    EXPECT_EQ(json_number(0.1), "0.1");
    EXPECT_EQ(json_number(undefined), "null");
    EXPECT_EQ(JsonObject().put_text("a", "b").put_flag("c", true).text(), "{\"a\": \"b\", \"c\": true}");
}

}  // namespace
}  // namespace peacenorm::analysis
