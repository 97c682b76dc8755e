// SPDX-License-Identifier: Apache-2.0
// Counterfactuals on the Mali scenario: one past, several futures, and nothing that leaks between them.
#include <gmock/gmock.h>

#include <bit>
#include <filesystem>
#include <fstream>

#include "sim/run/bundle_run.hpp"
#include "tests/models/intervention/mali.hpp"

namespace peacenorm::intervention::testing {
namespace {

const std::vector<std::string> until_2019{"horizon.end=2019-07-01", "record.by=[organisation]",
                                          "population.people_per_agent=4000"};

record::RunResult run_of(const study::Study& study, std::size_t arm) {
    const study::Plan plan(study);
    auto bundle = study::run_bundle(plan, plan.bundle(0), {});
    return std::move(bundle->runs.at(arm));
}

std::vector<std::string> arms(const std::string& overrides, const std::string& branch) {
    return with(until_2019, {"arms={as_is: {}, other: " + overrides + "}", "reference=as_is", "branch=" + branch});
}

std::vector<std::uint64_t> bits(const record::RunResult& run) {
    EXPECT_EQ(run.status, record::Status::done) << run.error;
    std::vector<std::uint64_t> all;
    for (const auto& series : run.data.series)
        for (const double value : series) all.push_back(std::bit_cast<std::uint64_t>(value));
    return all;
}

TEST(Branching, SaysWhenLossesAreMadeGoodInEachArm) {
    const auto caveat = [](const std::vector<std::string>& sets) {
        const Mali mali(sets);
        return mali.study.base->caveat(mali.study.arms.branch);
    };
    EXPECT_EQ(caveat(until_2019), "");  // nothing is compared
    EXPECT_THAT(caveat(arms("{}", "2017-12-04")), ::testing::HasSubstr("set bands.refill_until to 2017-12-04"));
    EXPECT_EQ(caveat(with(arms("{}", "2017-12-04"), {"parameters.bands.refill_until=2017-12-04"})), "");
}

TEST(Branching, AnEmptyBranchEqualsTheUnbrokenRunAtThreeDates) {
    const auto unbroken = bits(run_of(Mali(until_2019).study, 0));
    for (const char* date : {"2013-07-08", "2017-12-04", "2019-06-24"})
        for (const std::size_t arm : {0u, 1u})
            EXPECT_EQ(bits(run_of(Mali(arms("{}", date)).study, arm)), unbroken) << date;
}

TEST(Branching, EverySwitchOffInThePastAndOnFromTheBranchEqualsARunThatChangesThen) {
    for (const study::MechanismDoc& mechanism : Intervention::mechanisms()) {
        const std::string path = "mechanisms." + std::string(mechanism.name) + ".enabled";
        const auto branched = Mali(with(arms("{" + path + ": true}", "2016-01-04"), {path + "=false"}));
        const auto changed =
            Mali(with(until_2019, {path + "=false", "changes=[{from: 2016-01-04, set: {" + path + ": true}}]"}));
        EXPECT_EQ(bits(run_of(branched.study, 1)), bits(run_of(changed.study, 0))) << mechanism.name;
    }
}

/// A mechanism that ran all along with a neutral coupling is the oracle: it kept its books and did nothing else.
struct Oracle {
    const char* mechanism;
    std::vector<const char*> neutral;  ///< parameters that silence the coupling at 0
};

TEST(Branching, AMechanismSwitchedOnAtTheBranchFindsItsBooksAsIfItHadBeenOn) {
    const std::vector<Oracle> oracles{{"information_pooling", {"usable"}},
                                      {"presence_deterrence", {"strength"}},
                                      {"association", {"credit", "blame"}}};
    for (const Oracle& oracle : oracles) {
        const std::string base = "mechanisms." + std::string(oracle.mechanism) + ".";
        const config::Node written = Mali(until_2019).study.base->emit();
        std::string restored;
        std::vector<std::string> silent;
        for (const char* parameter : oracle.neutral) {
            silent.push_back(base + parameter + "=0");
            restored +=
                (restored.empty() ? "" : ", ") + base + parameter + ": " + written.find_path(base + parameter)->text;
        }
        const auto late = Mali(with(arms("{" + base + "enabled: true}", "2016-01-04"), {base + "enabled=false"}));
        const auto books = Mali(with(arms("{" + restored + "}", "2016-01-04"), silent));
        EXPECT_EQ(bits(run_of(late.study, 1)), bits(run_of(books.study, 1))) << oracle.mechanism;
        EXPECT_NE(bits(run_of(late.study, 1)), bits(run_of(late.study, 0))) << oracle.mechanism;
    }
}

/// What is told of a study; empty: it is accepted.
std::string told_of(const std::vector<std::string>& sets) {
    try {
        Mali{sets};
    } catch (const config::ConfigError& error) {
        return error.what();
    }
    return {};
}

TEST(Branching, WhatStateIsShapedByCannotChangeWithinARun) {
    const auto faults_of = [](const std::string& set) {
        return told_of({"changes=[{from: 2016-01-04, set: {" + set + "}}]"});
    };
    EXPECT_THAT(faults_of("bases.minusma_gao: null"), ::testing::HasSubstr("appear, vanish or change hands"));
    EXPECT_THAT(faults_of("organisations.g5_joint_force.judged: false"),
                ::testing::HasSubstr("whose legitimacy is followed"));
    EXPECT_THAT(faults_of("population.people_per_agent: 500"), ::testing::HasSubstr("who lives where"));
    EXPECT_THAT(faults_of("regions.Gao.displaced_at_start: {Gao: 5}"),
                ::testing::HasSubstr("who is displaced at the start"));
    EXPECT_EQ(faults_of("bases.minusma_gao.share: 0"), "");
    EXPECT_EQ(faults_of("bases.minusma_gao.closed: 2016-06-06"), "");
}

TEST(Branching, AReplayedTempoIsRefusedWhereRunsAreComparedOrFitted) {
    const std::string tempo = "operations.replay_tempo={france: 2}", in_map = "{operations.replay_tempo: {france: 2}}";
    const auto refused = ::testing::HasSubstr("operations.replay_tempo: it serves the replay of one history");
    EXPECT_EQ(told_of({tempo}), "");
    EXPECT_EQ(told_of({"changes=[{from: 2016-01-04, set: " + in_map + "}]"}), "");
    EXPECT_THAT(told_of(with(arms("{}", "2016-01-04"), {tempo})), refused);
    EXPECT_THAT(told_of(with(arms("{}", "2016-01-04"), {"changes=[{from: 2016-01-04, set: " + in_map + "}]"})),
                refused);
    EXPECT_THAT(told_of(arms(in_map, "2016-01-04")), refused);
    EXPECT_THAT(told_of({tempo, "design={factors: {bands.size: [20, 40]}}"}), refused);
    EXPECT_THAT(told_of({"design={factors: {operations.replay_tempo.france: [1, 2]}}"}), refused);
    EXPECT_THAT(told_of({tempo, "design={parameters: [prior]}"}), refused);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
