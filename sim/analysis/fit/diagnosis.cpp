// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/fit/diagnosis.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/analysis/fit/assimilation.hpp"
#include "sim/analysis/fit/surface.hpp"
#include "sim/analysis/statistics.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::analysis::fit {

namespace {

constexpr double log_two_pi = 1.8378770664093453;

Eigen::Index index(std::size_t i) {
    return static_cast<Eigen::Index>(i);
}

std::vector<double> column(const Matrix& table, Eigen::Index k) {
    std::vector<double> values(static_cast<std::size_t>(table.rows()));
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = table(index(i), k);
    return values;
}

std::vector<std::string> block_names(const std::vector<Fact>& facts) {
    std::vector<std::string> names;
    for (const Fact& fact : facts)
        if (std::find(names.begin(), names.end(), fact.block) == names.end()) names.push_back(fact.block);
    return names;
}

/// The places of a block's facts; of the others where `is_inside` is false.
std::vector<std::size_t> places(const std::vector<Fact>& facts, const std::string& block, bool is_inside) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < facts.size(); ++i)
        if ((facts[i].block == block) == is_inside) found.push_back(i);
    return found;
}

Matrix part(const Matrix& a, const std::vector<std::size_t>& rows, const std::vector<std::size_t>& columns) {
    return rows_of(rows_of(a, rows).transpose(), columns).transpose();
}

struct Normal {
    Vector mean;
    Matrix covariance;
    double distance(const Vector& at) const {
        const Matrix away = at - mean;
        return product(away.transpose(), solved(covariance, away))(0, 0);
    }
    double log_density(const Vector& at) const {
        const Eigen::LDLT<Matrix> factors(covariance);
        double log_determinant = 0;
        for (Eigen::Index i = 0; i < mean.size(); ++i) log_determinant += math::log(factors.vectorD()[i]);
        return -0.5 * (distance(at) + log_determinant + log_two_pi * static_cast<double>(mean.size()));
    }
};

/// The facts as one more run would give them.
Normal foreseen(const Matrix& y, const std::vector<Fact>& facts) {
    return {mean_of(y), covariance(y, y) + noise_of(facts)};
}

Normal marginal(const Normal& all, const std::vector<std::size_t>& of) {
    return {rows_of(all.mean, of), part(all.covariance, of, of)};
}

/// The same once some of the facts are known.
Normal given(const Normal& all, const Vector& values, const std::vector<std::size_t>& of,
             const std::vector<std::size_t>& known) {
    if (known.empty()) return marginal(all, of);
    const Matrix between = part(all.covariance, known, of), of_known = part(all.covariance, known, known);
    const Matrix away = rows_of(values - all.mean, known);
    const Matrix weights = solved(of_known, between);
    return {Vector(rows_of(all.mean, of) + product(weights.transpose(), away)),
            part(all.covariance, of, of) - product(weights.transpose(), between)};
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

/// Members that look for truths, and truths: what runs of them gave, with the noise of facts. Shape: [members][facts].
struct Search {
    Matrix seen, shown;
};

/// Where truths lie among members that were moved by weights to which they did not contribute: each fifth by the other
/// four's. `gain_of` tells the weights from some rows of members. Shape of a gain: [columns of the table][facts].
template <class GainOf>
std::vector<Twins::Row> found_again(const Search& search, const Matrix& members, const Matrix& truths,
                                    const GainOf& gain_of) {
    std::vector<std::vector<double>> places(static_cast<std::size_t>(members.cols()),
                                            std::vector<double>(static_cast<std::size_t>(truths.rows()), 0));
    for (std::size_t number = 0; number < folds; ++number) {
        const auto count = static_cast<std::size_t>(members.rows());
        const std::vector<std::size_t> moving = fold(count, number, Side::inside);
        const Matrix gain = gain_of(fold(count, number, Side::outside)).transpose();
        const Matrix base = rows_of(members, moving) - product(rows_of(search.seen, moving), gain);
        const Matrix wanted = truths - product(search.shown, gain);
        for (Eigen::Index k = 0; k < base.cols(); ++k) {
            std::vector<double> sorted = column(base, k);
            std::sort(sorted.begin(), sorted.end());
            std::vector<double>& of_column = places[static_cast<std::size_t>(k)];
            for (std::size_t t = 0; t < of_column.size(); ++t)
                of_column[t] += place_in(sorted, wanted(index(t), k)) / static_cast<double>(folds);
        }
    }
    std::vector<Twins::Row> rows;
    rows.reserve(places.size());
    for (std::vector<double>& of_column : places) rows.push_back(judged(std::move(of_column)));
    return rows;
}

}  // namespace

std::vector<Predictive> predictive_of(const Matrix& y, const std::vector<Fact>& facts) {
    std::vector<Predictive> all;
    const Matrix spread = covariance(y, y);
    const Vector mean = mean_of(y);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const auto k = index(i);
        const std::vector<double> values = column(y, k);
        const double variance = spread(k, k) + facts[i].variance(), away = facts[i].value - mean[k];
        all.push_back({mean[k], std::sqrt(spread(k, k)), quantile_of(values, 0.05), quantile_of(values, 0.5),
                       quantile_of(values, 0.95), away / std::sqrt(variance),
                       -0.5 * (away * away / variance + math::log(variance) + log_two_pi)});
    }
    return all;
}

