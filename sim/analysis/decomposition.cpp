// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/decomposition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "sim/analysis/bootstrap.hpp"
#include "sim/analysis/contrasts.hpp"
#include "sim/analysis/shapley.hpp"
#include "sim/config/faults.hpp"
#include "sim/config/numbers.hpp"
#include "sim/config/words.hpp"

namespace peacenorm::analysis {

namespace {

using Words = std::vector<std::string>;

/// The places of words among names; all, where there are none. Unknown words become faults.
std::vector<std::size_t> places_of(const Words& words, const Words& names, const std::string& what,
                                   std::string& faults) {
    std::vector<std::size_t> places;
    for (const std::string& word : words) {
        const auto found = std::find(names.begin(), names.end(), word);
        const std::string near = config::suggestion(word, names);
        if (found == names.end())
            faults += fmt::format("error: no {} is called '{}'; expected {}{}{}\n", what, word, config::one_of(names),
                                  near.empty() ? "" : "; ", near);
        else
            places.push_back(static_cast<std::size_t>(found - names.begin()));
    }
    for (std::size_t i = 0; words.empty() && i < names.size(); ++i) places.push_back(i);
    return places;
}

/// Plays one game a replicate and sums up.
class Player {
  public:
    Player(const ResultCells& result, const LatticePoints& lattice, std::optional<std::size_t> reference)
        : result_(result), lattice_(lattice), reference_(reference), players_(lattice.switches.size()) {
        if (!lattice.is_full()) paths_.emplace(lattice.orders, lattice.subsets);
    }
    void play(Decomposition& decomposition, const RunValues& values);
    void close(Decomposition& decomposition, double level) const;

  private:
    enum class Worth { has_value, without_value, without_runs };
    Worth worth_of(const Decomposition& game, std::uint64_t first, std::size_t position, const RunValues& values);
    void add(Decomposition& decomposition);
    void add_full(Decomposition& decomposition) const;
    std::vector<double> shares();
    void close(Estimate& estimate, double level) const;
    double order_error(std::size_t player) const;

