// SPDX-License-Identifier: Apache-2.0
// `peacenorm calibrate` as a user meets it: over the toy model, whose posterior is known.
#include <fmt/core.h>
#include <gmock/gmock.h>

#include <chrono>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/cli/process.hpp"
#include "tests/sim/study/toy_study.hpp"

namespace peacenorm {
namespace {

namespace fs = std::filesystem;
using cli_test::Finished;
using cli_test::Process;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using toy::bytes_of;
using toy::Folder;
using toy::head;

/// Visits are binomial: 208 tries, each with chance `effort`. The fact is a count of such tries.
const std::string targets =
    "targets:\n  visited:\n    outcome: sum(visits.minusma)\n    value: 90\n    error: 0.1\n    discrepancy: 0\n"
    "    block: visits\n    source: 'assumed: a toy'\n";

std::string study(const std::string& calibrate, const std::string& more = "") {
    return head + more + "calibrate: {targets: targets.yaml, " + calibrate + "}\n";
}

Finished peacenorm(const Folder& folder, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), TOY_PROGRAM);
    return cli_test::run(arguments, (folder / "").string());
}

/// The numbers of a column of a posterior.
std::vector<double> column(const fs::path& file, std::size_t number) {
    std::ifstream lines(file);
    std::vector<double> values;
    bool is_header = true;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with('#')) continue;
        if (!is_header) {
            std::istringstream cells(line);
            std::string cell;
            for (std::size_t k = 0; k <= number; ++k) std::getline(cells, cell, ',');
            values.push_back(std::stod(cell));
        }
        is_header = false;
    }
    return values;
}

struct Summary {
    double mean = 0, sd = 0;
};

Summary summary_of(const std::vector<double>& values) {
    Summary summary;
    for (const double value : values) summary.mean += value / static_cast<double>(values.size());
    for (const double value : values) summary.sd += std::pow(value - summary.mean, 2);
    summary.sd = std::sqrt(summary.sd / static_cast<double>(values.size() - 1));
    return summary;
}

TEST(CalibrateCommand, FindsThePosteriorOfABinomialShare) {
    const Folder folder;
    folder.write("targets.yaml", targets);
    folder.write("study.yaml", study("draws: 1500, waves: 3, fit: [organisations.minusma.effort]"));
    const Finished done = peacenorm(folder, {"calibrate", "study.yaml", "--out", "fit.posterior.csv"});
    ASSERT_EQ(done.code, 0) << done.out << done.err;
    // Under a uniform prior the posterior is Beta(91, 119): mean .4333, standard deviation .0341.
    const Summary effort = summary_of(column(folder / "fit.posterior.csv", 0));
    EXPECT_NEAR(effort.mean, 91.0 / 210, 0.006);
    EXPECT_NEAR(effort.sd, 0.0341, 0.004);
    EXPECT_THAT(done.out, AllOf(HasSubstr("what was learnt: 1.0 of 1 degrees of freedom"),
                                HasSubstr("parameters: fitted to 1 target (visits 1), posterior "),
                                HasSubstr("twins: 300 members of the first wave as truth")));
    EXPECT_THAT(bytes_of(folder / "fit.posterior.csv"),
                AllOf(HasSubstr("# model: toy\n# model_version: 1.0.0\n"), HasSubstr("\n# hash: ")));
    EXPECT_THAT(bytes_of(folder / "fit.calibration.json"),
                AllOf(HasSubstr("\"does_not_hold_because\": []"), HasSubstr("\"profile\": [["),
                      HasSubstr("\"test_of_ranks\": \"Kolmogorov-Smirnov\"")));
    for (const char* wave : {"fit.wave-1.nc", "fit.wave-2.nc", "fit.wave-3.nc", "fit.check.nc"})
        EXPECT_TRUE(fs::exists(folder / wave)) << wave;
}

TEST(CalibrateCommand, APosteriorIsDrawnByOtherStudiesWhichSayWhatItIs) {
    const Folder folder;
    folder.write("targets.yaml", targets);
    folder.write("study.yaml", study("draws: 200, waves: 1, twins: 0"));
    ASSERT_EQ(peacenorm(folder, {"calibrate", "study.yaml", "--out", "p.csv"}).code, 0);
    folder.write("use.yaml", head +
                                 "replicates: 20\noutcomes: {visited: sum(visits.minusma)}\n"
                                 "design: {parameters: [baseline, prior, posterior], posterior: p.csv}\n");
    const Finished used = peacenorm(folder, {"run", "use.yaml", "--out", "use.nc"});
    EXPECT_EQ(used.code, 0) << used.err;
    EXPECT_THAT(used.out,
                AllOf(HasSubstr("posterior"), HasSubstr("parameters: set by hand, drawn from priors and fitted to "
                                                        "1 target (visits 1), posterior ")));
    EXPECT_EQ(peacenorm(folder, {"replay", "use.nc", "5"}).code, 0);
    EXPECT_EQ(peacenorm(folder, {"replay", "p.check.nc", "5"}).code, 0);
    const Finished points = peacenorm(folder, {"evaluate", "use.yaml", "--points", "p.csv", "--out", "o.csv"});
    EXPECT_EQ(points.code, 0) << points.err;
}

