// SPDX-License-Identifier: Apache-2.0
#include "sim/report/series_bands.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "sim/analysis/judgement.hpp"
#include "sim/core/json.hpp"
#include "sim/store/result_reader.hpp"

namespace peacenorm::report {

namespace {

using analysis::Moments;
using analysis::ResultCells;
using record::h5::File;
using record::h5::Variable;
using Values = std::vector<double>;

constexpr std::uint64_t most_values = 16'000'000;  // 128 MB of doubles
constexpr std::uint64_t most_labels = 2'000;
constexpr std::uint64_t bytes_per_value = 2;

bool is_series(const Variable& variable) {
    if (variable.is_bare_dimension() || variable.shape().size() < 2 || variable.shape().size() > 3) return false;
    const std::vector<std::string> dimensions = variable.dimensions();
    return dimensions[0] == "run" && dimensions[1] == "time" && variable.type() != record::h5::Type::text;
}

std::uint64_t labels_of(const Variable& variable) {
    return variable.shape().size() == 3 ? variable.shape()[2] : 1;
}

bool is_map(const Variable& variable, const File& file, const SeriesWish& wish) {
    return variable.shape().size() == 3 && make_a_map(file, variable.dimensions()[2], wish.located);
}

/// Values of a series, by cell shown, replicate and future, then time and label.
class Recorded {
  public:
    Recorded(const Variable& variable, const ResultCells& result, const ShownCells& shown)
        : inner_(variable.cells()), futures_(result.futures()) {
        const std::uint64_t each = std::max<std::uint64_t>(1, shown.cells.size() * futures_ * inner_);
        replicates_ = std::clamp<std::uint64_t>(most_values / each, 1, result.replicates());
        values_.assign(shown.cells.size(), Values(replicates_ * futures_ * inner_, analysis::undefined));
        for (std::uint64_t replicate = 0; replicate < replicates_; ++replicate)
            for (std::size_t cell = 0; cell < shown.cells.size(); ++cell)
                read(variable, result, shown, cell, replicate);
    }

    std::uint64_t replicates() const { return replicates_; }
    std::uint64_t inner() const { return inner_; }

    /// The defined values of a cell at one place of time and label; less those of a reference, pair by pair.
    Values at(std::size_t cell, std::uint64_t place) const {
        return pick(place, [&](std::uint64_t i) { return values_[cell][i]; });
    }
    Values differences_at(std::size_t cell, std::size_t reference, std::uint64_t place) const {
        return pick(place, [&](std::uint64_t i) { return values_[cell][i] - values_[reference][i]; });
    }

  private:
    void read(const Variable& variable, const ResultCells& result, const ShownCells& shown, std::size_t cell,
              std::uint64_t replicate) {
        const std::uint64_t run = result.run_of(replicate, shown.cells[cell].point, shown.cells[cell].arm, 0);
        const std::span<double> into(&values_[cell][replicate * futures_ * inner_], futures_ * inner_);
        variable.read<double>({run, futures_}, into);
        for (std::uint64_t future = 0; future < futures_; ++future)
            if (!result.is_done(run + future))
                std::fill_n(into.begin() + static_cast<std::ptrdiff_t>(future * inner_), inner_, analysis::undefined);
    }
    template <class Value>
    Values pick(std::uint64_t place, Value value) const {
        Values picked;
        picked.reserve(replicates_ * futures_);
        for (std::uint64_t i = place; i < replicates_ * futures_ * inner_; i += inner_)
            if (const double one = value(i); std::isfinite(one)) picked.push_back(one);
        return picked;
    }

    std::uint64_t inner_, futures_, replicates_ = 0;
    std::vector<Values> values_;
};

double mean_of(const Values& values) {
    Moments moments;
    for (const double value : values) moments.add(value);
    return moments.mean();
}

double error_of(const Values& values) {
    Moments moments;
    for (const double value : values) moments.add(value);
    return std::sqrt(moments.variance() / static_cast<double>(moments.count()));
}

using Statistic = double (*)(const Values&);

const std::vector<Statistic> level_band{[](const Values& v) { return analysis::sample_quantile(v, 0.05); },
                                        [](const Values& v) { return analysis::sample_quantile(v, 0.5); },
                                        [](const Values& v) { return analysis::sample_quantile(v, 0.95); }};
const std::vector<Statistic> difference_band{level_band[0], mean_of, level_band[2]};
const std::vector<Statistic> level_map{mean_of};
const std::vector<Statistic> difference_map{mean_of, error_of};

/// Adds to `into` each statistic over all places, statistic by statistic.
template <class At>
void add_statistics(Values& into, std::uint64_t places, const std::vector<Statistic>& statistics, At at) {
    const std::size_t start = into.size();
    into.resize(start + statistics.size() * places);
    for (std::uint64_t place = 0; place < places; ++place) {
        const Values values = at(place);
        for (std::size_t k = 0; k < statistics.size(); ++k) into[start + k * places + place] = statistics[k](values);
    }
}

/// One series as it goes into a page.
class Series {
  public:
    enum class Form { bands, map };
    Series(const Variable& variable, const ShownCells& shown, Form form)
        : variable_(variable), shown_(shown), form_(form) {}

