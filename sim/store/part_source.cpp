// SPDX-License-Identifier: Apache-2.0
#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <system_error>

#include "sim/core/check.hpp"
#include "sim/store/part_files.hpp"

namespace peacenorm::record {
namespace {

constexpr std::uint64_t scalar_window = 65'536;     // runs whose scalars are read at once
constexpr std::uint64_t series_window = 4'194'304;  // numbers of series that are read at once: 32 MiB
constexpr std::uint32_t widest_gap = 64;            // rows read for nothing, rather than a further reading
constexpr std::size_t most_open = 128;              // parts, of half a megabyte each
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// Files that this process may still open.
std::size_t handles_left() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return most_open;
    std::error_code error;
    std::size_t taken = 0;
    for (auto at = std::filesystem::directory_iterator("/proc/self/fd", error); !error && at != end(at);
         at.increment(error))
        ++taken;
    return limit.rlim_cur > taken ? static_cast<std::size_t>(limit.rlim_cur) - taken : 0;
}

bool holds(h5::Rows window, h5::Rows rows) {
    return rows.first >= window.first && rows.first + rows.count <= window.first + window.count;
}

}  // namespace

PartSource::PartSource(const ResultLayout& layout, const PartIndex& index)
    : layout_(layout), index_(index), most_open_(std::clamp(handles_left() / 2, std::size_t{1}, most_open)) {}

bool PartSource::any_failed() const {
    return std::find(index_.failed.begin(), index_.failed.end(), true) != index_.failed.end();
}

PartIndex::Place PartSource::place_of(std::uint64_t row) const {
    PartIndex::Place place = index_.at(row / layout_.runs_per_bundle);
    if (place.part != PartIndex::nowhere) place.row += static_cast<std::uint32_t>(row % layout_.runs_per_bundle);
    return place;
}

PartSource::Open& PartSource::open(std::uint32_t part) {
    if (opened_.empty()) opened_.assign(index_.parts.size(), open_.end());
    if (const auto found = opened_[part]; found != open_.end()) {
        open_.splice(open_.begin(), open_, found);
        return open_.front();
    }
    if (open_.size() >= most_open_) {
        opened_[open_.back().part] = open_.end();
        open_.pop_back();
    }
    Open& opened = open_.emplace_front();
    opened.file = h5::File::open(index_.parts[part]);
    opened.part = part;
    opened_[part] = open_.begin();
    return opened;
}

/// A chunk is copied as it lies: it must be what would have been written.
void PartSource::check_copied(const h5::Variable& variable, std::size_t series) const {
    const bool is_count = layout_.series[series].storage == Storage::count;
    const h5::Storage storage = variable.storage();
    h5::Extent chunk = variable.shape();
    if (!chunk.empty()) chunk.front() = 1;
    if (variable.type() != (is_count ? h5::Type::int64 : h5::Type::real) || variable.cells() != values_of(series) ||
        storage.packing != (is_count ? h5::Packing::deflated : h5::Packing::checked) || storage.chunk != chunk)
        throw IoError(variable.place() + ": is not stored as the study stores it");
}

const h5::Variable& PartSource::open_series(std::uint32_t part, std::size_t series) {
    Open& opened = open(part);
    if (opened.series != series) {
        opened.variable = opened.file.variable(layout_.series[series].name);
        if (is_copied(series)) check_copied(opened.variable, series);
        opened.series = series;
    }
    return opened.variable;
}

/// Calls body(part, stretch of its rows, the wanted runs in it) so that all wanted runs are covered. Parts of shards
/// interleave: one stretch is read for many runs that lie apart in the study.
template <class Body>
void PartSource::for_stretches(h5::Rows rows, Body body) const {
    std::vector<Wanted> wanted;
    for (std::uint64_t i = 0; i < rows.count; ++i)
        if (const PartIndex::Place place = place_of(rows.first + i); place.part != PartIndex::nowhere)
            wanted.push_back({place.part, place.row, i});
    std::sort(wanted.begin(), wanted.end(),
              [](const Wanted& a, const Wanted& b) { return a.part != b.part ? a.part < b.part : a.row < b.row; });
    for (std::size_t from = 0, to = 0; from < wanted.size(); from = to) {
        for (to = from + 1; to < wanted.size() && wanted[to].part == wanted[from].part; ++to)
            if (wanted[to].row - wanted[to - 1].row > widest_gap) break;
        const h5::Rows stretch{wanted[from].row, wanted[to - 1].row - wanted[from].row + std::uint64_t{1}};
        body(wanted[from].part, stretch, std::span<const Wanted>(wanted).subspan(from, to - from));
    }
}

