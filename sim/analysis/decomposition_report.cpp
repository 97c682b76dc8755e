// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/decomposition_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "sim/analysis/contrasts.hpp"
#include "sim/analysis/csv.hpp"
#include "sim/analysis/shapley.hpp"
#include "sim/core/json.hpp"
#include "sim/core/text_table.hpp"

namespace peacenorm::analysis {

namespace {

using Row = std::vector<std::string>;

constexpr std::size_t most_interactions_shown = 10;

std::string number(double value) {
    return std::isnan(value) ? "-" : value == 0 ? "0" : fmt::format("{:+.4g}", value);
}

std::string interval_text(const Estimate& estimate) {
    if (std::isnan(estimate.interval.low)) return "-";
    return fmt::format("[{}, {}]{}", number(estimate.interval.low), number(estimate.interval.high),
                       estimate.is_skewed ? " (skewed)" : "");
}

/// A share in percent of the total; not where the total may be nothing.
std::string part_of(const Estimate& share, const Estimate& total) {
    const bool is_sure = total.interval.low > 0 || total.interval.high < 0;
    return is_sure ? fmt::format("{:.0f}%", 100 * share.moments.mean() / total.moments.mean()) : "-";
}

/// Which effect it is: "arm triangle against none, parameters=prior".
std::string subject_of(const Decomposition& one, const Decompositions& all, const ResultCells& result) {
    std::string text =
        all.reference.empty() ? "the outcome itself" : fmt::format("{} less {}", result.arms()[one.arm], all.reference);
    const std::string& label = all.lattice.strata[one.stratum].label;
    return label.empty() ? text : text + ", " + label;
}

std::string shares_text(const Decomposition& one, const Decompositions& all) {
    const bool is_full = all.lattice.is_full();
    std::vector<Row> rows{{"", "switch", "share", "95% interval", "of total"}};
    if (is_full) rows.front().insert(rows.front().end(), {"on alone", "off alone"});
    const auto add = [&](const std::string& name, const Estimate& estimate) -> Row& {
        return rows.emplace_back(
            Row{"", name, number(estimate.moments.mean()), interval_text(estimate), part_of(estimate, one.total)});
    };
    for (std::size_t i = 0; i < one.shares.size(); ++i) {
        Row& row = add(all.lattice.switches[i], one.shares[i]);
        if (is_full && !one.added_first.empty())
            row.insert(row.end(),
                       {number(one.added_first[i].moments.mean()), number(-one.taken_last[i].moments.mean())});
    }
    add("all switches off", one.remainder);
    add("total", one.total);
    return aligned(rows, 2);
}

std::string interactions_text(const Decomposition& one, const LatticePoints& lattice) {
    if (one.interactions.empty()) return "";
    const auto pairs = pairs_of_players(lattice.switches.size());
    std::vector<std::size_t> order(pairs.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::abs(one.interactions[a].moments.mean()) > std::abs(one.interactions[b].moments.mean());
    });
    const std::size_t shown = std::min(order.size(), most_interactions_shown);
    std::vector<Row> rows{{"", "interaction", "", "index", "95% interval"}};
    for (std::size_t k = 0; k < shown; ++k) {
        const Estimate& estimate = one.interactions[order[k]];
        const auto& [i, j] = pairs[order[k]];
        rows.push_back(
            {"", lattice.switches[i], lattice.switches[j], number(estimate.moments.mean()), interval_text(estimate)});
    }
    const std::string more =
        shown < order.size() ? fmt::format("  and {} smaller ones, with --csv or --json\n", order.size() - shown) : "";
    return aligned(rows, 3) + more;
}

std::string counts_text(const Decomposition& one) {
    std::string text = fmt::format("  replicates: {}; shares and rest less total, largest: {:.1g}\n",
                                   one.total.moments.count(), std::abs(one.residual));
    if (one.without_runs > 0)
        text += fmt::format("  replicates left out where a run failed or is missing: {}\n", one.without_runs);
    if (one.without_value > 0)
        text += fmt::format("  replicates left out where nothing happened: {}\n", one.without_value);
    return text;
}

std::string head_text(const Decompositions& all, const DecompositionContext& context) {
    const ResultCells& result = context.result;
    std::string text = fmt::format("{}: {}, in the model {} {}\n", context.path, result.attribute("title"),
                                   result.attribute("model"), result.attribute("model_version"));
    if (const std::string notice = result.attribute("notice"); !notice.empty())
        text += fmt::format("note: {}\n", notice);
    const LatticePoints& lattice = all.lattice;
    text += fmt::format("switches: {}; subsets run: {}, ", lattice.switches.size(), lattice.subsets.size());
    text += lattice.is_full() ? "all of them" : fmt::format("on the way of {} sampled orders", lattice.orders.size());
    if (!all.reference.empty()) text += "; reference: " + all.reference;
    if (const std::string branch = result.attribute("branch"); !branch.empty()) text += "; branch: " + branch;
    if (result.futures() > 1) text += fmt::format("; futures of each history: {}, averaged", result.futures());
    return text + fmt::format("; study {}\n", result.attribute("study_hash").substr(0, 8));
}

std::string legend_text(const Decompositions& all) {
    std::string text =
        "\nshare: Shapley value, what a mechanism adds to the effect, averaged over all orders of switching the "
        "mechanisms on;\n"
        "shares and the effect that remains with all of them off sum to the total. Interval: 95%, Student's t over "
        "replicates";
    text += all.lattice.is_full() ? ".\n" : ",\nwith the error from sampling orders.\n";
    if (all.lattice.is_full())
        text +=
            "On alone: what a mechanism changes when it is the only one on; off alone: what changes when it alone is "
            "switched off.\n"
            "Interaction: what two mechanisms add together beyond each alone (Grabisch and Roubens 1999); half is in "
            "each share.\n";
    else
        text += "Interactions need all subsets: choose at most ten switches and leave out permutations.\n";
    if (all.looks > 1)
        text += fmt::format("Intervals are widened to hold at all {} planned interim analyses together.\n", all.looks);
    return text;
}

/// Every estimate of a decomposition: its part and the switches that it is about.
struct Part {
    std::string name, first, second;
    const Estimate& estimate;
};

std::vector<Part> parts_of(const Decomposition& one, const LatticePoints& lattice) {
    std::vector<Part> parts;
    const std::vector<std::string>& names = lattice.switches;
    const auto add = [&](const char* name, const std::vector<Estimate>& estimates) {
        for (std::size_t i = 0; i < estimates.size(); ++i) parts.push_back({name, names[i], "", estimates[i]});
    };
    add("share", one.shares);
    add("added_first", one.added_first);
    add("taken_last", one.taken_last);
    const auto pairs = pairs_of_players(names.size());
    for (std::size_t i = 0; i < one.interactions.size(); ++i)
        parts.push_back({"interaction", names[pairs[i].first], names[pairs[i].second], one.interactions[i]});
    parts.push_back({"remainder", "", "", one.remainder});
    parts.push_back({"total", "", "", one.total});
    return parts;
}

std::vector<std::pair<std::string, double>> numbers_of(const Estimate& estimate) {
    return {{"mean", estimate.moments.mean()},     {"low", estimate.interval.low},
            {"high", estimate.interval.high},      {"sd", std::sqrt(estimate.moments.variance())},
            {"order_error", estimate.order_error}, {"replicates", static_cast<double>(estimate.moments.count())}};
}

std::string part_json(const Part& part) {
    JsonObject object;
    object.put_text("part", part.name);
    if (!part.first.empty()) object.put_text("switch", part.first);
    if (!part.second.empty()) object.put_text("with", part.second);
    for (const auto& [name, value] : numbers_of(part.estimate)) object.put_number(name, value);
    return object.put_flag("too_skewed_for_t", part.estimate.is_skewed).text();
}

std::string decomposition_json(const Decomposition& one, const Decompositions& all, const ResultCells& result) {
    const OutcomeName& outcome = result.outcomes()[one.outcome];
    Row parts;
    for (const Part& part : parts_of(one, all.lattice)) parts.push_back(part_json(part));
    JsonObject object;
    return object.put_text("outcome", outcome.name)
        .put_text("unit", outcome.unit)
        .put_text("expression", outcome.expression)
        .put_text("arm", result.arms()[one.arm])
        .put_text("design", all.lattice.strata[one.stratum].label)
        .put("replicates_without_runs", std::to_string(one.without_runs))
        .put("replicates_without_value", std::to_string(one.without_value))
        .put_number("residual", one.residual)
        .put("parts", fmt::format("[\n    {}\n  ]", fmt::join(parts, ",\n    ")))
        .text();
}

}  // namespace

