// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/fit/twins.hpp"

#include <algorithm>
#include <cmath>

#include "sim/analysis/fit/assimilation.hpp"
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
        row.coverage_50 += std::fabs(place - 0.5) <= 0.25 ? 1 : 0;
        row.coverage_90 += std::fabs(place - 0.5) <= 0.45 ? 1 : 0;
    }
    row.coverage_50 /= n;
    row.coverage_90 /= n;
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

template <class GainOf>
Finder::Moved Finder::moved_by(const Matrix& of_seen, const GainOf& gain_of) const {
    const auto count = static_cast<std::size_t>(of_seen.rows());
    Moved moved;
    moved.base = of_seen;
    for (std::size_t number = 0; number < folds; ++number) {
        const std::vector<std::size_t> moving = fold(count, number, Side::inside);
        const Matrix gain = gain_of(fold(count, number, Side::outside));  // [facts][quantities]
        const Matrix moves = product(rows_of(away_, moving), gain);
        for (std::size_t i = 0; i < moving.size(); ++i) moved.base.row(index(moving[i])) += moves.row(index(i));
        moved.shifts.at(number) = product(shown_, gain);
    }
    return moved;
}

Split split_of(std::size_t members, std::size_t count) {
    Split split{fold(members, 0, Side::inside), fold(members, 0, Side::outside)};
    split.truths.resize(std::min(split.truths.size(), count));
    return split;
}

Finder::Finder(const Ensemble& ensemble, const std::vector<Fact>& facts, const Split& split, const Matrix& normals)
    : facts_(facts), seen_{rows_of(ensemble.x, split.seen), rows_of(ensemble.y, split.seen)}, noise_(noise_of(facts)) {
    const Matrix root = root_of(noise_).transpose();
    away_ = product(rows_of(normals, split.seen), root) - seen_.y;
    shown_ = rows_of(ensemble.y, split.truths) + product(rows_of(normals, split.truths), root);
}

Finder::Moved Finder::moved(const Matrix& of_seen) const {
    return moved_by(of_seen, [&](const auto& others) -> Matrix {
        const Matrix y = rows_of(seen_.y, others);
        return solved(covariance(y, y) + noise_, covariance(y, rows_of(of_seen, others)));
    });
}

Finder::Moved Finder::moved_parameters() const {
    return moved_by(seen_.x, [&](const auto& others) -> Matrix {
        return step_of({rows_of(seen_.x, others), rows_of(seen_.y, others)}, facts_).gain.transpose();
    });
}

std::vector<Twins::Row> rows_of_twins(const Finder::Moved& moved, const Matrix& truths) {
    std::vector<Twins::Row> rows;
    rows.reserve(static_cast<std::size_t>(truths.cols()));
    const auto count = static_cast<std::size_t>(moved.base.rows());
    for (Eigen::Index k = 0; k < truths.cols(); ++k) {
        std::vector<double> places(static_cast<std::size_t>(truths.rows()), 0);
        for (std::size_t number = 0; number < folds; ++number) {
            std::vector<double> members;
            for (const std::size_t i : fold(count, number, Side::inside)) members.push_back(moved.base(index(i), k));
            std::sort(members.begin(), members.end());
            for (std::size_t t = 0; t < places.size(); ++t)
                places[t] += place_in(members, truths(index(t), k) - moved.shifts.at(number)(index(t), k)) /
                             static_cast<double>(folds);
        }
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
    twins.parameters = rows_of_twins(finder.moved_parameters(), rows_of(ensemble.x, split.truths));
    if (quantities.cols() > 0)
        twins.quantities =
            rows_of_twins(finder.moved(rows_of(quantities, split.seen)), rows_of(quantities, split.truths));
    return twins;
}

}  // namespace peacenorm::analysis::fit
