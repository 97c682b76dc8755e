// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/fit/calibration_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/analysis/fit/verdict_twins_report.hpp"
#include "sim/core/json.hpp"
#include "sim/core/text_table.hpp"

namespace peacenorm::analysis::fit {

namespace {

using Table = std::vector<std::vector<std::string>>;

constexpr std::size_t most_movers = 3;
constexpr std::size_t most_directions = 5;
constexpr double within_tolerance = 2;  // standard deviations of error and discrepancy

Eigen::Index index(std::size_t i) {
    return static_cast<Eigen::Index>(i);
}

std::string shown(double value) {
    return std::isfinite(value) ? fmt::format("{:.4g}", value) : "-";
}

std::string signed_text(double value) {
    return std::isfinite(value) ? fmt::format("{:+.2f}", value) : "-";
}

/// The entries of a vector that weigh most, first the largest.
std::vector<std::size_t> heaviest(const Vector& weights, std::size_t most) {
    std::vector<std::size_t> order(static_cast<std::size_t>(weights.size()));
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::fabs(weights[index(a)]) > std::fabs(weights[index(b)]);
    });
    order.resize(std::min(most, order.size()));
    return order;
}

std::string movers(const CalibrationTold& told, std::size_t fact) {
    const Vector& slopes = told.waves.front().surfaces[fact].slopes;
    std::vector<std::string> words;
    words.reserve(most_movers);
    for (const std::size_t i : heaviest(slopes, most_movers))
        words.push_back(fmt::format("{} ({} per standard deviation of its prior)", told.parameters[i].path,
                                    shown(slopes[index(i)])));
    return fmt::format("{}", fmt::join(words, ", "));
}

std::string facts_part(const CalibrationTold& told) {
    Table table{{"target", "block", "fact", "prior: mean", "5%", "95%", "z"}};
    const bool has_after = !told.after.empty();
    if (has_after) table[0].insert(table[0].end(), {"posterior: mean", "5%", "95%", "z"});
    for (std::size_t i = 0; i < told.facts.size(); ++i) {
        const auto add = [&](const Predictive& one, std::vector<std::string>& row) {
            row.insert(row.end(), {shown(one.mean), shown(one.low), shown(one.high), signed_text(one.z)});
        };
        std::vector<std::string> row{told.facts[i].name, told.facts[i].block, shown(told.facts[i].value)};
        add(told.waves.front().predictive[i], row);
        if (has_after) add(told.after[i], row);
        table.push_back(std::move(row));
    }
    return "facts on their scales, and what runs give (z: fact less mean, over the standard deviation of runs, error "
           "and "
           "discrepancy)\n" +
           aligned(table, 2);
}

std::string reach_part(const CalibrationTold& told) {
    Table table{{"block", "targets", "distance^2", "p"}};
    for (const BlockReach& block : told.blocks)
        table.push_back({block.block, std::to_string(block.facts), shown(block.distance), shown(block.p)});
    std::string text = "\nwithin the priors' reach? (Mahalanobis distance of the facts; p: chance of a larger one)\n" +
                       aligned(table, 1);
    for (const std::size_t i : told.unreachable)
        text += fmt::format("out of reach: {} by {} standard deviations (limit {}); what moves it: {}\n",
                            told.facts[i].name, shown(std::fabs(told.waves.front().predictive[i].z)),
                            shown(told.beyond), movers(told, i));
    return text;
}

double score_of(const std::vector<Predictive>& facts) {
    double score = 0;
    for (const Predictive& one : facts) score += one.log_score;
    return score;
}

std::string waves_part(const CalibrationTold& told) {
    Table table{{"wave", "members", "left out", "second highest below", "highest below", "log score of facts"}};
    for (std::size_t k = 0; k < told.waves.size(); ++k) {
        const WaveTold& wave = told.waves[k];
        table.push_back({std::to_string(k + 1), std::to_string(wave.members), std::to_string(wave.left_out),
                         fmt::format("{:.0f}%", 100 * wave.implausibility.kept),
                         fmt::format("{:.0f}%", 100 * wave.implausibility.kept_by_all),
                         shown(score_of(wave.predictive))});
    }
    if (!told.after.empty()) table.push_back({"posterior", "", "", "", "", shown(score_of(told.after))});
    if (!told.as_written.empty()) table.push_back({"as written", "", "", "", "", shown(score_of(told.as_written))});
    return fmt::format("\nwaves (share of members whose second highest, or highest, implausibility lies below {})\n",
                       shown(told.beyond)) +
           aligned(table, 1);
}

