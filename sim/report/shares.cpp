// SPDX-License-Identifier: Apache-2.0
#include "sim/report/shares.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "sim/analysis/judgement.hpp"
#include "sim/core/json.hpp"
#include "sim/report/names.hpp"
#include "sim/store/result_reader.hpp"

namespace peacenorm::report {

namespace {

using analysis::ResultCells;
using record::h5::File;
using record::h5::Variable;
using Texts = std::vector<std::string>;
using Values = std::vector<double>;

constexpr std::uint64_t most_values = 16'000'000;  // 128 MB of doubles
constexpr std::uint64_t most_bytes = 2'000'000;    // of a series' arrays before compression
constexpr std::size_t statistics = 3, bytes_per_value = 2, arrays = 2;

/// A row or a column: labels of an axis that are taken together.
struct Group {
    Texts parts;  ///< what it is called
    std::vector<std::size_t> labels;
};

/// A fact about a share.
struct Fact {
    std::size_t row = 0, column = 0;
    const analysis::Target* target = nullptr;
};

/// A series that is shown as shares.
struct Table {
    Texts parts;
    std::vector<Group> rows, columns;
    std::vector<Fact> facts;

    std::size_t cells() const { return rows.size() * columns.size(); }
};

bool is_counts(const Variable& variable) {
    if (variable.is_bare_dimension() || variable.shape().size() != 4) return false;
    const Texts dimensions = variable.dimensions();
    return dimensions[0] == "run" && dimensions[1] == "time" &&
           (variable.type() == record::h5::Type::int32 || variable.type() == record::h5::Type::int64);
}

std::string without_last(const Texts& parts) {
    std::string text;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) text += parts[i] + '.';
    return text;
}

/// Each label, and behind those that differ in their last part alone all of them.
std::vector<Group> rows_of(const Texts& labels) {
    std::vector<Group> rows;
    const auto close = [&](std::size_t from) {
        if (rows.size() - from < 2) return;
        Group all{rows[from].parts, {}};
        all.parts.back() = everywhere;
        for (std::size_t i = from; i < rows.size(); ++i) all.labels.push_back(rows[i].labels.front());
        rows.push_back(std::move(all));
    };
    std::size_t from = 0;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        Group row{split(labels[i], '.'), {i}};
        if (!rows.empty() && without_last(row.parts) != without_last(rows.back().parts)) {
            close(from);
            from = rows.size();
        }
        rows.push_back(std::move(row));
    }
    close(from);
    return rows;
}

std::vector<Group> columns_of(const Texts& labels) {
    std::vector<Group> columns;
    columns.reserve(labels.size());
    for (std::size_t i = 0; i < labels.size(); ++i) columns.push_back({{labels[i]}, {i}});
    return columns;
}

template <class Same>
std::optional<std::size_t> find(const std::vector<Group>& groups, Same same) {
    const auto found = std::find_if(groups.begin(), groups.end(), same);
    if (found == groups.end()) return std::nullopt;
    return static_cast<std::size_t>(found - groups.begin());
}

/// The column of "good+very_good", added where it is new; empty where a label is unknown.
std::optional<std::size_t> column_of(std::vector<Group>& columns, const std::string& words, std::size_t labels) {
    Group sum;
    for (const std::string& word : split(words, '+')) {
        const auto label = find(columns, [&](const Group& one) { return one.parts == Texts{word}; });
        if (!label || *label >= labels) return std::nullopt;
        sum.labels.push_back(*label);
    }
    std::sort(sum.labels.begin(), sum.labels.end());
    if (const auto known = find(columns, [&](const Group& one) { return one.labels == sum.labels; })) return known;
    for (const std::size_t label : sum.labels) sum.parts.push_back(columns[label].parts.front());
    columns.push_back(std::move(sum));
    return columns.size() - 1;
}

/// The theatre's facts that name a row and columns, "first.usefulness.north:good+very_good", in percent.
void add_facts(Table& table, const analysis::Theatre& theatre) {
    const std::size_t labels = table.columns.size();
    for (std::size_t block = 0; block < theatre.targets.size(); ++block) {
        const auto& rows = theatre.targets[block].rows;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const std::size_t colon = rows[i].of.find(':');
            if (rows[i].unit != "%" || colon == std::string::npos) continue;
            const Texts parts = split(rows[i].of.substr(0, colon), '.');
            const auto row = find(table.rows, [&](const Group& one) { return one.parts == parts; });
            if (!row) continue;
            if (const auto column = column_of(table.columns, rows[i].of.substr(colon + 1), labels))
                table.facts.push_back({*row, *column, &rows[i]});
        }
    }
}

