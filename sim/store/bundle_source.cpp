// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <stdexcept>

#include "sim/store/result_file.hpp"

namespace peacenorm::record {
namespace {

void require(bool fits, const BundleResult& bundle, const char* what) {
    if (!fits) throw std::logic_error("bundle " + std::to_string(bundle.bundle) + " does not fit the layout: " + what);
}

void check_shape(const ResultLayout& layout, const BundleResult& bundle) {
    require(bundle.bundle < layout.bundles, bundle, "number of the bundle");
    require(bundle.runs.size() == layout.runs_per_bundle, bundle, "number of runs");
    for (const RunResult& run : bundle.runs) {
        if (run.status != Status::done) continue;
        require(run.data.outcomes.size() == layout.outcomes.size(), bundle, "number of outcomes");
        require(run.data.series.size() == layout.series.size(), bundle, "number of series");
        for (std::size_t i = 0; i < layout.series.size(); ++i)
            require(run.data.series[i].size() == layout.times.size() * cells_of(layout, layout.series[i]), bundle,
                    "length of a series");
    }
}

}  // namespace

BundleSource::BundleSource(const ResultLayout& layout, std::vector<BundleResult> bundles)
    : layout_(layout), bundles_(std::move(bundles)) {
    for (const BundleResult& bundle : bundles_) check_shape(layout_, bundle);
    std::sort(bundles_.begin(), bundles_.end(),
              [](const BundleResult& a, const BundleResult& b) { return a.bundle < b.bundle; });
}

const RunResult& BundleSource::run_at(std::uint64_t row) const {
    return bundles_[row / layout_.runs_per_bundle].runs[row % layout_.runs_per_bundle];
}

std::uint64_t BundleSource::run_of(std::uint64_t row) const {
    return bundles_[row / layout_.runs_per_bundle].bundle * layout_.runs_per_bundle + row % layout_.runs_per_bundle;
}

bool BundleSource::any_failed() const {
    return std::any_of(bundles_.begin(), bundles_.end(), [](const BundleResult& bundle) {
        return std::any_of(bundle.runs.begin(), bundle.runs.end(),
                           [](const RunResult& run) { return run.status == Status::failed; });
    });
}

Scalars BundleSource::scalars(h5::Rows rows) {
    Scalars scalars;
    scalars.outcomes.resize(layout_.outcomes.size());
    for (std::uint64_t row = rows.first; row < rows.first + rows.count; ++row) {
        const RunResult& run = run_at(row);
        scalars.status.push_back(static_cast<std::int8_t>(run.status));
        scalars.errors.push_back(run.error);
        for (std::size_t i = 0; i < scalars.outcomes.size(); ++i)
            scalars.outcomes[i].push_back(run.status == Status::done ? run.data.outcomes[i]
                                                                     : std::numeric_limits<double>::quiet_NaN());
    }
    return scalars;
}

void BundleSource::series(std::size_t variable, h5::Rows rows, std::span<double> out) {
    const std::size_t values = out.size() / rows.count;
    for (std::uint64_t i = 0; i < rows.count; ++i) {
        const RunResult& run = run_at(rows.first + i);
        const std::span<double> target = out.subspan(i * values, values);
        if (run.status == Status::done)
            std::copy(run.data.series[variable].begin(), run.data.series[variable].end(), target.begin());
        else
            std::fill(target.begin(), target.end(), std::numeric_limits<double>::quiet_NaN());
    }
}

}  // namespace peacenorm::record