std::string surfaces_part(const CalibrationTold& told) {
    Table table{{"target", "R2 linear", "R2 squares", "taken", "within 2 sd", "chance and misfit: sd",
                 "least implausibility", "moved most by"}};
    const WaveTold& wave = told.waves.front();
    for (std::size_t i = 0; i < told.facts.size(); ++i) {
        const Surface& one = wave.surfaces[i];
        const std::vector<std::size_t> first = heaviest(one.slopes, 1);
        table.push_back({told.facts[i].name, signed_text(one.r2_linear), signed_text(one.r2_squares),
                         one.terms == Terms::squares ? "squares" : "linear", fmt::format("{:.0f}%", 100 * one.coverage),
                         shown(std::sqrt(one.residual_variance)), shown(wave.implausibility.least[index(i)]),
                         first.empty() ? "" : told.parameters[first[0]].path});
    }
    return "\nsurfaces over the first wave, judged on members that they have not seen\n" + aligned(table, 1);
}

std::string direction_text(const CalibrationTold& told, Eigen::Index k) {
    const Vector direction = told.learnt->directions.col(k);
    std::vector<std::string> words;
    for (const std::size_t i : heaviest(direction, most_movers))
        if (std::fabs(direction[index(i)]) >= 0.1)
            words.push_back(fmt::format("{:+.2f} {}", direction[index(i)], told.parameters[i].path));
    return fmt::format("  standard deviation {:.2f} of the prior's along {}\n", told.learnt->direction_sds[k],
                       fmt::join(words, " "));
}

std::string learnt_part(const CalibrationTold& told) {
    if (!told.learnt) return {};
    Table table{{"parameter", "prior: 5%", "50%", "95%", "posterior: 5%", "50%", "95%", "sd over prior's"}};
    for (std::size_t i = 0; i < told.parameters.size(); ++i) {
        const ParameterTold& one = told.told[i];
        table.push_back({told.parameters[i].path, shown(one.prior_low), shown(one.prior_middle), shown(one.prior_high),
                         shown(one.low), shown(one.middle), shown(one.high),
                         fmt::format("{:.2f}", told.learnt->sd[index(i)])});
    }
    std::string text = fmt::format("\nwhat was learnt: {:.1f} of {} degrees of freedom\n", told.learnt->degrees,
                                   told.parameters.size()) +
                       aligned(table, 1) + "best known directions, in standard deviations of the priors:\n";
    for (std::size_t k = 0; k < std::min(most_directions, told.parameters.size()); ++k)
        text += direction_text(told, index(k));
    return text;
}

std::string twins_part(const CalibrationTold& told) {
    if (told.twins.count == 0) return {};
    Table table{{"found again", "50% intervals", "90% intervals", "ranks: distance", "p"}};
    const auto add = [&](const std::string& name, const Twins::Row& row) {
        table.push_back({name, fmt::format("{:.2f}", row.coverage_50), fmt::format("{:.2f}", row.coverage_90),
                         fmt::format("{:.3f}", row.shift), shown(row.p)});
    };
    for (std::size_t i = 0; i < told.twins.parameters.size(); ++i)
        add(told.parameters[i].path, told.twins.parameters[i]);
    for (std::size_t i = 0; i < told.twins.quantities.size(); ++i) add(told.quantities[i], told.twins.quantities[i]);
    return fmt::format(
               "\ntwins: {} members of the first wave as truth, by one step from the other members; share of intervals "
               "that hold it; ranks against uniform ones (Kolmogorov, Smirnov)\n",
               told.twins.count) +
           aligned(table, 1);
}

std::string left_out_part(const CalibrationTold& told) {
    if (told.left_out.size() < 2) return {};
    Table table{{"block left out", "targets", "log score: prior", "given the others", "worst z"}};
    if (!told.blocks_as_written.empty()) table[0].emplace_back("as written");
    for (std::size_t i = 0; i < told.left_out.size(); ++i) {
        const LeftOut& one = told.left_out[i];
        table.push_back({one.block, std::to_string(one.facts), shown(one.by_prior), shown(one.by_others),
                         signed_text(one.worst_z)});
        if (!told.blocks_as_written.empty()) table.back().push_back(shown(told.blocks_as_written[i]));
    }
    return "\nfacts foreseen by those of other blocks (one step; a higher log score is better)\n" + aligned(table, 1);
}

