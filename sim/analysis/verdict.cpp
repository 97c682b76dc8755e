// SPDX-License-Identifier: Apache-2.0
// Puts a verdict together.
#include "sim/analysis/verdict.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/analysis/verdict_judge.hpp"
#include "sim/config/faults.hpp"
#include "sim/config/words.hpp"

namespace peacenorm::analysis {

using record::Hypothesis;

namespace {

std::string contrast_in_words(const VerdictData& data) {
    if (data.is_ladder())
        return fmt::format(
            "{} = {} less {} = {}{}", data.claims().dose, data.rungs().back(), data.claims().dose, data.rungs().front(),
            data.result().arms().size() > 1 ? fmt::format(", in the order '{}'", data.result().arms()[data.treated()])
                                            : "");
    const auto arm = [&](std::size_t i) {
        const ArmFacts& facts = data.arms()[i];
        return fmt::format("'{}'{}", facts.name, facts.why.empty() ? "" : fmt::format(" ({})", facts.why));
    };
    return fmt::format("{} less {}", arm(data.treated()), arm(data.reference()));
}

void check_outcomes(const ResultCells& result, const std::vector<std::string>& wanted) {
    std::vector<std::string> names;
    std::string faults;
    for (const OutcomeName& outcome : result.outcomes()) names.push_back(outcome.name);
    for (const std::string& name : wanted)
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            const std::string nearest = config::suggestion(name, names);
            faults += fmt::format("error: no outcome is called '{}'; expected {}{}{}\n", name, config::one_of(names),
                                  nearest.empty() ? "" : "; ", nearest);
        }
    if (!faults.empty()) throw config::ConfigError(faults);
}

/// The first two hypotheses about a difference, under the parameters of one level.
PriorLine prior_line(const VerdictData& data, const std::string& level, double d) {
    const Reading look{level, {}};
    PriorLine line{"", data.result().attribute("title"), contrast_in_words(data), level, data.draws(look), {}};
    for (const Hypothesis& hypothesis : data.claims().hypotheses) {
        if (hypothesis.test != record::Test::change || line.lines.size() == 2) continue;
        AlternateLine judged{std::string(hypothesis.id), std::string(hypothesis.name), "", {}};
        const RunValues values = data.values(hypothesis.outcome);
        const auto frame = data.frame(look);
        if (values.empty() || !frame)
            judged.missing = "its outcome, or both ends of the contrast";
        else
            judged.judged = judge(effects_of(data.sample(values, *frame, look)), d, hypothesis.direction);
        line.lines.push_back(std::move(judged));
    }
    return line;
}

}  // namespace

Verdict reach_verdict(const ResultCells& result, const record::Claims& claims, const VerdictRequest& request) {
    check_outcomes(result, request.outcomes);
    const VerdictData data(result, claims, request.arm);
    Verdict verdict;
    verdict.d = request.d.value_or(claims.threshold);
    verdict.contrast = contrast_in_words(data);
    verdict.actor = data.actor();
    verdict.window = data.window();
    for (const std::string& level : data.levels())
        verdict.views.push_back(Judge(data, {level, {}}, verdict.d).view(request.outcomes));
    for (const std::string& level : data.levels())
        if (data.draws({level, {}})) verdict.priors.push_back(prior_line(data, level, verdict.d));
    for (const BesideResult& beside : request.beside) {
        const VerdictData other(beside.result, claims, "");
        for (const std::string& level : other.levels()) {
            verdict.priors.push_back(prior_line(other, level, verdict.d));
            verdict.priors.back().path = beside.path;
        }
    }
    return verdict;
}

}  // namespace peacenorm::analysis
