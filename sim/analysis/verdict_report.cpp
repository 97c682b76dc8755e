// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/verdict_report.hpp"

#include <fmt/format.h>

#include <cmath>

#include "sim/core/printable.hpp"
#include "sim/core/text_table.hpp"

namespace peacenorm::analysis {

namespace {

using Row = std::vector<std::string>;

std::string number(double value) {
    return std::isnan(value) ? "-" : value == 0 ? "0" : fmt::format("{:+.3g}", value);
}

std::string probability(double value) {
    return std::isnan(value) ? "-" : fmt::format("{:.2f}", value);
}

std::string percent(double value) {
    return std::isfinite(value) ? fmt::format("{:.0f}%", 100 * value) : "-";
}

std::string interval(const Interval& interval) {
    return std::isnan(interval.low) ? "-" : fmt::format("[{}, {}]", number(interval.low), number(interval.high));
}

void put(Row& row, const Judgement& judged) {
    row.insert(row.end(), {number(judged.mean), interval(judged.half), interval(judged.ninety),
                           probability(judged.below), probability(judged.null), probability(judged.above)});
}

std::string name_of(const VerdictLine& line) {
    return line.is_beside ? "  " + line.name : line.id.empty() ? line.name : line.id + " " + line.name;
}

Row row_of(const VerdictLine& line) {
    Row row{"", name_of(line)};
    put(row, line.judged);
    row.push_back(percent(line.share));
    row.push_back(probability(line.truth));
    row.emplace_back(line.finding ? text_of(*line.finding) : "");
    return row;
}

std::string view_name(const VerdictView& view) {
    return view.look.parameters.empty() ? "parameters as written" : view.look.parameters;
}

std::string basis(const VerdictView& view) {
    std::string text = fmt::format("{}: ", view_name(view));
    if (!view.draws)
        text += fmt::format("fixed parameters, P over {} replicates (chance alone)", view.replicates);
    else
        text +=
            fmt::format("P over {} draws of the {}, {} replicates, at least {} per draw{}", view.units,
                        view.look.parameters == "prior" ? "priors" : "posterior", view.replicates, view.fewest_per_draw,
                        view.is_corrected ? "; chance within draws removed" : "; chance within draws not removed");
    if (view.left_out > 0) text += fmt::format("; {} pairs without a value left out", view.left_out);
    if (view.common < 1)
        text += fmt::format(
            "\n  the actor is there in both arms in {} of the window: differences are over those weeks alone",
            percent(view.common));
    const std::string none = fmt::format("\n  no verdict is issued{}: that takes at least",
                                         view.left_out > 0 ? " on " + view.lines.front().id : "");
    if (view.draws && view.fewest_per_draw < fewest_per_draw)
        text += fmt::format("{} {} replicates per draw {}", none, fewest_per_draw,
                            view.left_out > 0 ? "with a value in both arms"
                                              : fmt::format("(design: replicates_per_draw: {})", fewest_per_draw));
    if (view.units < fewest_units)
        text += fmt::format("{} {} {}", none, fewest_units, view.draws ? "draws" : "replicates");
    return text + "\n";
}

std::string hypotheses_text(const VerdictView& view) {
    std::vector<Row> rows{{"", "hypothesis", "difference", "50% of D", "90% of D", "P(D < -d)", "P(null)", "P(D > d)",
                           "share", "P(holds)", "verdict"}};
    std::string notes;
    for (const VerdictLine& line : view.lines) {
        if (line.missing.empty())
            rows.push_back(row_of(line));
        else
            notes += fmt::format("  {}: not in this study: needs {}\n", name_of(line), line.missing);
        if (!line.note.empty()) notes += fmt::format("  {}: {}\n", name_of(line), line.note);
    }
    return basis(view) + aligned(rows, 2) + notes;
}

std::string power_text(const VerdictView& view, double d) {
    std::string text;
    for (const PowerLine& line : view.power)
        text += line.missing.empty()
                    ? fmt::format("  {} by {}: {} {}{}; {}\n", line.id, line.name, number(line.judged.mean),
                                  interval(line.judged.ninety),
                                  d > 0 ? fmt::format(", {:.2g} d", std::abs(line.judged.mean) / d) : "",
                                  line.spread > most_spread ? "coefficients not learnt" : "coefficients learnt")
                    : fmt::format("  {} by {}: not in this study: needs {}\n", line.id, line.name, line.missing);
    return text.empty() ? "  the model names no mediators\n" : text;
}

std::string pooled_text(const VerdictView& view) {
    std::string text;
    for (const PooledLine& line : view.pooled) {
        if (!line.missing.empty()) {
            text += fmt::format("  {}: not in this study: needs outcomes {}\n", line.name, line.missing);
            continue;
        }
        text += fmt::format("  {}: {:.3g} against {:.3g}, difference {} {} over {}", line.name, line.treated,
                            line.reference, number(line.judged.mean), interval(line.judged.ninety),
                            view.draws ? "draws" : "resampled replicates");
        for (const std::string& tier : line.thin)
            text += fmt::format("; {} is left out in both arms: fewer than 20 obligations", tier);
        text += "\n";
    }
    if (view.pooled.size() == 2 && view.pooled[0].missing.empty() && view.pooled[1].missing.empty() &&
        view.pooled[0].judged.mean * view.pooled[1].judged.mean < 0)
        text += "  own and joint differ in sign: who acts, not whether somebody acts, is what changes\n";
    return text.empty() ? "  the model's index is not one of counts\n" : text;
}

std::string components_text(const VerdictView& view) {
    double sum = 0;
    std::string text = "  components of the index, weight x mean log change:";
    for (const ComponentLine& component : view.components) {
        sum += component.change;
        text += fmt::format(" {} {}", component.name, number(component.change));
    }
    if (std::isnan(sum)) return "  components of the index: not in this study: needs an outcome of each\n";
    text += fmt::format("; sum {}, index {}", number(sum), number(view.index_change));
    if (std::abs(sum - view.index_change) > 1e-9) text += " (the study's weights are not the model's)";
    return text + "\n";
}

std::string switches_text(const VerdictView& view, const std::string& path) {
    if (view.switches.empty())
        return "  mechanisms: not in this study: needs design: {kind: lattice, switches: [...]}\n";
    std::string text;
    for (const SwitchLine& line : view.switches)
        text +=
            fmt::format("  {}: Shapley share {} {}; off, the difference is {}: {} gone\n", line.path,
                        number(line.shapley), interval(line.interval), number(line.difference), percent(line.share));
    return text +
           fmt::format("  effects of dropping one mechanism do not add up, Shapley shares do: peacenorm decompose {}\n",
                       path);
}

std::string conditions_text(const VerdictView& view) {
    if (!view.draws) return "  fixed parameters: a verdict here is conditional on all of them\n";
    if (view.unidentified_drawn == 0) return "  no parameter is drawn that no data identify\n";
    if (std::isnan(view.least_correlation))
        return fmt::format(
            "  {} drawn parameters that no data identify: {} draws are too few to tell what it hinges on\n",
            view.unidentified_drawn, view.units);
    std::string text;
    for (const Condition& c : view.conditions)
        text += fmt::format(
            "  {} hinges on {} (rank correlation {:+.2f}): up to {:.3g} P(D < -d) = {:.2f}, mean {}; "
            "above {:.2f}, mean {}\n",
            c.id, c.path, c.correlation, c.threshold, c.below, number(c.mean_below), c.above, number(c.mean_above));
    if (view.conditions.empty())
        text = fmt::format(
            "  none of {} drawn parameters that no data identify explains a tenth of the variance of "
            "ranks and more than chance does: with {} draws only a rank correlation of {:.2f} or more can be told from "
            "chance among so many\n",
            view.unidentified_drawn, view.units, view.least_correlation);
    return text;
}

std::string robustness_text(const VerdictView& view) {
    std::vector<Row> rows{{"", "", "difference", "P(D < -d)", "P(null)", "P(D > d)", "verdict"}};
    std::string missing;
    for (const AlternateLine& line : view.robustness) {
        if (!line.missing.empty()) {
            if (line.id == view.robustness.front().id)
                missing += fmt::format("  {}: not in this study: needs {}\n", line.name, line.missing);
            continue;
        }
        rows.push_back({"", line.id + ", " + line.name, number(line.judged.mean), probability(line.judged.below),
                        probability(line.judged.null), probability(line.judged.above),
                        std::string(text_of(line.judged.finding))});
    }
    return (rows.size() > 1 ? aligned(rows, 2) : "") + missing;
}

std::string patterns_text(const VerdictView& view) {
    std::string text;
    for (const PatternLine& line : view.patterns)
        text +=
            line.is_measured
                ? fmt::format("  {}: {}: {:.3g} in the model, {:.3g} to {:.3g} wanted ({})\n",
                              line.is_met() ? "met" : "missed", line.name, line.value, line.low, line.high, line.source)
                : fmt::format("  not in this study: {}: needs outcome {}\n", line.name, line.expression);
    return text.empty() ? "  none: the study's theatre states no facts to look for (theatre.patterns)\n" : text;
}

std::string priors_text(const Verdict& verdict) {
    if (verdict.priors.empty())
        return "  not in this study: needs design: {parameters: [baseline, prior]}, or results over draws of other "
               "priors, named by --beside\n";
    std::string text;
    for (const PriorLine& prior : verdict.priors) {
        text += fmt::format("  {}{}: {}; {}\n", prior.path.empty() ? "this study" : prior.path + ", ",
                            prior.path.empty() ? "" : prior.title, prior.contrast,
                            !prior.draws                 ? "fixed parameters"
                            : prior.level == "posterior" ? "draws of its posterior"
                                                         : "draws of its priors");
        std::vector<Row> rows{{"", "", "difference", "P(D < -d)", "P(null)", "P(D > d)", "units", "replicates"}};
        for (const AlternateLine& line : prior.lines) {
            if (!line.missing.empty()) {
                text += fmt::format("    {}: not in that study: needs {}\n", line.id, line.missing);
                continue;
            }
            const Judgement& j = line.judged;
            rows.push_back({"", "  " + line.id + " " + line.name, number(j.mean), probability(j.below),
                            probability(j.null), probability(j.above), std::to_string(j.units),
                            std::to_string(j.replicates)});
        }
        if (rows.size() > 1) text += aligned(rows, 2);
    }
    return text;
}

/// A part of the report for each view, under one heading.
template <class Text>
std::string parts(const char* heading, const Verdict& verdict, Text text) {
    std::string all = fmt::format("\n{}\n", heading);
    for (const VerdictView& view : verdict.views) {
        if (verdict.views.size() > 1) all += fmt::format(" {}:\n", view_name(view));
        all += text(view);
    }
    return all;
}

std::string head_text(const Verdict& verdict, const VerdictReport& report) {
    const ResultCells& result = report.result;
    std::string text = fmt::format("{}: {}, in the model {} {}\n", report.path, result.attribute("title"),
                                   result.attribute("model"), result.attribute("model_version"));
    if (const std::string notice = result.attribute("notice"); !notice.empty())
        text += fmt::format("note: {}; what follows holds in the model\n", notice);
    if (!report.theatre.empty()) text += fmt::format("theatre: {}\n", report.theatre);
    text += fmt::format("contrast: {}\nactor: {}", verdict.contrast, verdict.actor);
    if (const std::string branch = result.attribute("branch"); !branch.empty())
        text += fmt::format("; arms part on {}", branch);
    text += fmt::format("; window: {}; study {}\n", verdict.window.empty() ? "the whole run" : verdict.window,
                        result.attribute("study_hash").substr(0, 8));
    if (!result.attribute("branch").empty() && verdict.window.find("across_branch") != std::string::npos)
        text += "note: the window opens before the branch: its first part is the same in both arms\n";
    return text + fmt::format("index: {}\nd = {}\n", report.claims.index, verdict.d);
}

constexpr const char* legend =
    "\ndifference: mean of D, paired by replicate; 50% and 90%: central intervals of D over replicates, or over "
    "draws.\n"
    "A fall is supported where P(D < -d) > 0.9, refuted where P(D > d) > 0.9 (a rise the other way round), "
    "practically\n"
    "null where P(|D| <= d) > 0.9, else undetermined, which is a result. Where no mediator that the study moves can "
    "move\n"
    "the outcome by 2.5 d, it is not testable here, or, where the path's coefficients are learnt from data, "
    "insensitive\n"
    "in the data, whatever D is. Share: part of the whole that is removed,\n"
    "carried or mediated. P(holds): share of replicates or draws in which a claim about a part holds. Indented\n"
    "lines accompany a hypothesis and are not judged. Chance within draws: Louis 1984.\n";

}  // namespace

std::string verdict_text(const Verdict& verdict, const VerdictReport& report) {
    std::string text = head_text(verdict, report);
    for (const VerdictView& view : verdict.views) text += "\n" + hypotheses_text(view);
    text += parts("power of the instrument: the outcome at the high end of a mediator less that at the low end",
                  verdict, [&](const VerdictView& view) { return power_text(view, verdict.d); });
    text += parts("index of counts pooled over replicates", verdict, pooled_text);
    text += "\nunder other priors (a diagnostic; no verdict is issued)\n" + priors_text(verdict);
    if (!verdict.priors.empty() && !report.priors.empty()) text += fmt::format("  {}\n", report.priors);
    text += parts("contributions to the first hypothesis", verdict,
                  [&](const VerdictView& view) { return components_text(view) + switches_text(view, report.path); });
    text += parts("conditional on", verdict, conditions_text);
    text += parts("robustness", verdict, robustness_text);
    text += "\npatterns\n" + patterns_text(verdict.views.front());
    text += "\nroutes to the opposite result\n";
    for (const std::string_view route : report.claims.routes) text += fmt::format("  - {}\n", route);
    return printable_lines(text) + legend;
}

}  // namespace peacenorm::analysis
