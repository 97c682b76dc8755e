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
        return -0.5 * (distance(at) + log_determinant(covariance) + log_two_pi * static_cast<double>(mean.size()));
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
    const Parts parts = parts_of(spread);
    learnt.direction_sds = parts.values.cwiseMax(0.0).cwiseSqrt();
    learnt.directions = parts.directions;
    for (Eigen::Index i = 0; i < spread.rows(); ++i) learnt.degrees += std::max(0.0, 1 - parts.values[i]);
    return learnt;
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
