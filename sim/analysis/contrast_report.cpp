// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/contrast_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/analysis/bootstrap.hpp"
#include "sim/analysis/csv.hpp"
#include "sim/core/json.hpp"
#include "sim/core/text_table.hpp"

namespace peacenorm::analysis {

namespace {

using Row = std::vector<std::string>;

/// The factors that distinguish design points; one column each.
std::vector<std::size_t> varied(const ResultCells& result) {
    std::vector<std::size_t> varied;
    for (std::size_t i = 0; i < result.factors().size(); ++i) {
        const auto& labels = result.factors()[i].labels;
        if (std::adjacent_find(labels.begin(), labels.end(), std::not_equal_to<>()) != labels.end())
            varied.push_back(i);
    }
    return varied;
}

bool shows_arms(const ResultCells& result) {
    return result.arms().size() > 1;
}

Row names_of(const Cell& cell, const ResultCells& result) {
    Row names;
    for (const std::size_t i : varied(result)) names.push_back(result.factors()[i].labels[cell.point]);
    if (shows_arms(result)) names.push_back(result.arms()[cell.arm]);
    return names;
}

std::string shown(double value, const char* form) {
    return std::isnan(value) ? "-" : fmt::format(fmt::runtime(form), value);
}

std::string signed_number(double value) {
    return value == 0 ? "0" : shown(value, "{:+.4g}");
}

std::string reduction(double value) {
    if (std::isnan(value)) return "-";
    return std::isinf(value) ? "all" : fmt::format("{:.3g}x", value);
}

std::string method_word(const Contrast& contrast) {
    const bool is_doubtful = contrast.is_skewed && contrast.method == Method::student;
    if (contrast.method == Method::none) return "-";
    return contrast.method == Method::bootstrap ? "BCa" : is_doubtful ? "t (skewed)" : "t";
}

bool is_discovery(const Contrast& contrast) {
    return contrast.q <= false_discovery_rate;
}

/// Whether difference and interval lie within -d..d: an index alone, whose unit is 1, has such a d.
bool is_null(const Contrast& contrast, const Report& report) {
    const OutcomeName& outcome = report.result.outcomes()[contrast.outcome];
    if (!report.d || outcome.unit != "1" || outcome.expression.starts_with("sum(")) return false;
    return std::abs(contrast.pairs.difference.mean()) <= *report.d && contrast.interval.low >= -*report.d &&
           contrast.interval.high <= *report.d;
}

/// Whether the outcome's actor is out of the window in part: then the difference is over fewer weeks.
bool is_over_less(const Contrast& contrast) {
    return !(contrast.share >= 1);
}

std::string marks_of(const Contrast& contrast, const Report& report) {
    std::string marks;
    for (const auto& [is_so, mark] :
         {std::pair(is_discovery(contrast), "*"), std::pair(is_null(contrast, report), "null"),
          std::pair(is_over_less(contrast), "weeks"), std::pair(contrast.is_partial, "partial")})
        if (is_so) marks += fmt::format("{}{}", marks.empty() ? "" : " ", mark);
    return marks;
}

std::string interval_text(const Interval& interval) {
    if (std::isnan(interval.low)) return "-";
    return fmt::format("[{}, {}]", signed_number(interval.low), signed_number(interval.high));
}

/// How a block is laid out: where weeks are left out, each row has a mean of the reference of its own.
enum class Block { plain, over_less };

Row line_of(const Contrast& contrast, const Report& report, Block block) {
    const ResultCells& result = report.result;
    const PairedSummary& pairs = contrast.pairs;
    const double saved = pairs.unpaired_runs_saved();
    Row row = names_of(contrast.cell, result);
    row.push_back(shown(pairs.a.mean(), "{:.4g}"));
    if (block == Block::over_less)
        row.insert(row.end(), {shown(pairs.b.mean(), "{:.4g}"), shown(100 * contrast.share, "{:.0f}%")});
    row.insert(
        row.end(),
        {signed_number(pairs.difference.mean()), interval_text(contrast.interval), method_word(contrast),
         shown(pairs.correlation, "{:.2f}"), reduction(pairs.variance_reduction()),
         std::isfinite(saved) ? fmt::format("{:.0f}", saved * static_cast<double>(result.futures())) : "-",
         shown(pairs.same_sign, "{:.2f}"), std::to_string(pairs.difference.count()), marks_of(contrast, report)});
    return row;
}

/// Whether its window holds weeks before the arms part, as its expression says where there is a branch.
bool is_across_branch(const OutcomeName& outcome, const ResultCells& result) {
    return !result.attribute("branch").empty() && outcome.expression.find("across_branch") != std::string::npos;
}

bool is_reference(const Cell& cell, const Pairing& pairing) {
    return std::find(pairing.references.begin(), pairing.references.end(), cell) != pairing.references.end();
}

/// The block of an outcome: its reference cells with their means, and its contrasts, in order of cells.
std::string block_text(const std::vector<const Contrast*>& contrasts, const Report& report) {
    Row head;
    for (const std::size_t i : varied(report.result)) head.push_back(report.result.factors()[i].path);
    if (shows_arms(report.result)) head.emplace_back("arm");
    const std::size_t left = head.size();
    const Block block = std::any_of(contrasts.begin(), contrasts.end(), [](const auto* c) { return is_over_less(*c); })
                            ? Block::over_less
                            : Block::plain;
    head.emplace_back("mean");
    if (block == Block::over_less) head.insert(head.end(), {"reference", "of window"});
    head.insert(head.end(), {"difference", "95% interval", "by", "correlation", "reduction", "runs saved", "same sign",
                             "pairs", "BH"});
    std::vector<Row> rows{head};
    auto next = contrasts.begin();
    for (const Cell& cell : report.pairing.cells) {
        if (next != contrasts.end() && (*next)->cell == cell) {
            rows.push_back(line_of(**next++, report, block));
            continue;
        }
        if (!is_reference(cell, report.pairing)) continue;
        const auto any =
            std::find_if(contrasts.begin(), contrasts.end(), [&](const auto* c) { return c->reference == cell; });
        if (any == contrasts.end()) continue;
        Row row = names_of(cell, report.result);
        if (block == Block::over_less)
            row.insert(row.end(), {"", "", "", "reference"});
        else
            row.insert(row.end(), {shown((*any)->pairs.b.mean(), "{:.4g}"), "reference"});
        rows.push_back(std::move(row));
    }
    for (Row& row : rows) row.insert(row.begin(), "");
    return aligned(rows, left + 1);
}

std::string left_out_text(const std::vector<const Contrast*>& contrasts) {
    std::uint64_t runs = 0, values = 0, weeks = 0;
    for (const Contrast* contrast : contrasts) {
        runs += contrast->without_runs;
        values += contrast->without_value;
        weeks += contrast->without_weeks;
    }
    std::string text;
    if (weeks > 0)
        text += fmt::format("  pairs left out where the actor is there in both in no week of the window: {}\n", weeks);
    if (values > 0) text += fmt::format("  pairs left out where nothing happened: {}\n", values);
    if (runs > 0) text += fmt::format("  pairs left out where a run failed or is missing: {}\n", runs);
    return text;
}

std::string precision_text(const ResultCells& result) {
    const std::string text = result.attribute("precision");
    return text.empty() ? "" : "replicates until precise: " + text + "\n";
}

std::string head_text(const Report& report) {
    const ResultCells& result = report.result;
    std::string text = fmt::format("{}: {}, in the model {} {}\n", report.path, result.attribute("title"),
                                   result.attribute("model"), result.attribute("model_version"));
    if (const std::string notice = result.attribute("notice"); !notice.empty())
        text += fmt::format("note: {}\n", notice);
    text += fmt::format("reference: {}; replicates: {}", report.pairing.reference, result.replicates());
    if (const std::string branch = result.attribute("branch"); !branch.empty()) text += "; branch: " + branch;
    if (result.futures() > 1) text += fmt::format("; futures of each history: {}, averaged", result.futures());
    return text + fmt::format("; study {}\n", result.attribute("study_hash").substr(0, 8)) + precision_text(result);
}

std::string legend_text(const Comparison& comparison, const Report& report) {
    std::string text =
        "\ndifference: from the reference, mean over pairs of runs with the same parameters and common random "
        "numbers.\n"
        "Interval: 95% confidence interval of that mean, by Student's t, or by bootstrap (BCa) where the differences "
        "are too\n"
        "skewed for it. Reduction: variance of a difference of unpaired runs over that of pairs; runs saved: how many "
        "more\n"
        "unpaired runs the same interval would need. Same sign: share of pairs with the sign of the mean. *: discovery "
        "at a\n"
        "false discovery rate of 5% over this table (Benjamini and Hochberg).\n";
    const auto any = [&](auto is_so) {
        return std::any_of(comparison.contrasts.begin(), comparison.contrasts.end(), is_so);
    };
    if (report.d)
        text += fmt::format(
            "null: practically null, difference and interval within {:g} (of an index, unit 1), whether or not it "
            "stands out.\n",
            *report.d);
    if (any(is_over_less))
        text +=
            "weeks: the actor is not there in all of the window in both; means and difference are over the weeks in "
            "which it\nis, the share 'of window'.\n";
    if (any([&](const Contrast& c) { return is_across_branch(report.result.outcomes()[c.outcome], report.result); }))
        text +=
            "before the branch: the window holds weeks that all arms share, which draws every difference toward 0.\n";
    if (comparison.looks > 1)
        text += fmt::format("Intervals are widened to hold at all {} planned interim analyses together.\n",
                            comparison.looks);
    if (report.pairing.alone > 0)
        text +=
            fmt::format("{} cells are left out: their reference is not a point of the design.\n", report.pairing.alone);
    return text;
}

/// Numbers of a contrast by name, in the order of CSV and JSON.
std::vector<std::pair<std::string, double>> numbers_of(const Contrast& contrast, const ResultCells& result) {
    const PairedSummary& pairs = contrast.pairs;
    const auto count = [](std::uint64_t n) { return static_cast<double>(n); };
    return {{"mean", pairs.a.mean()},
            {"reference_mean", pairs.b.mean()},
            {"difference", pairs.difference.mean()},
            {"low", contrast.interval.low},
            {"high", contrast.interval.high},
            {"sd_of_difference", std::sqrt(pairs.difference.variance())},
            {"skewness_of_difference", pairs.difference.adjusted_skewness()},
            {"correlation", pairs.correlation},
            {"variance_reduction", pairs.variance_reduction()},
            {"runs_saved", pairs.unpaired_runs_saved() * count(result.futures())},
            {"same_sign", pairs.same_sign},
            {"pairs", count(pairs.difference.count())},
            {"pairs_without_runs", count(contrast.without_runs)},
            {"pairs_without_value", count(contrast.without_value)},
            {"pairs_without_weeks", count(contrast.without_weeks)},
            {"share_of_window", contrast.share},
            {"p", contrast.p},
            {"q", contrast.q}};
}

std::string method_name(Method method) {
    return method == Method::none ? "" : method == Method::student ? "t" : "bca";
}

std::string design_json(std::uint64_t point, const ResultCells& result) {
    JsonObject design;
    for (const Coordinate& factor : result.factors()) design.put_text(factor.path, factor.labels[point]);
    return design.text();
}

std::string contrast_json(const Contrast& contrast, const Report& report) {
    const ResultCells& result = report.result;
    JsonObject object;
    object.put_text("outcome", result.outcomes()[contrast.outcome].name)
        .put("design", design_json(contrast.cell.point, result))
        .put_text("arm", result.arms()[contrast.cell.arm])
        .put("reference_design", design_json(contrast.reference.point, result))
        .put_text("reference_arm", result.arms()[contrast.reference.arm])
        .put_text("method", method_name(contrast.method));
    for (const auto& [name, value] : numbers_of(contrast, result)) object.put_number(name, value);
    object.put_flag("too_skewed_for_t", contrast.is_skewed)
        .put_flag("discovery", is_discovery(contrast))
        .put_flag("practically_null", is_null(contrast, report))
        .put_flag("partial", contrast.is_partial);
    return object.text();
}

JsonObject context_json(const Comparison& comparison, const Report& report) {
    const ResultCells& result = report.result;
    JsonObject context;
    context.put_text("result", report.path);
    for (const char* name :
         {"title", "notice", "model", "model_version", "peacenorm_version", "study_hash", "branch", "precision"})
        context.put_text(name, result.attribute(name));
    Row arms;
    for (const std::string& arm : result.arms()) arms.push_back(json_text(arm));
    context.put("arms", json_list(arms))
        .put_text("reference", report.pairing.reference)
        .put("replicates", std::to_string(result.replicates()))
        .put("futures", std::to_string(result.futures()))
        .put("runs_failed", std::to_string(result.ledger().failed))
        .put("runs_missing", std::to_string(result.ledger().missing))
        .put_number("level", confidence)
        .put("looks", std::to_string(comparison.looks))
        .put_number("threshold", report.d.value_or(undefined))
        .put_number("false_discovery_rate", false_discovery_rate)
        .put("bootstrap_resamples", std::to_string(bootstrap_resamples))
        .put("cells_without_reference", std::to_string(report.pairing.alone));
    return context;
}

}  // namespace

std::string table_text(const Comparison& comparison, const Report& report) {
    std::string text = head_text(report);
    for (const std::size_t outcome : report.pairing.outcomes) {
        const OutcomeName& name = report.result.outcomes()[outcome];
        std::vector<const Contrast*> contrasts;
        for (const Contrast& contrast : comparison.contrasts)
            if (contrast.outcome == outcome) contrasts.push_back(&contrast);
        text += fmt::format("\n{}: {}, unit {}{}\n", name.name, name.expression, name.unit,
                            is_across_branch(name, report.result) ? "; opens before the branch" : "") +
                block_text(contrasts, report) + left_out_text(contrasts);
    }
    return text + legend_text(comparison, report);
}

std::string csv_text(const Comparison& comparison, const Report& report) {
    const ResultCells& result = report.result;
    Row head{"outcome", "unit", "expression"};
    for (const Coordinate& factor : result.factors()) head.push_back(factor.path);
    head.insert(head.end(), {"arm", "reference_design", "reference_arm", "method"});
    for (const auto& [name, value] : numbers_of(Contrast(), result)) head.push_back(name);
    head.insert(head.end(), {"too_skewed_for_t", "discovery", "practically_null", "partial"});
    std::vector<Row> rows{head};
    for (const Contrast& contrast : comparison.contrasts) {
        const OutcomeName& outcome = result.outcomes()[contrast.outcome];
        Row& row = rows.emplace_back(Row{outcome.name, outcome.unit, outcome.expression});
        for (const Coordinate& factor : result.factors()) row.push_back(factor.labels[contrast.cell.point]);
        row.insert(row.end(), {result.arms()[contrast.cell.arm], result.point_label(contrast.reference.point),
                               result.arms()[contrast.reference.arm], method_name(contrast.method)});
        for (const auto& [name, value] : numbers_of(contrast, result)) row.push_back(csv_number(value));
        for (const bool flag :
             {contrast.is_skewed, is_discovery(contrast), is_null(contrast, report), contrast.is_partial})
            row.emplace_back(flag ? "1" : "0");
    }
    std::string text;
    for (const Row& row : rows) text += csv_line(row);
    return text;
}

std::string json_text_of(const Comparison& comparison, const Report& report) {
    Row outcomes, contrasts;
    for (const std::size_t i : report.pairing.outcomes) {
        const OutcomeName& outcome = report.result.outcomes()[i];
        JsonObject object;
        outcomes.push_back(object.put_text("name", outcome.name)
                               .put_text("unit", outcome.unit)
                               .put_text("expression", outcome.expression)
                               .put_flag("across_branch", is_across_branch(outcome, report.result))
                               .text());
    }
    for (const Contrast& contrast : comparison.contrasts) contrasts.push_back(contrast_json(contrast, report));
    const auto lines = [](const Row& values) { return fmt::format("[\n  {}\n]", fmt::join(values, ",\n  ")); };
    return context_json(comparison, report).put("outcomes", lines(outcomes)).put("contrasts", lines(contrasts)).text() +
           "\n";
}

std::string flaws_text(const ResultCells& result, const std::string& path) {
    const RunCounts& ledger = result.ledger();
    const std::uint64_t flaws = ledger.failed + ledger.missing;
    std::string text =
        fmt::format("{}: {} of {} runs failed, {} are missing{}:\n  {}\n", path, ledger.failed, ledger.runs,
                    ledger.missing, flaws > ledger.first.size() ? "; the first" : "", fmt::join(ledger.first, "\n  "));
    const std::string command = result.attribute("command");
    if (ledger.missing > 0)
        text += fmt::format("run the study again to fill in the missing runs{}{}\n", command.empty() ? "" : ":\n  ",
                            command);
    if (ledger.failed > 0) text += "failed runs fail again until the cause is fixed in the study; then run it again\n";
    return text;
}

}  // namespace peacenorm::analysis
