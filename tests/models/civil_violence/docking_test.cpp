// SPDX-License-Identifier: Apache-2.0
// The two verification configurations against plain programs written from the description of the public ones: 60 seeds
// each, two-sample Kolmogorov-Smirnov, no rejection at 0.01 shared among the comparisons of a pair (Bonferroni).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "tests/models/civil_violence/plain.hpp"
#include "tests/models/civil_violence/runs.hpp"

namespace peacenorm::civil_violence {
namespace {

constexpr std::uint32_t seeds = 100;

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

/// What is compared, by run.
using Samples = std::vector<std::vector<double>>;

Samples samples_of(const std::vector<plain::Run>& runs) {
    Samples samples;
    for (const plain::Run& run : runs) {
        const auto summary = plain::summarise(run);
        samples.emplace_back(summary.begin(), summary.end());
    }
    return samples;
}

/// The runs of a plain program as `plain_program` printed them: one line a seed, in order.
Samples stored(const std::string& file) {
    std::ifstream in("tests/models/civil_violence/" + file);
    Samples samples;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::vector<double>& sample = samples.emplace_back();
        std::istringstream numbers(line);
        for (std::string number; std::getline(numbers, number, ',');) sample.push_back(std::stod(number));
    }
    return samples;
}

/// The runs of a configuration, by replicate.
Samples runs_of(const std::string& configuration) {
    const Parameters parameters = parameters_of("configs/verification/" + configuration);
    std::vector<plain::Run> runs;
    for (std::uint32_t replicate = 0; replicate < seeds; ++replicate) {
        plain::Run& run = runs.emplace_back();
        for (const Observed& o : observe_run(parameters, plain::steps, replicate))
            run.push_back(
                {o.count("quiescent"), o.count("active"), o.count("jailed"), o.count("serving"), o.count("arrests")});
    }
    return samples_of(runs);
}

void expect_alike(const Samples& ours, const Samples& theirs) {
    ASSERT_EQ(theirs.size(), seeds);
    const std::vector<std::string> names = plain::summary_names();
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::vector<double> a, b;
        for (const auto& sample : ours) a.push_back(sample[i]);
        for (const auto& sample : theirs) b.push_back(sample.at(i));
        EXPECT_GE(kolmogorov_smirnov(a, b), 0.01 / static_cast<double>(names.size())) << names[i];
    }
}

TEST(KolmogorovSmirnov, TellsAShiftAndLetsTheSamePass) {
    std::vector<double> a, shifted;
    for (int i = 0; i < 100; ++i) a.push_back(i % 50), shifted.push_back(i % 50 + 15);
    EXPECT_NEAR(kolmogorov_smirnov(a, a), 1, 1e-9);
    EXPECT_LT(kolmogorov_smirnov(a, shifted), 1e-3);
}

TEST(PlainPrograms, PrintedWhatIsStored) {
    Samples mesa = stored("plain_mesa.csv"), netlogo = stored("plain_netlogo.csv");
    mesa.resize(2);
    netlogo.resize(2);
    EXPECT_EQ(samples_of({plain::run_mesa(0), plain::run_mesa(1)}), mesa);
    EXPECT_EQ(samples_of({plain::run_netlogo(0), plain::run_netlogo(1)}), netlogo);
}

TEST(Docking, MesaRulesAgreeInDistributionWithAPlainProgram) {
    expect_alike(runs_of("civil_violence_mesa.yaml"), stored("plain_mesa.csv"));
}

TEST(Docking, NetLogoRulesAgreeInDistributionWithAPlainProgram) {
    expect_alike(runs_of("civil_violence_netlogo.yaml"), stored("plain_netlogo.csv"));
}

}  // namespace
}  // namespace peacenorm::civil_violence