/// Shares by cell shown, run, row and column; NaN where a row has no count.
class Shares {
  public:
    Shares(const Variable& variable, const Table& table, const ResultCells& result, const ShownCells& shown)
        : table_(table), futures_(result.futures()) {
        const std::uint64_t each = std::max<std::uint64_t>(1, shown.cells.size() * futures_ * table.cells());
        replicates_ = std::clamp<std::uint64_t>(most_values / each, 1, result.replicates());
        values_.assign(shown.cells.size(), Values(runs() * table.cells(), analysis::undefined));
        counted_.assign(shown.cells.size(), Values(table.rows.size()));
        Values read(variable.cells());
        for (std::size_t cell = 0; cell < shown.cells.size(); ++cell) {
            std::uint64_t done = 0;
            for (std::uint64_t i = 0; i < runs(); ++i) {
                const std::uint64_t run =
                    result.run_of(i / futures_, shown.cells[cell].point, shown.cells[cell].arm, i % futures_);
                if (!result.is_done(run)) continue;
                variable.read<double>({run, 1}, read);
                add(cell, i, over_time(read, variable.shape()), variable.shape()[3]);
                ++done;
            }
            for (double& count : counted_[cell]) count /= std::max(1.0, static_cast<double>(done));
        }
    }

    std::uint64_t replicates() const { return replicates_; }
    const Values& counted(std::size_t cell) const { return counted_[cell]; }

    /// The three statistics over runs of a cell, less a reference's run by run where there is one.
    void add_statistics(Values& into, std::size_t cell, std::optional<std::size_t> reference) const {
        const std::size_t start = into.size(), places = table_.cells();
        into.resize(start + statistics * places, analysis::undefined);
        for (std::size_t place = 0; place < places; ++place) {
            const Values values = values_at(cell, reference, place);
            analysis::Moments moments;
            for (const double value : values) moments.add(value);
            into[start + place] = moments.mean();
            into[start + places + place] = analysis::sample_quantile(values, 0.05);
            into[start + 2 * places + place] = analysis::sample_quantile(values, 0.95);
        }
    }

  private:
    std::uint64_t runs() const { return replicates_ * futures_; }

    static Values over_time(const Values& read, const std::vector<std::uint64_t>& shape) {
        Values sums(shape[2] * shape[3]);
        for (std::size_t i = 0; i < read.size(); ++i) sums[i % sums.size()] += read[i];
        return sums;
    }

    void add(std::size_t cell, std::uint64_t run, const Values& counts, std::uint64_t width) {
        double* into = &values_[cell][run * table_.cells()];
        for (std::size_t row = 0; row < table_.rows.size(); ++row) {
            Values by_label(width);
            double all = 0;
            for (const std::size_t label : table_.rows[row].labels)
                for (std::size_t k = 0; k < width; ++k) by_label[k] += counts[label * width + k];
            for (const double count : by_label) all += count;
            counted_[cell][row] += all;
            for (const Group& column : table_.columns) {
                double sum = 0;
                for (const std::size_t label : column.labels) sum += by_label[label];
                *into++ = all > 0 ? sum / all : analysis::undefined;
            }
        }
    }

    Values values_at(std::size_t cell, std::optional<std::size_t> reference, std::size_t place) const {
        Values picked;
        picked.reserve(runs());
        for (std::uint64_t i = place; i < runs() * table_.cells(); i += table_.cells()) {
            const double value = values_[cell][i] - (reference ? values_[*reference][i] : 0);
            if (std::isfinite(value)) picked.push_back(value);
        }
        return picked;
    }

    const Table& table_;
    std::uint64_t futures_, replicates_ = 0;
    std::vector<Values> values_;   ///< by cell
    std::vector<Values> counted_;  ///< by cell: mean count by row
};

std::string groups_json(const std::vector<Group>& groups) {
    Texts all;
    all.reserve(groups.size());
    for (const Group& group : groups) {
        Texts parts;
        parts.reserve(group.parts.size());
        for (const std::string& part : group.parts) parts.push_back(json_text(part));
        all.push_back(json_list(parts));
    }
    return json_list(all);
}