TEST(CalibrateCommand, SetsRunsAsWrittenBesideTheFitAndKeepsAsManyDrawsAsAsked) {
    const Folder folder;
    folder.write("targets.yaml", targets);
    folder.write("study.yaml", study("draws: 200, waves: 1, twins: 0, as_written: 50, keep: 30"));
    const Finished done = peacenorm(folder, {"calibrate", "study.yaml", "--out", "p.csv"});
    ASSERT_EQ(done.code, 0) << done.out << done.err;
    EXPECT_THAT(done.out,
                AllOf(HasSubstr("\nas written "), HasSubstr("means of the parameters as written, within as")));
    EXPECT_EQ(column(folder / "p.csv", 0).size(), 30u);
    EXPECT_THAT(bytes_of(folder / "p.calibration.json"),
                AllOf(HasSubstr("\"as_written_predictive\": [{\"mean\""), HasSubstr("\"blocks_as_written\": [")));
    folder.write("use.yaml", head + "replicates: 40\ndesign: {parameters: [posterior], posterior: p.csv}\n");
    const std::string warning = "warning: 40 draws of a posterior that has 30: its rows are used again";
    EXPECT_THAT(peacenorm(folder, {"run", "use.yaml", "--out", "use.nc"}).out, HasSubstr(warning));
    EXPECT_THAT(peacenorm(folder, {"check", "use.yaml"}).out, HasSubstr(warning));
    EXPECT_THAT(peacenorm(folder, {"check", "use.yaml", "--set", "replicates=30"}).out, Not(HasSubstr("warning")));
    const std::string set = "organisations.minusma.effort=0.5", parameters = "design.parameters=";
    EXPECT_THAT(peacenorm(folder, {"check", "use.yaml", "--set", set}).err,
                HasSubstr("organisations.minusma.effort is drawn by the design: no run has this value"));
    EXPECT_EQ(
        peacenorm(folder, {"check", "use.yaml", "--set", set, "--set", parameters + "[baseline, posterior]"}).code, 0);
    folder.write("study.yaml", study("draws: 200, as_written: 1"));
    EXPECT_THAT(peacenorm(folder, {"check", "study.yaml"}).err, HasSubstr("one run as written has no spread"));
}

TEST(CalibrateCommand, NamesTheTargetThatNoPriorReachesAndWhatMovesIt) {
    const Folder folder;
    folder.write("targets.yaml",
                 targets +
                     "  calmer:\n    outcome: mean(calm)\n    value: 40\n    error: 0.1\n    discrepancy: 0\n"
                     "    block: calm\n    source: 'assumed: a toy'\n");
    folder.write("study.yaml", study("draws: 200, waves: 2, twins: 0"));
    const Finished stopped = peacenorm(folder, {"calibrate", "study.yaml", "--out", "p.csv"});
    EXPECT_EQ(stopped.code, 1);
    EXPECT_THAT(stopped.out, AllOf(HasSubstr("out of reach: calmer by "), HasSubstr("what moves it: "),
                                   HasSubstr("does not hold: no draw of the priors comes near calmer")));
    EXPECT_FALSE(fs::exists(folder / "p.csv"));
    EXPECT_FALSE(fs::exists(folder / "p.wave-2.nc"));
    folder.write("study.yaml", study("draws: 200, waves: 2, twins: 0, unreachable: leave_out"));
    const Finished left_out = peacenorm(folder, {"calibrate", "study.yaml", "--out", "p.csv"});
    EXPECT_EQ(left_out.code, 1);
    EXPECT_THAT(bytes_of(folder / "p.csv"), HasSubstr("# fitted_to: 1 target (visits 1)\n"));
}

