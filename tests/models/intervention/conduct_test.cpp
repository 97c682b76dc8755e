// SPDX-License-Identifier: Apache-2.0
// The conduct of one arm imposed in another, on the Mali scenario.
#include <gtest/gtest.h>

#include <bit>

#include "models/intervention/hypotheses.hpp"
#include "sim/run/bundle_run.hpp"
#include "tests/models/intervention/mali.hpp"

namespace peacenorm::intervention::testing {
namespace {

const std::string no_ties = "cooperation.ladder.position: 0";

Mali mali(const std::string& arms, const std::vector<std::string>& more = {}) {
    return Mali(with({"horizon.end=2019-12-30", "record.by=[organisation]", "reference=apart", "branch=2017-12-04",
                      "arms={apart: {" + no_ties + "}, joint: {}, " + arms + "}"},
                     more));
}

record::BundleResult bundle_of(const Mali& mali) {
    const study::Plan plan(mali.study);
    auto bundle = study::run_bundle(plan, plan.bundle(0), {});
    for (const record::RunResult& run : bundle->runs) EXPECT_EQ(run.status, record::Status::done) << run.error;
    return std::move(*bundle);
}

/// Everything that is recorded by organisation, bit for bit: a missing value equals a missing value.
bool same(const record::RunResult& a, const record::RunResult& b) {
    std::vector<std::uint64_t> left, right;
    for (const auto& series : a.data.series)
        for (const double value : series) left.push_back(std::bit_cast<std::uint64_t>(value));
    for (const auto& series : b.data.series)
        for (const double value : series) right.push_back(std::bit_cast<std::uint64_t>(value));
    return !left.empty() && left == right;
}

TEST(Conduct, FollowingAnArmOfEqualParametersChangesNothing) {
    const record::BundleResult bundle = bundle_of(mali("echo: {follows: joint}, apart_echo: {" + no_ties +
                                                       ", follows: apart}, tasks: {conduct.imposed: tasks, follows: "
                                                       "joint}"));
    EXPECT_TRUE(same(bundle.runs[2], bundle.runs[1]));
    EXPECT_TRUE(same(bundle.runs[3], bundle.runs[0]));
    EXPECT_TRUE(same(bundle.runs[4], bundle.runs[1]));
    EXPECT_FALSE(same(bundle.runs[0], bundle.runs[1]));
}

TEST(Conduct, OfAnotherArmIsTakenOverWholeOrInPart) {
    const Mali study = mali("whole: {follows: apart}, tasks: {conduct.imposed: tasks, follows: apart}",
                            {"outcomes={tasks: 'mean(effort_partner_support.minusma, 2018-06-01..2019-12-29)', norm: "
                             "'mean(norm_salience.minusma.protect, 2018-06-01..2019-12-29)', ties: "
                             "'mean(cooperation_depth, 2018-06-01..2019-12-29)', of_france: "
                             "'mean(effort_partner_support.france, 2018-06-01..2019-12-29)'}"});
    const record::BundleResult bundle = bundle_of(study);
    const auto outcomes = [&](std::size_t arm) { return bundle.runs[arm].data.outcomes; };
    EXPECT_NE(outcomes(0)[0], outcomes(1)[0]);
    EXPECT_EQ(outcomes(2)[0], outcomes(0)[0]);  // task shares and norm are those of the arm that is followed
    EXPECT_EQ(outcomes(2)[1], outcomes(0)[1]);
    EXPECT_EQ(outcomes(2)[2], outcomes(1)[2]);  // ties are its own
    EXPECT_EQ(outcomes(3)[0], outcomes(0)[0]);
    EXPECT_NE(outcomes(3)[1], outcomes(0)[1]);
    const study::Plan plan(study.study);  // a follower alone is the follower of its bundle
    EXPECT_TRUE(study::run_alone(plan, plan.bundle(0), 2, nullptr).outcomes == outcomes(2));
}

TEST(Conduct, ChainsOfFollowersAreRefused) {
    EXPECT_THROW(mali("a: {follows: joint}, b: {follows: a}"), config::ConfigError);
    EXPECT_THROW(mali("a: {follows: a}"), config::ConfigError);
    EXPECT_THROW(mali("a: {follows: nobody}"), config::ConfigError);
}

TEST(Hypotheses, NameObservablesThatExist) {
    const auto has = [](const record::Quantity& quantity) {
        for (const record::Observable& observable : observables())
            if (observable.name == quantity.observable)
                return quantity.label.empty() == (observable.axes[1] == record::no_axis);
        return false;
    };
    for (const record::Hypothesis& hypothesis : claims().hypotheses) {
        for (const record::Quantity& quantity : hypothesis.outcome) EXPECT_TRUE(has(quantity)) << quantity.observable;
        for (const record::Quantity& quantity : hypothesis.beside) EXPECT_TRUE(has(quantity)) << quantity.observable;
    }
    EXPECT_TRUE(claims().patterns.empty()) << "facts come with the theatre of a study";
    double weights = 0;
    for (const record::Component& component : claims().components) weights += component.weight;
    EXPECT_DOUBLE_EQ(weights, 1);
}

TEST(Hypotheses, UnidentifiedParametersAreDrawn) {
    const Mali mali;
    for (const std::string path : {"mechanisms.norm_law", "mechanisms.shared_responsibility",
                                   "mechanisms.information_pooling", "mechanisms.posture_shift.complementarity",
                                   "mechanisms.force_protection.belligerency", "host.access_elasticity"}) {
        bool has_prior = false;
        for (const config::PriorLeaf& leaf : mali.study.base->priors()) has_prior |= leaf.path.starts_with(path);
        EXPECT_TRUE(has_prior) << path;
    }
}

}  // namespace
}  // namespace peacenorm::intervention::testing
