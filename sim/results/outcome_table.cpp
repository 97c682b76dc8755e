// SPDX-License-Identifier: Apache-2.0
#include "sim/results/outcome_table.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "sim/config/faults.hpp"
#include "sim/core/text_table.hpp"
#include "sim/store/result_reader.hpp"

namespace peacenorm::study {

namespace {

using record::h5::Rows;
using record::h5::Variable;

constexpr std::uint64_t block = 4096;  // runs
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// Calls body(first run, values) for one stretch of runs after the other.
template <class T, class Body>
void for_stretches(const Variable& variable, Body body) {
    std::vector<T> values;
    for (std::uint64_t first = 0; first < variable.rows(); first += block) {
        values.resize(static_cast<std::size_t>(std::min(block, variable.rows() - first)));
        variable.read<T>(Rows{first, values.size()}, values);
        body(first, values);
    }
}

/// Adds a value to a running mean; `sd` holds the sum of squared deviations until `close`. Source: Welford 1962.
void add(OutcomeSummary& summary, double value) {
    if (std::isnan(value)) {
        ++summary.missing;
        return;
    }
    ++summary.n;
    const double before = value - summary.mean;
    summary.mean += before / static_cast<double>(summary.n);
    summary.sd += before * (value - summary.mean);
}

void close(OutcomeSummary& summary) {
    summary.sd = summary.n > 1 ? std::sqrt(summary.sd / static_cast<double>(summary.n - 1)) : missing;
    if (summary.n == 0) summary.mean = missing;
}

std::string number(double value) {
    return std::isnan(value) ? "-" : fmt::format("{:.5g}", value);
}

std::vector<record::Outcome> named(const Study& study) {
    std::vector<record::Outcome> outcomes;
    std::copy_if(study.outcomes.begin(), study.outcomes.end(), std::back_inserter(outcomes), record::is_named);
    return outcomes;
}

using Table = std::vector<std::vector<std::string>>;

}  // namespace

ResultSummary summarise(const Plan& plan, const std::filesystem::path& result) {
    const record::h5::File file = record::open_result(result);
    ResultSummary summary;
    const Variable status = file.variable("status");
    summary.runs = status.rows();
    if (summary.runs != plan.runs())
        throw config::ConfigError(fmt::format(
            "{}: error: holds {} runs of this study, {} are asked for; choose another file with --out, or remove it\n",
            result.string(), summary.runs, plan.runs()));
    for_stretches<std::int8_t>(status, [&](std::uint64_t, const std::vector<std::int8_t>& flags) {
        summary.failed += static_cast<std::uint64_t>(
            std::count(flags.begin(), flags.end(), static_cast<std::int8_t>(record::Status::failed)));
    });
    const std::vector<record::Outcome> outcomes = named(plan.study());
    const Arms& arms = plan.study().arms;
    const std::uint64_t cells = std::min(plan.points() * arms.count(), ResultSummary::most_cells);
    summary.outcomes.assign(static_cast<std::size_t>(cells), std::vector<OutcomeSummary>(outcomes.size()));
    for (std::size_t i = 0; i < outcomes.size(); ++i)
        for_stretches<double>(
            file.variable(outcomes[i].name), [&](std::uint64_t first, const std::vector<double>& values) {
                for (std::size_t k = 0; k < values.size(); ++k) {
                    const std::uint64_t run = first + k, runs = arms.runs_per_bundle();
                    const std::uint64_t cell = plan.bundle(run / runs).point * arms.count() + run % runs / arms.futures;
                    if (cell < cells) add(summary.outcomes[static_cast<std::size_t>(cell)][i], values[k]);
                }
            });
    for (auto& cell : summary.outcomes)
        for (OutcomeSummary& outcome : cell) close(outcome);
    return summary;
}

std::string render(const ResultSummary& summary, const Plan& plan) {
    const std::vector<record::Outcome> outcomes = named(plan.study());
    const Arms& arms = plan.study().arms;
    if (outcomes.empty()) return {};
    Table table(1);
    for (const auto& [factor, value] : plan.describe_point(0)) table[0].push_back(factor);
    if (!arms.list.empty()) table[0].emplace_back("arm");
    const std::size_t left = table[0].size() + 1;
    table[0].insert(table[0].end(), {"outcome", "mean", "sd", "n", "missing"});
    for (std::size_t place = 0; place < summary.outcomes.size(); ++place)
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            const OutcomeSummary& cell = summary.outcomes[place][i];
            std::vector<std::string> row;
            for (const auto& [factor, value] : plan.describe_point(place / arms.count())) row.push_back(value);
            if (!arms.list.empty()) row.push_back(arms.name(place % arms.count()));
            row.insert(row.end(), {outcomes[i].name, number(cell.mean), number(cell.sd), std::to_string(cell.n),
                                   std::to_string(cell.missing)});
            table.push_back(std::move(row));
        }
    std::string text = aligned(table, left);
    if (plan.points() * arms.count() > summary.outcomes.size())
        text += fmt::format("and {} rows more, in the file\n",
                            (plan.points() * arms.count() - summary.outcomes.size()) * outcomes.size());
    return text;
}

}  // namespace peacenorm::study
