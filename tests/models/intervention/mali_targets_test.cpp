// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include "tests/models/intervention/mali.hpp"

namespace peacenorm::intervention::testing {
namespace {

constexpr std::array<double, 5> reported_deaths{41, 80, 71, 238, 783};  // 2014 to 2018, ACLED
constexpr std::uint32_t replicates = 10;

// Weekly recording: a week counts for the year of its first day.
TEST(MaliTargets, YearlyReportedDeathsAreWithinAFactorOfTwoAndRise) {
    const Mali mali({"horizon.end=2019-01-07"});
    std::array<double, 5> deaths{};
    for (std::uint32_t replicate = 0; replicate < replicates; ++replicate) {
        const auto data = mali.run(replicate, 1);
        const auto& weekly = data.series[row_of("civilians_killed_reported_total")];
        for (std::size_t week = 0; week < weekly.size(); ++week) {
            const int year = std::stoi(to_string(mali.study.horizon.date_of(static_cast<int>(week))));
            if (year >= 2014 && year <= 2018)
                deaths[static_cast<std::size_t>(year - 2014)] += weekly[week] / replicates;
        }
    }
    double log_ratio = 0, concordant = 0;
    for (std::size_t i = 0; i < deaths.size(); ++i) {
        log_ratio += std::log(deaths[i] / reported_deaths[i]) / 5;
        for (std::size_t k = 0; k < i; ++k) concordant += deaths[i] > deaths[k] ? 1 : -1;
    }
    EXPECT_LT(std::abs(log_ratio), std::log(2.0));
    EXPECT_GT(concordant, 0);  // Kendall's tau is positive: the targets rise in nine of ten pairs of years
}

TEST(MaliTargets, ViolenceClustersWithoutFillingTheMap) {
    const Mali mali({"horizon.end=2019-01-07"});
    for (std::uint32_t replicate = 0; replicate < replicates; ++replicate) {
        const auto data = mali.run(replicate);
        const auto& series = data.series[row_of("civilians_killed_by_place")];
        const std::size_t places = mali.study.axes[place_axis].labels.size();
        std::vector<double> deaths(places, 0);
        for (std::size_t i = 0; i < series.size(); ++i) deaths[i % places] += series[i];
        const double total = std::accumulate(deaths.begin(), deaths.end(), 0.0);
        EXPECT_LE(*std::max_element(deaths.begin(), deaths.end()), total / 2) << "replicate " << replicate;
        EXPECT_GE(std::count(deaths.begin(), deaths.end(), 0.0), 8) << "replicate " << replicate;
    }
}

}  // namespace
}  // namespace peacenorm::intervention::testing
