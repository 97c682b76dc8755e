// SPDX-License-Identifier: Apache-2.0
#include "sim/store/result_file.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <map>

namespace peacenorm::record {
namespace {

using h5::Packing;
using h5::Rows;
using h5::Type;
using h5::Variable;

constexpr std::uint64_t scalar_block = 4096;      // runs
constexpr std::uint64_t series_block = 128;       // runs: as many parts at most are open while they are joined
constexpr std::uint64_t chunk_bytes = 64 * 1024;  // what a chunk of a series holds at least
constexpr std::size_t longest_attribute = 32 * 1024;
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// The names, types and values of the variables along (run), said once for their definition and for each block.
struct Columns {
    std::map<std::string, std::vector<std::int8_t>> flags;
    std::map<std::string, std::vector<std::int32_t>> small;
    std::map<std::string, std::vector<std::int64_t>> whole;
    std::map<std::string, std::vector<double>> real;
    std::map<std::string, std::vector<std::string>> text;
};

class Writer {
  public:
    Writer(h5::File& file, const ResultLayout& layout, RunSource& source, Readers readers)
        : file_(file),
          layout_(layout),
          source_(source),
          readers_(readers),
          runs_(source.rows()),
          failed_(source.any_failed()) {}

    void put_attributes(const Attributes& attributes);
    void define_coordinates();
    void define_scalars();
    void define_series();
    void write_scalars(Rows rows);
    void write_series(std::size_t variable, Rows rows);
    std::uint64_t runs() const { return runs_; }

  private:
    Variable define(const h5::Definition& definition, const std::string& unit, const std::string& long_name);
    Variable& define_scalar(const std::string& name, Type type, const std::string& unit, const std::string& long_name);
    void name_labels_of(Variable& variable) const;
    void define_time();
    void define_axis(const Axis& axis);
    void put_text(const std::string& name, const std::string& text);
    Columns columns(Rows rows);
    void add_plan(Columns& columns, Rows rows) const;

