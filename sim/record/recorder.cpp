// SPDX-License-Identifier: Apache-2.0
#include "sim/record/recorder.hpp"

#include <algorithm>

#include "sim/core/check.hpp"

namespace peacenorm::record {
namespace {

std::size_t cells_of(const TallyLayout& layout, const Observable& observable) {
    return layout.axis_size(observable.axes[0]) * layout.axis_size(observable.axes[1]);
}

}  // namespace

Recorder::Recorder(std::shared_ptr<const TallyLayout> layout, std::span<const Observable> observables,
                   std::shared_ptr<const Plan> plan)
    : layout_(std::move(layout)), observables_(observables), plan_(std::move(plan)) {
    row_.resize(*layout_);
    for (const int index : plan_->observables) {
        const std::size_t cells = cells_of(*layout_, observables_[static_cast<std::size_t>(index)]);
        data_.series.emplace_back(static_cast<std::size_t>(plan_->rows()) * cells, no_value);
    }
    for (const Outcome& outcome : plan_->outcomes) {
        const std::pair ticks(outcome.first_tick, outcome.last_tick);
        const auto found = std::find(window_ticks_.begin(), window_ticks_.end(), ticks);
        window_of_outcome_.push_back(static_cast<int>(found - window_ticks_.begin()));
        if (found != window_ticks_.end()) continue;
        window_ticks_.push_back(ticks);
        windows_.emplace_back().resize(*layout_);
    }
}

void Recorder::take(const Tally& tick_tally, int tick) {
    row_.add(tick_tally);
    for (std::size_t i = 0; i < windows_.size(); ++i)
        if (window_ticks_[i].first <= tick && tick < window_ticks_[i].second) windows_[i].add(tick_tally);
    if ((tick + 1) % plan_->every == 0) close_row();
}

void Recorder::close_row() {
    EXPECT(rows_done_ < plan_->rows());
    const Window window{*layout_, row_, in_force_, rows_done_ * plan_->every};
    for (std::size_t i = 0; i < plan_->observables.size(); ++i) {
        const Observable& observable = observables_[static_cast<std::size_t>(plan_->observables[i])];
        const std::size_t cells = cells_of(*layout_, observable);
        observable.evaluate(window,
                            std::span(data_.series[i]).subspan(static_cast<std::size_t>(rows_done_) * cells, cells));
    }
    row_.clear();
    ++rows_done_;
}

RunData Recorder::finish() {
    if (row_.ticks > 0) close_row();
    std::vector<double> cells;
    for (std::size_t i = 0; i < plan_->outcomes.size(); ++i) {
        const Outcome& outcome = plan_->outcomes[i];
        const Tally& tally = windows_[static_cast<std::size_t>(window_of_outcome_[i])];
        data_.outcomes.push_back(no_value);
        if (tally.ticks == 0) continue;
        const Observable& observable = observables_[static_cast<std::size_t>(outcome.observable)];
        cells.assign(cells_of(*layout_, observable), no_value);
        observable.evaluate(Window{*layout_, tally, in_force_, outcome.first_tick}, cells);
        const bool summed = outcome.kind == Outcome::Kind::sum;
        const double value = cells.at(outcome.cell);
        if (observable.over == Over::total) {
            data_.outcomes.back() = summed ? value : value / tally.ticks;
        } else {
            data_.outcomes.back() = summed ? value * tally.ticks : value;
        }
    }
    return std::move(data_);
}

}  // namespace peacenorm::record
