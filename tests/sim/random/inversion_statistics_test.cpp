// SPDX-License-Identifier: Apache-2.0
// Counts drawn by address against their probabilities. Fixed seed; false alarm 1e-6 for each test.
#include <gtest/gtest.h>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <functional>
#include <vector>

#include "sim/random/draws.hpp"
#include "sim/random/inversion.hpp"

namespace {

using namespace peacenorm::random;
constexpr int draws = 100000;

/// Pearson's statistic over counts 0, 1, ... with sparse ends pooled, against its limit.
template <class Law>
void expect_follows(const Law& law, const std::function<int(double)>& count_of) {
    const int first = static_cast<int>(boost::math::quantile(law, 1e-3));
    const int last = static_cast<int>(boost::math::quantile(law, 1 - 1e-3));
    std::vector<double> seen(static_cast<std::size_t>(last - first + 1));
    for (int i = 0; i < draws; ++i) {
        const int count = count_of(uniform({99, 1}, {static_cast<std::uint64_t>(i), 2, 0xfe}));
        ++seen[static_cast<std::size_t>(std::clamp(count, first, last) - first)];
    }
    double distance = 0;
    for (int k = first; k <= last; ++k) {
        double p = boost::math::pdf(law, k);
        if (k == first) p = boost::math::cdf(law, k);
        if (k == last) p = 1 - boost::math::cdf(law, k - 1);
        const double expected = draws * p, deviation = seen[static_cast<std::size_t>(k - first)] - expected;
        distance += deviation * deviation / expected;
    }
    EXPECT_LT(distance, boost::math::quantile(boost::math::complement(boost::math::chi_squared(last - first), 1e-6)));
}

TEST(InversionStatistics, PoissonCountsFollowTheirLaw) {
    for (const double mean : {0.1, 3.0, 40.0, 500.0}) {
        SCOPED_TRACE(mean);
        expect_follows(boost::math::poisson(mean), [&](double u) { return poisson(u, mean); });
    }
}

TEST(InversionStatistics, BinomialCountsFollowTheirLaw) {
    for (const auto& [n, p] : {std::pair{5, 0.1}, {30, 0.5}, {1000, 0.03}, {200, 0.95}}) {
        SCOPED_TRACE(testing::Message() << n << " " << p);
        const int trials = n;
        const double chance = p;
        expect_follows(boost::math::binomial(n, p), [&](double u) { return binomial(u, trials, chance); });
    }
}

}  // namespace
