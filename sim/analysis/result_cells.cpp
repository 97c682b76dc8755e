// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/result_cells.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/config/numbers.hpp"
#include "sim/core/check.hpp"
#include "sim/core/printable.hpp"
#include "sim/store/result_layout.hpp"
#include "sim/store/result_reader.hpp"

namespace peacenorm::analysis {

namespace {

namespace fs = std::filesystem;
using record::h5::Rows;
using record::h5::Type;
using record::h5::Variable;

constexpr std::size_t most_flaws = 10;
constexpr std::uint64_t block = 4096;                   // runs read at once
constexpr std::int64_t largest_number = 1'000'000'000;  // of an attribute that counts

record::h5::File open(const fs::path& result) {
    fs::path parts = result;
    parts += ".parts";
    std::error_code error;
    if (!fs::exists(result, error) && fs::is_directory(parts, error))
        throw IoError(result.string() +
                      ": the study is not finished; run it to its end first (peacenorm inspect shows how)");
    return record::open_result(result);
}

std::vector<std::int64_t> whole(const record::h5::File& file, const std::string& name, Rows rows) {
    std::vector<std::int64_t> values(rows.count);
    file.variable(name).read<std::int64_t>(rows, values);
    return values;
}

/// The length of the stretch of equal values at the beginning.
std::uint64_t first_stretch(const std::vector<std::int64_t>& values) {
    return static_cast<std::uint64_t>(
        std::find_if(values.begin(), values.end(), [&](std::int64_t v) { return v != values.front(); }) -
        values.begin());
}

bool is_along_run(const Variable& variable) {
    return variable.shape().size() == 1 && variable.dimensions().front() == "run";
}

/// An outcome's own name never holds two '_' in a row.
bool is_made_for_comparisons(const std::string& name) {
    return name.find("__") != std::string::npos && !name.starts_with("parameter_");
}

std::string label_at(const Variable& variable, std::uint64_t row) {
    if (variable.type() == Type::text) return printable(variable.read_text(row));
    double value = 0;
    variable.read<double>({row, 1}, std::span(&value, 1));
    return fmt::format("{}", value);
}

/// Labels of some runs: texts, or the bytes of numbers.
std::vector<std::string> labels_of(const Variable& variable, Rows rows) {
    if (variable.type() == Type::text) return variable.read_texts(rows);
    const std::vector<std::byte> bits = variable.read_bits(rows);
    const std::size_t size = bits.size() / rows.count;
    std::vector<std::string> labels;
    labels.reserve(rows.count);
    for (std::size_t i = 0; i < rows.count; ++i)
        labels.emplace_back(reinterpret_cast<const char*>(bits.data()) + i * size, size);
    return labels;
}

}  // namespace

ResultCells::ResultCells(const fs::path& result) : file_(open(result)) {
    read_shape(result.string());
    // Where fewer replicates than share a draw are there, all of them do.
    if (const auto each = number("replicates_per_draw")) replicates_per_draw_ = std::min(*each, replicates());
    read_names();
    read_ledger();
}

void ResultCells::read_shape(const std::string& path) {
    ledger_.runs = file_.variable("status").rows();
    if (ledger_.runs == 0) throw IoError(path + ": holds no runs");
    const Rows all{0, ledger_.runs};
    const std::vector<std::int64_t> bundles = whole(file_, "bundle", all);
    const std::uint64_t in_bundle = first_stretch(bundles);
    const std::vector<std::int64_t> replicates = whole(file_, "replicate", all);
    points_ = first_stretch(replicates) / in_bundle;
    bundles_ = ledger_.runs / in_bundle;
    bool fits = points_ > 0 && bundles_ % points_ == 0 && ledger_.runs % in_bundle == 0;
    for (std::uint64_t run = 0; fits && run < ledger_.runs; ++run)
        fits = bundles[run] == static_cast<std::int64_t>(run / in_bundle) &&
               replicates[run] == static_cast<std::int64_t>(run / in_bundle / points_);
    if (!fits)
        throw IoError(path +
                      ": holds only some bundles of its study, or in another order; peacenorm inspect shows more");
    if (!file_.has("future")) return;
    const std::vector<std::int64_t> futures = whole(file_, "future", {0, in_bundle});
    const std::int64_t last = *std::max_element(futures.begin(), futures.end());
    if (last < 0 || in_bundle % (static_cast<std::uint64_t>(last) + 1) != 0)
        throw IoError(path + ": its futures do not fill its bundles");
    futures_ = static_cast<std::uint64_t>(last) + 1;
}

void ResultCells::read_names() {
    seed_ = static_cast<std::uint32_t>(whole(file_, "seed", {0, 1}).front());
    const std::uint64_t in_bundle = ledger_.runs / bundles_;
    const Variable arm = file_.variable("arm");
    check_repeats(arm, in_bundle, futures_);
    for (std::uint64_t run = 0; run < in_bundle; run += futures_) arms_.push_back(printable(arm.read_text(run)));
    for (const std::string& name : file_.variables()) {
        const Variable variable = file_.variable(name);
        if (!is_along_run(variable)) continue;
        const std::string meaning = printable(variable.attribute("long_name").value_or(name));
        const std::string unit = printable(variable.attribute("units").value_or("1"));
        if (name.starts_with("design_")) {
            Coordinate& factor = factors_.emplace_back(Coordinate{meaning, unit, {}});
            factor.labels.reserve(points_);
            for (std::uint64_t point = 0; point < points_; ++point)
                factor.labels.push_back(label_at(variable, point * in_bundle));
            check_repeats(variable, points_ * in_bundle, in_bundle);
        } else if (variable.type() == Type::real && !is_made_for_comparisons(name)) {
            (name.starts_with("parameter_") ? drawn_ : outcomes_).push_back({name, unit, meaning});
        }
    }
}

/// A label is the same at every run of a stretch, and comes again every `period` runs.
void ResultCells::check_repeats(const Variable& variable, std::uint64_t period, std::uint64_t stretch) const {
    std::vector<std::string> first;
    first.reserve(period / stretch);
    for (std::uint64_t from = 0; from < ledger_.runs; from += block) {
        const std::vector<std::string> labels = labels_of(variable, {from, std::min(block, ledger_.runs - from)});
        for (std::uint64_t i = 0; i < labels.size(); ++i) {
            const std::uint64_t place = (from + i) % period / stretch;
            if (place == first.size()) first.push_back(labels[i]);
            if (labels[i] != first[place])
                throw IoError(fmt::format("{}: run {} has another label than the runs it belongs to", variable.place(),
                                          from + i));
        }
    }
}

std::uint64_t ResultCells::replicates_per_draw(std::uint64_t point) const {
    for (const Coordinate& factor : factors_)
        if (factor.path == "parameters" && factor.labels[static_cast<std::size_t>(point)] != "baseline")
            return replicates_per_draw_;
    return 1;
}

void ResultCells::add_flaw(std::uint64_t run, const char* what) {
    if (ledger_.first.size() == most_flaws) return;
    const std::uint64_t in_bundle = ledger_.runs / bundles_;
    const std::uint64_t bundle = run / in_bundle;
    std::string text =
        fmt::format("run {} (arm {}, replicate {}", run, arms_[run % in_bundle / futures_], bundle / points_);
    if (points_ > 1) text += ", " + point_label(bundle % points_);
    text += fmt::format("): {}", what);
    if (file_.has("error"))
        if (const std::string error = file_.variable("error").read_text(run); !error.empty())
            text += ": " + printable(error);
    ledger_.first.push_back(std::move(text));
}

void ResultCells::read_ledger() {
    std::vector<std::int8_t> status(ledger_.runs);
    file_.variable("status").read<std::int8_t>({0, ledger_.runs}, status);
    is_done_.resize(ledger_.runs);
    for (std::uint64_t run = 0; run < ledger_.runs; ++run) {
        is_done_[run] = status[run] == static_cast<std::int8_t>(record::Status::done);
        if (is_done_[run]) continue;
        const bool failed = status[run] == static_cast<std::int8_t>(record::Status::failed);
        ++(failed ? ledger_.failed : ledger_.missing);
        add_flaw(run, failed ? "failed" : "missing");
    }
}

std::string ResultCells::text(const std::string& variable) const {
    return file_.has(variable) ? file_.variable(variable).read_text(0) : attribute(variable);
}

std::optional<std::uint64_t> ResultCells::number(const std::string& attribute) const {
    const std::string text = this->attribute(attribute);
    if (text.empty()) return std::nullopt;
    const auto whole = config::parse_integer(text);
    if (!whole || *whole < 1 || *whole > largest_number)
        throw IoError(fmt::format("{}: {} is {}; allowed: a whole number from 1 to {}", file_.place(), attribute, text,
                                  largest_number));
    return static_cast<std::uint64_t>(*whole);
}

std::string ResultCells::attribute(const std::string& name) const {
    return printable(file_.attribute(name).value_or(""));
}

std::vector<double> ResultCells::values(const std::string& outcome) const {
    std::vector<double> values(ledger_.runs);
    file_.variable(outcome).read<double>({0, ledger_.runs}, values);
    return values;
}

RunValues ResultCells::run_values(const std::string& outcome) const {
    RunValues read(values(outcome));
    if (!file_.has(outcome + "__presence")) return read;
    read.presence.reserve(ledger_.runs);
    for (const double weeks : values(outcome + "__presence"))
        read.presence.push_back(weeks >= 0 && weeks < 1e6 ? static_cast<std::int32_t>(weeks) : -1);
    for (std::size_t k = 0; file_.has(fmt::format("{}__over_{}", outcome, k)); ++k) {
        read.over.push_back(values(fmt::format("{}__over_{}", outcome, k)));
        read.share.push_back(values(fmt::format("{}__share_{}", outcome, k)));
    }
    return read;
}

std::string ResultCells::point_label(std::uint64_t point) const {
    std::string text;
    for (const Coordinate& factor : factors_)
        text += (text.empty() ? "" : ", ") + factor.path + "=" + factor.labels[static_cast<std::size_t>(point)];
    return text;
}

}  // namespace peacenorm::analysis
