// SPDX-License-Identifier: Apache-2.0
// The power of the instrument: how far an outcome moves with a mediator of a hypothesis, and what cannot be said
// without.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "sim/analysis/verdict_judge.hpp"

namespace peacenorm::analysis {

using record::Hypothesis;
using record::Instrument;

/// Nothing where the study does not move the mediator, or lacks the outcome.
std::optional<Judgement> Judge::moved_by(const Instrument& instrument, const Values& values, const Reading& look,
                                         record::Direction direction) const {
    const auto arm_named = [&](const std::string& name) -> std::optional<std::size_t> {
        for (std::size_t i = 0; i < data_.arms().size(); ++i)
            if (data_.arms()[i].name == name) return i;
        return std::nullopt;
    };
    const auto point = data_.point(look);
    const auto low = arm_named(instrument.low), high = arm_named(instrument.high);
    if (values.empty() || !point || !low || !high) return std::nullopt;
    return judge(effects_of(data_.sample(values, {{*point, *high}, {*point, *low}}, look)), d_, direction);
}

void Judge::add_power(const Hypothesis& hypothesis) {
    const Values values = data_.values(hypothesis.outcome);
    for (const Instrument& instrument : hypothesis.power) {
        PowerLine& line = view_.power.emplace_back();
        line.id = hypothesis.id;
        line.name = instrument.name;
        line.spread = instrument.spread;
        if (const auto judged = moved_by(instrument, values, view_.look, hypothesis.direction))
            line.judged = *judged;
        else
            line.missing = fmt::format(
                "arms that hold it at either end, named in theatre.hypotheses.{}.power.{}: {{low: ARM, high: ARM}}",
                hypothesis.id, instrument.name);
    }
}

std::optional<Finding> Judge::what_cannot_be_seen(const Hypothesis& hypothesis, const Values& values,
                                                  const Reading& look, double d) const {
    double most = undefined, spread = 1;
    for (const Instrument& instrument : hypothesis.power) {
        const auto judged = moved_by(instrument, values, look, hypothesis.direction);
        if (!judged || std::isnan(judged->mean)) continue;
        most = std::isnan(most) ? std::abs(judged->mean) : std::max(most, std::abs(judged->mean));
        spread = std::min(spread, instrument.spread);
    }
    if (std::isnan(most) || most >= least_power * d) return std::nullopt;
    return spread > most_spread ? Finding::not_testable : Finding::insensitive;
}

void Judge::say_what_cannot_be_seen(const Hypothesis& hypothesis, VerdictLine& line) const {
    if (!line.finding || *line.finding == Finding::too_few) return;
    const auto finding = what_cannot_be_seen(hypothesis, data_.values(hypothesis.outcome), view_.look, d_);
    if (!finding) return;
    line.finding = finding;
    line.note +=
        fmt::format("{}no mediator moves the outcome by {} d or more", line.note.empty() ? "" : "; ", least_power);
}

/// Another form of a hypothesis is judged by what mediators do in that form.
void Judge::add_form(const Hypothesis& hypothesis, std::string name, const Values& values, const Effects& effects,
                     const Reading& look, double d) {
    AlternateLine& line = view_.robustness.emplace_back();
    line.id = hypothesis.id;
    line.name = std::move(name);
    line.judged = judge(effects, d, hypothesis.direction);
    if (line.judged.finding == Finding::too_few) return;
    if (const auto unseen = what_cannot_be_seen(hypothesis, values, look, d)) line.judged.finding = *unseen;
}

}  // namespace peacenorm::analysis
