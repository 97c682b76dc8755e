// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/statistics.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/check.hpp"
#include "sim/core/math.hpp"
#include "sim/random/special.hpp"

namespace peacenorm::analysis {

namespace {

constexpr double most_degrees = 2e5;  // what the incomplete beta function takes

double count_of(std::uint64_t n) {
    return static_cast<double>(n);
}

int sign_of(double value) {
    return value > 0 ? 1 : value < 0 ? -1 : 0;
}

}  // namespace

void Moments::add(double value) {
    const double before = count_of(n_), n = count_of(++n_);
    const double delta = value - mean_, step = delta / n;
    mean_ += step;
    cubes_ += delta * step * step * before * (n - 2) - 3 * step * squares_;
    squares_ += delta * (value - mean_);
}

double Moments::mean() const {
    return n_ > 0 ? mean_ : undefined;
}

double Moments::variance() const {
    return n_ > 1 ? squares_ / count_of(n_ - 1) : undefined;
}

double Moments::skewness() const {
    if (n_ < 3 || !(squares_ > 0)) return undefined;
    const double second = squares_ / count_of(n_), third = cubes_ / count_of(n_);
    return third / (second * std::sqrt(second));
}

double Moments::adjusted_skewness() const {
    if (n_ < 3) return undefined;
    const double n = count_of(n_);
    return skewness() * std::sqrt(n * (n - 1)) / (n - 2);
}

double student_quantile(double level, double degrees) {
    if (degrees > most_degrees) return random::normal_quantile(0.5 + level / 2);
    // T^2 / (degrees + T^2) is Beta(1/2, degrees/2); this tail keeps its digits where t is small against the degrees.
    const double y = random::beta_quantile(0.5, degrees / 2, level);
    return std::sqrt(degrees * y / (1 - y));
}

double student_tails(double t, double degrees) {
    if (std::isnan(t)) return undefined;
    if (std::isinf(t)) return 0;
    if (degrees > most_degrees) return 2 * normal_probability(-std::fabs(t));
    return random::incomplete_beta(degrees / 2, 0.5, degrees / (degrees + t * t));
}

double normal_probability(double z) {
    if (std::isnan(z)) return undefined;
    if (std::fabs(z) > 8.5) return z > 0 ? 1 : 0;
    constexpr double half_log_two_pi = 0.91893853320467274178;
    double sum = z, term = z;
    for (int i = 3; sum + term != sum; i += 2) sum += term *= z * z / i;
    return std::clamp(0.5 + sum * math::exp(-0.5 * z * z - half_log_two_pi), 0.0, 1.0);
}

Interval student_interval(const Moments& moments, double level) {
    const double variance = moments.variance(), mean = moments.mean();
    if (moments.count() < 2 || std::isnan(variance)) return {};
    if (variance == 0) return {mean, mean};
    const double n = count_of(moments.count());
    const double half = student_quantile(level, n - 1) * std::sqrt(variance / n);
    return {mean - half, mean + half};
}

Interval wilson_interval(std::uint64_t count, std::uint64_t of, double level) {
    if (of == 0) return {0, 1};
    const double n = count_of(of), share = count_of(count) / n, z = random::normal_quantile(0.5 + level / 2);
    const double middle = share + z * z / (2 * n), half = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    const double scale = 1 + z * z / n;
    return {std::max(0.0, (middle - half) / scale), std::min(1.0, (middle + half) / scale)};
}

PairedSummary summarise_pairs(std::span<const double> a, std::span<const double> b) {
    EXPECT(a.size() == b.size());
    PairedSummary summary;
    double products = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double off = i == 0 ? 0 : a[i] - summary.a.mean();
        summary.a.add(a[i]);
        summary.b.add(b[i]);
        summary.difference.add(a[i] - b[i]);
        products += off * (b[i] - summary.b.mean());
    }
    const double spread = std::sqrt(summary.a.variance() * summary.b.variance());
    if (spread > 0) summary.correlation = std::clamp(products / count_of(a.size() - 1) / spread, -1.0, 1.0);
    const int sign = sign_of(a.empty() ? 0 : summary.difference.mean());
    if (sign == 0) return summary;
    std::uint64_t same = 0;
    for (std::size_t i = 0; i < a.size(); ++i) same += sign_of(a[i] - b[i]) == sign ? 1 : 0;
    summary.same_sign = count_of(same) / count_of(a.size());
    return summary;
}

double PairedSummary::variance_reduction() const {
    const double unpaired = a.variance() + b.variance(), paired = difference.variance();
    return unpaired > 0 ? unpaired / paired : undefined;
}

double PairedSummary::unpaired_runs_saved() const {
    return 2 * count_of(difference.count()) * (variance_reduction() - 1);
}

std::vector<double> benjamini_hochberg(std::span<const double> p_values) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < p_values.size(); ++i)
        if (!std::isnan(p_values[i])) order.push_back(i);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t i, std::size_t k) { return p_values[i] < p_values[k]; });
    std::vector<double> adjusted(p_values.size(), undefined);
    double least = 1;
    for (std::size_t rank = order.size(); rank > 0; --rank) {
        const std::size_t i = order[rank - 1];
        least = std::min(least, p_values[i] * count_of(order.size()) / count_of(rank));
        adjusted[i] = least;
    }
    return adjusted;
}

}  // namespace peacenorm::analysis