TEST(CalibrateCommand, TakesTheFactsOfTheArmThatIsNamed) {
    const Folder folder;
    folder.write("targets.yaml", targets);
    const std::string arms = "reference: absent\narms: {absent: {organisations.minusma.enabled: false}, history: {}}\n";
    const std::string fit = "draws: 400, waves: 2, twins: 0, fit: [organisations.minusma.effort]";
    folder.write("study.yaml", study(fit + ", facts_in: history", arms));
    const Finished done = peacenorm(folder, {"calibrate", "study.yaml", "--out", "p.csv"});
    ASSERT_EQ(done.code, 0) << done.out << done.err;
    EXPECT_NEAR(summary_of(column(folder / "p.csv", 0)).mean, 91.0 / 210, 0.02);
    folder.write("study.yaml", study(fit, arms));
    const Finished none = peacenorm(folder, {"calibrate", "study.yaml", "--out", "none.csv"});
    EXPECT_EQ(none.code, 1) << "nobody visits in the reference";
    EXPECT_THAT(none.out, HasSubstr("out of reach: visited by "));
}

TEST(CalibrateCommand, WithoutWavesJudgesTwinsAndFitsNothing) {
    const Folder folder;
    folder.write("targets.yaml", targets);
    folder.write("study.yaml", study("draws: 1500, waves: 0, fit: [organisations.minusma.effort]"));
    const Finished done = peacenorm(folder, {"calibrate", "study.yaml", "--out", "p.csv"});
    EXPECT_EQ(done.code, 0) << done.out << done.err;
    EXPECT_THAT(done.out,
                AllOf(HasSubstr("twins: 300 members of the first wave as truth"), Not(HasSubstr("what was learnt"))));
    EXPECT_THAT(bytes_of(folder / "p.calibration.json"),
                AllOf(HasSubstr("\"verdict_twins\": {\"d\": 0"), HasSubstr("\"rows\": []")))
        << "the model declares no hypotheses";
    EXPECT_TRUE(fs::exists(folder / "p.wave-1.nc"));
    EXPECT_FALSE(fs::exists(folder / "p.csv"));
    EXPECT_FALSE(fs::exists(folder / "p.check.nc"));
}

TEST(CalibrateCommand, HoldsTheWordsOfTheVerdictAgainstWhatIsTrueOfTwins) {
    const Folder folder;
    folder.write(
        "targets.yaml",
        "targets:\n  visited:\n    outcome: sum(visits.minusma, 2013-07-01..2014-01-05)\n    value: 50\n    error: 1\n"
        "    discrepancy: 0\n    block: visits\n    source: 'assumed: a toy'\n");
    const std::string arms =
        "branch: 2014-01-06\nfutures: 2\nreference: history\n"
        "arms: {history: {}, absent: {organisations.minusma.enabled: false}}\n"
        "outcomes: {weekly: 'mean(visits.minusma, 2014-01-06..2014-06-29)'}\n";
    folder.write("study.yaml", study("draws: 1000, waves: 0, fit: [organisations.minusma.effort]", arms));
    const Finished done =
        cli_test::run({JUDGED_PROGRAM, "calibrate", "study.yaml", "--out", "p.csv"}, (folder / "").string());
    ASSERT_EQ(done.code, 0) << done.out << done.err;
    // Four villages lose 4 x effort visits a week, far beyond 3 d, and half a year's visits show it.
    EXPECT_THAT(done.out, AllOf(HasSubstr("verdict twins: the word that the verdict's rule has for each of 200 twins"),
                                HasSubstr("V fewer visits, absent less history"), Not(HasSubstr("not reachable"))));
    const std::string json = bytes_of(folder / "p.calibration.json");
    EXPECT_THAT(json, AllOf(HasSubstr("\"contrast\": \"absent less history\", \"hypothesis\": \"V\""),
                            HasSubstr("\"wrong\": 0, \"missed\": 0"), HasSubstr("\"holds\": true")));
}