    /// Returns how many replicates were read.
    std::uint64_t add_to(DataBlock& block, const std::string& name, const ResultCells& result) const {
        const Recorded recorded(variable_, result, shown_);
        Values levels, differences;
        for (std::size_t cell = 0; cell < shown_.cells.size(); ++cell) {
            add_statistics(levels, recorded.inner(), of_levels(), [&](auto place) { return recorded.at(cell, place); });
            const auto& reference = shown_.references[cell];
            add_statistics(differences, recorded.inner(), of_differences(), [&](auto place) {
                return reference ? recorded.differences_at(cell, *reference, place) : Values{};
            });
        }
        block.add_rounded(name + ".level", shape(of_levels().size()), levels);
        block.add_rounded(name + ".difference", shape(of_differences().size()), differences);
        return recorded.replicates();
    }

    std::uint64_t bytes() const {
        return (of_levels().size() + of_differences().size()) * shown_.cells.size() * variable_.cells() *
               bytes_per_value;
    }

  private:
    const std::vector<Statistic>& of_levels() const { return form_ == Form::map ? level_map : level_band; }
    const std::vector<Statistic>& of_differences() const {
        return form_ == Form::map ? difference_map : difference_band;
    }
    std::vector<std::uint64_t> shape(std::size_t statistics) const {
        return {shown_.cells.size(), statistics, variable_.shape()[1], labels_of(variable_)};
    }

    const Variable& variable_;
    const ShownCells& shown_;
    Form form_;
};

std::vector<std::string> in_order(const File& file, const std::vector<std::string>& first) {
    std::vector<std::string> names;
    for (const std::string& name : first)
        if (file.has(name) && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    for (const std::string& name : file.variables())
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    return names;
}

std::string labels_json(const File& file, const std::string& dimension) {
    const record::Labels labels(file);
    std::vector<std::string> texts;
    const std::uint64_t size = file.variable(dimension).rows();
    for (std::uint64_t i = 0; i < size; ++i) texts.push_back(json_text(labels.at(dimension, i)));
    return json_list(texts);
}

bool is_total(const std::string& name, std::span<const record::Observable> observables) {
    return std::any_of(observables.begin(), observables.end(), [&](const record::Observable& one) {
        return one.name == name && one.over == record::Over::total;
    });
}

/// How many days each recorded period has, in order.
std::string days_json(const File& file) {
    if (!file.has("time_bounds")) return "[]";
    const Variable bounds = file.variable("time_bounds");
    std::vector<double> ends(bounds.rows() * 2);
    bounds.read<double>({0, bounds.rows()}, ends);
    std::vector<std::string> days;
    for (std::size_t i = 0; i < ends.size(); i += 2) days.push_back(fmt::format("{}", ends[i + 1] - ends[i]));
    return json_list(days);
}

std::string series_json(const Variable& variable, Series::Form form, bool total) {
    const std::string dimension = variable.shape().size() == 3 ? variable.dimensions()[2] : "";
    JsonObject object;
    return object.put_text("name", variable.name())
        .put_text("title", variable.attribute("long_name").value_or(variable.name()))
        .put_text("unit", variable.attribute("units").value_or("1"))
        .put_text("by", dimension)
        .put_flag("map", form == Series::Form::map)
        .put_flag("total", total)
        .text();
}

}  // namespace

std::vector<std::string> dimensions_of_series(const File& file) {
    std::vector<std::string> dimensions;
    for (const std::string& name : file.variables()) {
        const Variable variable = file.variable(name);
        if (!is_series(variable) || variable.shape().size() < 3 || labels_of(variable) > most_labels) continue;
        const std::string dimension = variable.dimensions()[2];
        if (std::find(dimensions.begin(), dimensions.end(), dimension) == dimensions.end())
            dimensions.push_back(dimension);
    }
    return dimensions;
}

bool make_a_map(const File& file, const std::string& dimension, const std::vector<std::string>& located) {
    const std::uint64_t size = file.variable(dimension).rows();
    if (size > most_labels_of_bands) return true;
    const record::Labels labels(file);
    for (std::uint64_t i = 0; i < size; ++i)
        if (std::find(located.begin(), located.end(), labels.at(dimension, i)) == located.end()) return false;
    return true;
}

std::string add_series(DataBlock& block, const std::string& name, const File& file, const ResultCells& result,
                       const ShownCells& shown, const SeriesWish& wish) {
    const ShownCells few = first_lines(shown);
    std::vector<std::string> list, left_out, known;
    JsonObject object, dimensions;
    std::uint64_t bytes = 0, replicates = result.replicates();
    for (const std::string& variable_name : in_order(file, wish.first)) {
        const Variable variable = file.variable(variable_name);
        if (!is_series(variable) || few.cells.empty() || labels_of(variable) > most_labels) continue;
        const auto form = is_map(variable, file, wish) ? Series::Form::map : Series::Form::bands;
        const Series series(variable, few, form);
        if (bytes + series.bytes() > most_series_bytes) {
            left_out.push_back(json_text(variable_name));
            continue;
        }
        bytes += series.bytes();
        replicates = std::min(replicates, series.add_to(block, fmt::format("{}.{}", name, variable_name), result));
        list.push_back(series_json(variable, form, is_total(variable_name, wish.observables)));
        for (const std::string& dimension : variable.dimensions())
            if (dimension != "run" && std::find(known.begin(), known.end(), dimension) == known.end())
                known.push_back(dimension);
    }
    for (const std::string& dimension : known) dimensions.put(dimension, labels_json(file, dimension));
    return object.put("replicates", std::to_string(replicates))
        .put("cells", std::to_string(few.cells.size()))
        .put("dimensions", dimensions.text())
        .put("days", days_json(file))
        .put("list", json_list(list))
        .put("left_out", json_list(left_out))
        .text();
}

}  // namespace peacenorm::report
