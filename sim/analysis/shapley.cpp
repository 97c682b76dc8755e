// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/shapley.hpp"

#include <algorithm>
#include <bit>
#include <stdexcept>

namespace peacenorm::analysis {

namespace {

/// By size of S: |S|! (n - |S| - absent)! / (n - absent + 1)!, which over all S of n - absent players sum to 1.
std::vector<double> weights_by_size(std::size_t players, std::size_t absent) {
    std::vector<double> weights;
    const std::size_t others = players - absent;
    double choose = 1;  // of `size` among the others
    for (std::size_t size = 0; size <= others; ++size) {
        weights.push_back(1 / (choose * static_cast<double>(others + 1)));
        choose = choose * static_cast<double>(others - size) / static_cast<double>(size + 1);
    }
    return weights;
}

void check(std::span<const double> worth, std::size_t players) {
    if (players == 0 || players > 20 || worth.size() != std::size_t{1} << players)
        throw std::invalid_argument("a game has a worth for each subset of 1 to 20 players");
}

}  // namespace

std::vector<double> shapley_values(std::span<const double> worth, std::size_t players) {
    check(worth, players);
    const std::vector<double> weights = weights_by_size(players, 1);
    std::vector<double> values(players);
    for (std::size_t i = 0; i < players; ++i) {
        const std::uint64_t with = digit_of(i, players);
        for (std::uint64_t subset = 0; subset < worth.size(); ++subset)
            if ((subset & with) == 0)
                values[i] +=
                    weights[static_cast<std::size_t>(std::popcount(subset))] * (worth[subset | with] - worth[subset]);
    }
    return values;
}

std::vector<std::pair<std::size_t, std::size_t>> pairs_of_players(std::size_t players) {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t i = 0; i < players; ++i)
        for (std::size_t j = i + 1; j < players; ++j) pairs.emplace_back(i, j);
    return pairs;
}

std::vector<double> shapley_interactions(std::span<const double> worth, std::size_t players) {
    check(worth, players);
    std::vector<double> interactions;
    if (players < 2) return interactions;
    const std::vector<double> weights = weights_by_size(players, 2);
    for (const auto& [i, j] : pairs_of_players(players)) {
        const std::uint64_t with_i = digit_of(i, players), with_j = digit_of(j, players);
        double sum = 0;
        for (std::uint64_t s = 0; s < worth.size(); ++s)
            if ((s & (with_i | with_j)) == 0)
                sum += weights[static_cast<std::size_t>(std::popcount(s))] *
                       (worth[s | with_i | with_j] - worth[s | with_i] - worth[s | with_j] + worth[s]);
        interactions.push_back(sum);
    }
    return interactions;
}

OrderPaths::OrderPaths(const std::vector<std::vector<std::uint32_t>>& orders, std::span<const std::uint64_t> subsets)
    : orders_(orders) {
    if (orders.empty() || orders.size() % 2 != 0) throw std::invalid_argument("orders come in pairs");
    for (const auto& order : orders) {
        std::vector<std::size_t>& positions = positions_.emplace_back();
        std::uint64_t subset = 0;
        for (std::size_t step = 0; step <= order.size(); ++step) {
            if (step > 0) subset |= digit_of(order[step - 1], order.size());
            const auto found = std::lower_bound(subsets.begin(), subsets.end(), subset);
            if (found == subsets.end() || *found != subset)
                throw std::invalid_argument("a subset on the way of an order was not run");
            positions.push_back(static_cast<std::size_t>(found - subsets.begin()));
        }
    }
}

std::vector<std::vector<double>> OrderPaths::contributions(std::span<const double> worth) const {
    std::vector<std::vector<double>> contributions(pairs(), std::vector<double>(orders_.front().size()));
    for (std::size_t k = 0; k < orders_.size(); ++k)
        for (std::size_t step = 0; step < orders_[k].size(); ++step)
            contributions[k / 2][orders_[k][step]] += (worth[positions_[k][step + 1]] - worth[positions_[k][step]]) / 2;
    return contributions;
}

}  // namespace peacenorm::analysis