std::string facts_json(const std::vector<Fact>& facts) {
    constexpr double percent = 100;
    Texts all;
    all.reserve(facts.size());
    for (const Fact& fact : facts)
        all.push_back(JsonObject{}
                          .put("row", std::to_string(fact.row))
                          .put("column", std::to_string(fact.column))
                          .put_number("value", fact.target->value / percent)
                          .put_text("what", fact.target->what)
                          .put_text("period", fact.target->period)
                          .put_text("within", fact.target->within)
                          .put_text("source", fact.target->source)
                          .text());
    return json_list(all);
}

std::string meaning_of(const File& file, const std::string& name) {
    return file.variable(name).attribute("long_name").value_or(name);
}

/// The table of a series; empty where its labels have no parts.
std::optional<Table> table_of(const File& file, const Variable& variable, const analysis::Theatre& theatre) {
    const std::string rows = variable.dimensions()[2], columns = variable.dimensions()[3];
    const Texts labels = record::Labels(file).along(rows);
    Table table;
    table.parts = parts_of_labels(meaning_of(file, rows), labels);
    if (table.parts.empty()) return std::nullopt;
    table.rows = rows_of(labels);
    table.columns = columns_of(record::Labels(file).along(columns));
    add_facts(table, theatre);
    return table;
}

std::string add_series(DataBlock& block, const std::string& name, const Variable& variable, const Table& table,
                       const Shares& shares, const ShownCells& shown) {
    Values levels, differences, counted;
    for (std::size_t cell = 0; cell < shown.cells.size(); ++cell) {
        shares.add_statistics(levels, cell, std::nullopt);
        const auto& reference = shown.references[cell];
        if (reference)
            shares.add_statistics(differences, cell, reference);
        else
            differences.resize(differences.size() + statistics * table.cells(), analysis::undefined);
        counted.insert(counted.end(), shares.counted(cell).begin(), shares.counted(cell).end());
    }
    const std::vector<std::uint64_t> shape{shown.cells.size(), statistics, table.rows.size(), table.columns.size()};
    block.add_rounded(name + ".share", shape, levels);
    block.add_rounded(name + ".share_difference", shape, differences);
    block.add_rounded(name + ".counted", {shown.cells.size(), table.rows.size()}, counted);
    const Texts dimensions = variable.dimensions();
    Texts parts;
    parts.reserve(table.parts.size());
    for (const std::string& part : table.parts) parts.push_back(json_text(part));
    return JsonObject{}
        .put_text("name", variable.name())
        .put_text("title", variable.attribute("long_name").value_or(variable.name()))
        .put_text("unit", variable.attribute("units").value_or("1"))
        .put_text("by", dimensions[2])
        .put_text("of", dimensions[3])
        .put("parts", json_list(parts))
        .put("rows", groups_json(table.rows))
        .put("columns", groups_json(table.columns))
        .put("facts", facts_json(table.facts))
        .put("replicates", std::to_string(shares.replicates()))
        .text();
}

}  // namespace

std::vector<std::string> parts_of_labels(const std::string& meaning, const std::vector<std::string>& labels) {
    const std::size_t colon = meaning.find(": ");
    if (colon == std::string::npos) return {};
    Texts parts = split(meaning.substr(colon + 2), ',');
    const auto has_them = [&](const std::string& label) { return split(label, '.').size() == parts.size(); };
    const bool all = !labels.empty() && std::all_of(labels.begin(), labels.end(), has_them);
    return parts.size() > 1 && all ? parts : Texts{};
}

std::string add_shares(DataBlock& block, const std::string& name, const File& file, const ResultCells& result,
                       const ShownCells& all, const analysis::Theatre& theatre) {
    const ShownCells shown = first_lines(all);
    Texts list;
    if (shown.cells.empty()) return json_list(list);
    for (const std::string& variable_name : file.variables()) {
        const Variable variable = file.variable(variable_name);
        if (!is_counts(variable)) continue;
        const auto table = table_of(file, variable, theatre);
        if (!table || arrays * shown.cells.size() * statistics * table->cells() * bytes_per_value > most_bytes)
            continue;
        const Shares shares(variable, *table, result, shown);
        list.push_back(add_series(block, fmt::format("{}.{}", name, variable_name), variable, *table, shares, shown));
    }
    return json_list(list);
}

}  // namespace peacenorm::report
