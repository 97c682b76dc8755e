// SPDX-License-Identifier: Apache-2.0
// Turns a model written as plain types and functions into what the engine wires: Model, Scenario and World.
//
// A model M declares:
//   Parameters (declared), Setup (immutable: parameters of a segment and what follows from them), State (a copyable
//   value); name, version, title, notice, example; streams(), axis_names(), measures(), observables(), processes(),
//   mechanisms(); check(Parameters, Horizon, problems); axes(Parameters); prepare(Parameters, Horizon) -> Setup;
//   start(Setup, TallyLayout, Key) -> State; step(State&, Setup, Tick, record::Tally&); state_bytes(Parameters).
#pragma once

#include <algorithm>
#include <map>

#include "sim/study/model.hpp"

namespace peacenorm::study {

/// When and with which luck a step happens.
struct Tick {
    std::int32_t index = 0;
    std::uint32_t clock = 0;  ///< for addresses: tick and salt
    Date date;                ///< the first day
    random::Key key;
    const record::TallyLayout* layout = nullptr;
};

template <class M>
struct Segment {
    int from_tick;
    std::shared_ptr<const typename M::Setup> setup;
};

template <class M>
class AdaptedWorld final : public World {
  public:
    AdaptedWorld(std::vector<Segment<M>> segments, Horizon horizon, random::Key key,
                 std::shared_ptr<const record::Plan> plan, std::span<const record::Axis> axes)
        : segments_(std::move(segments)),
          horizon_(horizon),
          key_(key),
          layout_(std::make_shared<record::TallyLayout>(M::measures(), axes)),
          recorder_(layout_, M::observables(), std::move(plan)),
          state_(M::start(*segments_.front().setup, *layout_, key)) {
        week_.resize(*layout_);
    }

    std::unique_ptr<World> clone() const override { return std::make_unique<AdaptedWorld>(*this); }
    int tick() const override { return tick_; }
    const typename M::State& state() const { return state_; }

    void advance(int to_tick) override {
        for (; tick_ < to_tick; ++tick_) {
            while (segment_ + 1 < segments_.size() && segments_[segment_ + 1].from_tick <= tick_) ++segment_;
            week_.clear();
            week_.ticks = 1;
            M::step(state_, *segments_[segment_].setup,
                    Tick{tick_, random::clock_word(tick_, salt_), horizon_.date_of(tick_), key_, layout_.get()}, week_);
            recorder_.take(week_, tick_);
        }
    }

    void continue_under(const Scenario& scenario, std::uint32_t salt) override;

    record::RunData finish() override {
        advance(horizon_.ticks());
        return recorder_.finish();
    }

  private:
    std::vector<Segment<M>> segments_;
    Horizon horizon_;
    random::Key key_;
    std::shared_ptr<const record::TallyLayout> layout_;
    record::Recorder recorder_;
    typename M::State state_;
    record::Tally week_;
    std::size_t segment_ = 0;
    int tick_ = 0;
    std::uint32_t salt_ = 0;
};

template <class M>
class AdaptedScenario final : public Scenario {
  public:
    using Parameters = typename M::Parameters;
    explicit AdaptedScenario(Parameters base) : base_(std::move(base)) {}

    std::unique_ptr<Scenario> clone() const override { return std::make_unique<AdaptedScenario>(*this); }

    void set(const Change& change, config::Faults& faults) override {
        if (!change.from) {
            config::set(base_, change.path, change.value, change.at, faults);
            return;
        }
        Parameters trial = base_;  // a fault shows here, not in the middle of a run
        config::set(trial, change.path, change.value, change.at, faults);
        changes_.push_back(change);
        std::stable_sort(changes_.begin(), changes_.end(),
                         [](const Change& a, const Change& b) { return *a.from < *b.from; });
    }

    void prepare(const Horizon& horizon, std::vector<config::PathProblem>& problems) override {
        horizon_ = horizon;
        segments_.clear();
        Parameters now = base_;
        std::size_t next = 0;
        for (int tick = 0;;) {
            for (; next < changes_.size() && horizon.tick_of(*changes_[next].from) <= tick; ++next) {
                config::Faults none;
                config::set(now, changes_[next].path, changes_[next].value, changes_[next].at, none);
            }
            const std::size_t before = problems.size();
            M::check(now, horizon, problems);
            if (problems.size() > before) return;
            segments_.push_back({tick, std::make_shared<const typename M::Setup>(M::prepare(now, horizon))});
            if (next == changes_.size() || horizon.tick_of(*changes_[next].from) >= horizon.ticks()) break;
            tick = horizon.tick_of(*changes_[next].from);
        }
    }

    config::Node emit() const override { return config::emit(base_); }
    std::vector<config::PriorLeaf> priors() const override { return config::priors(base_); }
    std::vector<record::Axis> axes() const override { return M::axes(base_); }
    std::size_t state_bytes() const override { return M::state_bytes(base_); }
    const std::vector<Segment<M>>& segments() const { return segments_; }

    std::unique_ptr<World> start(random::Key key, std::shared_ptr<const record::Plan> plan) const override {
        return std::make_unique<AdaptedWorld<M>>(segments_, horizon_, key, std::move(plan), M::axes(base_));
    }

  private:
    Parameters base_;
    std::vector<Change> changes_;
    std::vector<Segment<M>> segments_;
    Horizon horizon_;
};

template <class M>
void AdaptedWorld<M>::continue_under(const Scenario& scenario, std::uint32_t salt) {
    segments_ = dynamic_cast<const AdaptedScenario<M>&>(scenario).segments();
    segment_ = 0;
    salt_ = salt;
}

template <class M>
class AdaptedModel final : public Model {
  public:
    std::string_view name() const override { return M::name; }
    std::string_view version() const override { return M::version; }
    std::string_view title() const override { return M::title; }
    std::string_view notice() const override { return M::notice; }
    std::span<const random::Stream> streams() const override { return M::streams(); }
    std::span<const record::Observable> observables() const override { return M::observables(); }
    std::vector<std::string> axis_names() const override { return M::axis_names(); }
    std::vector<ProcessDoc> processes() const override { return M::processes(); }
    std::vector<MechanismDoc> mechanisms() const override { return M::mechanisms(); }
    std::vector<config::LeafDoc> parameters() const override { return config::describe<typename M::Parameters>(); }
    std::string json_schema() const override { return config::json_schema<typename M::Parameters>(); }
    std::string_view example() const override { return M::example(); }
    std::unique_ptr<Scenario> read(const config::Node& parameters, config::Faults& faults) const override {
        typename M::Parameters values;
        config::read(parameters, values, faults);
        return std::make_unique<AdaptedScenario<M>>(std::move(values));
    }
};

}  // namespace peacenorm::study
