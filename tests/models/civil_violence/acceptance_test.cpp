// SPDX-License-Identifier: Apache-2.0
// Epstein's claims as others found them by running his model: 20 seeds each. DOCKING.md reports claim by claim.
#include <gmock/gmock.h>

#include "tests/models/civil_violence/runs.hpp"

namespace peacenorm::civil_violence {
namespace {

using testing::AllOf;
using testing::Each;
using testing::Ge;
using testing::Le;

constexpr std::uint32_t seeds = 20;

struct Run2 {
    std::vector<double> outbursts, wait, activation;
};

Run2 run2(Rounding rounding) {
    Parameters parameters = parameters_of("configs/verification/epstein_run2.yaml");
    parameters.grievance.rounding = rounding;
    Run2 found;
    for (std::uint32_t replicate = 0; replicate < seeds; ++replicate) {
        const Observed run = summarise_run(parameters, 3000, replicate);
        found.outbursts.push_back(run.value("outbursts"));
        found.wait.push_back(run.value("outburst_wait"));
        found.activation.push_back(run.value("outburst_activation"));
    }
    return found;
}

double mean(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

TEST(EpsteinRun2, HasNoOutburstByThePrintedRule) {
    EXPECT_THAT(run2(Rounding::none).outbursts, Each(0));
}

TEST(EpsteinRun2, HasOutburstsWhenCopsPerActiveAreFloored) {
    const Run2 found = run2(Rounding::floor);
    EXPECT_THAT(found.outbursts, Each(AllOf(Ge(100), Le(125))));
    EXPECT_THAT(mean(found.wait), AllOf(Ge(18), Le(25)));
    EXPECT_THAT(mean(found.activation), AllOf(Ge(650), Le(950)));
}

TEST(EpsteinRun2, HasFewerWhenTheyAreRounded) {
    EXPECT_THAT(run2(Rounding::half_to_even).outbursts, Each(AllOf(Ge(81), Le(105))));
}

/// Steps until one group was extinct, by replicate; `steps` where both still live.
std::vector<double> extinctions(double legitimacy, double cops, int steps) {
    Parameters parameters = parameters_of("configs/verification/epstein_model2.yaml");
    parameters.grievance.legitimacy = legitimacy;
    parameters.population.cops = cops;
    std::vector<double> times;
    for (std::uint32_t replicate = 0; replicate < seeds; ++replicate) {
        Walk walk(parameters, replicate);
        int step = 0;
        while (step < steps && (step == 0 || walk.now().value("coexistence") > 0)) walk.step(), ++step;
        times.push_back(step);
    }
    return times;
}

TEST(EpsteinModel2, CoexistsUnderHighLegitimacy) {
    EXPECT_THAT(extinctions(0.9, 0, 300), Each(300));
    EXPECT_THAT(extinctions(0.9, 0.04, 300), Each(300));
}

TEST(EpsteinModel2, EndsInExtinctionUnderLowLegitimacyAndLaterWithCops) {
    const auto without = extinctions(0.8, 0, 5000), few = extinctions(0.8, 0.04, 5000),
               more = extinctions(0.8, 0.08, 5000);
    EXPECT_THAT(without, Each(testing::Lt(5000)));
    EXPECT_THAT(mean(without), AllOf(Ge(90), Le(105)));
    EXPECT_THAT(few, Each(testing::Lt(5000)));
    EXPECT_GT(mean(few), 1.5 * mean(without));
    EXPECT_GT(mean(more), 1.2 * mean(few));
}

}  // namespace
}  // namespace peacenorm::civil_violence
