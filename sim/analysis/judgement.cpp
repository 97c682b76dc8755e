// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/judgement.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

namespace peacenorm::analysis {

std::vector<Sample> aligned_samples(std::vector<Sample> samples) {
    if (samples.empty()) return samples;
    std::vector<std::uint64_t> common = samples.front().replicates;
    for (const Sample& sample : samples) {
        std::vector<std::uint64_t> both;
        std::set_intersection(common.begin(), common.end(), sample.replicates.begin(), sample.replicates.end(),
                              std::back_inserter(both));
        common = std::move(both);
    }
    for (Sample& sample : samples) {
        Sample kept;
        for (std::size_t i = 0; i < sample.values.size(); ++i) {
            if (!std::binary_search(common.begin(), common.end(), sample.replicates[i])) continue;
            kept.values.push_back(sample.values[i]);
            kept.replicates.push_back(sample.replicates[i]);
            if (!sample.draws.empty()) kept.draws.push_back(sample.draws[i]);
        }
        kept.left_out = sample.left_out + sample.values.size() - kept.values.size();
        sample = std::move(kept);
    }
    return samples;
}

Sample combined(std::span<const Sample> samples, std::span<const double> factors) {
    Sample sum = samples.front();
    for (std::size_t i = 0; i < sum.values.size(); ++i) {
        sum.values[i] = 0;
        for (std::size_t k = 0; k < samples.size(); ++k) sum.values[i] += factors[k] * samples[k].values[i];
    }
    return sum;
}

Effects effects_of(const Sample& sample) {
    Effects effects;
    effects.replicates = sample.values.size();
    effects.fewest_replicates = effects.replicates;
    if (sample.draws.empty()) {
        effects.values = sample.values;
        return effects;
    }
    std::map<std::uint64_t, Moments> draws;
    for (std::size_t i = 0; i < sample.values.size(); ++i) draws[sample.draws[i]].add(sample.values[i]);
    Moments means;
    double noise = 0, repeated = 0;
    for (const auto& [draw, moments] : draws) {
        means.add(moments.mean());
        effects.fewest_replicates = std::min(effects.fewest_replicates, moments.count());
        if (moments.count() < 2) continue;
        noise += moments.variance() / static_cast<double>(moments.count());
        repeated += 1;
    }
    effects.is_corrected = repeated > 0 && means.count() > 1 && means.variance() > 0;
    double shrink = 1;
    if (effects.is_corrected) shrink = std::sqrt(std::max(0.0, 1 - noise / repeated / means.variance()));
    for (const auto& [draw, moments] : draws) {
        effects.values.push_back(means.mean() + shrink * (moments.mean() - means.mean()));
        effects.draws.push_back(draw);
    }
    return effects;
}

double sample_quantile(std::span<const double> values, double probability) {
    if (values.empty()) return undefined;
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    const double place = probability * static_cast<double>(sorted.size() - 1);
    const auto low = static_cast<std::size_t>(place);
    const std::size_t high = std::min(low + 1, sorted.size() - 1);
    return sorted[low] + (place - static_cast<double>(low)) * (sorted[high] - sorted[low]);
}

std::string_view text_of(Finding finding) {
    switch (finding) {
        case Finding::supported:
            return "supported";
        case Finding::refuted:
            return "refuted";
        case Finding::practically_null:
            return "practically null";
        case Finding::undetermined:
            return "undetermined";
        case Finding::too_few:
            return "too few runs";
        case Finding::not_testable:
            return "not testable here";
        case Finding::insensitive:
            return "insensitive in the data";
    }
    return "";
}

Finding agreed(std::span<const Finding> findings) {
    const bool agree =
        std::all_of(findings.begin(), findings.end(), [&](Finding finding) { return finding == findings.front(); });
    return agree ? findings.front() : Finding::undetermined;
}

bool are_enough(const Effects& effects) {
    return effects.values.size() >= fewest_units &&
           (effects.draws.empty() || effects.fewest_replicates >= fewest_per_draw);
}

Judgement judge(const Effects& effects, double d, record::Direction direction) {
    Judgement judged;
    judged.units = effects.values.size();
    judged.replicates = effects.replicates;
    judged.finding = Finding::too_few;
    if (effects.values.empty()) return judged;
    Moments moments;
    double below = 0, above = 0;
    for (const double value : effects.values) {
        moments.add(value);
        below += value < -d ? 1 : 0;
        above += value > d ? 1 : 0;
    }
    const auto n = static_cast<double>(effects.values.size());
    judged.mean = moments.mean();
    judged.half = {sample_quantile(effects.values, 0.25), sample_quantile(effects.values, 0.75)};
    judged.ninety = {sample_quantile(effects.values, 0.05), sample_quantile(effects.values, 0.95)};
    judged.below = below / n;
    judged.above = above / n;
    judged.null = (n - below - above) / n;
    if (!are_enough(effects)) return judged;
    const bool falls = direction == record::Direction::falls;
    judged.finding = (falls ? judged.below : judged.above) > decisive   ? Finding::supported
                     : (falls ? judged.above : judged.below) > decisive ? Finding::refuted
                     : judged.null > decisive                           ? Finding::practically_null
                                                                        : Finding::undetermined;
    return judged;
}

}  // namespace peacenorm::analysis
