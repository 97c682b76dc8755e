// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/fit/twins.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/math.hpp"

namespace peacenorm::analysis::fit {

namespace {

Eigen::Index index(std::size_t i) {
    return static_cast<Eigen::Index>(i);
}

/// P(K > x) of Kolmogorov's distribution, with Stephens' correction for n. Source: Stephens 1970.
double kolmogorov_tail(double distance, double n) {
    const double x = distance * (std::sqrt(n) + 0.12 + 0.11 / std::sqrt(n));
    if (x < 0.2) return 1;  // the series needs many terms there, and the answer is 1 to 12 digits
    double sum = 0;
    for (int k = 1; k <= 100; ++k) sum += (k % 2 == 1 ? 2 : -2) * math::exp(-2.0 * k * k * x * x);
    return std::clamp(sum, 0.0, 1.0);
}

/// From each truth's place among the members that were moved to it.
Twins::Row judged(std::vector<double> places) {
    Twins::Row row;
    const auto n = static_cast<double>(places.size());
    for (const double place : places) {
        row.coverage_50 += std::fabs(place - 0.5) <= 0.25 ? 1 / n : 0;
        row.coverage_90 += std::fabs(place - 0.5) <= 0.45 ? 1 / n : 0;
    }
    std::sort(places.begin(), places.end());
    for (std::size_t i = 0; i < places.size(); ++i) {
        const double before = static_cast<double>(i) / n, after = static_cast<double>(i + 1) / n;
        row.shift = std::max({row.shift, places[i] - before, after - places[i]});
    }
    row.p = kolmogorov_tail(row.shift, n);
    return row;
}

/// The share of sorted values below one; ties count half.
double place_in(const std::vector<double>& sorted, double value) {
    const auto [low, high] = std::equal_range(sorted.begin(), sorted.end(), value);
    const auto below = static_cast<double>(low - sorted.begin()), ties = static_cast<double>(high - low);
    return (below + 0.5 * ties + 0.5) / (static_cast<double>(sorted.size()) + 1);
}

}  // namespace

Split split_of(std::size_t members, std::size_t count) {
    constexpr std::size_t folds = 5;
    Split split;
    for (std::size_t i = 0; i < members; ++i)
        if (i % folds != 0)
            split.seen.push_back(i);
        else if (split.truths.size() < count)
            split.truths.push_back(i);
    return split;
}

Finder::Finder(const Ensemble& ensemble, const std::vector<Fact>& facts, const Split& split, const Matrix& normals)
    : y_(rows_of(ensemble.y, split.seen)) {
    const Matrix noise = noise_of(facts), root = root_of(noise);
    together_ = covariance(y_, y_) + noise;
    away_ = product(rows_of(normals, split.seen), root.transpose()) - y_;
    shown_ = rows_of(ensemble.y, split.truths) + product(rows_of(normals, split.truths), root.transpose());
}

Finder::Moved Finder::moved(const Matrix& of_seen) const {
    const Matrix gain = solved(together_, covariance(y_, of_seen));
    return {of_seen + product(away_, gain), product(shown_, gain)};
}

std::vector<Twins::Row> rows_of_twins(const Finder::Moved& moved, const Matrix& truths) {
    std::vector<Twins::Row> rows;
    rows.reserve(static_cast<std::size_t>(truths.cols()));
    for (Eigen::Index k = 0; k < truths.cols(); ++k) {
        std::vector<double> members(static_cast<std::size_t>(moved.base.rows()));
        for (std::size_t i = 0; i < members.size(); ++i) members[i] = moved.base(index(i), k);
        std::sort(members.begin(), members.end());
        std::vector<double> places(static_cast<std::size_t>(truths.rows()));
        for (std::size_t t = 0; t < places.size(); ++t)
            places[t] = place_in(members, truths(index(t), k) - moved.shifts(index(t), k));
        rows.push_back(judged(std::move(places)));
    }
    return rows;
}

Twins twins_of(const Ensemble& ensemble, const Matrix& quantities, const std::vector<Fact>& facts, std::size_t count,
               const Matrix& normals) {
    const Split split = split_of(static_cast<std::size_t>(ensemble.x.rows()), count);
    Twins twins;
    twins.count = split.truths.size();
    if (split.truths.empty()) return twins;
    const Finder finder(ensemble, facts, split, normals);
    const auto rows_for = [&](const Matrix& table) {
        if (table.cols() == 0) return std::vector<Twins::Row>{};
        return rows_of_twins(finder.moved(rows_of(table, split.seen)), rows_of(table, split.truths));
    };
    twins.parameters = rows_for(ensemble.x);
    twins.quantities = rows_for(quantities);
    return twins;
}

}  // namespace peacenorm::analysis::fit
