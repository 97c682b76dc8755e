// SPDX-License-Identifier: Apache-2.0
// `peacenorm report` as a user meets it; what the page shows is tested in a browser, tests/browser.
#include <gmock/gmock.h>

#include <fstream>
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

TEST(ReportCommand, TellsOfRunsThatAreTheSameWhenRunAgain) {
    const Folder folder;
    folder.write("study.yaml", toy::head + arms);
    ASSERT_EQ(peacenorm(folder, {"run", "study.yaml", "--quiet", "--out", "r.nc"}).code, 0);
    const Finished told = peacenorm(folder, {"report", "r.nc", "--run", "1", "--run", "4", "--out", "page.html"});
    EXPECT_EQ(told.code, 0) << told.err;
    ASSERT_EQ(peacenorm(folder, {"report", "r.nc", "--out", "plain.html"}).code, 0);
    EXPECT_GT(text_of(folder / "page.html").size(), text_of(folder / "plain.html").size());
}

}  // namespace
}  // namespace peacenorm
