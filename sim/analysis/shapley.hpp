// SPDX-License-Identifier: Apache-2.0
// Shapley values of a game: what each player adds, averaged over all orders in which players may come.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace peacenorm::analysis {

/// Player i in a subset as a binary number; the first player is the highest digit.
inline std::uint64_t digit_of(std::size_t player, std::size_t players) {
    return std::uint64_t{1} << (players - 1 - player);
}

/// phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S)); they sum to v(all) - v(none).
/// Shape: `worth` by subset, 2^players; out [players]. Range: at most 20 players. Source: shapley_1953.
std::vector<double> shapley_values(std::span<const double> worth, std::size_t players);

/// Pairs (0, 1), (0, 2), ..., (1, 2), ...: the order of interactions.
std::vector<std::pair<std::size_t, std::size_t>> pairs_of_players(std::size_t players);

/// I_ij = sum over S without i and j of |S|! (n - |S| - 2)! / (n - 1)! (v(S + ij) - v(S + i) - v(S + j) + v(S)):
/// what two players gain (or lose) by being there together. Zero in an additive game. Half of it is part of each one's
/// share. Shape: as above; out [pairs]. Source: grabisch_roubens_1999, definition of the interaction index for pairs.
std::vector<double> shapley_interactions(std::span<const double> worth, std::size_t players);

/// Sampled orders through the subsets that were run.
class OrderPaths {
  public:
    /// `subsets` ascending. Errors: std::invalid_argument when a subset on the way of an order is not there, or the
    /// orders do not come in pairs.
    OrderPaths(const std::vector<std::vector<std::uint32_t>>& orders, std::span<const std::uint64_t> subsets);
    std::size_t pairs() const { return positions_.size() / 2; }

    /// What each player adds, mean of the two orders of a pair; the mean over pairs estimates the Shapley values and
    /// sums to v(all) - v(none). Shape: `worth` by position in `subsets`; out [pairs][players]. Source: castro_2009.
    std::vector<std::vector<double>> contributions(std::span<const double> worth) const;

  private:
    std::vector<std::vector<std::uint32_t>> orders_;
    std::vector<std::vector<std::size_t>> positions_;  ///< Shape: [order][players + 1]
};

}  // namespace peacenorm::analysis
