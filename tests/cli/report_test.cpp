// SPDX-License-Identifier: Apache-2.0
// `peacenorm report` as a user meets it; what the page shows is tested in a browser, tests/browser.
#include <gmock/gmock.h>

#include <fstream>
#include <set>
#include <sstream>

#include "tests/cli/process.hpp"
#include "tests/sim/study/toy_study.hpp"

namespace peacenorm {
namespace {

using cli_test::Finished;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using toy::Folder;

const std::string arms =
    "replicates: 3\nreference: a\narms: {a: {}, b: {threat: 0.5}}\noutcomes: {calm_mean: mean(calm)}\n";

Finished peacenorm(const Folder& folder, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), TOY_PROGRAM);
    return cli_test::run(arguments, (folder / "").string());
}

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST(ReportCommand, WritesOneFileThatAsksForNoOther) {
    const Folder folder;
    folder.write("study.yaml", toy::head + arms);
    ASSERT_EQ(peacenorm(folder, {"run", "study.yaml", "--quiet", "--out", "r.nc"}).code, 0);
    const Finished written = peacenorm(folder, {"report", "r.nc", "--out", "page.html"});
    EXPECT_EQ(written.code, 0) << written.err;
    EXPECT_THAT(written.out, HasSubstr("page.html: "));
    EXPECT_THAT(text_of(folder / "page.html"),
                AllOf(HasSubstr("default-src &#39;none&#39;; script-src &#39;sha256-"), HasSubstr("id=\"data-block\">"),
                      HasSubstr("<div id=\"end\" hidden></div>"), Not(HasSubstr("src=")), Not(HasSubstr("unsafe"))));
}

TEST(ReportCommand, IsTheSameBytesForTheSameResult) {
    const Folder folder;
    folder.write("study.yaml", toy::head + arms);
    ASSERT_EQ(peacenorm(folder, {"run", "study.yaml", "--quiet", "--out", "r.nc"}).code, 0);
    ASSERT_EQ(peacenorm(folder, {"report", "r.nc", "--out", "a.html"}).code, 0);
    ASSERT_EQ(peacenorm(folder, {"report", "r.nc", "--out", "b.html"}).code, 0);
    EXPECT_TRUE(text_of(folder / "a.html") == text_of(folder / "b.html"));
}

TEST(ReportCommand, ShowsAStudyWithNothingToCompare) {
    const Folder folder;
    folder.write("study.yaml", toy::head);
    ASSERT_EQ(peacenorm(folder, {"run", "study.yaml", "--quiet", "--out", "r.nc"}).code, 0);
    EXPECT_EQ(peacenorm(folder, {"report", "r.nc", "--out", "page.html"}).code, 0);
}

TEST(ReportCommand, WrongWordsAreTwoAndTroubleWithFilesSeventyFour) {
    const Folder folder;
    EXPECT_EQ(peacenorm(folder, {"report", "r.nc"}).code, 2);
    EXPECT_EQ(peacenorm(folder, {"report", "--out", "page.html"}).code, 2);
    EXPECT_EQ(peacenorm(folder, {"report", "none.nc", "--out", "page.html"}).code, 74);
    folder.write("study.yaml", toy::head + arms);
    ASSERT_EQ(peacenorm(folder, {"run", "study.yaml", "--quiet", "--out", "r.nc"}).code, 0);
    EXPECT_EQ(peacenorm(folder, {"report", "r.nc", "--out", "no/such/folder/page.html"}).code, 74);
    const Finished unknown = peacenorm(folder, {"report", "r.nc", "--out", "page.html", "--reference", "aa"});
    EXPECT_EQ(unknown.code, 2);
    EXPECT_THAT(unknown.err, HasSubstr("no arm is called 'aa'"));
    EXPECT_EQ(peacenorm(folder, {"report", "r.nc", "--run", "6", "--out", "page.html"}).code, 74);
    const Finished two = peacenorm(folder, {"report", "r.nc", "r.nc", "--run", "1", "--out", "page.html"});
    EXPECT_EQ(two.code, 2);
    EXPECT_THAT(two.err, HasSubstr("--run tells of one result"));
    EXPECT_FALSE(std::filesystem::exists(folder / "page.html"));
}

