// SPDX-License-Identifier: Apache-2.0
#include "sim/run/dispatcher.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <queue>
#include <set>

#include "sim/config/faults.hpp"

namespace peacenorm::study {
namespace {

using testing::ElementsAre;

std::vector<std::uint64_t> all_of(Dispatcher& dispatcher) {
    std::vector<std::uint64_t> bundles;
    while (const auto bundle = dispatcher.next()) bundles.push_back(*bundle);
    return bundles;
}

TEST(Dispatcher, WithoutTimesItKeepsThePlansOrder) {
    Dispatcher dispatcher({3, 9, {}, {}, 1});
    EXPECT_THAT(all_of(dispatcher), ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8));
}

TEST(Dispatcher, HandsOutEachBundleOfItsShardThatIsNotPublishedOnce) {
    std::vector<bool> published(1000);
    for (std::size_t bundle = 0; bundle < 1000; bundle += 7) published[bundle] = true;
    Dispatcher dispatcher({10, 1000, {2, 3}, published, 4});
    std::set<std::uint64_t> seen;
    for (std::uint64_t i = 0; const auto bundle = dispatcher.next(); ++i) {
        EXPECT_TRUE(seen.insert(*bundle).second);
        EXPECT_EQ(*bundle % 3, 2u);
        EXPECT_FALSE(published[*bundle]);
        dispatcher.finished(*bundle, std::sin(static_cast<double>(i)) + 2);
    }
    EXPECT_EQ(seen.size(), dispatcher.owned() - dispatcher.published());
    EXPECT_EQ(dispatcher.owned(), 333u);
    EXPECT_EQ(dispatcher.to_hand_out(), 0u);
}

TEST(Dispatcher, LearntTimesPutTheLongestFirstWithinTheWindow) {
    Dispatcher dispatcher({8, 16, {}, {}, 1});
    for (int i = 0; i < 8; ++i) {
        const auto bundle = dispatcher.next();
        dispatcher.finished(*bundle, static_cast<double>((*bundle * 3) % 8 + 1));  // 1 4 7 2 5 8 3 6
    }
    EXPECT_THAT(all_of(dispatcher), ElementsAre(13, 10, 15, 12, 9, 14, 11, 8));
    EXPECT_DOUBLE_EQ(dispatcher.expected(13), 8);
    EXPECT_DOUBLE_EQ(dispatcher.longest(8), 1);
}

TEST(Dispatcher, AStudyCutShortIsBalancedToAWindow) {
    Dispatcher dispatcher({5, 5000, {}, {}, 4});
    constexpr std::uint64_t window = 35;  // eight bundles a worker, in whole replicates
    for (std::uint64_t i = 0; i < 1000; ++i) {
        const auto bundle = dispatcher.next();
        EXPECT_LT(*bundle, (i / window + 1) * window);
        dispatcher.finished(*bundle, static_cast<double>(*bundle % 5 + 1));
    }
}

/// Workers that take what they are given, in simulated time.
double makespan(Dispatcher& dispatcher, std::size_t workers, const std::function<double(std::uint64_t)>& seconds_of) {
    using Event = std::pair<double, std::uint64_t>;  // when a worker comes free, and from what
    std::priority_queue<Event, std::vector<Event>, std::greater<>> under_way;
    double now = 0;
    while (true) {
        while (under_way.size() < workers) {
            const auto bundle = dispatcher.next();
            if (!bundle) break;
            under_way.emplace(now + seconds_of(*bundle), *bundle);
        }
        if (under_way.empty()) return now;
        now = under_way.top().first;
        dispatcher.finished(under_way.top().second, seconds_of(under_way.top().second));
        under_way.pop();
    }
}

TEST(Dispatcher, EndsWithin15PercentOfTheIdealWhenTimesSpreadOverAFactorOf50) {
    for (const std::uint64_t points : {5u, 12u, 20u, 50u}) {
        const auto seconds_of = [&](std::uint64_t bundle) {  // the longest points stand last in the plan
            return std::pow(50.0, static_cast<double>(bundle % points) / static_cast<double>(points - 1));
        };
        const std::uint64_t bundles = points * 6;
        double total = 0;
        for (std::uint64_t bundle = 0; bundle < bundles; ++bundle) total += seconds_of(bundle);
        const double ideal = std::max(total / 4, 50.0);
        Dispatcher dispatcher({points, bundles, {}, {}, 4});
        EXPECT_LT(makespan(dispatcher, 4, seconds_of), 1.15 * ideal) << points << " points";
    }
}

}  // namespace
}  // namespace peacenorm::study
