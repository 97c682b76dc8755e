// SPDX-License-Identifier: Apache-2.0
// `peacenorm verdict` as a user meets it, over a model that declares nothing.
#include <gmock/gmock.h>

#include "tests/cli/process.hpp"
#include "tests/sim/study/toy_study.hpp"

namespace peacenorm {
namespace {

using cli_test::Finished;
using testing::HasSubstr;
using toy::Folder;

Finished peacenorm(const Folder& folder, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), TOY_PROGRAM);
    return cli_test::run(arguments, (folder / "").string());
}

TEST(VerdictCommand, AModelWithoutHypothesesIsNotJudged) {
    const Folder folder;
    folder.write("study.yaml", toy::head +
                                   "replicates: 2\nreference: a\narms: {a: {}, b: {threat: 0.5}}\n"
                                   "outcomes: {calm_mean: mean(calm)}\n");
    ASSERT_EQ(peacenorm(folder, {"run", "study.yaml", "--quiet", "--out", "r.nc"}).code, 0);
    const Finished refused = peacenorm(folder, {"verdict", "r.nc"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_EQ(refused.out, "");
    EXPECT_THAT(refused.err, HasSubstr("the model toy declares no hypotheses; peacenorm compare shows differences"));
}

TEST(VerdictCommand, WrongWordsAreTwoAndTroubleWithFilesSeventyFour) {
    const Folder folder;
    EXPECT_EQ(peacenorm(folder, {"verdict"}).code, 2);
    EXPECT_EQ(peacenorm(folder, {"verdict", "none.nc", "-d", "-1"}).code, 2);
    EXPECT_EQ(peacenorm(folder, {"verdict", "none.nc"}).code, 74);
    EXPECT_THAT(peacenorm(folder, {"verdict", "--help"}).out, HasSubstr("Example:\n  peacenorm verdict"));
}

}  // namespace
}  // namespace peacenorm
