// SPDX-License-Identifier: Apache-2.0
// The two verification configurations against plain programs written from the description of the public ones: 60 seeds
// each, two-sample Kolmogorov-Smirnov, no rejection at 0.01 shared among the comparisons of a pair (Bonferroni).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "tests/models/civil_violence/plain.hpp"
#include "tests/models/civil_violence/runs.hpp"

namespace peacenorm::civil_violence {
namespace {

constexpr std::uint32_t seeds = 60;
constexpr int steps = 200;
using Run = std::vector<plain::Counts>;
using Runs = std::vector<Run>;

/// P of a distance at least as large, by the asymptotic series. Source: Kolmogorov 1933, Smirnov 1948.
double kolmogorov_smirnov(std::vector<double> a, std::vector<double> b) {
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    const auto below = [](const std::vector<double>& sample, double x) {
        return static_cast<double>(std::upper_bound(sample.begin(), sample.end(), x) - sample.begin()) /
               static_cast<double>(sample.size());
    };
    double distance = 0;
    for (const auto& sample : {a, b})
        for (const double x : sample) distance = std::max(distance, std::abs(below(a, x) - below(b, x)));
    const double n = static_cast<double>(a.size() * b.size()) / static_cast<double>(a.size() + b.size());
    const double lambda = std::sqrt(n) * distance;
    if (lambda < 0.2) return 1;
    double p = 0;
    for (int k = 1; k <= 100; ++k) p += (k % 2 == 1 ? 2 : -2) * std::exp(-2 * k * k * lambda * lambda);
    return p;
}

struct Comparison {
    std::string name;
    std::function<double(const Run&)> of;
};

double peak(const Run& run) {
    int most = 0;
    for (const auto& counts : run) most = std::max(most, counts.active);
    return most;
}
double total_arrests(const Run& run) {
    int total = 0;
    for (const auto& counts : run) total += counts.arrests;
    return total;
}
double bursts(const Run& run) {
    int begun = 0;
    bool before = false;
    for (const auto& counts : run) {
        begun += counts.active >= 50 && !before ? 1 : 0;
        before = counts.active >= 50;
    }
    return begun;
}

std::vector<Comparison> comparisons() {
    std::vector<Comparison> all{{"peak active", peak}, {"arrests in all", total_arrests}, {"bursts", bursts}};
    for (const std::size_t step : {1, 2, 5, 10, 50, 100, 200}) {
        const auto at = [&](const char* what, int plain::Counts::*count) {
            all.push_back({std::string(what) + " at step " + std::to_string(step),
                           [=](const Run& run) { return run[step - 1].*count; }});
        };
        at("quiescent", &plain::Counts::quiescent);
        at("active", &plain::Counts::active);
        at("jailed", &plain::Counts::jailed);
        at("serving", &plain::Counts::serving);
        at("arrests", &plain::Counts::arrests);
    }
    return all;
}

void expect_alike(const Runs& ours, const Runs& theirs) {
    const auto all = comparisons();
    for (const Comparison& comparison : all) {
        std::vector<double> a, b;
        for (const Run& run : ours) a.push_back(comparison.of(run));
        for (const Run& run : theirs) b.push_back(comparison.of(run));
        EXPECT_GE(kolmogorov_smirnov(a, b), 0.01 / static_cast<double>(all.size())) << comparison.name;
    }
}

/// The runs of a configuration, by replicate.
Runs runs_of(const std::string& configuration) {
    const Parameters parameters = parameters_of("configs/verification/" + configuration);
    Runs runs;
    for (std::uint32_t replicate = 0; replicate < seeds; ++replicate) {
        Run& run = runs.emplace_back();
        for (const Observed& o : observe_run(parameters, steps, replicate))
            run.push_back(
                {o.count("quiescent"), o.count("active"), o.count("jailed"), o.count("serving"), o.count("arrests")});
    }
    return runs;
}

TEST(KolmogorovSmirnov, TellsAShiftAndLetsTheSamePass) {
    std::vector<double> a, shifted;
    for (int i = 0; i < 100; ++i) a.push_back(i % 50), shifted.push_back(i % 50 + 15);
    EXPECT_NEAR(kolmogorov_smirnov(a, a), 1, 1e-9);
    EXPECT_LT(kolmogorov_smirnov(a, shifted), 1e-3);
}

TEST(Docking, MesaRulesAgreeInDistributionWithAPlainProgram) {
    Runs theirs;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) theirs.push_back(plain::run_mesa({}, seed, steps));
    expect_alike(runs_of("civil_violence_mesa.yaml"), theirs);
}

TEST(Docking, NetLogoRulesAgreeInDistributionWithAPlainProgram) {
    plain::Settings settings;
    settings.cops = 0.04;
    settings.legitimacy = 0.82;
    settings.max_jail_term = 30;
    Runs theirs;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) theirs.push_back(plain::run_netlogo(settings, seed, steps));
    expect_alike(runs_of("civil_violence_netlogo.yaml"), theirs);
}

}  // namespace
}  // namespace peacenorm::civil_violence
