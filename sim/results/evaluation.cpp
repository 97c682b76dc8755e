// SPDX-License-Identifier: Apache-2.0
#include "sim/results/evaluation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <iterator>

#include "sim/analysis/csv.hpp"
#include "sim/core/json.hpp"
#include "sim/core/printable.hpp"
#include "sim/design/keys.hpp"
#include "sim/store/result_reader.hpp"

namespace peacenorm::study {

namespace {

using record::Status;
using record::h5::Rows;

/// All of a result that rows are made of.
struct Values {
    std::vector<std::int8_t> status;
    std::vector<std::vector<double>> outcomes;  ///< Shape: [outcomes][runs]
    std::vector<std::string> errors;            ///< by run
};

std::vector<const record::Outcome*> named(const Study& study) {
    std::vector<const record::Outcome*> outcomes;
    for (const record::Outcome& outcome : study.outcomes)
        if (record::is_named(outcome)) outcomes.push_back(&outcome);
    return outcomes;
}

Values values_of(const Plan& plan, const std::filesystem::path& result) {
    const record::h5::File file = record::open_result(result);
    const Rows all{0, plan.runs()};
    Values values;
    values.status.resize(static_cast<std::size_t>(plan.runs()));
    file.variable("status").read<std::int8_t>(all, values.status);
    for (const record::Outcome* outcome : named(plan.study())) {
        values.outcomes.emplace_back(static_cast<std::size_t>(plan.runs()));
        file.variable(outcome->name).read<double>(all, values.outcomes.back());
    }
    values.errors.resize(values.status.size());
    const auto is_failed = [](std::int8_t status) { return static_cast<Status>(status) == Status::failed; };
    if (std::any_of(values.status.begin(), values.status.end(), is_failed) && file.has("error"))
        values.errors = file.variable("error").read_texts(all);
    return values;
}

/// One run as names and values, in order.
struct Cell {
    std::string name;
    config::Node value;
    bool is_missing = false;
};

config::Node whole(std::uint64_t number) {
    return config::scalar(std::to_string(number));
}

class Writer {
  public:
    Writer(const Plan& plan, const std::filesystem::path& result)
        : plan_(plan), study_(plan.study()), outcomes_(named(study_)), values_(values_of(plan, result)) {}
    std::string csv() const;
    std::string json_lines() const;
    std::string dakota() const;

  private:
    std::vector<Cell> row(std::uint64_t run) const;
    bool is_done(std::uint64_t run) const {
        return static_cast<Status>(values_.status[static_cast<std::size_t>(run)]) == Status::done;
    }
    /// Runs by point, then by replicate, as the rows came in; a study has its replicates outermost.
    void for_runs(const std::function<void(std::uint64_t)>& body) const;

    const Plan& plan_;
    const Study& study_;
    std::vector<const record::Outcome*> outcomes_;
    Values values_;
};

void Writer::for_runs(const std::function<void(std::uint64_t)>& body) const {
    const std::uint64_t runs = study_.arms.runs_per_bundle();
    for (std::uint64_t point = 0; point < plan_.points(); ++point)
        for (std::uint64_t replicate = 0; replicate < study_.replicates; ++replicate)
            for (std::uint64_t within = 0; within < runs; ++within)
                body((replicate * plan_.points() + point) * runs + within);
}

std::vector<Cell> Writer::row(std::uint64_t run) const {
    const std::uint32_t runs = study_.arms.runs_per_bundle(), futures = study_.arms.futures;
    const Bundle bundle = plan_.bundle(run / runs);
    const auto within = static_cast<std::uint32_t>(run % runs);
    const auto i = static_cast<std::size_t>(run);
    std::vector<Cell> cells{{"row", whole(bundle.point + 1)}};
    if (!study_.arms.list.empty()) cells.push_back({"arm", keys::quoted(study_.arms.name(within / futures))});
    if (futures > 1) cells.push_back({"future", whole(within % futures)});
    cells.push_back({"replicate", whole(plan_.luck(bundle))});
    const std::vector<config::Node> point = study_.design.values(bundle.point);
    for (std::size_t k = 0; k < point.size(); ++k) cells.push_back({study_.design.factors[k].path, point[k]});
    cells.push_back({"status", config::scalar(is_done(run) ? "done" : "failed")});
    for (std::size_t k = 0; k < outcomes_.size(); ++k) {
        const double value = values_.outcomes[k][i];
        cells.push_back({outcomes_[k]->name, config::scalar(analysis::csv_number(value)), !std::isfinite(value)});
    }
    cells.push_back({"error", keys::quoted(is_done(run) ? "" : printable_lines(values_.errors[i]))});
    return cells;
}

std::string Writer::csv() const {
    std::string text;
    for_runs([&](std::uint64_t run) {
        const std::vector<Cell> cells = row(run);
        std::vector<std::string> words;
        const auto line = [&](const auto& word_of) {
            words.clear();
            std::transform(cells.begin(), cells.end(), std::back_inserter(words), word_of);
            text += analysis::csv_line(words);
        };
        if (text.empty()) line([](const Cell& cell) { return cell.name; });
        line([](const Cell& cell) { return cell.is_missing ? std::string() : keys::on_one_line(cell.value); });
    });
    return text;
}

/// A scalar as JSON knows it: a number or a switch as it is, else a text.
std::string json_of(const Cell& cell) {
    if (cell.is_missing) return "null";
    if (const auto number = keys::number(cell.value)) return json_number(*number);
    const bool is_switch = !cell.value.quoted && (cell.value.text == "true" || cell.value.text == "false");
    return is_switch ? cell.value.text : json_text(keys::on_one_line(cell.value));
}

std::string Writer::json_lines() const {
    std::string text;
    for_runs([&](std::uint64_t run) {
        JsonObject object;
        for (const Cell& cell : row(run)) object.put(cell.name, json_of(cell));
        text += object.text() + "\n";
    });
    return text;
}

/// Dakota reads the outcomes of a set as `VALUE DESCRIPTOR`; sets of a batch are parted by '#'.
std::string Writer::dakota() const {
    std::string text;
    for_runs([&](std::uint64_t run) {
        if (!text.empty()) text += "#\n";
        bool is_whole = is_done(run);
        for (const auto& outcome : values_.outcomes) is_whole &= std::isfinite(outcome[static_cast<std::size_t>(run)]);
        if (!is_whole) {
            text += "FAIL\n";
            return;
        }
        for (std::size_t k = 0; k < outcomes_.size(); ++k)
            text += fmt::format("{} {}\n", analysis::csv_number(values_.outcomes[k][static_cast<std::size_t>(run)]),
                                outcomes_[k]->name);
    });
    return text;
}

}  // namespace

std::string evaluation_text(const Plan& plan, const std::filesystem::path& result, Points::Form form) {
    const Writer writer(plan, result);
    switch (form) {
        case Points::Form::csv:
            return writer.csv();
        case Points::Form::json_lines:
            return writer.json_lines();
        case Points::Form::dakota:
            return writer.dakota();
    }
    return {};
}

}  // namespace peacenorm::study
