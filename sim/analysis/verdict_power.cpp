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

void Judge::add_power(const Hypothesis& hypothesis) {
    const Values values = data_.values(hypothesis.outcome);
    const auto point = data_.point(view_.look);
    const auto arm_named = [&](const std::string& name) -> std::optional<std::size_t> {
        for (std::size_t i = 0; i < data_.arms().size(); ++i)
            if (data_.arms()[i].name == name) return i;
        return std::nullopt;
    };
    for (const Instrument& instrument : hypothesis.power) {
        PowerLine& line = view_.power.emplace_back();
        line.id = hypothesis.id;
        line.name = instrument.name;
        line.spread = instrument.spread;
        const auto low = arm_named(instrument.low), high = arm_named(instrument.high);
        if (values.empty() || !point || !low || !high)
            line.missing = fmt::format(
                "arms that hold it at either end, named in theatre.hypotheses.{}.power.{}: {{low: ARM, high: ARM}}",
                hypothesis.id, instrument.name);
        else
            line.judged = judge(effects_of(data_.sample(values, {{*point, *high}, {*point, *low}}, view_.look)), d_,
                                hypothesis.direction);
    }
}

/// Where no mediator that the study moves can move the outcome, no difference says anything, whatever it is.
void Judge::say_what_cannot_be_seen(const Hypothesis& hypothesis, VerdictLine& line) const {
    if (!line.finding || *line.finding == Finding::too_few) return;
    double most = undefined, spread = 1;
    for (const PowerLine& power : view_.power) {
        if (power.id != hypothesis.id || !power.missing.empty() || std::isnan(power.judged.mean)) continue;
        most = std::isnan(most) ? std::abs(power.judged.mean) : std::max(most, std::abs(power.judged.mean));
        spread = std::min(spread, power.spread);
    }
    if (std::isnan(most) || most >= least_power * d_) return;
    line.finding = spread > most_spread ? Finding::not_testable : Finding::insensitive;
    line.note +=
        fmt::format("{}no mediator moves the outcome by {} d or more", line.note.empty() ? "" : "; ", least_power);
}

}  // namespace peacenorm::analysis
