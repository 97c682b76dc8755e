// SPDX-License-Identifier: Apache-2.0
#include "models/norms_game/game.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/random/inversion.hpp"

namespace peacenorm::norms_game {
namespace {

double share(std::uint8_t trait) {
    return static_cast<double>(trait) / top_trait;
}

/// One generation under way: what the nested parts of a defection share.
class Play {
  public:
    Play(State& state, const Parameters& parameters, Moment moment)
        : s_(state),
          p_(parameters),
          at_(moment),
          n_(state.score.size()),
          sight_(n_),
          punish_(n_),
          meta_(n_),
          chance_(n_) {}

    Deeds run() {
        std::fill(s_.score.begin(), s_.score.end(), 0.0);
        const auto opportunities = static_cast<std::uint64_t>(p_.opportunities);
        for (std::size_t i = 0; i < n_; ++i) {
            for (std::uint64_t o = 0; o < opportunities; ++o) {
                const std::uint64_t chance = i * opportunities + o;
                const double seen = random::uniform(at_.key, {chance, at_.clock, streams::visibility.id});
                if (seen < share(s_.boldness[i])) defect(i, chance, seen);
            }
        }
        return deeds_;
    }

  private:
    void defect(std::size_t i, std::uint64_t chance, double seen) {
        ++deeds_.defections;
        s_.score[i] += p_.payoffs.temptation;
        random::fill_words(at_.key, chance * n_, at_.clock, streams::sight, sight_);
        random::fill_words(at_.key, chance * n_, at_.clock, streams::punishment, punish_);
        const std::uint64_t in_sight = random::threshold(seen);
        for (std::size_t k = 0; k < n_; ++k) chance_[k] = random::threshold(seen * share(s_.vengefulness[k]));
        for (std::size_t j = 0; j < n_; ++j) {
            if (j == i) continue;
            s_.score[j] += p_.payoffs.hurt;
            if (!random::below(sight_[j], in_sight)) continue;
            if (random::below(punish_[j], random::threshold(share(s_.vengefulness[j])))) {
                ++deeds_.punishments;
                s_.score[i] += p_.payoffs.punishment;
                s_.score[j] += p_.payoffs.enforcement;
            } else if (p_.metanorms) {
                meet_third_parties(i, j, chance * n_ + j);
            }
        }
    }

    /// `lenient` saw and let pass; each third party sees that with the same chance, and then punishes by vengefulness.
    void meet_third_parties(std::size_t defector, std::size_t lenient, std::uint64_t leniency) {
        random::fill_words(at_.key, leniency * n_, at_.clock, streams::meta_punishment, meta_);
        for (std::size_t k = 0; k < n_; ++k) {
            if (k == defector || k == lenient) continue;
            if (!random::below(meta_[k], chance_[k])) continue;
            ++deeds_.meta_punishments;
            s_.score[lenient] += p_.payoffs.meta_punishment;
            s_.score[k] += p_.payoffs.meta_enforcement;
        }
    }

