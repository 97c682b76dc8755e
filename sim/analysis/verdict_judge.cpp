// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/verdict_judge.hpp"

#include <fmt/core.h>

#include <span>

namespace peacenorm::analysis {

using record::Direction;
using record::Hypothesis;
using record::Quantity;

VerdictView Judge::view(const std::vector<std::string>& outcomes) {
    view_.draws = data_.draws(view_.look);
    count(first());
    for (const Hypothesis& hypothesis : data_.claims().hypotheses) add(hypothesis);
    for (const std::string& name : outcomes) add_outcome(name);
    add_pooled();
    add_components();
    add_switches();
    add_robustness();
    add_conditions();
    add_patterns();
    return std::move(view_);
}

void Judge::count(const Hypothesis& first) {
    const Sample sample = this->sample(data_.values(first.outcome), data_.frame(view_.look));
    const Effects effects = effects_of(sample);
    view_.units = effects.values.size();
    view_.replicates = effects.replicates;
    view_.fewest_per_draw = effects.fewest_replicates;
    view_.is_corrected = effects.is_corrected;
    view_.left_out = sample.left_out;
    if (sample.shares.count() > 0) view_.common = sample.shares.mean();
}

void Judge::add(const Hypothesis& hypothesis) {
    after_.clear();
    add_power(hypothesis);
    VerdictLine line = line_of(hypothesis);
    say_what_cannot_be_seen(hypothesis, line);
    line.id = hypothesis.id;
    line.name = hypothesis.name;
    view_.lines.push_back(std::move(line));
    for (VerdictLine& beside : after_) view_.lines.push_back(std::move(beside));
    for (const Quantity& quantity : hypothesis.beside) {
        VerdictLine& beside = view_.lines.emplace_back();
        beside.is_beside = true;
        beside.name = fmt::format("{}{}{}", quantity.observable, quantity.label.empty() ? "" : " ", quantity.label);
        const Values values = data_.values(std::span(&quantity, 1));
        if (values.empty())
            beside.missing = fmt::format("outcome {}", data_.expression(quantity));
        else
            beside.judged = judge(effects_of(sample(values, data_.frame(view_.look))), d_, hypothesis.direction);
    }
}

void Judge::add_outcome(const std::string& name) {
    VerdictLine& line = view_.lines.emplace_back();
    line.name = name;
    line.judged =
        judge(effects_of(sample(data_.result().run_values(name), data_.frame(view_.look))), d_, Direction::falls);
    line.finding = line.judged.finding;
    line.note = "asked for; as if a fall were claimed";
}

}  // namespace peacenorm::analysis
