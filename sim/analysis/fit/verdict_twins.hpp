// SPDX-License-Identifier: Apache-2.0
// Would the verdict's words be right? Twins are judged by their facts, and the words held against what is true of them.
#pragma once

#include <string>
#include <vector>

#include "sim/analysis/fit/twins.hpp"
#include "sim/analysis/judgement.hpp"

namespace peacenorm::analysis::fit {

inline constexpr double far = 3;                 ///< in d: an effect that no verdict should miss
inline constexpr std::size_t fewest_far = 20;    ///< twins beyond it without which the model does not reach so far
inline constexpr double most_wrong = 0.1;        ///< of words, by the upper bound
inline constexpr std::size_t fewest_twins = 35;  ///< without a wrong word among fewer the upper bound is above it still

/// A hypothesis on one contrast, by the differences D that it is judged by.
struct ClaimSeen {
    std::string contrast, id, name;
    std::string missing;  ///< what the study would need; then there are no orders
    record::Direction direction = record::Direction::falls;
    /// By way of estimating it, D of each member and future; NaN: none. Several have to agree, the first one is D.
    std::vector<Matrix> orders;  ///< Shape of each: [members][futures]
};

/// Words on twins whose true D lies from one distance to another.
struct WordCounts {
    double from = 0, to = 0;  ///< of |D|, in d
    std::size_t twins = 0;
    std::size_t right = 0;      ///< the sign, beyond d/2; or "practically null" within d
    std::size_t wrong = 0;      ///< the opposite sign; or a sign within d/2
    std::size_t missed = 0;     ///< "practically null" beyond d
    std::size_t undecided = 0;  ///< no such word
    double wrong_upper = 1;     ///< end of Wilson's 95% interval of the share of wrong ones
    bool may_be_judged() const { return twins >= fewest_twins; }
};

struct TwinWords {
    std::string contrast, id, name, missing;
    Twins::Row found;           ///< D, as futures show it, by intervals and ranks; NaN where it does not vary
    std::size_t left_out = 0;   ///< members without D
    double chance = undefined;  ///< share of the variance of D over members that was chance, and was taken out
    WordCounts all;             ///< `from`, `to`: everything
    std::vector<WordCounts> bins;
    std::size_t beyond = 0;  ///< twins whose D lies beyond `far` d
    bool is_reachable() const { return beyond >= fewest_far; }
    /// The upper bound is within the limit over all twins, and in every bin that may be judged.
    bool holds() const;
};

struct VerdictTwins {
    double d = 0;
    std::size_t count = 0, futures = 0;
    std::vector<TwinWords> rows;
};

/// First wave, facts, how many twins, and standard normal numbers as for `moved`. SAFETY: references outlive it.
struct TwinTable {
    const Ensemble& ensemble;
    const std::vector<Fact>& facts;
    std::size_t count;
    const Matrix& normals;
};

/// True D of a twin is the verdict's effect of a draw: the mean over futures of its past, with the spread that chance
/// adds taken out (`effects_of`). The posterior of D is the other members', moved to the twin's facts and treated
/// likewise; the word is that of `judge` over them.
VerdictTwins verdict_twins_of(const std::vector<ClaimSeen>& claims, const TwinTable& table, double d);

}  // namespace peacenorm::analysis::fit