std::size_t count_within(const CalibrationTold& told, const std::vector<Predictive>& predictive) {
    std::size_t within = 0;
    for (std::size_t i = 0; i < predictive.size(); ++i) {
        const double reach = within_tolerance * std::sqrt(told.facts[i].variance());
        within += std::fabs(told.facts[i].value - predictive[i].mean) <= reach ? 1 : 0;
    }
    return within;
}

std::string ending(const CalibrationTold& told) {
    std::string text = "\n";
    if (!told.after.empty())
        text +=
            fmt::format("posterior means within two standard deviations of error and discrepancy: {} of {} targets\n",
                        count_within(told, told.after), told.facts.size());
    if (!told.as_written.empty())
        text += fmt::format("means of the parameters as written, within as much: {} of {}\n",
                            count_within(told, told.as_written), told.facts.size());
    if (!told.posterior_file.empty())
        text +=
            fmt::format("posterior {} in {}\nparameters: {}\n", told.posterior_hash, told.posterior_file, told.stamp);
    if (!told.notice.empty()) text += fmt::format("note: {}\n", told.notice);
    for (const std::string& reason : told.reasons) text += fmt::format("does not hold: {}\n", reason);
    return text;
}

std::string numbers(const Vector& values) {
    std::vector<std::string> list;
    list.reserve(static_cast<std::size_t>(values.size()));
    for (Eigen::Index i = 0; i < values.size(); ++i) list.push_back(json_number(values[i]));
    return json_list(list);
}

template <class T, class Body>
std::string list_of(const std::vector<T>& values, Body body) {
    std::vector<std::string> list;
    list.reserve(values.size());
    for (const T& value : values) list.push_back(body(value));
    return json_list(list);
}

std::string json_of(const Predictive& one) {
    return JsonObject{}
        .put_number("mean", one.mean)
        .put_number("sd", one.sd)
        .put_number("p05", one.low)
        .put_number("p50", one.middle)
        .put_number("p95", one.high)
        .put_number("z", one.z)
        .put_number("log_score", one.log_score)
        .text();
}

std::string json_of(const Surface& one) {
    return JsonObject{}
        .put_number("r2_linear", one.r2_linear)
        .put_number("r2_squares", one.r2_squares)
        .put_text("taken", one.terms == Terms::squares ? "squares" : "linear")
        .put_number("residual_sd", std::sqrt(one.residual_variance))
        .put_number("within_2_sd", one.coverage)
        .put("slopes", numbers(one.slopes))
        .text();
}

std::string json_of(const WaveTold& wave) {
    return JsonObject{}
        .put_text("result", wave.result)
        .put_number("members", static_cast<double>(wave.members))
        .put_number("left_out", static_cast<double>(wave.left_out))
        .put_number("not_ruled_out", wave.implausibility.kept)
        .put_number("not_ruled_out_by_any", wave.implausibility.kept_by_all)
        .put("least_implausibility", numbers(wave.implausibility.least))
        .put("predictive", list_of(wave.predictive, [](const auto& one) { return json_of(one); }))
        .put("surfaces", list_of(wave.surfaces, [](const auto& one) { return json_of(one); }))
        .text();
}

std::string json_of(const Fact& fact, const FactWords& words) {
    return JsonObject{}
        .put_text("name", fact.name)
        .put_text("what", words.what)
        .put_text("block", fact.block)
        .put_text("outcome", words.expression)
        .put_text("scale", words.scale)
        .put_number("shift", words.shift)
        .put_text("source", fact.source)
        .put_number("value", fact.value)
        .put_number("error", fact.error)
        .put_number("discrepancy", fact.discrepancy)
        .text();
}

std::string json_of(const Twins::Row& row, const std::string& name) {
    return JsonObject{}
        .put_text("name", name)
        .put_number("coverage_50", row.coverage_50)
        .put_number("coverage_90", row.coverage_90)
        .put_number("rank_distance", row.shift)
        .put_number("rank_p", row.p)
        .text();
}

std::string json_of_twins(const CalibrationTold& told) {
    std::vector<std::string> parameters, quantities;
    for (std::size_t i = 0; i < told.twins.parameters.size(); ++i)
        parameters.push_back(json_of(told.twins.parameters[i], told.parameters[i].path));
    for (std::size_t i = 0; i < told.twins.quantities.size(); ++i)
        quantities.push_back(json_of(told.twins.quantities[i], told.quantities[i]));
    return JsonObject{}
        .put_number("count", static_cast<double>(told.twins.count))
        .put_text("test_of_ranks", "Kolmogorov-Smirnov")
        .put("parameters", json_list(parameters))
        .put("quantities", json_list(quantities))
        .text();
}

