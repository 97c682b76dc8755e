// SPDX-License-Identifier: Apache-2.0
#include "sim/study/precision_session.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/record/result_reader.hpp"

namespace peacenorm::study {

namespace {

std::size_t outcome_of(const Study& study) {
    const auto found = std::find_if(study.outcomes.begin(), study.outcomes.end(),
                                    [&](const record::Outcome& outcome) { return outcome.name == study.until->of; });
    return static_cast<std::size_t>(found - study.outcomes.begin());
}

PrecisionRule rule_of(const Study& study, const Plan& plan) {
    return {*study.until, study.arms, plan.points()};
}

/// Hands the rule one bundle after the other.
void feed(PrecisionRule& rule, const std::vector<double>& values, std::uint64_t in_bundle) {
    for (std::uint64_t first = 0; first < values.size(); first += in_bundle)
        rule.take(std::span(values).subspan(first, in_bundle));
}

std::string cell_text(const Plan& plan, std::uint64_t run) {
    const record::RunRow row = plan.row(run);
    std::string text = plan.study().arms.count() > 1 ? "arm " + row.arm : "";
    for (const auto& [factor, value] : plan.describe_point(plan.bundle(row.bundle).point))
        text += (text.empty() ? "" : ", ") + factor + "=" + value;
    return text;
}

}  // namespace

std::optional<Decision> execute_until_precise(Study& study, const Plan& plan, PartStore& store,
                                              const Execution& execution) {
    PrecisionRule rule = rule_of(study, plan);
    const std::size_t outcome = outcome_of(study);
    std::uint64_t taken = 0;
    for (const std::uint32_t look : looks(study.until->at_most)) {
        study.replicates = look;  // the plan ends there, for now
        const Ending ending = execute(plan, store, execution);
        if (ending == Ending::interrupted) {
            study.replicates = study.until->at_most;
            return std::nullopt;
        }
        feed(rule, store.outcome(outcome, {taken, plan.runs() - taken}), study.arms.runs_per_bundle());
        taken = plan.runs();
        if (rule.is_met()) return Decision{rule.look(), true};
    }
    return Decision{rule.look(), false};
}

std::optional<Decision> decision_of(const Study& study, const Plan& plan, const std::filesystem::path& result) {
    const record::h5::File file = record::open_result(result);
    const record::h5::Variable variable = file.variable(study.until->of);
    const std::uint64_t in_bundle = study.arms.runs_per_bundle();
    const std::uint64_t replicates = variable.rows() / in_bundle / plan.points();
    PrecisionRule rule = rule_of(study, plan);
    std::uint64_t taken = 0;
    for (const std::uint32_t look : looks(study.until->at_most)) {
        if (look > replicates) return std::nullopt;
        std::vector<double> values(look * plan.points() * in_bundle - taken);
        variable.read<double>({taken, values.size()}, values);
        feed(rule, values, in_bundle);
        taken += values.size();
        if (!rule.is_met() && look != study.until->at_most) continue;
        if (look < replicates)
            throw config::ConfigError(
                fmt::format("{}: holds {} replicates of this study, more than the {} that its precision "
                            "asks for now; it is left as it is: choose another file with --out, or "
                            "remove it\n",
                            result.string(), replicates, look));
        return Decision{rule.look(), rule.is_met()};
    }
    return std::nullopt;
}

std::string looks_text(const Until& until) {
    const std::vector<std::uint32_t> all = looks(until.at_most);
    return fmt::format("{} after {} replicates", all.size() == 1 ? "one look" : "looks", fmt::join(all, ", "));
}

std::vector<std::pair<std::string, std::string>> precision_facts(const Plan& plan, const Decision& decision) {
    const Until& until = *plan.study().until;
    const std::string worst = cell_text(plan, decision.look.worst_run);
    const std::string text =
        fmt::format("half width {:.4g} of {}{}, {:.4g} wanted; {}; stopped after {} by {}", decision.look.half_width,
                    until.of, worst.empty() ? "" : " at its worst (" + worst + ")", until.half_width, looks_text(until),
                    decision.look.replicates, decision.is_met ? "precision" : "at_most");
    return {{"precision", text},
            {"precision_half_width", fmt::format("{}", decision.look.half_width)},
            {"precision_looks", std::to_string(looks(until.at_most).size())},
            {"precision_stopped_by", decision.is_met ? "precision" : "at_most"}};
}

}  // namespace peacenorm::study
