// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "sim/analysis/verdict_report.hpp"
#include "sim/core/json.hpp"

namespace peacenorm::analysis {

namespace {

using Texts = std::vector<std::string>;

void put(JsonObject& object, const Judgement& judged) {
    object.put_number("difference", judged.mean)
        .put("interval_50", json_list({json_number(judged.half.low), json_number(judged.half.high)}))
        .put("interval_90", json_list({json_number(judged.ninety.low), json_number(judged.ninety.high)}))
        .put_number("p_below", judged.below)
        .put_number("p_null", judged.null)
        .put_number("p_above", judged.above)
        .put("units", std::to_string(judged.units))
        .put("replicates", std::to_string(judged.replicates));
}

template <class Items, class Text>
std::string list_of(const Items& items, Text text) {
    Texts all;
    for (const auto& item : items) all.push_back(text(item));
    return fmt::format("[\n    {}\n  ]", fmt::join(all, ",\n    "));
}

std::string line_json(const VerdictLine& line) {
    JsonObject object;
    object.put_text("id", line.id).put_text("name", line.name).put_flag("beside", line.is_beside);
    if (!line.missing.empty()) return object.put_text("missing", line.missing).text();
    put(object, line.judged);
    object.put_number("share", line.share).put_number("p_holds", line.truth);
    return object.put("verdict", line.finding ? json_text(text_of(*line.finding)) : "null")
        .put_text("note", line.note)
        .text();
}

std::string alternate_json(const AlternateLine& line) {
    JsonObject object;
    object.put_text("id", line.id).put_text("name", line.name);
    if (!line.missing.empty()) return object.put_text("missing", line.missing).text();
    put(object, line.judged);
    return object.put_text("verdict", text_of(line.judged.finding)).text();
}

std::string power_json(const PowerLine& line) {
    JsonObject object;
    object.put_text("id", line.id).put_text("mediator", line.name);
    if (!line.missing.empty()) return object.put_text("missing", line.missing).text();
    put(object, line.judged);
    return object.put_number("spread", line.spread).text();
}

std::string pooled_json(const PooledLine& line) {
    JsonObject object;
    object.put_text("count", line.name);
    if (!line.missing.empty()) return object.put_text("missing", line.missing).text();
    put(object, line.judged);
    Texts thin;
    for (const std::string& tier : line.thin) thin.push_back(json_text(tier));
    return object.put_number("treated", line.treated)
        .put_number("reference", line.reference)
        .put("left_out", json_list(thin))
        .text();
}

std::string condition_json(const Condition& condition) {
    JsonObject object;
    object.put_text("id", condition.id)
        .put_text("parameter", condition.path)
        .put_text("unit", condition.unit)
        .put_number("rank_correlation", condition.correlation)
        .put_number("threshold", condition.threshold)
        .put_number("p_fall_up_to", condition.below)
        .put_number("p_fall_above", condition.above)
        .put_number("mean_up_to", condition.mean_below)
        .put_number("mean_above", condition.mean_above);
    return object.text();
}

std::string pattern_json(const PatternLine& line) {
    JsonObject object;
    object.put_text("name", line.name)
        .put_text("expression", line.expression)
        .put_text("source", line.source)
        .put_number("low", line.low)
        .put_number("high", line.high)
        .put_number("value", line.value)
        .put("met", line.is_measured ? (line.is_met() ? "true" : "false") : "null");
    return object.text();
}

std::string component_json(const ComponentLine& line) {
    JsonObject object;
    return object.put_text("name", line.name)
        .put_number("weight", line.weight)
        .put_number("weighted_log_change", line.change)
        .text();
}

std::string switch_json(const SwitchLine& line) {
    JsonObject object;
    return object.put_text("switch", line.path)
        .put_number("difference_without", line.difference)
        .put_number("share_taken_away", line.share)
        .put_number("shapley_share", line.shapley)
        .put("interval_95", json_list({json_number(line.interval.low), json_number(line.interval.high)}))
        .text();
}

std::string prior_json(const PriorLine& prior) {
    JsonObject object;
    object.put_text("result", prior.path)
        .put_text("title", prior.title)
        .put_text("contrast", prior.contrast)
        .put_text("parameters", prior.level)
        .put_flag("over_draws", prior.draws);
    Texts lines;
    for (const AlternateLine& line : prior.lines) {
        JsonObject one;
        one.put_text("id", line.id).put_text("name", line.name);
        if (!line.missing.empty())
            one.put_text("missing", line.missing);
        else
            put(one, line.judged);
        lines.push_back(one.text());
    }
    return object.put("hypotheses", json_list(lines)).text();
}

std::string view_json(const VerdictView& view) {
    JsonObject object;
    object.put_text("parameters", view.look.parameters)
        .put_flag("over_draws", view.draws)
        .put("units", std::to_string(view.units))
        .put("replicates", std::to_string(view.replicates))
        .put("fewest_replicates_a_draw", std::to_string(view.fewest_per_draw))
        .put_flag("chance_within_draws_removed", view.is_corrected)
        .put("pairs_left_out", std::to_string(view.left_out))
        .put_number("share_of_window", view.common)
        .put("hypotheses", list_of(view.lines, line_json))
        .put("power", list_of(view.power, power_json))
        .put("pooled", list_of(view.pooled, pooled_json))
        .put("components", list_of(view.components, component_json))
        .put_number("log_change_of_index", view.index_change)
        .put("mechanisms", list_of(view.switches, switch_json))
        .put("unidentified_parameters_drawn", std::to_string(view.unidentified_drawn))
        .put_number("rank_correlation_told_from_chance", view.least_correlation)
        .put("conditional_on", list_of(view.conditions, condition_json))
        .put("robustness", list_of(view.robustness, alternate_json))
        .put("patterns", list_of(view.patterns, pattern_json));
    return object.text();
}

}  // namespace

std::string verdict_json(const Verdict& verdict, const VerdictReport& report) {
    JsonObject object;
    object.put_text("result", report.path);
    for (const char* name : {"title", "notice", "model", "model_version", "peacenorm_version", "study_hash", "branch"})
        object.put_text(name, report.result.attribute(name));
    object.put_text("theatre", report.theatre)
        .put_text("contrast", verdict.contrast)
        .put_text("actor", verdict.actor)
        .put_text("window", verdict.window)
        .put_text("index", report.claims.index)
        .put_number("d", verdict.d)
        .put("runs_failed", std::to_string(report.result.ledger().failed))
        .put("runs_missing", std::to_string(report.result.ledger().missing))
        .put("views", list_of(verdict.views, view_json))
        .put("priors_beside", list_of(verdict.priors, prior_json))
        .put("routes_to_the_opposite",
             list_of(report.claims.routes, [](std::string_view route) { return json_text(route); }));
    return object.text() + "\n";
}

}  // namespace peacenorm::analysis