std::string json_of_parameter(const CalibrationTold& told, std::size_t i) {
    JsonObject object;
    object.put_text("path", told.parameters[i].path).put_text("unit", told.parameters[i].unit);
    if (!told.learnt) return object.text();
    const ParameterTold& one = told.told[i];
    return object.put_number("prior_p05", one.prior_low)
        .put_number("prior_p50", one.prior_middle)
        .put_number("prior_p95", one.prior_high)
        .put_number("p05", one.low)
        .put_number("p50", one.middle)
        .put_number("p95", one.high)
        .put_number("score_mean", told.learnt->mean[index(i)])
        .put_number("sd_over_prior_sd", told.learnt->sd[index(i)])
        .put("profile", list_of(one.profile,
                                [](const auto& point) {
                                    return json_list({json_number(point.first), json_number(point.second)});
                                }))
        .text();
}

std::string json_of_learnt(const CalibrationTold& told) {
    std::vector<std::string> directions;
    directions.reserve(told.parameters.size());
    for (Eigen::Index k = 0; k < told.learnt->directions.cols(); ++k)
        directions.push_back(JsonObject{}
                                 .put_number("sd_over_prior_sd", told.learnt->direction_sds[k])
                                 .put("weights", numbers(told.learnt->directions.col(k)))
                                 .text());
    return JsonObject{}
        .put_number("degrees_of_freedom", told.learnt->degrees)
        .put("directions", json_list(directions))
        .text();
}

}  // namespace

std::string render(const CalibrationTold& told) {
    return facts_part(told) + reach_part(told) + waves_part(told) + surfaces_part(told) + learnt_part(told) +
           twins_part(told) + render(told.words) + left_out_part(told) + ending(told);
}

std::string as_json(const CalibrationTold& told) {
    std::vector<std::string> facts, parameters, unreachable;
    for (std::size_t i = 0; i < told.facts.size(); ++i) facts.push_back(json_of(told.facts[i], told.fact_words[i]));
    for (std::size_t i = 0; i < told.parameters.size(); ++i) parameters.push_back(json_of_parameter(told, i));
    for (const std::size_t i : told.unreachable) unreachable.push_back(json_text(told.facts[i].name));
    JsonObject object;
    object.put_text("study", told.study)
        .put_text("parameters_are", told.stamp)
        .put_text("notice", told.notice)
        .put_text("posterior_hash", told.posterior_hash)
        .put("targets", json_list(facts))
        .put("parameters", json_list(parameters))
        .put("drawn_but_not_fitted", list_of(told.not_fitted, [](const auto& path) { return json_text(path); }))
        .put("waves", list_of(told.waves, [](const auto& wave) { return json_of(wave); }))
        .put("blocks", list_of(told.blocks,
                               [](const BlockReach& block) {
                                   return JsonObject{}
                                       .put_text("block", block.block)
                                       .put_number("targets", static_cast<double>(block.facts))
                                       .put_number("distance_squared", block.distance)
                                       .put_number("p", block.p)
                                       .text();
                               }))
        .put("unreachable", json_list(unreachable))
        .put("twins", json_of_twins(told))
        .put("verdict_twins", as_json(told.words))
        .put("blocks_left_out", list_of(told.left_out, [](const LeftOut& one) {
                 return JsonObject{}
                     .put_text("block", one.block)
                     .put_number("log_score_prior", one.by_prior)
                     .put_number("log_score_given_others", one.by_others)
                     .put_number("worst_z", one.worst_z)
                     .text();
             }));
    if (told.learnt) object.put("learnt", json_of_learnt(told));
    if (!told.after.empty())
        object.put("posterior_predictive", list_of(told.after, [](const auto& one) { return json_of(one); }));
    if (!told.as_written.empty())
        object.put("as_written_predictive", list_of(told.as_written, [](const auto& one) { return json_of(one); }))
            .put("blocks_as_written", list_of(told.blocks_as_written, [](double score) { return json_number(score); }));
    object.put("does_not_hold_because", list_of(told.reasons, [](const auto& reason) { return json_text(reason); }));
    return object.text() + "\n";
}

}  // namespace peacenorm::analysis::fit
