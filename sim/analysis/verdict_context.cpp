// SPDX-License-Identifier: Apache-2.0
// What stands beside a verdict: components, switches, other forms, conditions, patterns.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "sim/analysis/decomposition.hpp"
#include "sim/analysis/verdict_conditions.hpp"
#include "sim/analysis/verdict_judge.hpp"
#include "sim/config/faults.hpp"

namespace peacenorm::analysis {

using record::Direction;
using record::Hypothesis;
using record::Test;

namespace {

constexpr std::array other_thresholds{0.01, 0.02, 0.05};

}  // namespace

void Judge::add_components() {
    const auto change = [&](const Values& plain) {
        const Values values =
            Values::made_of({plain}, [](std::span<const double> numbers) { return std::log(numbers[0]); });
        Moments moments;
        for (const double one : sample(values, data_.frame(view_.look)).values) moments.add(one);
        return moments.mean();
    };
    for (const auto& component : data_.claims().components)
        view_.components.push_back({std::string(component.quantity.observable), component.weight,
                                    component.weight * change(data_.values(std::span(&component.quantity, 1)))});
    view_.index_change = change(data_.values(first().outcome));
}

void Judge::add_switches() {
    const Values values = data_.values(first().outcome);
    const Sample on = sample(values, data_.frame(view_.look));
    const double whole = judge(effects_of(on), d_, Direction::falls).mean;
    for (const Coordinate& factor : data_.result().factors()) {
        if (std::find(factor.labels.begin(), factor.labels.end(), "false") == factor.labels.end()) continue;
        const auto frame = without(factor.path);
        if (!frame) continue;
        const double off = judge(effects_of(sample(values, frame)), d_, Direction::falls).mean;
        view_.switches.push_back({factor.path, off, (whole - off) / whole, undefined, {}});
    }
    if (!view_.switches.empty() && !data_.is_ladder()) add_shares();
}

/// Shapley shares, where the design is a lattice of switches; a design with single drops only has none.
void Judge::add_shares() {
    Decompositions found;
    try {
        found = decompose(data_.result(), {{data_.variable(data_.expression(first().outcome.front()))},
                                           {data_.result().arms()[data_.treated()]}});
    } catch (const config::ConfigError&) {
        return;
    }
    for (const Decomposition& game : found.list) {
        const auto& points = found.lattice.strata[game.stratum].points;
        if (std::find(points.begin(), points.end(), data_.point(view_.look)) == points.end()) continue;
        for (std::size_t i = 0; i < game.shares.size(); ++i)
            for (SwitchLine& line : view_.switches)
                if (line.path == found.lattice.switches[i]) {
                    line.shapley = game.shares[i].moments.mean();
                    line.interval = game.shares[i].interval;
                }
    }
}

void Judge::add_forms(const Hypothesis& hypothesis) {
    const auto add = [&](std::string name, const Values& values) {
        add_form(hypothesis, std::move(name), values, effects_of(sample(values, data_.frame(view_.look))), view_.look,
                 d_);
    };
    const auto lacks = [&](std::string name, std::string what) {
        view_.robustness.push_back({std::string(hypothesis.id), std::move(name), std::move(what), {}});
    };
    for (const record::Alternative& form : data_.claims().other_forms) {
        std::string name = fmt::format("index: {}", form.name);
        const record::Quantity quantity{std::string(form.path), ""};
        const Values values = data_.values(std::span(&quantity, 1));
        if (values.empty())
            lacks(std::move(name), fmt::format("outcome {}", data_.expression(quantity)));
        else
            add(std::move(name), values);
    }
    if (!data_.claims().other_forms.empty()) return;
    const auto& components = data_.claims().components;
    std::vector<Values> parts;
    parts.reserve(components.size());
    for (const auto& component : components) parts.push_back(data_.values(std::span(&component.quantity, 1)));
    const bool has_all = std::none_of(parts.begin(), parts.end(), [](const Values& values) { return values.empty(); });
    for (const bool arithmetic : {true, false}) {
        std::string name = arithmetic ? "index: arithmetic mean" : "index: least component";
        if (!has_all) {
            lacks(std::move(name), "outcomes of all components");
            continue;
        }
        const Values index = Values::made_of(parts, [&](std::span<const double> numbers) {
            double made = arithmetic ? 0.0 : 1.0;
            for (std::size_t k = 0; k < numbers.size(); ++k)
                made = arithmetic ? made + components[k].weight * numbers[k] : std::min(made, numbers[k]);
            return made;
        });
        add(std::move(name), index);
    }
}

void Judge::add_alternatives(const Hypothesis& hypothesis, const Values& values) {
    for (const auto& alternative : data_.claims().alternatives) {
        const Coordinate* factor = data_.factor(alternative.path);
        if (factor == nullptr) {
            view_.robustness.push_back({std::string(hypothesis.id),
                                        std::string(alternative.name),
                                        fmt::format("factor {} in its design", alternative.path),
                                        {}});
            continue;
        }
        std::vector<std::string> seen{factor->labels.front()};
        for (const std::string& label : factor->labels) {
            if (std::find(seen.begin(), seen.end(), label) != seen.end()) continue;
            seen.push_back(label);
            Reading look = view_.look;
            look.other.emplace_back(alternative.path, label);
            look.any = alternative.with;
            const auto frame = data_.frame(look);
            if (!frame) continue;
            add_form(hypothesis, fmt::format("{}: {}", alternative.name, label), values,
                     effects_of(sample(values, frame)), look, d_);
        }
    }
    for (std::size_t arm = 0; data_.is_ladder() && arm < data_.result().arms().size(); ++arm)
        if (arm != data_.treated())
            add_form(hypothesis, fmt::format("ladder: {}", data_.result().arms()[arm]), values,
                     effects_of(sample(values, data_.frame(view_.look, arm))), view_.look, d_);
    if (!data_.is_ladder() || data_.result().arms().size() < 2)
        view_.robustness.push_back(
            {std::string(hypothesis.id),
             "ladder",
             fmt::format("factor {} in its design, and arms for other orders of its rungs", data_.claims().dose),
             {}});
}

/// The hypotheses about a difference of its own outcome, in other forms: the first also for other forms of its index.
void Judge::add_robustness() {
    std::size_t shown = 0;
    for (const Hypothesis& hypothesis : data_.claims().hypotheses) {
        if (hypothesis.test != Test::change || shown == 2) continue;
        ++shown;
        const Values values = data_.values(hypothesis.outcome);
        if (values.empty()) continue;
        const Effects effects = effects_of(sample(values, data_.frame(view_.look)));
        for (const double d : other_thresholds)
            add_form(hypothesis, fmt::format("d = {}", d), values, effects, view_.look, d);
        if (hypothesis.id == first().id) add_forms(hypothesis);
        add_alternatives(hypothesis, values);
    }
}

void Judge::add_conditions() {
    view_.unidentified_drawn = unidentified(data_).size();
    if (!view_.draws) return;
    view_.least_correlation = least_correlation(view_.units, view_.unidentified_drawn);
    for (const Hypothesis& hypothesis : data_.claims().hypotheses) {
        if (hypothesis.test != Test::change) continue;
        const Values values = data_.values(hypothesis.outcome);
        if (values.empty()) continue;
        const Effects effects = effects_of(sample(values, data_.frame(view_.look)));
        for (Condition& condition : conditions_of(data_, view_.look, effects, d_)) {
            condition.id = hypothesis.id;
            view_.conditions.push_back(std::move(condition));
        }
    }
}

void Judge::add_patterns() {
    const auto frame = data_.frame(view_.look);
    for (const record::Pattern& pattern : data_.claims().patterns) {
        PatternLine line{std::string(pattern.name),
                         std::string(pattern.expression),
                         std::string(pattern.source),
                         pattern.low,
                         pattern.high,
                         undefined,
                         false};
        const Values values = data_.values(line.expression);
        if (!values.empty() && frame) line.value = data_.mean(values, frame->cell);
        if (!pattern.less.empty()) {
            line.expression += fmt::format(" and {}", pattern.less);
            const Values less = data_.values(std::string(pattern.less));
            line.value -= less.empty() || !frame ? undefined : data_.mean(less, frame->cell);
        }
        line.is_measured = !std::isnan(line.value);
        view_.patterns.push_back(std::move(line));
    }
}

}  // namespace peacenorm::analysis
