// SPDX-License-Identifier: Apache-2.0
// The first hypothesis from counts: obligations pooled over the replicates of a draw before the index is formed, so
// that a small tier of a single run decides nothing.
#include <algorithm>
#include <cmath>
#include <map>

#include "sim/analysis/bootstrap.hpp"
#include "sim/analysis/verdict_judge.hpp"
#include "sim/random/draws.hpp"

namespace peacenorm::analysis {

using record::PooledTier;
using record::Quantity;

namespace {

constexpr double fewest_obligations = 20;  ///< pooled, in either arm: below it a tier is left out in both
constexpr std::uint64_t pooled_resamples = 2000;

/// Obligations of one tier in one run.
struct Count {
    double met = 0, owed = 0;
};

/// Counts by tier of the treated arm and of the reference, in one replicate.
struct Pair {
    std::vector<Count> treated, reference;
    std::uint64_t draw = 0;
};

using CountPairs = std::vector<Pair>;

struct Indices {
    double treated = undefined, reference = undefined;
    std::vector<bool> thin;
};

void add(std::vector<Count>& sum, const std::vector<Count>& counts) {
    sum.resize(counts.size());
    for (std::size_t k = 0; k < counts.size(); ++k) {
        sum[k].met += counts[k].met;
        sum[k].owed += counts[k].owed;
    }
}

double index_of(const std::vector<Count>& counts, const std::vector<PooledTier>& tiers, const std::vector<bool>& thin) {
    double logs = 0, weights = 0;
    for (std::size_t k = 0; k < tiers.size(); ++k) {
        if (thin[k]) continue;
        logs += tiers[k].weight * std::log((counts[k].met + 0.5) / (counts[k].owed + 1));
        weights += tiers[k].weight;
    }
    return weights > 0 ? std::exp(logs / weights) : undefined;
}

template <class Chosen>
Indices indices_of(const CountPairs& pairs, const std::vector<PooledTier>& tiers, const Chosen& chosen) {
    std::vector<Count> treated(tiers.size()), reference(tiers.size());
    for (const std::size_t i : chosen) {
        add(treated, pairs[i].treated);
        add(reference, pairs[i].reference);
    }
    Indices indices;
    for (std::size_t k = 0; k < tiers.size(); ++k)
        indices.thin.push_back(std::min(treated[k].owed, reference[k].owed) < fewest_obligations);
    indices.treated = index_of(treated, tiers, indices.thin);
    indices.reference = index_of(reference, tiers, indices.thin);
    return indices;
}

std::vector<std::size_t> all_of(const CountPairs& pairs) {
    std::vector<std::size_t> all(pairs.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    return all;
}

/// Differences of resampled replicates, paired. Random: analysis.bootstrap, one uniform a resample and replicate.
std::vector<double> resampled(const CountPairs& pairs, const std::vector<PooledTier>& tiers) {
    std::vector<double> differences;
    differences.reserve(pooled_resamples);
    std::vector<std::size_t> chosen(pairs.size());
    for (std::uint64_t resample = 0; resample < pooled_resamples && !pairs.empty(); ++resample) {
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            const double u =
                random::uniform({1, 0}, {(resample << 32) | i, random::clock_word(0), bootstrap_stream.id});
            chosen[i] = std::min(static_cast<std::size_t>(u * static_cast<double>(pairs.size())), pairs.size() - 1);
        }
        const Indices indices = indices_of(pairs, tiers, chosen);
        differences.push_back(indices.treated - indices.reference);
    }
    return differences;
}

/// One difference a draw of the parameters.
std::vector<double> by_draw(const CountPairs& pairs, const std::vector<PooledTier>& tiers) {
    std::map<std::uint64_t, std::vector<std::size_t>> draws;
    for (std::size_t i = 0; i < pairs.size(); ++i) draws[pairs[i].draw].push_back(i);
    std::vector<double> differences;
    for (const auto& [draw, chosen] : draws) {
        const Indices indices = indices_of(pairs, tiers, chosen);
        const double difference = indices.treated - indices.reference;
        if (!std::isnan(difference)) differences.push_back(difference);
    }
    return differences;
}

/// Reads counts of runs.
class Counts {
  public:
    Counts(const VerdictData& data, const std::vector<PooledTier>& tiers, bool is_joint) {
        for (const PooledTier& tier : tiers) {
            met_.push_back(read(data, is_joint ? tier.joint : tier.own));
            owed_.push_back(read(data, tier.owed));
        }
    }
    const std::string& missing() const { return missing_; }
    std::vector<Count> of(std::uint64_t run, std::uint64_t other) const {
        std::vector<Count> counts(met_.size());
        for (std::size_t k = 0; k < counts.size(); ++k)
            counts[k] = {total(met_[k], run, other), total(owed_[k], run, other)};
        return counts;
    }

  private:
    static double total(const std::vector<RunValues>& parts, std::uint64_t run, std::uint64_t other) {
        double sum = 0;
        for (const RunValues& part : parts)
            if (const double value = part.beside(run, other); !std::isnan(value)) sum += value;
        return sum;
    }
    std::vector<RunValues> read(const VerdictData& data, const std::vector<Quantity>& quantities) {
        std::vector<RunValues> parts;
        for (const Quantity& quantity : quantities) {
            parts.push_back(data.values(data.sum_expression(quantity)));
            if (parts.back().empty()) missing_ += (missing_.empty() ? "" : ", ") + data.sum_expression(quantity);
        }
        return parts;
    }

    std::vector<std::vector<RunValues>> met_, owed_;
    std::string missing_;
};

CountPairs pairs_of(const VerdictData& data, const Counts& counts, const Frame& frame) {
    CountPairs pairs;
    for (std::uint64_t replicate = 0; replicate < data.result().replicates(); ++replicate)
        for (std::uint64_t future = 0; future < data.result().futures(); ++future) {
            const std::uint64_t a = data.result().run_of(replicate, frame.cell.point, frame.cell.arm, future);
            const std::uint64_t b = data.result().run_of(replicate, frame.reference.point, frame.reference.arm, future);
            if (data.result().is_done(a) && data.result().is_done(b))
                pairs.push_back({counts.of(a, b), counts.of(b, a), data.draw_of(frame.cell.point, replicate)});
        }
    return pairs;
}

}  // namespace

void Judge::add_pooled() {
    const std::vector<PooledTier>& tiers = data_.claims().tiers;
    const auto frame = data_.frame(view_.look);
    for (const bool is_joint : {false, true}) {
        if (tiers.empty()) return;
        PooledLine& line = view_.pooled.emplace_back();
        line.name = is_joint ? "joint" : "own";
        const Counts counts(data_, tiers, is_joint);
        line.missing = counts.missing();
        if (!line.missing.empty() || !frame) continue;
        const CountPairs pairs = pairs_of(data_, counts, *frame);
        const Indices all = indices_of(pairs, tiers, all_of(pairs));
        line.treated = all.treated;
        line.reference = all.reference;
        for (std::size_t k = 0; k < tiers.size(); ++k)
            if (all.thin[k]) line.thin.emplace_back(tiers[k].name);
        Effects effects;
        effects.values = view_.draws ? by_draw(pairs, tiers) : resampled(pairs, tiers);
        effects.replicates = pairs.size();
        line.judged = judge(effects, d_, first().direction);
        if (!view_.draws) line.judged.mean = all.treated - all.reference;
    }
}

}  // namespace peacenorm::analysis
