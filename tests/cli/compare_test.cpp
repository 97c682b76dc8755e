// SPDX-License-Identifier: Apache-2.0
// `peacenorm compare` as a user meets it: over studies of the toy model.
#include <gmock/gmock.h>

#include "tests/cli/process.hpp"
#include "tests/sim/study/toy_study.hpp"

namespace peacenorm {
namespace {

using cli_test::Finished;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;
using toy::Folder;
using toy::head;

const std::string outcomes =
    "outcomes: {calm_mean: 'mean(calm, across_branch)', visited: 'sum(visits.minusma, across_branch)'}\n";
const std::string counterfactual = head +
                                   "replicates: 8\nbranch: 2014-01-06\nreference: as_it_was\narms:\n"
                                   "  as_it_was: {}\n  same: {}\n  harder: {threat: 0.5}\n" +
                                   outcomes;

Finished peacenorm(const Folder& folder, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), TOY_PROGRAM);
    return cli_test::run(arguments, (folder / "").string());
}

void run_study(const Folder& folder, const std::string& text) {
    folder.write("study.yaml", text);
    peacenorm(folder, {"run", "study.yaml", "--quiet", "--out", "r.nc"});
    ASSERT_TRUE(std::filesystem::exists(folder / "r.nc"));
}

TEST(CompareCommand, ShowsArmsAgainstTheReferenceThatTheStudyNames) {
    const Folder folder;
    run_study(folder, counterfactual);
    const Finished table = peacenorm(folder, {"compare", "r.nc"});
    EXPECT_EQ(table.code, 0) << table.err;
    EXPECT_THAT(table.out,
                AllOf(HasSubstr("note: a toy"), HasSubstr("reference: as_it_was; replicates: 8; branch: 2014-01-06"),
                      HasSubstr("calm_mean: mean(calm, across_branch), unit 1; opens before the branch\n"),
                      HasSubstr("harder")));
    EXPECT_EQ(table.err, "");
}

TEST(CompareCommand, AnActorThatLeavesIsComparedOverTheWeeksThatBothArmsHave) {
    const Folder folder;
    run_study(folder, head +
                          "replicates: 8\nbranch: 2013-10-07\nreference: stays\narms:\n  stays: {}\n"
                          "  leaves: {organisations.minusma.leaves: 2013-11-11}\n"
                          "  never_came: {organisations.minusma.leaves: 2013-10-07}\n"
                          "outcomes: {visited: 'sum(visits.minusma, 2013-10-07..2013-12-15)'}\n");
    const Finished table = peacenorm(folder, {"compare", "r.nc"});
    EXPECT_EQ(table.code, 0) << table.err;
    EXPECT_THAT(table.out, AllOf(HasSubstr("of window"), ContainsRegex("leaves .* 50% +0 +\\[0, 0\\]"),
                                 HasSubstr("the actor is there in both in no week of the window: 8"),
                                 HasSubstr("weeks: the actor is not there in all of the window in both")));
    const Finished json = peacenorm(folder, {"compare", "r.nc", "--json"});
    EXPECT_THAT(json.out, AllOf(HasSubstr("\"share_of_window\": 0.5"), HasSubstr("\"pairs_without_weeks\": 8")));
}

TEST(CompareCommand, MarksWhatIsPracticallyNull) {
    const Folder folder;
    run_study(folder, counterfactual);
    const Finished narrow = peacenorm(folder, {"compare", "r.nc", "-d", "1e-9", "--outcome", "calm_mean"});
    const Finished wide = peacenorm(folder, {"compare", "r.nc", "-d", "99", "--outcome", "calm_mean"});
    EXPECT_THAT(narrow.out, AllOf(HasSubstr(" null\n"), HasSubstr(" *\n"), HasSubstr("within 1e-09")));
    EXPECT_THAT(wide.out, AllOf(HasSubstr("* null\n"), HasSubstr("null: practically null")));
    EXPECT_EQ(peacenorm(folder, {"compare", "r.nc", "-d", "nan"}).code, 2);
    EXPECT_THAT(peacenorm(folder, {"compare", "r.nc"}).out, Not(HasSubstr("practically null")));  // no d is known
}

TEST(CompareCommand, NullArmDiffersByExactlyZero) {
    const Folder folder;
    run_study(folder, counterfactual);
    const Finished csv = peacenorm(folder, {"compare", "r.nc", "--csv", "--outcome", "visited"});
    EXPECT_EQ(csv.code, 0) << csv.err;
    // A harder threat moves calm, never visits: both arms equal the reference to the bit.
    EXPECT_THAT(csv.out, AllOf(HasSubstr(",same,"), HasSubstr(",harder,"), Not(HasSubstr("calm"))));
    const std::string null = ",0,0,0,0,,1,inf,inf,,8,0,0,0,1,1,1,0,0,0,0\n";
    int zeros = 0;
    for (std::size_t at = csv.out.find(null); at != std::string::npos; at = csv.out.find(null, at + 1)) ++zeros;
    EXPECT_EQ(zeros, 2) << csv.out;
    const Finished table = peacenorm(folder, {"compare", "r.nc"});
    EXPECT_THAT(table.out, AllOf(HasSubstr("[0, 0]"), Not(HasSubstr("nan"))));
}

