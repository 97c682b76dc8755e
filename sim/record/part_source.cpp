// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "sim/record/part_files.hpp"

namespace peacenorm::record {
namespace {

constexpr std::size_t most_open = 128;  // parts: the runs of one block of the writer
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

}  // namespace

bool PartSource::any_failed() const {
    return std::find(index_.failed.begin(), index_.failed.end(), true) != index_.failed.end();
}

PartIndex::Place PartSource::place_of(std::uint64_t row) const {
    PartIndex::Place place = index_.places[row / layout_.runs_per_bundle];
    if (place.part != PartIndex::nowhere) place.row += static_cast<std::uint32_t>(row % layout_.runs_per_bundle);
    return place;
}

PartSource::Span PartSource::span_from(std::uint64_t row, std::uint64_t end) const {
    Span span{place_of(row), 1};
    for (; row + span.count < end; ++span.count) {
        const PartIndex::Place next = place_of(row + span.count);
        const bool is_nowhere = span.place.part == PartIndex::nowhere;
        if (next.part != span.place.part || (!is_nowhere && next.row != span.place.row + span.count)) break;
    }
    return span;
}

PartSource::Open& PartSource::open(std::uint32_t part) {
    const auto found = std::find_if(open_.begin(), open_.end(), [&](const Open& open) { return open.part == part; });
    if (found != open_.end()) {
        open_.splice(open_.begin(), open_, found);
        return open_.front();
    }
    if (open_.size() == most_open) open_.pop_back();
    Open& opened = open_.emplace_front();
    opened.file = h5::File::open(index_.parts[part]);
    opened.part = part;
    return opened;
}

const h5::Variable& PartSource::open_series(std::uint32_t part, std::size_t series) {
    Open& opened = open(part);
    if (opened.series != series) {
        opened.variable = opened.file.variable(layout_.series[series].name);
        opened.series = series;
    }
    return opened.variable;
}

void PartSource::add_scalars(Scalars& scalars, const Span& span) {
    const std::size_t before = scalars.status.size();
    scalars.status.resize(before + span.count, static_cast<std::int8_t>(Status::missing));
    scalars.errors.resize(before + span.count);
    for (auto& outcome : scalars.outcomes) outcome.resize(before + span.count, missing);
    if (span.place.part == PartIndex::nowhere) return;
    const h5::File& file = open(span.place.part).file;
    const h5::Rows rows{span.place.row, span.count};
    file.variable("status").read<std::int8_t>(rows, std::span(scalars.status).subspan(before));
    for (std::size_t i = 0; i < scalars.outcomes.size(); ++i)
        file.variable(layout_.outcomes[i].name).read<double>(rows, std::span(scalars.outcomes[i]).subspan(before));
    if (!file.has("error")) return;
    const std::vector<std::string> errors = file.variable("error").read_texts(rows);
    std::copy(errors.begin(), errors.end(), scalars.errors.begin() + static_cast<std::ptrdiff_t>(before));
}

Scalars PartSource::scalars(h5::Rows rows) {
    Scalars scalars;
    scalars.outcomes.resize(layout_.outcomes.size());
    const std::uint64_t end = rows.first + rows.count;
    for (std::uint64_t row = rows.first; row < end;) {
        const Span span = span_from(row, end);
        add_scalars(scalars, span);
        row += span.count;
    }
    return scalars;
}

void PartSource::series(std::size_t variable, h5::Rows rows, std::span<double> out) {
    const std::uint64_t values = out.size() / rows.count;
    const std::uint64_t end = rows.first + rows.count;
    for (std::uint64_t row = rows.first; row < end;) {
        const Span span = span_from(row, end);
        const std::span<double> target = out.subspan((row - rows.first) * values, span.count * values);
        if (span.place.part == PartIndex::nowhere)
            std::fill(target.begin(), target.end(), missing);
        else
            open_series(span.place.part, variable).read<double>({span.place.row, span.count}, target);
        row += span.count;
    }
}

std::optional<std::pair<const h5::Variable*, std::uint64_t>> PartSource::chunk(std::size_t variable,
                                                                               std::uint64_t row) {
    const PartIndex::Place place = place_of(row);
    if (place.part == PartIndex::nowhere) return std::nullopt;
    return std::pair(&open_series(place.part, variable), std::uint64_t{place.row});
}

}  // namespace peacenorm::record
