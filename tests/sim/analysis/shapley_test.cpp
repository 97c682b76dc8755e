// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/shapley.hpp"

#include <gmock/gmock.h>

#include <bit>
#include <numeric>
#include <stdexcept>

#include "sim/random/permutation.hpp"
#include "tests/sim/analysis/samples.hpp"

namespace peacenorm::analysis {
namespace {

using testing::DoubleNear;
using testing::Each;
using testing::ElementsAre;
using testing::Pointwise;

std::vector<double> random_game(std::size_t players, int sample) {
    std::vector<double> worth;
    for (int i = 0; i < 1 << players; ++i) worth.push_back(sample_uniform(sample, i) - 0.5);
    return worth;
}

/// The mean over all orders of what a player adds: the definition, player by player.
std::vector<double> by_definition(const std::vector<double>& worth, std::size_t players) {
    std::vector<std::size_t> order(players);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<double> values(players);
    double orders = 0;
    do {
        std::uint64_t subset = 0;
        for (const std::size_t next : order) {
            const std::uint64_t grown = subset | digit_of(next, players);
            values[next] += worth[grown] - worth[subset];
            subset = grown;
        }
        ++orders;
    } while (std::next_permutation(order.begin(), order.end()));
    for (double& value : values) value /= orders;
    return values;
}

TEST(Shapley, OfAnAdditiveGameAreItsTermsWithoutInteractions) {
    std::vector<double> worth;
    for (std::uint64_t s = 0; s < 8; ++s) worth.push_back(5 + (s & 4 ? 1 : 0) + (s & 2 ? -2 : 0) + (s & 1 ? 0.5 : 0));
    EXPECT_THAT(shapley_values(worth, 3),
                ElementsAre(DoubleNear(1, 1e-15), DoubleNear(-2, 1e-15), DoubleNear(0.5, 1e-15)));
    EXPECT_THAT(shapley_interactions(worth, 3), Each(DoubleNear(0, 1e-15)));
}

// v = 1 if the first two are there, and 0.25 for the third: the pair shares its 1 equally.
TEST(Shapley, SplitsOneInteractionBetweenItsTwo) {
    std::vector<double> worth;
    for (std::uint64_t s = 0; s < 8; ++s) worth.push_back(((s & 6) == 6 ? 1 : 0) + (s & 1 ? 0.25 : 0));
    EXPECT_THAT(shapley_values(worth, 3),
                ElementsAre(DoubleNear(0.5, 1e-15), DoubleNear(0.5, 1e-15), DoubleNear(0.25, 1e-15)));
    EXPECT_THAT(shapley_interactions(worth, 3),
                ElementsAre(DoubleNear(1, 1e-15), DoubleNear(0, 1e-15), DoubleNear(0, 1e-15)));
}

// The glove game: one left glove, two right ones; a pair is worth 1. Shapley values 2/3, 1/6, 1/6.
TEST(Shapley, OfTheGloveGameAreAsPublished) {
    const std::vector<double> worth{0, 0, 0, 0, 0, 1, 1, 1};
    EXPECT_THAT(shapley_values(worth, 3),
                ElementsAre(DoubleNear(2.0 / 3, 1e-15), DoubleNear(1.0 / 6, 1e-15), DoubleNear(1.0 / 6, 1e-15)));
    // Left with right: (1 + 0) / 2 over S = {}, {other}; the two rights: (0 - 1) / 2.
    EXPECT_THAT(shapley_interactions(worth, 3),
                ElementsAre(DoubleNear(0.5, 1e-15), DoubleNear(0.5, 1e-15), DoubleNear(-0.5, 1e-15)));
}

TEST(Shapley, EqualTheMeanOverAllOrders) {
    for (std::size_t players = 1; players <= 6; ++players) {
        const std::vector<double> worth = random_game(players, static_cast<int>(players));
        EXPECT_THAT(shapley_values(worth, players), Pointwise(DoubleNear(1e-14), by_definition(worth, players)));
    }
}

// The interaction of i and j is what i is worth more in the game where j is always there than where j never is
// (Grabisch and Roubens 1999, recursion).
TEST(Shapley, InteractionsObeyTheirRecursion) {
    constexpr std::size_t n = 5;
    const std::vector<double> worth = random_game(n, 50);
    const std::vector<double> interactions = shapley_interactions(worth, n);
    const auto pairs = pairs_of_players(n);
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        const auto [i, j] = pairs[k];
        std::vector<double> with, without;  // subsets of the others, in their order
        for (std::uint64_t s = 0; s < worth.size(); ++s)
            ((s & digit_of(j, n)) != 0 ? with : without).push_back(worth[s]);
        const std::size_t place = i < j ? i : i - 1;
        EXPECT_NEAR(interactions[k], shapley_values(with, n - 1)[place] - shapley_values(without, n - 1)[place], 1e-14);
    }
}

TEST(Shapley, SharesSumToTheTotalWithin1e12) {
    for (int sample = 0; sample < 20; ++sample)
        for (std::size_t players = 1; players <= 10; ++players) {
            const std::vector<double> worth = random_game(players, 100 + sample);
            const std::vector<double> values = shapley_values(worth, players);
            const double sum = std::accumulate(values.begin(), values.end(), worth.front());
            EXPECT_NEAR(sum, worth.back(), 1e-12);
        }
}

TEST(Shapley, RefusesAGameOfAnotherSize) {
    EXPECT_THROW(shapley_values(std::vector<double>(7), 3), std::invalid_argument);
    EXPECT_THROW(shapley_interactions(std::vector<double>(1), 0), std::invalid_argument);
}

struct Sampled {
    std::vector<std::vector<std::uint32_t>> orders;
    std::vector<std::uint64_t> subsets;
};

Sampled sampled(std::uint32_t seed, std::uint32_t count, std::size_t players) {
    Sampled s;
    s.subsets.push_back(0);
    for (std::uint32_t i = 0; i < count; ++i) {
        s.orders.push_back(random::antithetic_permutation(seed, i, players));
        std::uint64_t subset = 0;
        for (const std::uint32_t next : s.orders.back()) s.subsets.push_back(subset |= digit_of(next, players));
    }
    std::sort(s.subsets.begin(), s.subsets.end());
    s.subsets.erase(std::unique(s.subsets.begin(), s.subsets.end()), s.subsets.end());
    return s;
}

std::vector<double> mean_contributions(const std::vector<double>& game, const Sampled& s, std::size_t players) {
    std::vector<double> worth, mean(players);
    for (const std::uint64_t subset : s.subsets) worth.push_back(game[subset]);
    const auto contributions = OrderPaths(s.orders, s.subsets).contributions(worth);
    for (const auto& pair : contributions)
        for (std::size_t i = 0; i < players; ++i) mean[i] += pair[i] / static_cast<double>(contributions.size());
    return mean;
}

TEST(OrderPaths, AreExactForAnAdditiveGameAndForPairs) {
    std::vector<double> worth;
    for (std::uint64_t s = 0; s < 32; ++s)
        worth.push_back(0.25 * std::popcount(s) + ((s & 17) == 17 ? 1 : 0) - ((s & 6) == 6 ? 2 : 0));
    // An order and its reverse see each pair from both sides: antithetic orders leave no noise in a game of pairs.
    EXPECT_THAT(mean_contributions(worth, sampled(3, 2, 5), 5), Pointwise(DoubleNear(1e-14), shapley_values(worth, 5)));
}

TEST(OrderPaths, ComeCloseToTheExactValuesAndSumToTheTotal) {
    constexpr std::size_t n = 8;
    const std::vector<double> game = random_game(n, 77), exact = shapley_values(game, n);
    const std::vector<double> mean = mean_contributions(game, sampled(1, 4000, n), n);
    // Contributions have a standard deviation below 0.41; of 2,000 pairs below 0.0092; 5.5 of them, at 8 values.
    EXPECT_THAT(mean, Pointwise(DoubleNear(0.05), exact));
    EXPECT_NEAR(std::accumulate(mean.begin(), mean.end(), game.front()), game.back(), 1e-12);
}

TEST(OrderPaths, RefuseSubsetsThatWereNotRun) {
    const Sampled s = sampled(1, 2, 4);
    EXPECT_THROW(OrderPaths(s.orders, std::vector<std::uint64_t>{0, 15}), std::invalid_argument);
    EXPECT_THROW(OrderPaths({s.orders.front()}, s.subsets), std::invalid_argument);
}

}  // namespace
}  // namespace peacenorm::analysis