std::vector<BlockReach> blocks_of(const Matrix& y, const std::vector<Fact>& facts) {
    std::vector<BlockReach> all;
    const Normal joint = foreseen(y, facts);
    const Vector values = values_of(facts);
    const auto add = [&](const std::string& name, const std::vector<std::size_t>& of) {
        const double distance = marginal(joint, of).distance(rows_of(values, of));
        all.push_back({name, of.size(), distance, chi_square_tail(distance, static_cast<double>(of.size()))});
    };
    std::vector<std::size_t> every;
    for (const std::string& block : block_names(facts)) {
        add(block, places(facts, block, true));
        for (const std::size_t place : places(facts, block, true)) every.push_back(place);
    }
    std::sort(every.begin(), every.end());
    add("all", every);
    return all;
}

Implausibility implausibility_of(const std::vector<Surface>& surfaces, const std::vector<Fact>& facts, double limit) {
    const auto members = static_cast<std::size_t>(surfaces.front().predicted.size());
    Implausibility result;
    result.least = Vector::Constant(index(facts.size()), std::numeric_limits<double>::infinity());
    const std::size_t deciding = facts.size() > 1 ? 1 : 0;
    for (std::size_t member = 0; member < members; ++member) {
        std::vector<double> highest;
        highest.reserve(facts.size());
        for (std::size_t k = 0; k < facts.size(); ++k) {
            const double away = facts[k].value - surfaces[k].predicted[index(member)];
            const double one = std::fabs(away) / std::sqrt(surfaces[k].residual_variance + facts[k].variance());
            result.least[index(k)] = std::min(result.least[index(k)], one);
            highest.push_back(one);
        }
        std::sort(highest.rbegin(), highest.rend());
        result.kept += highest[deciding] < limit ? 1.0 / static_cast<double>(members) : 0;
        result.kept_by_all += highest.front() < limit ? 1.0 / static_cast<double>(members) : 0;
    }
    return result;
}

Learnt learnt_from(const Matrix& posterior) {
    Learnt learnt;
    const Matrix spread = covariance(posterior, posterior);
    learnt.mean = mean_of(posterior);
    learnt.sd = spread.diagonal().cwiseSqrt();
    const Eigen::SelfAdjointEigenSolver<Matrix> parts(spread);  // eigenvalues rise
    learnt.direction_sds = parts.eigenvalues().cwiseMax(0.0).cwiseSqrt();
    learnt.directions = parts.eigenvectors();
    for (Eigen::Index i = 0; i < spread.rows(); ++i) learnt.degrees += std::max(0.0, 1 - parts.eigenvalues()[i]);
    return learnt;
}

Twins twins_of(const Ensemble& ensemble, const Matrix& quantities, const std::vector<Fact>& facts, std::size_t count,
               const Matrix& normals) {
    const auto members = static_cast<std::size_t>(ensemble.x.rows());
    const std::vector<std::size_t> seen = fold(members, 0, Side::outside);
    std::vector<std::size_t> truths = fold(members, 0, Side::inside);
    truths.resize(std::min(truths.size(), count));
    Twins twins;
    twins.count = truths.size();
    if (truths.empty()) return twins;
    const Matrix noise = product(normals, root_of(noise_of(facts)).transpose());
    const Ensemble known{rows_of(ensemble.x, seen), rows_of(ensemble.y, seen)};
    const Search search{known.y - rows_of(noise, seen), rows_of(ensemble.y, truths) + rows_of(noise, truths)};
    twins.parameters = found_again(search, known.x, rows_of(ensemble.x, truths), [&](const auto& others) -> Matrix {
        return step_of({rows_of(known.x, others), rows_of(known.y, others)}, facts).gain;
    });
    if (quantities.cols() == 0) return twins;
    const Matrix of_seen = rows_of(quantities, seen);
    twins.quantities = found_again(search, of_seen, rows_of(quantities, truths), [&](const auto& others) -> Matrix {
        const Matrix y = rows_of(known.y, others);
        return solved(covariance(y, y) + noise_of(facts), covariance(y, rows_of(of_seen, others))).transpose();
    });
    return twins;
}

std::vector<LeftOut> leave_blocks_out(const Matrix& y, const std::vector<Fact>& facts) {
    std::vector<LeftOut> all;
    const Normal joint = foreseen(y, facts);
    const Vector values = values_of(facts);
    for (const std::string& block : block_names(facts)) {
        const std::vector<std::size_t> of = places(facts, block, true);
        const Vector shown = rows_of(values, of);
        const Normal after = given(joint, values, of, places(facts, block, false));
        LeftOut left{block, of.size(), marginal(joint, of).log_density(shown), after.log_density(shown), 0};
        for (Eigen::Index i = 0; i < shown.size(); ++i) {
            const double z = (shown[i] - after.mean[i]) / std::sqrt(after.covariance(i, i));
            if (std::fabs(z) > std::fabs(left.worst_z)) left.worst_z = z;
        }
        all.push_back(std::move(left));
    }
    return all;
}

std::vector<double> block_scores(const Matrix& y, const std::vector<Fact>& facts) {
    std::vector<double> scores;
    const Normal joint = foreseen(y, facts);
    const Vector values = values_of(facts);
    for (const std::string& block : block_names(facts)) {
        const std::vector<std::size_t> of = places(facts, block, true);
        scores.push_back(marginal(joint, of).log_density(rows_of(values, of)));
    }
    return scores;
}

double chi_square_tail(double x, double degrees) {
    const double ninth = 2 / (9 * degrees);
    const double cube_root = math::exp(math::log(std::max(x, 1e-300) / degrees) / 3);
    return 1 - normal_probability((cube_root - (1 - ninth)) / std::sqrt(ninth));
}

}  // namespace peacenorm::analysis::fit
