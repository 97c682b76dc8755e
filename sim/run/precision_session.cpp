// SPDX-License-Identifier: Apache-2.0
#include "sim/run/precision_session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "sim/store/result_reader.hpp"

namespace peacenorm::study {

namespace {

std::size_t outcome_of(const Study& study) {
    const auto found = std::find_if(study.outcomes.begin(), study.outcomes.end(),
                                    [&](const record::Outcome& outcome) { return outcome.name == study.until->of; });
    return static_cast<std::size_t>(found - study.outcomes.begin());
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

/// A look at what all processes have published.
Standing look_around(const Study& study, const Plan& plan, const PartStore& store) {
    try {
        return decide(study, plan, store.layout(), store.index_of_all());
    } catch (const IoError&) {  // another process may have ended the study and joined the parts in the meantime
        if (!std::filesystem::exists(store.result())) throw;
        Standing standing{decision_of(study, plan, store.result()), 0, 0};
        if (!standing.decision) throw;
        return standing;
    }
}

/// The same, until the bundles of other shards are there or patience ends.
Standing wait_at(std::uint32_t look, const Study& study, const Plan& plan, const PartStore& store,
                 const Execution& execution, std::chrono::milliseconds patience) {
    const auto start = std::chrono::steady_clock::now();
    for (std::chrono::milliseconds pause{200};; pause = std::min(2 * pause, std::chrono::milliseconds(5000))) {
        Standing standing = look_around(study, plan, store);
        if (standing.decision || standing.waits_at > look) return standing;
        const bool is_over = std::chrono::steady_clock::now() - start >= patience;
        if (is_over || (execution.is_interrupted && execution.is_interrupted())) return standing;
        std::this_thread::sleep_for(pause);
    }
}

}  // namespace

Standing decide(const Study& study, const Plan& plan, const ReadOutcome& read) {
    PrecisionRule rule(*study.until, study.arms, plan.points());
    const std::uint64_t in_bundle = study.arms.runs_per_bundle();
    std::uint64_t taken = 0;
    for (const std::uint32_t look : looks(study.until->at_most)) {
        const auto values = read({taken, look * plan.points() * in_bundle - taken});
        if (!values) return {std::nullopt, look, 0};
        feed(rule, *values, in_bundle);
        taken += values->size();
        if (rule.is_met() || look == study.until->at_most) return {Decision{rule.look(), rule.is_met()}, look, 0};
    }
    return {};
}

Standing decide(const Study& study, const Plan& plan, const record::ResultLayout& layout,
                const record::PartIndex& index) {
    const std::size_t outcome = outcome_of(study);
    std::uint64_t missing = 0;
    Standing standing = decide(study, plan, [&](record::h5::Rows runs) -> std::optional<std::vector<double>> {
        PublishedOutcome published = outcome_in(index, layout, outcome, runs);
        missing = published.missing / study.arms.runs_per_bundle();
        return missing > 0 ? std::nullopt : std::optional(std::move(published.values));
    });
    standing.missing = missing;
    return standing;
}

Standing execute_until_precise(Study& study, const Plan& plan, PartStore& store, const Execution& execution,
                               const Rounds& rounds) {
    Standing standing;
    for (const std::uint32_t look : looks(study.until->at_most)) {
        if (standing.waits_at > look) continue;  // others have passed it
        study.replicates = look;                 // the plan ends there, for now
        const Ending ending = rounds.executor(plan, store, execution);
        standing = ending == Ending::interrupted ? Standing{std::nullopt, look, 0}
                                                 : wait_at(look, study, plan, store, execution, rounds.patience);
        if (standing.decision || standing.waits_at <= look) break;
    }
    study.replicates = standing.decision ? standing.decision->look.replicates : study.until->at_most;
    if (standing.missing > 0 && !standing.decision && store.shard().is_all())
        throw IoError(fmt::format("{}: {} finished bundles are missing or damaged; run the study again to fill them in",
                                  store.result().string(), standing.missing));
    return standing;
}

std::optional<Decision> decision_of(const Study& study, const Plan& plan, const std::filesystem::path& result) {
    const record::h5::File file = record::open_result(result);
    const record::h5::Variable variable = file.variable(study.until->of);
    if (file.attribute(partial_attribute)) return std::nullopt;
    const Standing standing = decide(study, plan, [&](record::h5::Rows runs) -> std::optional<std::vector<double>> {
        if (runs.first + runs.count > variable.rows()) return std::nullopt;
        std::vector<double> values(runs.count);
        variable.read<double>(runs, values);
        return values;
    });
    const std::uint64_t replicates = variable.rows() / study.arms.runs_per_bundle() / plan.points();
    if (standing.decision && standing.decision->look.replicates < replicates)
        throw config::ConfigError(
            fmt::format("{}: holds {} replicates of this study, more than the {} that its precision "
                        "asks for now; it is left as it is: choose another file with --out, or "
                        "remove it\n",
                        result.string(), replicates, standing.decision->look.replicates));
    return standing.decision;
}

std::string looks_text(const Until& until) {
    const std::vector<std::uint32_t> all = looks(until.at_most);
    return fmt::format("{} after {} replicates", all.size() == 1 ? "one interim analysis" : "interim analyses",
                       fmt::join(all, ", "));
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
