// SPDX-License-Identifier: Apache-2.0
#include "sim/results/export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/config/faults.hpp"
#include "sim/config/words.hpp"
#include "sim/core/printable.hpp"
#include "sim/store/result_reader.hpp"

namespace peacenorm::study {

namespace {

using record::h5::File;
using record::h5::Rows;
using record::h5::Type;
using record::h5::Variable;

constexpr std::uint64_t block = 4096;      // runs of scalars at a time
constexpr std::uint64_t series_block = 8;  // and of series

std::string cell(const std::string& text) {
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
}

std::string number(double value) {
    return std::isnan(value) ? std::string() : fmt::format("{}", value);
}

/// Some rows of a variable as cells, row-major.
std::vector<std::string> cells_of(const Variable& variable, Rows rows) {
    std::vector<std::string> cells;
    if (variable.type() == Type::text) {
        for (const std::string& text : variable.read_texts(rows)) cells.push_back(cell(printable_lines(text)));
    } else if (variable.type() == Type::real) {
        std::vector<double> values(rows.count * variable.cells());
        variable.read<double>(rows, values);
        for (const double value : values) cells.push_back(number(value));
    } else {
        std::vector<std::int64_t> values(rows.count * variable.cells());
        variable.read<std::int64_t>(rows, values);
        for (const std::int64_t value : values) cells.push_back(std::to_string(value));
    }
    return cells;
}

std::vector<std::string> dimensions_of(const Variable& variable) {
    return variable.is_bare_dimension() || variable.shape().empty() ? std::vector<std::string>{}
                                                                    : variable.dimensions();
}

/// Variables along runs alone, in the order of the file.
std::vector<std::string> run_variables(const File& file) {
    std::vector<std::string> names;
    for (const std::string& name : file.variables())
        if (dimensions_of(file.variable(name)) == std::vector<std::string>{"run"}) names.push_back(name);
    return names;
}

std::string joined(const std::vector<std::string>& cells) {
    return printable_lines(fmt::format("{}\n", fmt::join(cells, ",")));
}

/// Columns of some variables, read for a stretch of runs.
std::vector<std::vector<std::string>> columns_of(const File& file, const std::vector<std::string>& names, Rows rows) {
    std::vector<std::vector<std::string>> columns;
    for (const std::string& name : names) columns.push_back(cells_of(file.variable(name), rows));
    return columns;
}

bool is_series(const Variable& variable) {
    const std::vector<std::string> dimensions = dimensions_of(variable);
    return dimensions.size() >= 2 && dimensions[0] == "run" && dimensions[1] == "time";
}

std::vector<std::string> chosen_series(const File& file, const std::vector<std::string>& names) {
    std::vector<std::string> known, plain;
    for (const std::string& name : file.variables()) {
        if (!is_series(file.variable(name))) continue;
        known.push_back(name);
        if (dimensions_of(file.variable(name)).size() == 2) plain.push_back(name);
    }
    if (names == std::vector<std::string>{"all"}) return plain;
    std::string faults;
    for (const std::string& name : names)
        if (std::find(known.begin(), known.end(), name) == known.end())
            faults += config::with_suggestion(fmt::format("error: unknown series {}; expected {}",
                                                          config::in_quotes(name), config::one_of(known)),
                                              name, known) +
                      "\n";
    if (!faults.empty()) throw config::ConfigError(faults);
    const std::vector<std::string> dimensions = dimensions_of(file.variable(names.front()));
    for (const std::string& name : names)
        if (dimensions_of(file.variable(name)) != dimensions)
            throw config::ConfigError(fmt::format("error: '{}' is by {}, '{}' by {}: export them one by one\n", name,
                                                  fmt::join(dimensions_of(file.variable(name)), ", "), names.front(),
                                                  fmt::join(dimensions, ", ")));
    return names;
}

/// Writes the lines of some series, block of runs by block.
class SeriesExport {
  public:
    SeriesExport(const File& file, std::vector<std::string> series)
        : file_(file), series_(std::move(series)), dimensions_(dimensions_of(file.variable(series_.front()))) {
        for (const std::string& name : run_variables(file)) {
            const bool is_label = name == "run" || name == "arm" || name == "future" || name == "replicate" ||
                                  name == "seed" || name.starts_with("design_");
            if (is_label) labels_.push_back(name);
        }
        for (std::size_t i = 1; i < dimensions_.size(); ++i) {
            names_.emplace_back();
            const std::uint64_t size = file.variable(dimensions_[i]).rows();
            for (std::uint64_t k = 0; k < size; ++k) names_.back().push_back(cell(places_.at(dimensions_[i], k)));
        }
    }

    std::string head() const {
        std::vector<std::string> columns = labels_;
        columns.insert(columns.end(), {"step", "time"});
        columns.insert(columns.end(), dimensions_.begin() + 2, dimensions_.end());
        columns.insert(columns.end(), series_.begin(), series_.end());
        return joined(columns);
    }

    std::string lines(Rows rows) const {
        const auto labels = columns_of(file_, labels_, rows), values = columns_of(file_, series_, rows);
        const std::uint64_t cells = file_.variable(series_.front()).cells();
        std::string text;
        for (std::uint64_t i = 0; i < rows.count * cells; ++i) {
            for (const auto& label : labels) text += label[i / cells] + ",";
            text += place(i % cells);
            for (std::size_t s = 0; s < series_.size(); ++s) text += (s == 0 ? "" : ",") + values[s][i];
            text += "\n";
        }
        return text;
    }

  private:
    /// "3,2013-08-26,north,": the labels of a cell within a run.
    std::string place(std::uint64_t cell) const {
        std::string rest;
        for (std::size_t i = names_.size(); i-- > 1;) {
            rest.insert(0, names_[i][cell % names_[i].size()] + ",");
            cell /= names_[i].size();
        }
        return fmt::format("{},{},", cell + 1, names_[0][cell]) + rest;
    }

    const File& file_;
    std::vector<std::string> series_, dimensions_, labels_;
    std::vector<std::vector<std::string>> names_;  ///< labels along time and further dimensions
    record::Labels places_{file_};
};

}  // namespace

void export_runs(const std::filesystem::path& result, const WriteText& write) {
    const File file = record::open_result(result);
    const std::vector<std::string> names = run_variables(file);
    write(joined(names));
    const std::uint64_t runs = file.variable("run").rows();
    for (std::uint64_t first = 0; first < runs; first += block) {
        const Rows rows{first, std::min(block, runs - first)};
        const auto columns = columns_of(file, names, rows);
        std::string text;
        for (std::uint64_t i = 0; i < rows.count; ++i)
            for (std::size_t c = 0; c < columns.size(); ++c)
                text += columns[c][i] + (c + 1 < columns.size() ? "," : "\n");
        write(text);
    }
}

void export_series(const std::filesystem::path& result, const std::vector<std::string>& names, const WriteText& write) {
    const File file = record::open_result(result);
    std::vector<std::string> series = chosen_series(file, names);
    if (series.empty())
        throw config::ConfigError(result.string() + ": error: it has no series by run and time alone; name one\n");
    const SeriesExport table(file, std::move(series));
    write(table.head());
    const std::uint64_t runs = file.variable("run").rows();
    for (std::uint64_t first = 0; first < runs; first += series_block)
        write(table.lines({first, std::min(series_block, runs - first)}));
}

}  // namespace peacenorm::study