TEST(CalibrateCommand, GivesTheSameBytesForThreadsShardsAndAfterKills) {
    const Folder folder;
    folder.write("targets.yaml", targets);
    folder.write("study.yaml", study("draws: 240, waves: 2, twins: 0", "parameters: {pause: 0.0002}\n"));
    const auto words = [](const std::string& out, std::vector<std::string> more) {
        more.insert(more.begin(), {"calibrate", "study.yaml", "--out", out, "--publish-every", "0.05"});
        return more;
    };
    const Finished one = peacenorm(folder, words("one.csv", {"--threads", "1"}));
    ASSERT_EQ(one.code, 0) << one.err;
    ASSERT_EQ(peacenorm(folder, words("two.csv", {"--threads", "2"})).code, 0);
    const std::string whole = bytes_of(folder / "one.csv"), json = bytes_of(folder / "one.calibration.json");
    EXPECT_EQ(bytes_of(folder / "two.csv"), whole);
    for (const int signal : {SIGKILL, SIGTERM, SIGKILL}) {
        std::vector<std::string> command = words("killed.csv", {"--threads", "1", "--quiet"});
        command.insert(command.begin(), TOY_PROGRAM);
        Process process(command, (folder / "").string());
        std::this_thread::sleep_for(std::chrono::milliseconds(900));
        process.send(signal);
        const Finished ended = process.wait();
        if (signal == SIGTERM) {
            EXPECT_THAT(ended.code, testing::AnyOf(0, 75)) << ended.err;
        }
    }
    ASSERT_EQ(peacenorm(folder, words("killed.csv", {})).code, 0);
    EXPECT_EQ(bytes_of(folder / "killed.csv"), whole);
    int rounds = 0;
    for (bool is_done = false; !is_done && rounds < 10; ++rounds)
        for (const std::string shard : {"2/3", "0/3", "1/3"}) {
            const Finished part = peacenorm(folder, words("shards.csv", {"--shard", shard, "--wait", "0", "--quiet"}));
            EXPECT_THAT(part.code, testing::AnyOf(0, 75)) << part.err;
            is_done = part.code == 0;
        }
    EXPECT_EQ(bytes_of(folder / "shards.csv"), whole);
    EXPECT_GT(json.size(), 100u);
}

TEST(CalibrateCommand, RefusesAStudyWithoutTargetsAndAPlaceOfAnInput) {
    const Folder folder;
    folder.write("targets.yaml", targets);
    folder.write("plain.yaml", head);
    folder.write("study.yaml", study("draws: 50, twins: 0"));
    const Finished plain = peacenorm(folder, {"calibrate", "plain.yaml"});
    EXPECT_EQ(plain.code, 2);
    EXPECT_THAT(plain.err, HasSubstr("says nothing of a calibration; expected calibrate: {targets: FILE}"));
    EXPECT_EQ(peacenorm(folder, {"calibrate", "study.yaml", "--out", "targets.yaml"}).code, 2);
    EXPECT_EQ(bytes_of(folder / "targets.yaml"), targets);
    for (const std::string ending : {".calibration.json", ".stopped.json"}) {  // what goes beside the posterior
        folder.write("t" + ending, targets);
        folder.write("study.yaml", head + fmt::format("calibrate: {{targets: t{}, draws: 50, twins: 0}}\n", ending));
        EXPECT_EQ(peacenorm(folder, {"calibrate", "study.yaml", "--out", "t.csv"}).code, 2) << ending;
        EXPECT_EQ(bytes_of(folder / ("t" + ending)), targets);
    }
}

TEST(CalibrateCommand, AFitThatStopsLeavesAnEarlierOneAsItIs) {
    const Folder folder;
    folder.write("targets.yaml", targets);
    folder.write("study.yaml", study("draws: 200, waves: 1, twins: 0"));
    ASSERT_EQ(peacenorm(folder, {"calibrate", "study.yaml", "--out", "p.csv"}).code, 0);
    const std::string draws = bytes_of(folder / "p.csv"), told = bytes_of(folder / "p.calibration.json");
    const std::string far =
        "targets:\n  calmer:\n    outcome: mean(calm)\n    value: 40\n    error: 0.1\n"
        "    discrepancy: 0\n    block: calm\n    source: 'assumed: a toy'\n";
    folder.write("targets.yaml", far);
    for (const auto& entry : fs::directory_iterator(folder / ""))
        if (entry.path().extension() == ".nc") fs::remove(entry);
    const Finished stopped = peacenorm(folder, {"calibrate", "study.yaml", "--out", "p.csv"});
    EXPECT_EQ(stopped.code, 1) << stopped.err;
    EXPECT_THAT(stopped.out, HasSubstr("no draw of the priors comes near calmer: nothing is left to fit"));
    EXPECT_THAT(stopped.err, HasSubstr("no posterior was made: p.csv is of an earlier fit and stays"));
    EXPECT_EQ(bytes_of(folder / "p.csv"), draws);
    EXPECT_EQ(bytes_of(folder / "p.calibration.json"), told);
    EXPECT_TRUE(fs::exists(folder / "p.stopped.json"));
    folder.write("targets.yaml", targets);
    for (const auto& entry : fs::directory_iterator(folder / ""))
        if (entry.path().extension() == ".nc") fs::remove(entry);
    EXPECT_EQ(peacenorm(folder, {"calibrate", "study.yaml", "--out", "p.csv"}).code, 0);
    EXPECT_FALSE(fs::exists(folder / "p.stopped.json"));
}

}  // namespace
}  // namespace peacenorm