    State& s_;
    const Parameters& p_;
    Moment at_;
    std::size_t n_;
    std::vector<std::uint32_t> sight_, punish_, meta_;
    std::vector<std::uint64_t> chance_;  ///< by third party: to see a leniency and punish it, as a threshold
    Deeds deeds_;
};

struct Spread {
    double mean, deviation;
};

Spread spread_of(std::span<const double> scores) {
    const auto n = static_cast<double>(scores.size());
    const double mean = std::accumulate(scores.begin(), scores.end(), 0.0) / n;
    double squares = 0;
    for (const double score : scores) squares += (score - mean) * (score - mean);
    return {mean, std::sqrt(squares / n)};
}

/// The draws of one choice of parents, by number.
struct Lottery {
    Moment moment;
    double uniform(std::uint64_t number) const {
        return random::uniform(moment.key, {number, moment.clock, streams::parents.id});
    }
    std::size_t any_of(std::size_t count, std::uint64_t number) const {
        return static_cast<std::size_t>(uniform(number) * static_cast<double>(count));
    }
};

using Slots = std::vector<std::size_t>;

Slots by_threshold(std::span<const double> scores, double mean, double margin) {
    Slots parents;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const bool above = scores[i] >= mean + margin;
        const bool below = scores[i] < mean - margin;
        parents.insert(parents.end(), above ? 2 : below ? 0 : 1, i);
    }
    return parents;
}

Slots by_tournament(std::span<const double> scores, const Lottery& lottery) {
    Slots parents;
    for (std::size_t slot = 0; slot < scores.size(); ++slot) {
        const std::size_t one = lottery.any_of(scores.size(), 2 * slot);
        const std::size_t other = lottery.any_of(scores.size(), 2 * slot + 1);
        parents.push_back(scores[other] > scores[one] ? other : one);
    }
    return parents;
}

Slots by_roulette(std::span<const double> scores, const Lottery& lottery) {
    const double lowest = *std::min_element(scores.begin(), scores.end());
    std::vector<double> weights(scores.begin(), scores.end());
    for (double& weight : weights) weight -= lowest;
    Slots parents;
    for (std::size_t slot = 0; slot < scores.size(); ++slot) {
        const int parent = random::categorical(lottery.uniform(slot), weights);
        // -1: all scored the same
        parents.push_back(parent < 0 ? lottery.any_of(scores.size(), slot) : static_cast<std::size_t>(parent));
    }
    return parents;
}

Slots by_score(Selection selection, std::span<const double> scores, const Lottery& lottery) {
    const Spread spread = spread_of(scores);
    switch (selection) {
        case Selection::tournament:
            return by_tournament(scores, lottery);
        case Selection::roulette:
            return by_roulette(scores, lottery);
        case Selection::average:
            return by_threshold(scores, spread.mean, 0);
        case Selection::one_sd:
            break;
    }
    // No spread is no success: each has one offspring. With two each, half are dropped at random, and norms drift away.
    if (!(spread.deviation > 0)) return by_threshold(scores, spread.mean, 1);
    return by_threshold(scores, spread.mean, spread.deviation);
}

}  // namespace

Deeds play(State& state, const Parameters& parameters, Moment moment) {
    return Play(state, parameters, moment).run();
}

std::vector<std::size_t> choose_parents(Selection selection, std::span<const double> scores, Moment moment) {
    const std::size_t n = scores.size();
    const Lottery lottery{moment};
    Slots parents = by_score(selection, scores, lottery);
    while (parents.size() > n) {
        const std::size_t dropped = lottery.any_of(parents.size(), 2 * n + parents.size());
        parents.erase(parents.begin() + static_cast<std::ptrdiff_t>(dropped));
    }
    while (parents.size() < n) parents.push_back(lottery.any_of(n, 2 * n + parents.size()));
    return parents;
}

void reproduce(State& state, const Parameters& parameters, Moment moment) {
    const std::vector<std::size_t> parents = choose_parents(parameters.selection, state.score, moment);
    const State before = state;
    const std::uint64_t limit = random::threshold(parameters.mutation);
    for (std::uint32_t slot = 0; slot < parents.size(); ++slot) {
        state.boldness[slot] = before.boldness[parents[slot]];
        state.vengefulness[slot] = before.vengefulness[parents[slot]];
        for (std::uint32_t bit = 0; bit < 3; ++bit) {
            const random::Address address{slot, moment.clock, streams::mutation.id};
            const auto flip = static_cast<std::uint8_t>(1U << bit);
            if (random::below(random::word(moment.key, address, bit), limit)) state.boldness[slot] ^= flip;
            if (random::below(random::word(moment.key, address, 3 + bit), limit)) state.vengefulness[slot] ^= flip;
        }
    }
}

}  // namespace peacenorm::norms_game