TEST(ReportCommand, TakesTheFitOfThePosteriorThatAResultDrawsAndNoOther) {
    const Folder folder;
    folder.write(
        "targets.yaml",
        "targets: {visited: {outcome: sum(visits.minusma), value: 90, error: 5, discrepancy: 0, block: visits, "
        "source: 'assumed: a toy'}}\n");
    const std::string draws = "design: {parameters: [posterior], posterior: a.csv}\nreplicates: 4\n";
    for (const char* name : {"a", "b"}) {
        folder.write("fit.yaml", toy::head + "name: " + name +
                                     "\ncalibrate: {targets: targets.yaml, draws: 200, waves: 1, twins: 0}\n");
        ASSERT_EQ(peacenorm(folder, {"calibrate", "fit.yaml", "--quiet", "--out", name + std::string(".csv")}).code, 0);
    }
    folder.write("study.yaml", toy::head + draws + "outcomes: {calm_mean: mean(calm)}\n");
    ASSERT_EQ(peacenorm(folder, {"run", "study.yaml", "--quiet", "--out", "r.nc"}).code, 0);

    const Finished without = peacenorm(folder, {"report", "r.nc", "--out", "page.html"});
    EXPECT_EQ(without.code, 0);
    EXPECT_THAT(without.err, AllOf(HasSubstr("note: r.nc draws the posterior "), HasSubstr("given with --fit")));
    const Finished with = peacenorm(folder, {"report", "r.nc", "--fit", "a.calibration.json", "--out", "fit.html"});
    EXPECT_EQ(with.code, 0) << with.err;
    EXPECT_THAT(with.err, Not(HasSubstr("note:")));
    for (const char* wave : {"a.wave-1.nc", "a.check.nc"})
        EXPECT_EQ(peacenorm(folder, {"report", wave, "--fit", "a.calibration.json", "--out", "wave.html"}).code, 0);

    const Finished other = peacenorm(folder, {"report", "r.nc", "--fit", "b.calibration.json", "--out", "other.html"});
    EXPECT_EQ(other.code, 2);
    EXPECT_THAT(other.err, AllOf(HasSubstr("b.calibration.json: error: it is of posterior "),
                                 HasSubstr("of the calibration 'b', the result has the posterior ")));
    EXPECT_EQ(peacenorm(folder, {"report", "r.nc", "--fit", "targets.yaml", "--out", "other.html"}).code, 2);
    EXPECT_FALSE(std::filesystem::exists(folder / "other.html"));
}

TEST(ReportCommand, TellsOfRunsThatAreTheSameWhenRunAgain) {
    const Folder folder;
    folder.write("study.yaml", toy::head + arms);
    ASSERT_EQ(peacenorm(folder, {"run", "study.yaml", "--quiet", "--out", "r.nc"}).code, 0);
    const Finished told = peacenorm(folder, {"report", "r.nc", "--run", "1", "--run", "4", "--out", "page.html"});
    EXPECT_EQ(told.code, 0) << told.err;
    ASSERT_EQ(peacenorm(folder, {"report", "r.nc", "--out", "plain.html"}).code, 0);
    EXPECT_GT(text_of(folder / "page.html").size(), text_of(folder / "plain.html").size());
}

/// Letters that cannot be packed smaller.
std::string dense_text(std::size_t size) {
    std::string text;
    text.reserve(size);
    std::uint64_t state = 1;
    while (text.size() < size) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        text.push_back("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_x"[state >> 58]);
    }
    return text;
}