    h5::File& file_;
    const ResultLayout& layout_;
    RunSource& source_;
    Readers readers_;
    std::uint64_t runs_;
    bool failed_;
    std::string coordinates_;  ///< names of the labels of runs, for readers that follow CF
    std::map<std::string, Variable> dimensions_;
    std::map<std::string, Variable> scalars_;
    std::vector<Variable> series_;
    std::vector<double> buffer_;
    std::vector<std::int64_t> counts_;
};

/// HDF5 filters no texts; deflating noisy reals gains nothing.
Packing packing_of(Type type) {
    if (type == Type::text) return Packing::plain;
    return type == Type::real ? Packing::checked : Packing::deflated;
}

Variable Writer::define(const h5::Definition& definition, const std::string& unit, const std::string& long_name) {
    h5::Definition fitted = definition;
    // Without a cell or a row there is nothing to chunk, and HDF5 knows no empty chunk.
    if (std::find(fitted.shape.begin(), fitted.shape.end(), 0) != fitted.shape.end()) fitted.packing = Packing::plain;
    Variable variable = file_.define(fitted);
    variable.put("units", unit.empty() ? "1" : unit);
    variable.put("long_name", long_name.empty() ? definition.name : long_name);
    if (definition.type == Type::real) variable.put("_FillValue", missing);
    return variable;
}

void Writer::put_text(const std::string& name, const std::string& text) {
    Variable variable = define({name, Type::text, {}, {}, Packing::plain}, "1", name);
    if (name == "configuration") variable.put("role", "input");
    variable.write_texts({0, 1}, std::span(&text, 1));
}

void Writer::put_attributes(const Attributes& attributes) {
    file_.put("format_version", format_version);
    for (const auto& [name, text] : attributes)
        if (name == "configuration" || text.size() > longest_attribute)
            put_text(name, text);
        else
            file_.put(name, text);
}

void Writer::define_coordinates() {
    Variable run = define({"run", Type::int64, {runs_}, {std::min(runs_, scalar_block)}, Packing::deflated}, "1",
                          "run of the study: bundle times its runs, plus arm times futures, plus future");
    run.make_dimension();
    scalars_.emplace("run", std::move(run));
    if (layout_.series.empty()) return;
    define_time();
    for (const SeriesVariable& series : layout_.series)
        for (const int axis : series.axes)
            if (axis != no_axis) define_axis(layout_.axes[static_cast<std::size_t>(axis)]);
}

void Writer::define_time() {
    constexpr const char* days = "days since 1970-01-01";
    const std::uint64_t rows = layout_.times.size();
    std::vector<std::int32_t> times, bounds;
    for (std::size_t i = 0; i < rows; ++i) {
        times.push_back(layout_.times[i].days);
        bounds.insert(bounds.end(), {layout_.times[i].days, layout_.times_end[i].days});
    }
    Variable time =
        define({"time", Type::int32, {rows}, {rows}, Packing::deflated}, days, "first day of the recorded period");
    time.put("standard_name", "time");
    time.put("calendar", "proleptic_gregorian");
    time.put("axis", "T");
    time.put("bounds", "time_bounds");
    time.make_dimension();
    time.write<std::int32_t>({0, rows}, times);
    const Variable sides = file_.define_bare_dimension("nv", 2);
    Variable time_bounds = define({"time_bounds", Type::int32, {rows, 2}, {rows, 2}, Packing::deflated}, days,
                                  "first day and end, exclusive, of the recorded period");
    time_bounds.put("calendar", "proleptic_gregorian");
    time_bounds.along(0, time);
    time_bounds.along(1, sides);
    time_bounds.write<std::int32_t>({0, rows}, bounds);
    dimensions_.emplace("time", std::move(time));
}

void Writer::define_axis(const Axis& axis) {
    if (dimensions_.contains(axis.name)) return;
    const std::uint64_t size = axis.labels.size();
    Variable variable = define({axis.name, Type::text, {size}, {}, Packing::plain}, "1", axis.long_name);
    variable.make_dimension();
    variable.write_texts({0, size}, axis.labels);
    dimensions_.emplace(axis.name, std::move(variable));
}

Variable& Writer::define_scalar(const std::string& name, Type type, const std::string& unit,
                                const std::string& long_name) {
    Variable variable =
        define({name, type, {runs_}, {std::min(runs_, scalar_block)}, packing_of(type)}, unit, long_name);
    variable.along(0, scalars_.at("run"));
    return scalars_.emplace(name, std::move(variable)).first->second;
}

void Writer::name_labels_of(Variable& variable) const {
    if (readers_ == Readers::all) variable.put("coordinates", coordinates_);
}

void Writer::define_scalars() {
    constexpr std::array<std::int8_t, 3> flags{0, 1, 2};
    define_scalar("bundle", Type::int64, "1", "bundle: runs with a common history and common random numbers");
    define_scalar("arm", Type::text, "1", "arm of the study");
    Variable& status = define_scalar("status", Type::int8, "1", "status of the run");
    status.put("flag_values", flags);
    status.put("flag_meanings", "missing done failed");
    define_scalar("replicate", Type::int32, "1", "replicate index: part of the random key, with the seed");
    define_scalar("seed", Type::int64, "1", "seed of the study");
    coordinates_ = "bundle arm status replicate seed";
    if (layout_.futures > 1) {
        define_scalar("future", Type::int32, "1", "future: continuation of the bundle's history");
        coordinates_ += " future";
    }
    for (const DesignVariable& design : layout_.design) {
        define_scalar(design.name, design.is_text ? Type::text : Type::real, design.unit, design.long_name)
            .put("role", "input");
        coordinates_ += " " + design.name;
    }
    for (const OutcomeVariable& outcome : layout_.outcomes)
        name_labels_of(define_scalar(outcome.name, Type::real, outcome.unit, outcome.long_name));
    if (failed_) name_labels_of(define_scalar("error", Type::text, "1", "why a run failed"));
}

void Writer::define_series() {
    for (const SeriesVariable& series : layout_.series) {
        const std::uint64_t values = layout_.times.size() * cells_of(layout_, series);
        h5::Definition definition{series.name, series.storage == Storage::count ? Type::int64 : Type::real, {}, {}, {}};
        definition.packing = packing_of(definition.type);
        std::vector<const Variable*> dimensions{&scalars_.at("run"), &dimensions_.at("time")};
        for (const int axis : series.axes)
            if (axis != no_axis)
                dimensions.push_back(&dimensions_.at(layout_.axes[static_cast<std::size_t>(axis)].name));
        for (const Variable* dimension : dimensions) definition.shape.push_back(dimension->shape().front());
        definition.chunk = definition.shape;
        definition.chunk.front() = runs_per_chunk(values, runs_);
        Variable variable = define(definition, series.unit, series.long_name);
        variable.put("role", series.role == Role::input ? "input" : "outcome");
        name_labels_of(variable);
        for (unsigned i = 0; i < dimensions.size(); ++i) variable.along(i, *dimensions[i]);
        series_.push_back(std::move(variable));
    }
}

void Writer::add_plan(Columns& columns, Rows rows) const {
    for (std::uint64_t row = rows.first; row < rows.first + rows.count; ++row) {
        const std::uint64_t run = source_.run_of(row);
        const RunRow plan = layout_.row(run);
        columns.whole["run"].push_back(static_cast<std::int64_t>(run));
        columns.whole["bundle"].push_back(static_cast<std::int64_t>(plan.bundle));
        columns.whole["seed"].push_back(plan.seed);
        columns.small["replicate"].push_back(static_cast<std::int32_t>(plan.replicate));
        columns.text["arm"].push_back(plan.arm);
        if (layout_.futures > 1) columns.small["future"].push_back(static_cast<std::int32_t>(plan.future));
        std::size_t reals = 0, texts = 0;
        for (const DesignVariable& design : layout_.design)
            if (design.is_text)
                columns.text[design.name].push_back(plan.text.at(texts++));
            else
                columns.real[design.name].push_back(plan.real.at(reals++));
    }
}

Columns Writer::columns(Rows rows) {
    Columns columns;
    add_plan(columns, rows);
    Scalars scalars = source_.scalars(rows);
    columns.flags["status"] = std::move(scalars.status);
    for (std::size_t i = 0; i < layout_.outcomes.size(); ++i)
        columns.real[layout_.outcomes[i].name] = std::move(scalars.outcomes[i]);
    if (failed_) columns.text["error"] = std::move(scalars.errors);
    return columns;
}

void Writer::write_scalars(Rows rows) {
    const Columns values = columns(rows);
    for (const auto& [name, column] : values.flags) scalars_.at(name).write<std::int8_t>(rows, column);
    for (const auto& [name, column] : values.small) scalars_.at(name).write<std::int32_t>(rows, column);
    for (const auto& [name, column] : values.whole) scalars_.at(name).write<std::int64_t>(rows, column);
    for (const auto& [name, column] : values.real) scalars_.at(name).write<double>(rows, column);
    for (const auto& [name, column] : values.text) scalars_.at(name).write_texts(rows, column);
}

void Writer::write_series(std::size_t index, Rows rows) {
    Variable& variable = series_[index];
    const std::uint64_t values = variable.cells();
    const std::uint64_t step = runs_per_chunk(values, runs_);
    for (std::uint64_t first = rows.first; values > 0 && first < rows.first + rows.count; first += step) {
        const Rows chunk{first, std::min(step, rows.first + rows.count - first)};
        if (const auto whole = step == 1 ? source_.chunk(index, first) : std::nullopt) {
            variable.copy_chunk(first, *whole->first, whole->second);
            continue;
        }
        buffer_.resize(chunk.count * values);
        source_.series(index, chunk, buffer_);
        if (layout_.series[index].storage == Storage::real) {
            variable.write<double>(chunk, buffer_);
            continue;
        }
        counts_.clear();
        for (const double value : buffer_) counts_.push_back(static_cast<std::int64_t>(as_count(value)));
        variable.write<std::int64_t>(chunk, counts_);
    }
}

}  // namespace

double as_count(double value) {
    return std::isnan(value) ? 0 : std::floor(value + 0.5);
}

std::uint64_t cells_of(const ResultLayout& layout, const SeriesVariable& series) {
    std::uint64_t cells = 1;
    for (const int axis : series.axes)
        if (axis != no_axis) cells *= layout.axes[static_cast<std::size_t>(axis)].labels.size();
    return cells;
}

std::uint64_t runs_per_chunk(std::uint64_t values_per_run, std::uint64_t runs) {
    const std::uint64_t bytes = std::max<std::uint64_t>(1, values_per_run * sizeof(double));
    const std::uint64_t wanted = std::bit_ceil((chunk_bytes + bytes - 1) / bytes);  // a power of two divides the block
    return std::max<std::uint64_t>(1, std::min({wanted, series_block, runs}));
}

void write_result(h5::File& file, const ResultLayout& layout, const Attributes& attributes, RunSource& source,
                  Readers readers) {
    Writer writer(file, layout, source, readers);
    writer.put_attributes(attributes);
    writer.define_coordinates();
    writer.define_scalars();
    writer.define_series();
    const std::uint64_t runs = writer.runs();
    for (std::uint64_t first = 0; first < runs; first += scalar_block)
        writer.write_scalars({first, std::min(scalar_block, runs - first)});
    for (std::uint64_t first = 0; first < runs; first += series_block)
        for (std::size_t i = 0; i < layout.series.size(); ++i)
            writer.write_series(i, {first, std::min(series_block, runs - first)});
}

}  // namespace peacenorm::record
