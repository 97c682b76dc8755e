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
    for (const Outcome& outcome : plan_->outcomes) window_of_outcome_.push_back(window_of(outcome));
}

int Recorder::window_of(const Outcome& outcome) {
    const bool is_of_answer = outcome.part == Outcome::Part::shared || outcome.part == Outcome::Part::share;
    const auto answer = is_of_answer ? static_cast<std::int64_t>(outcome.answer) : -1;
    const auto found = std::find_if(windows_.begin(), windows_.end(), [&](const OutcomeWindow& window) {
        return window.first == outcome.first_tick && window.last == outcome.last_tick &&
               window.presence == outcome.presence && window.answer == answer;
    });
    const auto place = static_cast<int>(found - windows_.begin());
    if (found != windows_.end()) return place;
    OutcomeWindow& window =
        windows_.emplace_back(OutcomeWindow{outcome.first_tick, outcome.last_tick, outcome.presence, answer, {}, {}});
    window.tally.resize(*layout_);
    if (window.presence) window.taken.reserve(static_cast<std::size_t>(window.last - window.first));
    return place;
}

void Recorder::add(OutcomeWindow& window, const Tally& tick_tally, int tick) {
    window.tally.add(tick_tally);
    if (window.presence) window.taken.push_back(tick);
}

void Recorder::take_row(const Tally& tick_tally, int tick) {
    row_.add(tick_tally);
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

double Recorder::observed(const Outcome& outcome, const OutcomeWindow& window) const {
    const Tally& tally = window.tally;
    if (tally.ticks == 0) return no_value;
    const Observable& observable = observables_[static_cast<std::size_t>(outcome.observable)];
    std::vector<double> cells(cells_of(*layout_, observable), no_value);
    observable.evaluate(Window{*layout_, tally, in_force_, outcome.first_tick, window.taken}, cells);
    const bool summed = outcome.kind == Outcome::Kind::sum;
    const double value = cells.at(outcome.cell);
    if (observable.over == Over::total) return summed ? value : value / tally.ticks;
    return summed ? value * tally.ticks : value;
}

double Recorder::value_of(const Outcome& outcome, const OutcomeWindow& window) const {
    if (outcome.part == Outcome::Part::share)
        return static_cast<double>(window.taken.size()) / static_cast<double>(window.last - window.first);
    if (outcome.part != Outcome::Part::answer) return observed(outcome, window);
    std::vector<std::uint8_t> own(static_cast<std::size_t>(window.last - window.first), 0);
    for (const int tick : window.taken) own[static_cast<std::size_t>(tick - window.first)] = 1;
    const auto& answers = outcome.presence->ticks;
    const auto found = std::find(answers.begin(), answers.end(), own);
    return found == answers.end() ? -1 : static_cast<double>(found - answers.begin());
}

RunData Recorder::finish() {
    if (row_.ticks > 0) close_row();
    data_.outcomes.reserve(plan_->outcomes.size());
    for (std::size_t i = 0; i < plan_->outcomes.size(); ++i)
        data_.outcomes.push_back(
            value_of(plan_->outcomes[i], windows_[static_cast<std::size_t>(window_of_outcome_[i])]));
    return std::move(data_);
}

}  // namespace peacenorm::record