TEST(ReportCommand, SaysThatAPageIsLargeAndRefusesOneThatBrowsersFailOn) {
    const Folder folder;
    const std::string why = dense_text(6'700'000);  // on a page twice: among the arms and in the configuration
    folder.write("study.yaml", toy::head + "replicates: 1\nreference: a\narms: {a: {}, b: {threat: 0.5, why: " + why +
                                   "}}\noutcomes: {calm_mean: mean(calm)}\n");
    ASSERT_EQ(peacenorm(folder, {"run", "study.yaml", "--quiet", "--out", "r.nc"}).code, 0);
    const Finished large = peacenorm(folder, {"report", "r.nc", "--out", "page.html"});
    EXPECT_EQ(large.code, 0) << large.err;
    EXPECT_THAT(large.err, HasSubstr("note: the page has 14 MB and opens slowly"));
    const Finished refused = peacenorm(folder, {"report", "r.nc", "r.nc", "r.nc", "r.nc", "--out", "four.html"});
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.err, HasSubstr("error: the page would have 54 MB"));
    EXPECT_THAT(refused.err, HasSubstr("or add --large"));
    EXPECT_FALSE(std::filesystem::exists(folder / "four.html"));
}

TEST(ReportCommand, SaysNothingOfTheSizeOfASmallPage) {
    const Folder folder;
    folder.write("study.yaml", toy::head + arms);
    ASSERT_EQ(peacenorm(folder, {"run", "study.yaml", "--quiet", "--out", "r.nc"}).code, 0);
    EXPECT_EQ(peacenorm(folder, {"report", "r.nc", "--out", "page.html"}).err, "");
    EXPECT_EQ(peacenorm(folder, {"report", "r.nc", "--large", "--out", "page.html"}).code, 0);
}

std::set<std::string> names_in(const Folder& folder) {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "")) names.insert(entry.path().filename());
    return names;
}

TEST(ReportCommand, ShowsWhatIsDoneOfAStudyUnderWayAndLeavesItsPartsAsTheyAre) {
    const Folder folder;
    folder.write("study.yaml", toy::head + arms);
    ASSERT_EQ(peacenorm(folder, {"run", "study.yaml", "--quiet", "--shard", "0/2", "--out", "r.nc"}).code, 0);
    const std::set<std::string> before = names_in(folder);
    const Finished refused = peacenorm(folder, {"report", "r.nc", "--out", "page.html"});
    EXPECT_EQ(refused.code, 74);
    EXPECT_THAT(refused.err, AllOf(HasSubstr("r.nc: the study is not finished"), HasSubstr("--partial")));
    const Finished shown = peacenorm(folder, {"report", "r.nc", "--partial", "--out", "page.html", "--run", "0"});
    EXPECT_EQ(shown.code, 0) << shown.err;
    EXPECT_THAT(shown.err, AllOf(HasSubstr("r.nc: 0 of 6 runs failed, 2 are missing"), Not(HasSubstr(".tmp."))));
    std::set<std::string> after = names_in(folder);
    EXPECT_EQ(after.erase("page.html"), 1u);
    EXPECT_EQ(after, before);
    ASSERT_EQ(peacenorm(folder, {"run", "study.yaml", "--quiet", "--shard", "1/2", "--out", "r.nc"}).code, 0);
    ASSERT_EQ(peacenorm(folder, {"merge", "r.nc.parts", "--out", "r.nc"}).code, 0);
    EXPECT_EQ(peacenorm(folder, {"report", "r.nc", "--out", "page.html"}).code, 0) << "the parts were whole";
}

TEST(ReportCommand, SaysWhatIsWrongWhereNothingOfAStudyIsDone) {
    const Folder folder;
    std::filesystem::create_directories(folder / "r.nc.parts");
    const Finished none = peacenorm(folder, {"report", "r.nc", "--partial", "--out", "page.html"});
    EXPECT_EQ(none.code, 74);
    EXPECT_THAT(none.err, HasSubstr("r.nc: nothing is published yet"));
    EXPECT_FALSE(std::filesystem::exists(folder / "page.html"));
}

}  // namespace
}  // namespace peacenorm