void PartSource::load_scalars(h5::Rows rows) {
    scalar_rows_ = rows;
    scalars_.status.assign(rows.count, static_cast<std::int8_t>(Status::missing));
    scalars_.errors.assign(rows.count, {});
    scalars_.outcomes.assign(layout_.outcomes.size(), std::vector<double>(rows.count, missing));
    for_stretches(rows, [&](std::uint32_t part, h5::Rows stretch, std::span<const Wanted> wanted) {
        const h5::File& file = open(part).file;
        std::vector<std::int8_t> status(stretch.count);
        file.variable("status").read<std::int8_t>(stretch, status);
        for (const Wanted& run : wanted) scalars_.status[run.at] = status[run.row - stretch.first];
        std::vector<double> values(stretch.count);
        for (std::size_t i = 0; i < layout_.outcomes.size(); ++i) {
            file.variable(layout_.outcomes[i].name).read<double>(stretch, values);
            for (const Wanted& run : wanted) scalars_.outcomes[i][run.at] = values[run.row - stretch.first];
        }
        if (!file.has("error")) return;
        const std::vector<std::string> errors = file.variable("error").read_texts(stretch);
        for (const Wanted& run : wanted) scalars_.errors[run.at] = errors[run.row - stretch.first];
    });
}

Scalars PartSource::scalars(h5::Rows rows) {
    if (!holds(scalar_rows_, rows))
        load_scalars({rows.first, std::max(rows.count, std::min(scalar_window, this->rows() - rows.first))});
    const auto cut = [&](const auto& column) {
        const auto first = column.begin() + static_cast<std::ptrdiff_t>(rows.first - scalar_rows_.first);
        return std::remove_cvref_t<decltype(column)>(first, first + static_cast<std::ptrdiff_t>(rows.count));
    };
    Scalars scalars{cut(scalars_.status), {}, cut(scalars_.errors)};
    for (const auto& outcome : scalars_.outcomes) scalars.outcomes.push_back(cut(outcome));
    return scalars;
}

/// Numbers of one series of one run.
std::uint64_t PartSource::values_of(std::size_t variable) const {
    return layout_.times.size() * cells_of(layout_, layout_.series[variable]);
}

/// Series whose runs fill chunks of their own are copied, not read.
bool PartSource::is_copied(std::size_t variable) const {
    return runs_per_chunk(values_of(variable), layout_.runs()) == 1;
}

void PartSource::load_series(h5::Rows rows) {
    series_rows_ = rows;
    series_.resize(layout_.series.size());
    for (std::size_t i = 0; i < series_.size(); ++i)
        if (!is_copied(i)) series_[i].assign(rows.count * values_of(i), missing);
    std::vector<double> buffer;
    for_stretches(rows, [&](std::uint32_t part, h5::Rows stretch, std::span<const Wanted> wanted) {
        for (std::size_t i = 0; i < series_.size(); ++i) {
            const std::uint64_t values = values_of(i);
            if (is_copied(i) || values == 0) continue;
            buffer.resize(stretch.count * values);
            open_series(part, i).read<double>(stretch, buffer);
            for (const Wanted& run : wanted)
                std::copy_n(buffer.begin() + static_cast<std::ptrdiff_t>((run.row - stretch.first) * values), values,
                            series_[i].begin() + static_cast<std::ptrdiff_t>(run.at * values));
        }
    });
}

void PartSource::series(std::size_t variable, h5::Rows rows, std::span<double> out) {
    if (is_copied(variable)) return read_alone(variable, rows, out);
    if (!holds(series_rows_, rows)) {
        std::uint64_t values = 1;
        for (std::size_t i = 0; i < layout_.series.size(); ++i) values += is_copied(i) ? 0 : values_of(i);
        const std::uint64_t window = std::min(series_window / values, this->rows() - rows.first);
        load_series({rows.first, std::max(rows.count, window)});
    }
    const std::uint64_t values = values_of(variable);
    std::copy_n(series_[variable].begin() + static_cast<std::ptrdiff_t>((rows.first - series_rows_.first) * values),
                rows.count * values, out.begin());
}

/// Runs that no part holds as a chunk of their own.
void PartSource::read_alone(std::size_t variable, h5::Rows rows, std::span<double> out) {
    const std::uint64_t values = out.size() / rows.count;
    for (std::uint64_t i = 0; i < rows.count; ++i) {
        const PartIndex::Place place = place_of(rows.first + i);
        const std::span<double> target = out.subspan(i * values, values);
        if (place.part == PartIndex::nowhere)
            std::fill(target.begin(), target.end(), missing);
        else
            open_series(place.part, variable).read<double>({place.row, 1}, target);
    }
}

std::optional<std::pair<const h5::Variable*, std::uint64_t>> PartSource::chunk(std::size_t variable,
                                                                               std::uint64_t row) {
    const PartIndex::Place place = place_of(row);
    if (place.part == PartIndex::nowhere) return std::nullopt;
    return std::pair(&open_series(place.part, variable), std::uint64_t{place.row});
}

}  // namespace peacenorm::record
