// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/fit/verdict_twins.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>

namespace peacenorm::analysis::fit {

namespace {

using record::Direction;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::array edges{0.0, 0.5, 1.0, 2.0, far, infinity};  // of |D|, in d
constexpr double confidence = 0.95;
constexpr Twins::Row not_told{undefined, undefined, undefined, undefined};

Eigen::Index index(std::size_t i) {
    return static_cast<Eigen::Index>(i);
}

/// Members with a number in every future and order.
std::vector<bool> defined(const std::vector<Matrix>& orders) {
    std::vector<bool> is(static_cast<std::size_t>(orders.front().rows()), true);
    for (const Matrix& order : orders)
        for (std::size_t i = 0; i < is.size(); ++i) is[i] = is[i] && order.row(index(i)).allFinite();
    return is;
}

std::vector<std::size_t> only(const std::vector<std::size_t>& members, const std::vector<bool>& is) {
    std::vector<std::size_t> kept;
    kept.reserve(members.size());
    std::copy_if(members.begin(), members.end(), std::back_inserter(kept), [&](std::size_t i) { return is[i]; });
    return kept;
}

/// Row by row, a draw of its own whose replicates are futures, as the verdict reads draws of the parameters.
Sample sample_of(const Matrix& differences) {
    Sample sample;
    for (Eigen::Index i = 0; i < differences.rows(); ++i)
        for (Eigen::Index future = 0; future < differences.cols(); ++future) {
            sample.values.push_back(differences(i, future));
            sample.replicates.push_back(sample.replicates.size());
            sample.draws.push_back(static_cast<std::uint64_t>(i));
        }
    return sample;
}

Matrix mean_over_futures(const Matrix& differences) {
    return differences.rowwise().mean();
}

/// What a twin's facts make of D: members' effects, and a shift by fifth of them and twin.
struct Posterior {
    std::vector<double> effects;
    Finder::Moved moved;
};

Posterior posterior_of(const Finder& finder, const Matrix& of_seen) {
    const Matrix mean = mean_over_futures(of_seen);
    Finder::Moved moved = finder.moved(mean);
    const Vector moves = moved.base - mean;
    return {effects_of(sample_of(of_seen.colwise() + moves)).values, std::move(moved)};
}

Finding word_on(const Posterior& posterior, std::size_t twin, double d, Direction direction) {
    // Chance within draws was pooled over all of them, so that no draw needs replicates enough of its own.
    Effects effects;
    effects.values = posterior.effects;
    for (std::size_t member = 0; member < effects.values.size(); ++member)
        effects.values[member] += posterior.moved.shift(member, twin);
    effects.replicates = effects.fewest_replicates = effects.values.size();
    return judge(effects, d, direction).finding;
}

/// -1 and 1 where a word claims a fall or a rise, else 0.
int sign_said(Finding word, Direction direction) {
    const int claimed = direction == Direction::falls ? -1 : 1;
    return word == Finding::supported ? claimed : word == Finding::refuted ? -claimed : 0;
}

void add(WordCounts& counts, Finding word, int sign, double truth_in_d) {
    ++counts.twins;
    if (sign != 0)
        ++(std::fabs(truth_in_d) > 0.5 && sign * truth_in_d > 0 ? counts.right : counts.wrong);
    else if (word == Finding::practically_null)
        ++(std::fabs(truth_in_d) <= 1 ? counts.right : counts.missed);
    else
        ++counts.undecided;
}

void close(WordCounts& counts) {
    counts.wrong_upper = wilson_interval(counts.wrong, counts.twins, confidence).high;
}

/// Variance of effects over that of means, less from 1.
double chance_in(const Effects& effects, const Matrix& differences) {
    if (!effects.is_corrected) return undefined;
    Moments kept, whole;
    const Matrix means = mean_over_futures(differences);
    for (std::size_t i = 0; i < effects.values.size(); ++i) {
        kept.add(effects.values[i]);
        whole.add(means(index(i), 0));
    }
    return 1 - kept.variance() / whole.variance();
}

/// The twins of a claim and those who look for them, among members that have its D.
struct Case {
    Split split;
    std::vector<std::size_t> members;  ///< of both; ascending
};

Case case_of(const ClaimSeen& claim, std::size_t count) {
    const std::vector<bool> is = defined(claim.orders);
    const Split split = split_of(is.size(), count);
    std::vector<std::size_t> everybody(is.size());
    for (std::size_t i = 0; i < is.size(); ++i) everybody[i] = i;
    return {{only(split.truths, is), only(split.seen, is)}, only(everybody, is)};
}

void count_word(TwinWords& words, Finding word, int sign, double truth_in_d) {
    add(words.all, word, sign, truth_in_d);
    // An edge belongs to the bin below it, as |D| = d/2 is "at most d/2".
    const auto bin = std::find_if(words.bins.begin(), words.bins.end(),
                                  [&](const WordCounts& one) { return std::fabs(truth_in_d) <= one.to; });
    if (bin != words.bins.end()) add(*bin, word, sign, truth_in_d);
    words.beyond += std::fabs(truth_in_d) > far ? 1 : 0;
}

/// The word on each twin, held against its true D.
void count_words(const ClaimSeen& claim, const Case& found, const std::vector<Posterior>& posteriors, double d,
                 TwinWords& words) {
    const Matrix differences = rows_of(claim.orders.front(), found.members);
    const Effects truths = effects_of(sample_of(differences));
    words.chance = chance_in(truths, differences);
    for (std::size_t t = 0; t < found.split.truths.size(); ++t) {
        std::vector<Finding> findings;
        findings.reserve(posteriors.size());
        for (const Posterior& posterior : posteriors) findings.push_back(word_on(posterior, t, d, claim.direction));
        const Finding word = agreed(findings);
        const auto place = std::lower_bound(found.members.begin(), found.members.end(), found.split.truths[t]);
        const auto row = static_cast<std::size_t>(place - found.members.begin());
        count_word(words, word, sign_said(word, claim.direction), truths.values[row] / d);
    }
    close(words.all);
    for (WordCounts& bin : words.bins) close(bin);
}

TwinWords words_on(const ClaimSeen& claim, const TwinTable& table, double d) {
    TwinWords words{claim.contrast, claim.id, claim.name, claim.missing, not_told, 0, undefined, {}, {}, 0};
    words.all.to = infinity;
    for (std::size_t k = 0; k + 1 < edges.size(); ++k) {
        words.bins.emplace_back();
        words.bins.back().from = edges[k];
        words.bins.back().to = edges[k + 1];
    }
    if (claim.orders.empty()) return words;
    const Case found = case_of(claim, table.count);
    words.left_out = static_cast<std::size_t>(claim.orders.front().rows()) - found.members.size();
    if (found.split.truths.empty() || found.split.seen.size() < fewest_units) {
        words.missing = "members that have this difference";
        return words;
    }
    const Finder finder(table.ensemble, table.facts, found.split, table.normals);
    std::vector<Posterior> posteriors;
    posteriors.reserve(claim.orders.size());
    for (const Matrix& order : claim.orders)
        posteriors.push_back(posterior_of(finder, rows_of(order, found.split.seen)));
    const Matrix means = mean_over_futures(rows_of(claim.orders.front(), found.members));
    if (covariance(means, means)(0, 0) > 0)
        words.found = rows_of_twins(posteriors.front().moved,
                                    mean_over_futures(rows_of(claim.orders.front(), found.split.truths)))
                          .front();
    count_words(claim, found, posteriors, d, words);
    return words;
}

}  // namespace

bool TwinWords::holds() const {
    return all.wrong_upper <= most_wrong && std::all_of(bins.begin(), bins.end(), [](const WordCounts& bin) {
               return !bin.may_be_judged() || bin.wrong_upper <= most_wrong;
           });
}

VerdictTwins verdict_twins_of(const std::vector<ClaimSeen>& claims, const TwinTable& table, double d) {
    VerdictTwins twins;
    twins.d = d;
    twins.count = split_of(static_cast<std::size_t>(table.ensemble.x.rows()), table.count).truths.size();
    if (twins.count == 0) return twins;
    for (const ClaimSeen& claim : claims) {
        if (!claim.orders.empty()) twins.futures = static_cast<std::size_t>(claim.orders.front().cols());
        twins.rows.push_back(words_on(claim, table, d));
    }
    return twins;
}

}  // namespace peacenorm::analysis::fit
