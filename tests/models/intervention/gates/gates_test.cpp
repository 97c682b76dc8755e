// SPDX-License-Identifier: Apache-2.0
// The gates on a few draws. The full ones, and their table: scripts/gates. G1 also stands in invariants_test.cpp.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "sim/run/bundle_run.hpp"
#include "tests/models/intervention/mali.hpp"

namespace peacenorm::intervention::testing {
namespace {

enum Outcome : std::size_t {
    poc_compliance,
    response_rate,
    timeliness,
    do_no_harm,
    legitimacy_exposed,
    legitimacy,
    norm_protect
};

study::Study load(const std::string& name, std::vector<std::string> sets = {}) {
    return study::load_study("configs/verification/gates/" + name + ".yaml", sets, models::catalogue());
}

/// An outcome by arm: apart, together. One future a draw.
std::array<double, 2> arms_of(const study::Plan& plan, std::uint64_t bundle, Outcome outcome) {
    const auto result = study::run_bundle(plan, plan.bundle(bundle), {});
    std::array<double, 2> values{};
    for (std::size_t arm = 0; arm < values.size(); ++arm) {
        EXPECT_EQ(result->runs.at(arm).status, record::Status::done) << result->runs.at(arm).error;
        values[arm] = result->runs.at(arm).data.outcomes.at(outcome);
    }
    return values;
}

/// Means over the futures of a draw: apart, together.
std::array<double, 2> means_of(const study::Plan& plan, std::uint64_t bundle, Outcome outcome) {
    const auto result = study::run_bundle(plan, plan.bundle(bundle), {});
    std::array<double, 2> sums{};
    for (std::size_t run = 0; run < result->runs.size(); ++run) {
        EXPECT_EQ(result->runs[run].status, record::Status::done) << result->runs[run].error;
        const record::RunRow row = plan.row(bundle * result->runs.size() + run);
        sums[row.arm == "together" ? 1 : 0] += result->runs[run].data.outcomes.at(outcome);
    }
    const double futures = static_cast<double>(result->runs.size()) / 2;
    return {sums[0] / futures, sums[1] / futures};
}

/// Draws in which the outcome rises, and in which it falls, of as many draws; four futures each.
std::pair<int, int> ups_and_downs(const std::string& name, Outcome outcome, std::uint64_t draws) {
    const study::Study study = load(name, {"futures=4"});
    const study::Plan plan(study);
    int up = 0, down = 0;
    for (std::uint64_t draw = 0; draw < draws; ++draw) {
        const auto [apart, together] = means_of(plan, draw, outcome);
        up += together > apart;
        down += together < apart;
    }
    return {up, down};
}

/// As the gate asks: of the draws that move at all, at least 80% in the direction; and enough of them do move.
void expect_most_of_the_moved(std::pair<int, int> with_and_against) {
    const auto [with, against] = with_and_against;
    EXPECT_GE(with + against, 8);
    EXPECT_GE(5 * with, 4 * (with + against)) << with << " with, " << against << " against";
}

TEST(Gates, G2HelpfulMechanismsRaiseImplementationUnderThePriors) {
    expect_most_of_the_moved(ups_and_downs("g2_helpful", poc_compliance, 16));
}

TEST(Gates, G2HarmfulMechanismsLowerImplementationUnderThePriors) {
    const auto [up, down] = ups_and_downs("g2_harmful", poc_compliance, 16);
    expect_most_of_the_moved({down, up});
}

TEST(Gates, G4ImplementationCanFallWhileLegitimacyRises) {
    const study::Study study = load("g4_robust", {"futures=1"});
    const study::Plan plan(study);
    int found = 0;
    for (std::uint64_t draw = 0; draw < 8 && found == 0; ++draw) {
        const auto poc = arms_of(plan, draw, poc_compliance), people = arms_of(plan, draw, legitimacy_exposed);
        found += poc[1] < poc[0] && people[1] > people[0] ? 1 : 0;
    }
    EXPECT_GT(found, 0);
}

/// What joint operations with the G5 force do to MINUSMA's norm, over draws, where its own norm is the stronger one
/// (0.8 against 0.2), and where the two are exchanged.
TEST(Gates, G5ExchangingTheNormsChangesTheSignOfTheNormLaw) {
    const study::Study study = load("g5_norms", {"futures=1", "replicates=12"});
    const study::Plan plan(study);
    std::array<double, 2> moved{};
    for (std::uint64_t bundle = 0; bundle < plan.bundles(); ++bundle) {
        const auto [apart, together] = arms_of(plan, bundle, norm_protect);
        moved.at(plan.bundle(bundle).point) += (together - apart) / 12;
    }
    EXPECT_LT(moved[0], -0.001);
    EXPECT_GT(moved[1], 0.001);
}

TEST(Gates, G7TheScaleOfAgentsHardlyMovesAnOutcome) {
    constexpr double bound = 0.01;  // half of the threshold d
    const study::Study coarse = load("g7_reference"),
                       fine = load("g7_reference", {"parameters.population.people_per_agent=250"});
    const study::Plan coarse_plan(coarse), fine_plan(fine);
    for (const Outcome outcome : {poc_compliance, legitimacy}) {
        const auto a = arms_of(coarse_plan, 0, outcome), b = arms_of(fine_plan, 0, outcome);
        EXPECT_NEAR(a[0], b[0], bound);
        EXPECT_NEAR(a[1] - a[0], b[1] - b[0], bound);
    }
}

TEST(Gates, G10HoursBindInSomeDrawsAndNotInAll) {
    const study::Study study = load("g10_hours");
    const study::Plan plan(study);
    int wanting = 0, draws = 0;
    for (std::uint64_t draw = 0; draw < 8; ++draw) {
        const auto result = study::run_bundle(plan, plan.bundle(draw), {});
        const double want = result->runs.front().data.outcomes.front();  // of the region that the file names first
        if (std::isnan(want)) continue;
        ++draws;
        wanting += want > 0.1 && want < 0.9 ? 1 : 0;
    }
    EXPECT_GE(draws, 6);
    EXPECT_GE(2 * wanting, draws);
}

TEST(Gates, G12ANormMovesWhatCouldBeAnswered) {
    const study::Study study = load("g12_leverage", {"futures=1"});
    const study::Plan plan(study);
    double moved = 0;
    for (std::uint64_t draw = 0; draw < 8; ++draw) {
        const auto result = study::run_bundle(plan, plan.bundle(draw), {});
        moved += (result->runs.at(1).data.outcomes.back() - result->runs.at(0).data.outcomes.back()) / 8;
    }
    EXPECT_GT(moved, 0);
}

TEST(Gates, EveryStudyOfTheGatesLoads) {
    int studies = 0;
    for (const auto& file : std::filesystem::directory_iterator("configs/verification/gates")) {
        EXPECT_NO_THROW(load(file.path().stem().string())) << file.path();
        ++studies;
    }
    EXPECT_GE(studies, 9);
}

/// Every draw ends, with every person accounted for (the model's own check) and no result that is not a number where
/// something happened. The long version: peacenorm run configs/verification/prior_draws.yaml.
TEST(Gates, PriorDrawsRunWithoutAFailure) {
    const study::Study study =
        study::load_study("configs/verification/prior_draws.yaml", {"replicates=16"}, models::catalogue());
    const study::Plan plan(study);
    for (std::uint64_t draw = 0; draw < plan.bundles(); ++draw) {
        const auto result = study::run_bundle(plan, plan.bundle(draw), {});
        for (const record::RunResult& run : result->runs) {
            ASSERT_EQ(run.status, record::Status::done) << "draw " << draw << ": " << run.error;
            for (const double outcome : run.data.outcomes) ASSERT_TRUE(std::isfinite(outcome)) << "draw " << draw;
        }
    }
}

}  // namespace
}  // namespace peacenorm::intervention::testing
