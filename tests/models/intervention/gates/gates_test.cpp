// SPDX-License-Identifier: Apache-2.0
// The gates on a few draws. The full ones, and their table: scripts/gates. G1 also stands in invariants_test.cpp.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <numeric>
#include <vector>

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

study::Study load(const std::string& name, const std::vector<std::string>& sets = {}) {
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

/// What cooperation does to an outcome in one draw: the mean of the paired differences over its futures, and whether
/// the 95% interval of that mean leaves out 0 (Student's t), as in scripts/verification/gate_data.py.
struct Effect {
    double mean = 0;
    bool resolved = false;
};

Effect effect_of(const std::vector<double>& differences) {
    constexpr double t_975_of_7 = 2.365;  // eight futures
    const auto n = static_cast<double>(differences.size());
    const double mean = std::accumulate(differences.begin(), differences.end(), 0.0) / n;
    double squares = 0;
    for (const double difference : differences) squares += (difference - mean) * (difference - mean);
    return {mean, std::abs(mean) > t_975_of_7 * std::sqrt(squares / (n - 1) / n)};
}

/// One draw's effects on implementation and on the rate of response.
std::array<Effect, 2> effects_of(const study::Plan& plan, std::uint64_t bundle) {
    const auto result = study::run_bundle(plan, plan.bundle(bundle), {});
    const std::size_t futures = result->runs.size() / 2;
    std::array<std::vector<double>, 2> differences{std::vector<double>(futures), std::vector<double>(futures)};
    for (std::size_t run = 0; run < result->runs.size(); ++run) {
        EXPECT_EQ(result->runs[run].status, record::Status::done) << result->runs[run].error;
        const record::RunRow row = plan.row(bundle * result->runs.size() + run);
        const double side = row.arm == "together" ? 1 : -1;
        for (const Outcome outcome : {poc_compliance, response_rate})
            differences.at(outcome).at(row.future) += side * result->runs[run].data.outcomes.at(outcome);
    }
    return {effect_of(differences[0]), effect_of(differences[1])};
}

/// A corner, as its gate asks: no draw whose sign is beyond chance moves implementation against `way`; and over the
/// draws the rate of response, which answers to fewer chances, moves along it by more than two standard errors. Draws
/// differ in how far they move it, from nothing on, so that their single signs are mostly chance.
void expect_a_corner(const std::string& name, double way) {
    const study::Study study = load(name);
    const study::Plan plan(study);
    constexpr int draws = 24;
    std::vector<double> along;
    for (std::uint64_t draw = 0; draw < draws; ++draw) {
        const auto [implementation, rate] = effects_of(plan, draw);
        EXPECT_FALSE(implementation.resolved && way * implementation.mean < 0) << "draw " << draw;
        if (std::isfinite(rate.mean)) along.push_back(way * rate.mean);
    }
    ASSERT_GE(along.size(), 20U);
    const auto n = static_cast<double>(along.size());
    const double mean = std::accumulate(along.begin(), along.end(), 0.0) / n;
    double squares = 0;
    for (const double one : along) squares += (one - mean) * (one - mean);
    EXPECT_GT(mean, 2 * std::sqrt(squares / (n - 1) / n));
}

TEST(Gates, G2HelpfulMechanismsRaiseImplementationUnderThePriors) {
    expect_a_corner("g2_helpful", 1);
}

TEST(Gates, G2HarmfulMechanismsLowerImplementationUnderThePriors) {
    expect_a_corner("g2_harmful", -1);
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

/// Chance is not the same at two scales, since persons decide: means over runs are compared, against the threshold d.
TEST(Gates, G7TheScaleOfAgentsHardlyMovesAMean) {
    constexpr double d = 0.02;
    constexpr int runs = 10;
    const std::vector<std::string> sets{"replicates=" + std::to_string(runs)};
    const study::Study coarse = load("g7_reference", {sets[0], "parameters.population.people_per_agent=4000"}),
                       fine = load("g7_reference", sets);
    const study::Plan coarse_plan(coarse), fine_plan(fine);
    for (const Outcome outcome : {poc_compliance, legitimacy}) {
        double level = 0, effect = 0;
        for (std::uint64_t bundle = 0; bundle < runs; ++bundle) {
            const auto a = arms_of(coarse_plan, bundle, outcome), b = arms_of(fine_plan, bundle, outcome);
            level += (a[0] - b[0]) / runs;
            effect += (a[1] - a[0] - b[1] + b[0]) / runs;
        }
        EXPECT_NEAR(level, 0, d);
        EXPECT_NEAR(effect, 0, d);
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
    EXPECT_GT(wanting, 0);
    EXPECT_LT(wanting, draws);
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
