// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/random/draws.hpp"
#include "sim/random/special.hpp"

namespace peacenorm::analysis {

namespace {

constexpr double resamples = static_cast<double>(bootstrap_resamples);

/// Means of resamples, sorted. Values are added as they are: a resample of zeros has mean 0 exactly.
std::vector<double> resampled_means(std::span<const double> values, std::uint32_t seed) {
    std::vector<std::uint32_t> words(values.size());
    std::vector<double> means(bootstrap_resamples);
    const auto n = static_cast<std::uint64_t>(values.size());
    for (std::uint64_t resample = 0; resample < bootstrap_resamples; ++resample) {
        random::fill_words({seed, 0}, resample << 32, random::clock_word(0), bootstrap_stream, words);
        double sum = 0;
        for (const std::uint32_t word : words) sum += values[static_cast<std::size_t>(word * n >> 32)];
        means[resample] = sum / static_cast<double>(n);
    }
    std::sort(means.begin(), means.end());
    return means;
}

/// Share of sorted means below a value, ties by half, never 0 or 1.
double share_below(const std::vector<double>& means, double value) {
    const auto [first, last] = std::equal_range(means.begin(), means.end(), value);
    const double below = static_cast<double>(first - means.begin()) + 0.5 * static_cast<double>(last - first);
    return std::clamp(below, 0.5, resamples - 0.5) / resamples;
}

double quantile(const std::vector<double>& means, double p) {
    const double at = std::clamp(p * (resamples + 1) - 1, 0.0, resamples - 1);
    const auto low = static_cast<std::size_t>(at);
    const std::size_t high = std::min(low + 1, means.size() - 1);
    return means[low] + (at - static_cast<double>(low)) * (means[high] - means[low]);
}

}  // namespace

bool is_too_skewed_for_student(const Moments& moments) {
    const double skewness = moments.adjusted_skewness();
    return static_cast<double>(moments.count()) < 25 * skewness * skewness;
}

bool asks_for_bootstrap(const Moments& moments) {
    return moments.count() >= fewest_for_bootstrap && is_too_skewed_for_student(moments);
}

Bootstrap bootstrap_mean(std::span<const double> values, double level, std::uint32_t seed) {
    Moments moments;
    double sum = 0;
    for (const double value : values) {
        moments.add(value);
        sum += value;
    }
    if (values.size() < 3 || !(moments.variance() > 0)) return {student_interval(moments, level), undefined};
    const auto n = static_cast<double>(values.size());
    const std::vector<double> means = resampled_means(values, seed);
    const double bias = random::normal_quantile(share_below(means, sum / n));
    const double acceleration = moments.skewness() / (6 * std::sqrt(n));
    const auto bound = [&](double p) {
        const double z = bias + random::normal_quantile(p);
        return quantile(means, normal_probability(bias + z / (1 - acceleration * z)));
    };
    // The level at which an end of the interval meets 0 is its formula solved for the quantile.
    const double z = random::normal_quantile(share_below(means, 0)) - bias;
    const double one_sided = normal_probability(z / (1 + acceleration * z) - bias);
    return {{bound((1 - level) / 2), bound((1 + level) / 2)}, std::min(1.0, 2 * std::min(one_sided, 1 - one_sided))};
}

}  // namespace peacenorm::analysis