    const ResultCells& result_;
    const LatticePoints& lattice_;
    std::optional<std::size_t> reference_;
    std::size_t players_;
    std::optional<OrderPaths> paths_;
    std::vector<double> worth_;                       ///< of this replicate, by position
    std::vector<std::vector<double>> contributions_;  ///< sums over replicates. Shape: [pair of orders][player]
    std::uint64_t played_ = 0;
};

/// Mean over the futures, and over the replicates of a draw of the priors, in which both arms have a value.
Player::Worth Player::worth_of(const Decomposition& game, std::uint64_t first, std::size_t position,
                               const RunValues& values) {
    const std::uint64_t point = lattice_.strata[game.stratum].points[position];
    double sum = 0, futures = 0;
    bool is_done = false;
    const std::uint64_t left = result_.replicates() - first;
    const std::uint64_t together = std::min(result_.replicates_per_draw(point), left) * result_.futures();
    for (std::uint64_t k = 0; k < together; ++k) {
        const std::uint64_t replicate = first + k / result_.futures(), future = k % result_.futures();
        const std::uint64_t run = result_.run_of(replicate, point, game.arm, future);
        const std::uint64_t other = reference_ ? result_.run_of(replicate, point, *reference_, future) : run;
        if (!result_.is_done(run) || !result_.is_done(other)) continue;
        is_done = true;
        const double worth = reference_ ? values.difference(run, other) : values.own[run];
        if (std::isnan(worth)) continue;
        sum += worth;
        ++futures;
    }
    worth_[position] = sum / futures;
    return futures > 0 ? Worth::has_value : is_done ? Worth::without_value : Worth::without_runs;
}

void Player::play(Decomposition& decomposition, const RunValues& values) {
    decomposition.shares.resize(players_);
    if (paths_) contributions_.assign(paths_->pairs(), std::vector<double>(players_));
    const std::uint64_t together = result_.replicates_per_draw(lattice_.strata[decomposition.stratum].points.front());
    for (std::uint64_t replicate = 0; replicate < result_.replicates(); replicate += together) {
        worth_.assign(lattice_.subsets.size(), 0);
        Worth worst = Worth::has_value;
        for (std::size_t position = 0; position < worth_.size(); ++position)
            worst = std::max(worst, worth_of(decomposition, replicate, position, values));
        if (worst == Worth::without_runs) ++decomposition.without_runs;
        if (worst == Worth::without_value) ++decomposition.without_value;
        if (worst == Worth::has_value) add(decomposition);
    }
}

std::vector<double> Player::shares() {
    if (!paths_) return shapley_values(worth_, players_);
    std::vector<double> shares(players_);
    const auto contributions = paths_->contributions(worth_);
    for (std::size_t pair = 0; pair < contributions.size(); ++pair)
        for (std::size_t i = 0; i < players_; ++i) {
            contributions_[pair][i] += contributions[pair][i];
            shares[i] += contributions[pair][i] / static_cast<double>(contributions.size());
        }
    return shares;
}

void Player::add(Decomposition& decomposition) {
    ++played_;
    double sum = worth_.front();
    const std::vector<double> shares = this->shares();
    for (std::size_t i = 0; i < players_; ++i) {
        decomposition.shares[i].moments.add(shares[i]);
        sum += shares[i];
    }
    decomposition.remainder.moments.add(worth_.front());
    decomposition.total.moments.add(worth_.back());
    const double residual = sum - worth_.back();
    if (std::abs(residual) > std::abs(decomposition.residual)) decomposition.residual = residual;
    if (!paths_) add_full(decomposition);
}

void Player::add_full(Decomposition& decomposition) const {
    decomposition.added_first.resize(players_);
    decomposition.taken_last.resize(players_);
    for (std::size_t i = 0; i < players_; ++i) {
        const std::uint64_t digit = digit_of(i, players_);
        decomposition.added_first[i].moments.add(worth_[digit] - worth_.front());
        decomposition.taken_last[i].moments.add(worth_.back() - worth_[worth_.size() - 1 - digit]);
    }
    const std::vector<double> interactions = shapley_interactions(worth_, players_);
    decomposition.interactions.resize(interactions.size());
    for (std::size_t i = 0; i < interactions.size(); ++i) decomposition.interactions[i].moments.add(interactions[i]);
}

/// Standard error of a mean over pairs of orders.
double Player::order_error(std::size_t player) const {
    if (!paths_ || played_ == 0) return 0;
    Moments over_pairs;
    for (const auto& pair : contributions_) over_pairs.add(pair[player] / static_cast<double>(played_));
    return std::sqrt(over_pairs.variance() / static_cast<double>(over_pairs.count()));
}

/// Both errors add in squares; their degrees of freedom after Welch 1947 and Satterthwaite 1946.
void Player::close(Estimate& estimate, double level) const {
    estimate.is_skewed = is_too_skewed_for_student(estimate.moments);
    estimate.interval = student_interval(estimate.moments, level);
    if (estimate.order_error == 0 || estimate.moments.count() < 2) return;
    const auto n = static_cast<double>(estimate.moments.count()), pairs = static_cast<double>(paths_->pairs());
    const double chance = estimate.moments.variance() / n, orders = estimate.order_error * estimate.order_error;
    const double degrees =
        (chance + orders) * (chance + orders) / (chance * chance / (n - 1) + orders * orders / (pairs - 1));
    const double half = student_quantile(level, degrees) * std::sqrt(chance + orders);
    estimate.interval = {estimate.moments.mean() - half, estimate.moments.mean() + half};
}

void Player::close(Decomposition& decomposition, double level) const {
    for (std::size_t i = 0; i < players_; ++i) decomposition.shares[i].order_error = order_error(i);
    for (auto* estimates :
         {&decomposition.shares, &decomposition.added_first, &decomposition.taken_last, &decomposition.interactions})
        for (Estimate& estimate : *estimates) close(estimate, level);
    close(decomposition.remainder, level);
    close(decomposition.total, level);
}

struct Chosen {
    std::vector<std::size_t> outcomes, arms;
    std::optional<std::size_t> reference;
};

Chosen choose(const ResultCells& result, const DecompositionRequest& request) {
    Chosen chosen;
    std::string faults;
    Words outcomes, arms;
    for (const OutcomeName& outcome : result.outcomes()) outcomes.push_back(outcome.name);
    if (outcomes.empty()) faults = "error: the result has no outcomes; add outcomes: to the study and run it again\n";
    const std::string named = result.attribute("reference");
    if (result.arms().size() > 1) {
        const auto found = std::find(result.arms().begin(), result.arms().end(), named);
        chosen.reference = found == result.arms().end() ? 0 : static_cast<std::size_t>(found - result.arms().begin());
    }
    for (std::size_t arm = 0; arm < result.arms().size(); ++arm)
        if (arm != chosen.reference) arms.push_back(result.arms()[arm]);
    chosen.outcomes = places_of(request.outcomes, outcomes, "outcome", faults);
    for (const std::size_t place : places_of(request.arms, arms, "arm beside the reference", faults))
        chosen.arms.push_back(place + (chosen.reference && place >= *chosen.reference ? 1 : 0));
    if (!faults.empty()) throw config::ConfigError(faults);
    return chosen;
}

}  // namespace

Decompositions decompose(const ResultCells& result, const DecompositionRequest& request) {
    const Chosen chosen = choose(result, request);
    Decompositions all{read_lattice(result), chosen.reference ? result.arms()[*chosen.reference] : "", 1, {}};
    all.looks = result.number("precision_looks").value_or(1);
    const double level = 1 - (1 - confidence) / static_cast<double>(all.looks);
    for (const std::size_t outcome : chosen.outcomes) {
        const RunValues values = result.run_values(result.outcomes()[outcome].name);
        for (std::size_t stratum = 0; stratum < all.lattice.strata.size(); ++stratum)
            for (const std::size_t arm : chosen.arms) {
                Decomposition& one = all.list.emplace_back();
                one.outcome = outcome;
                one.stratum = stratum;
                one.arm = arm;
                Player player(result, all.lattice, chosen.reference);
                player.play(one, values);
                player.close(one, level);
            }
    }
    return all;
}

}  // namespace peacenorm::analysis
