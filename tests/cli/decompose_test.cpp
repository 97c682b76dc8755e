// SPDX-License-Identifier: Apache-2.0
// `peacenorm decompose` as a user meets it: over studies of the toy model.
#include <gmock/gmock.h>

#include "tests/cli/process.hpp"
#include "tests/sim/study/toy_study.hpp"

namespace peacenorm {
namespace {

using cli_test::Finished;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using toy::Folder;
using toy::head;

const std::string outcomes =
    "outcomes: {calm_mean: 'mean(calm, across_branch)', visited: 'sum(visits.minusma, across_branch)'}\n";
const std::string switches =
    "design: {kind: lattice, switches: [organisations.minusma.enabled, organisations.barkhane.enabled]}\n";
// An arm that makes visits likelier works through the two organisations; a smaller threat does not.
const std::string arms =
    "branch: 2014-01-06\nreference: as_it_was\narms:\n  as_it_was: {}\n  same: {}\n"
    "  more: {organisations.minusma.effort: 0.9, organisations.barkhane.effort: 0.6, threat: 0.2}\n";

Finished peacenorm(const Folder& folder, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), TOY_PROGRAM);
    return cli_test::run(arguments, (folder / "").string());
}

void run_study(const Folder& folder, const std::string& text) {
    folder.write("study.yaml", text);
    const Finished ran = peacenorm(folder, {"run", "study.yaml", "--quiet", "--out", "r.nc"});
    ASSERT_TRUE(std::filesystem::exists(folder / "r.nc")) << ran.err;
}

TEST(DecomposeCommand, ShowsSharesOfSwitchesInTheEffectOfAnArm) {
    const Folder folder;
    run_study(folder, head + "replicates: 6\n" + arms + switches + outcomes);
    const Finished table = peacenorm(folder, {"decompose", "r.nc", "--arm", "more"});
    EXPECT_EQ(table.code, 0) << table.err;
    EXPECT_THAT(
        table.out,
        AllOf(HasSubstr("switches: 2; subsets run: 4, all of them; reference: as_it_was; branch: 2014-01-06"),
              HasSubstr("calm_mean: mean(calm, across_branch), unit 1; more less as_it_was"),
              HasSubstr("organisations.barkhane.enabled"), HasSubstr("all switches off"), Not(HasSubstr("same"))));
    // What the smaller threat adds is there with every organisation off, and the organisations add the rest.
    const Finished csv = peacenorm(folder, {"decompose", "r.nc", "--csv", "--outcome", "visited", "--arm=more"});
    EXPECT_THAT(csv.out, AllOf(HasSubstr(",remainder,,,0,0,0,0,0,6,"), HasSubstr(",interaction,"),
                               HasSubstr(",share,organisations.barkhane.enabled,,0,0,0,0,0,6,")));
}

TEST(DecomposeCommand, OfANullArmIsExactlyZero) {
    const Folder folder;
    run_study(folder, head + "replicates: 3\n" + arms + switches + outcomes);
    const Finished json = peacenorm(folder, {"decompose", "r.nc", "--json", "--arm", "same"});
    EXPECT_EQ(json.code, 0) << json.err;
    std::size_t zeros = 0, parts = 0;
    for (std::size_t at = 0; (at = json.out.find("\"mean\": ", at)) != std::string::npos; ++at, ++parts)
        zeros += json.out.compare(at, 10, "\"mean\": 0,") == 0 ? 1 : 0;
    EXPECT_EQ(parts, 2u * (3 * 2 + 1 + 2));
    EXPECT_EQ(zeros, parts) << json.out;
}

TEST(DecomposeCommand, WithoutArmsTakesTheOutcomeItself) {
    const Folder folder;
    run_study(folder, head + "replicates: 3\n" + switches + outcomes);
    const Finished table = peacenorm(folder, {"decompose", "r.nc"});
    EXPECT_EQ(table.code, 0) << table.err;
    EXPECT_THAT(table.out, HasSubstr("visited: sum(visits.minusma, across_branch), unit 1; the outcome itself"));
}

// Twelve switches, o10 and o11 among them: their order is that of the file, not of the alphabet.
TEST(DecomposeCommand, BeyondTenSwitchesFollowsSampledOrders) {
    const Folder folder;
    std::string organisations = "parameters:\n  organisations:\n    minusma: null\n    barkhane: null\n", paths;
    for (int i = 0; i < 12; ++i) {
        organisations += "    o" + std::to_string(i) + ": {effort: 0." + std::to_string(i % 9) + "5}\n";
        paths += (i == 0 ? "" : ", ") + ("organisations.o" + std::to_string(i) + ".enabled");
    }
    run_study(folder, head + organisations +
                          "replicates: 2\noutcomes: {calm_mean: mean(calm), one: sum(visits.o11)}\n" +
                          "design: {kind: lattice, permutations: 6, switches: [" + paths + "]}\n");
    const Finished table = peacenorm(folder, {"decompose", "r.nc"});
    EXPECT_EQ(table.code, 0) << table.err;
    EXPECT_THAT(table.out, AllOf(HasSubstr("switches: 12; subsets run: "), HasSubstr("on the way of 6 sampled orders"),
                                 HasSubstr("Interactions need all subsets")));
    // Visits of o11 depend on its own switch alone: the others' shares are exactly zero, without an error of sampling.
    const Finished csv = peacenorm(folder, {"decompose", "r.nc", "--csv", "--outcome", "one"});
    std::size_t zeros = 0;
    for (std::size_t at = 0; (at = csv.out.find(".enabled,,0,0,0,0,0,2,", at)) != std::string::npos; ++at) ++zeros;
    EXPECT_EQ(zeros, 11u) << csv.out;
    EXPECT_THAT(csv.out, Not(HasSubstr("o11.enabled,,0,")));
}

TEST(DecomposeCommand, RefusesFailedRunsUnlessToldToLeaveThemOut) {
    const Folder folder;
    // Draws of the threat near its middle break the rule threat + decay <= breaks_above in some replicates.
    run_study(folder, head + "parameters: {breaks_above: 0.42}\nreplicates: 8\n" + outcomes +
                          "design: {kind: lattice, parameters: [prior], switches: [organisations.minusma.enabled]}\n");
    const Finished refused = peacenorm(folder, {"decompose", "r.nc"});
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.err, AllOf(HasSubstr("of 16 runs failed"), HasSubstr("nothing is decomposed; --partial")));
    EXPECT_EQ(refused.out, "");
    const Finished partial = peacenorm(folder, {"decompose", "r.nc", "--partial"});
    EXPECT_EQ(partial.code, 0);
    EXPECT_THAT(partial.out, HasSubstr("replicates left out where a run failed or is missing:"));
}

TEST(DecomposeCommand, WrongWordsAreTwoAndTroubleWithFilesSeventyFour) {
    const Folder folder;
    run_study(folder, head + outcomes);
    const Finished none = peacenorm(folder, {"decompose", "r.nc"});
    EXPECT_EQ(none.code, 2);
    EXPECT_THAT(none.err, AllOf(HasSubstr("switches nothing on and off"), HasSubstr("kind: lattice")));
    const Finished word = peacenorm(folder, {"decompose", "r.nc", "--outcome", "visitd"});
    EXPECT_EQ(word.code, 2);
    EXPECT_THAT(word.err, HasSubstr("did you mean 'visited'?"));
    EXPECT_EQ(peacenorm(folder, {"decompose", "none.nc"}).code, 74);
    EXPECT_EQ(peacenorm(folder, {"decompose"}).code, 2);
}

}  // namespace
}  // namespace peacenorm