std::string table_text(const Decompositions& all, const DecompositionContext& context) {
    std::string text = head_text(all, context);
    for (const Decomposition& one : all.list) {
        const OutcomeName& outcome = context.result.outcomes()[one.outcome];
        text += fmt::format("\n{}: {}, unit {}; {}\n", outcome.name, outcome.expression, outcome.unit,
                            subject_of(one, all, context.result)) +
                shares_text(one, all) + interactions_text(one, all.lattice) + counts_text(one);
    }
    return text + legend_text(all);
}

std::string csv_text(const Decompositions& all, const DecompositionContext& context) {
    Row head{"outcome", "unit", "expression", "arm", "reference", "design", "part", "switch", "with"};
    for (const auto& [name, value] : numbers_of({})) head.push_back(name);
    head.emplace_back("too_skewed_for_t");
    std::string text = csv_line(head);
    for (const Decomposition& one : all.list) {
        const OutcomeName& outcome = context.result.outcomes()[one.outcome];
        for (const Part& part : parts_of(one, all.lattice)) {
            Row row{outcome.name,       outcome.unit,
                    outcome.expression, context.result.arms()[one.arm],
                    all.reference,      all.lattice.strata[one.stratum].label,
                    part.name,          part.first,
                    part.second};
            for (const auto& [name, value] : numbers_of(part.estimate)) row.push_back(csv_number(value));
            row.emplace_back(part.estimate.is_skewed ? "1" : "0");
            text += csv_line(row);
        }
    }
    return text;
}

std::string json_text_of(const Decompositions& all, const DecompositionContext& context) {
    const ResultCells& result = context.result;
    JsonObject object;
    object.put_text("result", context.path);
    for (const char* name : {"title", "notice", "model", "model_version", "peacenorm_version", "study_hash", "branch"})
        object.put_text(name, result.attribute(name));
    Row switches, decompositions;
    for (const std::string& path : all.lattice.switches) switches.push_back(json_text(path));
    for (const Decomposition& one : all.list) decompositions.push_back(decomposition_json(one, all, result));
    object.put_text("reference", all.reference)
        .put("replicates", std::to_string(result.replicates()))
        .put("futures", std::to_string(result.futures()))
        .put("runs_failed", std::to_string(result.ledger().failed))
        .put("runs_missing", std::to_string(result.ledger().missing))
        .put_number("level", confidence)
        .put("looks", std::to_string(all.looks))
        .put("switches", json_list(switches))
        .put("subsets", std::to_string(all.lattice.subsets.size()))
        .put("sampled_orders", std::to_string(all.lattice.orders.size()))
        .put("decompositions", fmt::format("[\n  {}\n]", fmt::join(decompositions, ",\n  ")));
    return object.text() + "\n";
}

}  // namespace peacenorm::analysis