TEST(CompareCommand, AveragesFuturesWithinAPast) {
    const Folder folder;
    run_study(folder, counterfactual + "futures: 3\n");
    const Finished json = peacenorm(folder, {"compare", "r.nc", "--json"});
    EXPECT_EQ(json.code, 0) << json.err;
    EXPECT_THAT(json.out,
                AllOf(HasSubstr("\"futures\": 3"), HasSubstr("\"pairs\": 8"), HasSubstr("\"branch\": \"2014-01-06\""),
                      HasSubstr("\"notice\": \"a toy\""), HasSubstr("\"arm\": \"harder\"")));
    EXPECT_THAT(peacenorm(folder, {"compare", "r.nc"}).out, HasSubstr("futures of each history: 3, averaged"));
}

TEST(CompareCommand, ComparesDesignPointsWithOneAnother) {
    const Folder folder;
    run_study(folder, head + "design: {factors: {decay: [0, 0.1]}}\nreplicates: 4\n" + outcomes);
    const Finished unnamed = peacenorm(folder, {"compare", "r.nc"});
    EXPECT_EQ(unnamed.code, 2);
    EXPECT_THAT(unnamed.err, HasSubstr("--reference decay=0"));
    const Finished named = peacenorm(folder, {"compare", "r.nc", "--reference", "decay=0", "--outcome=calm_mean"});
    EXPECT_EQ(named.code, 0) << named.err;
    EXPECT_THAT(named.out, AllOf(HasSubstr("reference: decay=0"), Not(HasSubstr("visited:"))));
}

TEST(CompareCommand, RefusesFailedRunsUnlessToldToLeaveThemOut) {
    const Folder folder;
    run_study(folder,
              head +
                  "parameters: {breaks_above: 0.42}\ndesign: {parameters: [prior], factors: {decay: [0.05, 0.1]}}\n"
                  "replicates: 20\n" +
                  outcomes);
    const Finished refused = peacenorm(folder, {"compare", "r.nc", "--reference", "decay=0.05"});
    EXPECT_EQ(refused.code, 1);
    EXPECT_EQ(refused.out, "");
    EXPECT_THAT(refused.err,
                AllOf(HasSubstr("of 40 runs failed"), HasSubstr("threat and decay exceed"), HasSubstr("--partial")));
    const Finished partial = peacenorm(folder, {"compare", "r.nc", "--reference", "decay=0.05", "--partial"});
    EXPECT_EQ(partial.code, 0);
    EXPECT_THAT(partial.out, AllOf(HasSubstr(" partial\n"), HasSubstr("pairs left out where a run failed")));
}

TEST(CompareCommand, TellsWhatStoppedAStudyThatRanUntilPrecise) {
    const Folder folder;
    run_study(folder, head +
                          "replicates: {until: {half_width: 0.004, of: calm_mean, at_most: 100}}\n"
                          "reference: as_it_was\narms: {as_it_was: {}, harder: {threat: 0.5}}\n" +
                          outcomes);
    const Finished table = peacenorm(folder, {"compare", "r.nc"});
    EXPECT_THAT(table.out, AllOf(HasSubstr("replicates: 32"), HasSubstr("replicates until precise: half width"),
                                 HasSubstr("stopped after 32 by precision"),
                                 HasSubstr("all 3 planned interim analyses together")));
    const Finished again = peacenorm(folder, {"run", "study.yaml", "--out", "r.nc"});
    EXPECT_EQ(again.code, 0) << again.err;
    EXPECT_THAT(again.out, AllOf(HasSubstr("precision: half width"), HasSubstr("nothing left to do")));
    const Finished less =
        peacenorm(folder, {"run", "study.yaml", "--out", "r.nc", "--set", "replicates.until.at_most=20"});
    EXPECT_EQ(less.code, 2);
    EXPECT_THAT(peacenorm(folder, {"check", "study.yaml"}).out,
                HasSubstr("# replicates at most 100: interim analyses after 32, 64, 100"));
}

TEST(CompareCommand, WrongWordsAreTwoAndTroubleWithFilesSeventyFour) {
    const Folder folder;
    run_study(folder, counterfactual);
    const Finished wrong = peacenorm(folder, {"compare", "r.nc", "--reference", "same_", "--outcome", "visitd"});
    EXPECT_EQ(wrong.code, 2);
    EXPECT_THAT(wrong.err, AllOf(HasSubstr("did you mean 'same'?"), HasSubstr("did you mean 'visited'?")));
    EXPECT_EQ(peacenorm(folder, {"compare", "r.nc", "--csv", "--json"}).code, 2);
    EXPECT_EQ(peacenorm(folder, {"compare"}).code, 2);
    EXPECT_EQ(peacenorm(folder, {"compare", "none.nc"}).code, 74);
    EXPECT_EQ(peacenorm(folder, {"compare", "study.yaml"}).code, 74);
    EXPECT_THAT(peacenorm(folder, {"compare", "--help"}).out, HasSubstr("Example:\n  peacenorm compare"));
}

}  // namespace
}  // namespace peacenorm
