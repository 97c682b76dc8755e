// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/verdict_conditions.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "sim/analysis/contrasts.hpp"
#include "sim/analysis/statistics.hpp"

namespace peacenorm::analysis {

namespace {

constexpr double explained_at_least = 0.1;  // of the variance of ranks
constexpr double smallest_side = 0.1;       // of the draws
constexpr std::size_t fewest_draws = 20;

/// The first step of a dotted path, which is taken off.
std::string_view take_step(std::string_view& path) {
    const std::string_view step = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(path.size(), step.size() + 1));
    return step;
}

/// Whether the steps of the prefix begin the path; `*` stands for any step.
bool is_under(std::string_view path, std::string_view prefix) {
    while (!prefix.empty()) {
        const std::string_view wanted = take_step(prefix), step = take_step(path);
        if (step.empty() || (wanted != "*" && wanted != step)) return false;
    }
    return true;
}

/// Ranks from 1, ties at their mean.
std::vector<double> ranks_of(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t i = 0; i < order.size();) {
        std::size_t end = i;
        while (end < order.size() && values[order[end]] == values[order[i]]) ++end;
        for (std::size_t k = i; k < end; ++k) ranks[order[k]] = (static_cast<double>(i + end) + 1) / 2;
        i = end;
    }
    return ranks;
}

/// The parameter's value in each draw of the effects.
std::vector<double> by_draw(const VerdictData& data, const std::string& variable, const Reading& look,
                            const Effects& effects) {
    const std::vector<double> values = data.result().values(variable);
    std::map<std::uint64_t, double> drawn;
    const auto frame = data.frame(look);
    for (std::uint64_t replicate = 0; frame && replicate < data.result().replicates(); ++replicate)
        drawn.emplace(data.draw_of(frame->cell.point, replicate),
                      values[data.result().run_of(replicate, frame->cell.point, 0, 0)]);
    std::vector<double> parameter;
    for (const std::uint64_t draw : effects.draws) parameter.push_back(drawn[draw]);
    return parameter;
}

/// Two-sided p of no association, from Student's t of a rank correlation (Kendall and Stuart 1973, 31.19).
double chance_of(double correlation, std::size_t draws) {
    const double degrees = static_cast<double>(draws) - 2;
    return student_tails(correlation * std::sqrt(degrees / (1 - correlation * correlation)), degrees);
}

/// Draws in order of the parameter, parted where the squared error of two means is least.
void split(Condition& condition, const std::vector<double>& parameter, const Effects& effects, double d) {
    const std::size_t n = parameter.size();
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return parameter[a] < parameter[b]; });
    const double all = std::accumulate(effects.values.begin(), effects.values.end(), 0.0);
    double sum = 0, below = 0, best = -1, falls = 0;
    for (const double value : effects.values) falls += value < -d ? 1 : 0;
    for (std::size_t i = 0; i + 1 < n; ++i) {
        const double effect = effects.values[order[i]];
        sum += effect;
        below += effect < -d ? 1 : 0;
        const auto left = static_cast<double>(i + 1), right = static_cast<double>(n - i - 1);
        if (left < smallest_side * static_cast<double>(n) || right < smallest_side * static_cast<double>(n)) continue;
        if (parameter[order[i]] == parameter[order[i + 1]]) continue;
        const double gain = sum * sum / left + (all - sum) * (all - sum) / right;
        if (gain <= best) continue;
        best = gain;
        condition.threshold = (parameter[order[i]] + parameter[order[i + 1]]) / 2;
        condition.below = below / left;
        condition.above = (falls - below) / right;
        condition.mean_below = sum / left;
        condition.mean_above = (all - sum) / right;
    }
}

}  // namespace

double least_correlation(std::uint64_t draws, std::uint64_t parameters) {
    if (draws < fewest_draws || parameters == 0) return undefined;
    const double degrees = static_cast<double>(draws) - 2;
    const double t = student_quantile(1 - false_discovery_rate / static_cast<double>(parameters), degrees);
    return t / std::sqrt(degrees + t * t);
}

std::vector<OutcomeName> unidentified(const VerdictData& data) {
    std::vector<OutcomeName> found;
    const auto& prefixes = data.claims().unidentified;
    for (const OutcomeName& drawn : data.result().drawn())
        if (std::any_of(prefixes.begin(), prefixes.end(),
                        [&](std::string_view prefix) { return is_under(drawn.expression, prefix); }))
            found.push_back(drawn);
    return found;
}

std::vector<Condition> conditions_of(const VerdictData& data, const Reading& look, const Effects& effects, double d) {
    std::vector<Condition> conditions;
    if (effects.draws.size() < fewest_draws) return conditions;
    const std::vector<double> effect_ranks = ranks_of(effects.values);
    std::vector<double> p_values;
    for (const OutcomeName& parameter : unidentified(data)) {
        const std::vector<double> values = by_draw(data, parameter.name, look, effects);
        Condition condition;
        condition.path = parameter.expression;
        condition.unit = parameter.unit;
        condition.correlation = summarise_pairs(ranks_of(values), effect_ranks).correlation;
        split(condition, values, effects, d);
        conditions.push_back(std::move(condition));
        p_values.push_back(chance_of(conditions.back().correlation, effects.draws.size()));
    }
    const std::vector<double> adjusted = benjamini_hochberg(p_values);
    std::vector<Condition> found;
    for (std::size_t i = 0; i < conditions.size(); ++i)
        if (conditions[i].correlation * conditions[i].correlation > explained_at_least &&
            adjusted[i] <= false_discovery_rate)
            found.push_back(std::move(conditions[i]));
    conditions = std::move(found);
    std::stable_sort(conditions.begin(), conditions.end(), [](const Condition& a, const Condition& b) {
        return std::abs(a.correlation) > std::abs(b.correlation);
    });
    return conditions;
}

}  // namespace peacenorm::analysis
