// SPDX-License-Identifier: Apache-2.0
// Turns a model written as plain types and functions into what the engine wires: Model, Scenario and World.
//
// A model M declares:
//   Parameters (declared), Setup (immutable: parameters of a segment and what follows from them), State (a copyable
//   value); name, version, title, notice, example; days_per_tick: the steps that it stands, 7 a week, 1 a day (its
//   rates and memories are per step, so a study cannot choose another); streams(), axis_names(), measures(),
//   observables(), processes(), mechanisms(); check(Parameters, Horizon, problems); axes(Parameters);
//   prepare(Parameters, Horizon) -> Setup; start(Setup, TallyLayout, Key) -> State; step(State&, Setup, Tick,
//   record::Tally&); state_bytes(Parameters).
// Its observables read the sums of a window and, as its Setup, the parameters in force in it (see record::Window).
// It may declare Conduct with record_conduct, conduct and impose (see HasConduct): then an arm can follow another's
// conduct. It may declare claims(): what `verdict` judges; and check_continues(Setup first, Setup later, problems):
// what must not change within a run, because State has its shape; and caveat(Parameters, branch): what a reader of
// differences must know of a scenario; and replay_only(Parameters): the path of what serves the replay of one history
// alone, where runs are neither compared nor fitted; and default_axes(): by which axes series are kept where a study
// names none; and actor_axis with is_there(Setup, label, Date): actors that come and go, whom outcomes on that axis are
// about.
#pragma once

#include <algorithm>
#include <concepts>
#include <map>

#include "sim/model/model.hpp"

namespace peacenorm::study {

/// When, and with which random numbers, a step happens.
struct Tick {
    std::int32_t index = 0;
    std::uint32_t clock = 0;  ///< for addresses: tick and salt
    Date date;                ///< the first day
    random::Key key;
    const record::TallyLayout* layout = nullptr;
    record::Trace* trace = nullptr;  ///< where to write events; null: nowhere
};

template <class M>
struct Segment {
    int from_tick;
    std::shared_ptr<const typename M::Setup> setup;
};

/// Whether the model tells what its actors chose to do in a tick, and can impose it.
template <class M>
concept HasConduct = requires(typename M::State state, typename M::Conduct conduct) {
    M::record_conduct(state);  // from now on the state keeps each tick's conduct
    { M::conduct(state) } -> std::convertible_to<const typename M::Conduct&>;
    M::impose(state, conduct);  // holds for the next step
};

/// Whether the labels of one of the model's axes are actors that come and go.
template <class M>
concept HasActors = requires(const typename M::Setup& setup, std::size_t label, Date date) {
    { M::actor_axis } -> std::convertible_to<int>;
    { M::is_there(setup, label, date) } -> std::convertible_to<bool>;
};

/// By tick from the first that was taped; empty for a model without conduct.
template <class M>
struct ConductTape final : Tape {};

template <HasConduct M>
struct ConductTape<M> final : Tape {
    int from_tick = 0;
    std::vector<typename M::Conduct> ticks;
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
            recorder_.set_parameters(tick_, segments_[segment_].setup);
            impose();
            M::step(state_, *segments_[segment_].setup,
                    Tick{tick_, random::clock_word(tick_, salt_), horizon_.date_of(tick_), key_, layout_.get(), trace_},
                    week_);
            tape();
            take();
        }
    }

    void continue_under(const Scenario& scenario, std::uint32_t salt) override;
    void trace_to(record::Trace* trace) override { trace_ = trace; }

    void tape_conduct() override {
        if constexpr (HasConduct<M>) {
            M::record_conduct(state_);
            taped_ = std::make_shared<ConductTape<M>>();
            taped_->from_tick = tick_;
        }
    }
    std::shared_ptr<const Tape> taped_conduct() const override {
        if constexpr (HasConduct<M>) return taped_;
        return nullptr;
    }
    void follow(std::shared_ptr<const Tape> tape) override {
        if constexpr (HasConduct<M>) followed_ = std::dynamic_pointer_cast<const ConductTape<M>>(std::move(tape));
    }

    record::RunData finish() override {
        advance(horizon_.ticks());
        return recorder_.finish();
    }

  private:
    void impose() {
        if constexpr (HasConduct<M>)
            if (followed_)
                M::impose(state_, followed_->ticks.at(static_cast<std::size_t>(tick_ - followed_->from_tick)));
    }
    void take() {
        if constexpr (HasActors<M>) {
            const typename M::Setup& setup = *segments_[segment_].setup;
            const Date date = horizon_.date_of(tick_);
            recorder_.take(week_, tick_, [&](std::size_t actor) { return M::is_there(setup, actor, date); });
        } else {
            recorder_.take(week_, tick_);
        }
    }
    void tape() {
        if constexpr (HasConduct<M>)
            if (taped_) write(taped_->ticks, M::conduct(state_));
    }

    /// The first tick makes room for all that follow; from then on nothing is allocated.
    template <class Conduct>
    void write(std::vector<Conduct>& ticks, const Conduct& conduct) {
        if (ticks.empty()) ticks.assign(static_cast<std::size_t>(horizon_.ticks() - taped_->from_tick), conduct);
        ticks[static_cast<std::size_t>(tick_ - taped_->from_tick)] = conduct;
    }

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
    record::Trace* trace_ = nullptr;
    std::shared_ptr<ConductTape<M>> taped_;  ///< of this run alone: a world that tapes is not cloned
    std::shared_ptr<const ConductTape<M>> followed_;
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
        std::stable_sort(changes_.begin(), changes_.end(), [](const Change& a, const Change& b) {
            return std::pair(a.layer, *a.from) < std::pair(b.layer, *b.from);
        });
    }

    void prepare(const Horizon& horizon, std::vector<config::PathProblem>& problems) override {
        horizon_ = horizon;
        segments_.clear();
        replay_only_.clear();
        std::optional<Parameters> first;
        for (const int tick : ticks_of_change()) {
            const std::size_t before = problems.size();
            const Parameters now = parameters_at(tick, problems);
            M::check(now, horizon, problems);
            if (!first) first = now;
            if constexpr (requires { M::replay_only(now); })
                if (replay_only_.empty()) replay_only_ = M::replay_only(now);
            check_labels(*first, now, tick, problems);
            if (problems.size() > before) return;
            segments_.push_back({tick, std::make_shared<const typename M::Setup>(M::prepare(now, horizon))});
            if constexpr (requires { M::check_continues(*segments_[0].setup, *segments_[0].setup, problems); })
                M::check_continues(*segments_.front().setup, *segments_.back().setup, problems);
        }
    }

    config::Node emit() const override { return config::emit(base_); }
    std::vector<config::PriorLeaf> priors() const override { return config::priors(base_); }
    std::string caveat(std::optional<Date> branch) const override {
        if constexpr (requires { M::caveat(base_, branch); }) return M::caveat(base_, branch);
        return "";
    }
    std::string replay_only() const override { return replay_only_; }
    std::vector<record::Axis> axes() const override { return M::axes(at_the_start()); }
    std::vector<std::uint8_t> presence(std::size_t actor) const override {
        std::vector<std::uint8_t> there(static_cast<std::size_t>(horizon_.ticks()), 1);
        if constexpr (HasActors<M>) {
            std::size_t segment = 0;
            for (int tick = 0; tick < horizon_.ticks(); ++tick) {
                while (segment + 1 < segments_.size() && segments_[segment + 1].from_tick <= tick) ++segment;
                const bool is_there = M::is_there(*segments_[segment].setup, actor, horizon_.date_of(tick));
                there[static_cast<std::size_t>(tick)] = is_there ? 1 : 0;
            }
        }
        return there;
    }
    std::size_t state_bytes() const override { return M::state_bytes(base_); }
    const std::vector<Segment<M>>& segments() const { return segments_; }

    std::unique_ptr<World> start(random::Key key, std::shared_ptr<const record::Plan> plan) const override {
        return std::make_unique<AdaptedWorld<M>>(segments_, horizon_, key, std::move(plan), axes());
    }

  private:
    /// The ticks at which segments begin, ascending; the first is 0.
    std::vector<int> ticks_of_change() const {
        std::vector<int> ticks{0};
        for (const Change& change : changes_) ticks.push_back(horizon_.tick_of(*change.from));
        std::sort(ticks.begin(), ticks.end());
        ticks.erase(std::unique(ticks.begin(), ticks.end()), ticks.end());
        while (ticks.size() > 1 && ticks.back() >= horizon_.ticks()) ticks.pop_back();
        return ticks;
    }

    Parameters at_the_start() const {
        std::vector<config::PathProblem> already_reported;
        return parameters_at(0, already_reported);
    }

    /// Results have one set of labels, and State one shape, for the whole run.
    void check_labels(const Parameters& first, const Parameters& now, int tick,
                      std::vector<config::PathProblem>& problems) const {
        const std::vector<record::Axis> a = M::axes(first), b = M::axes(now);
        if (std::equal(a.begin(), a.end(), b.begin(), b.end(),
                       [](const auto& x, const auto& y) { return x.labels == y.labels; }))
            return;
        for (const Change& change : changes_)
            if (horizon_.tick_of(*change.from) == tick)
                problems.push_back({change.path, "changes within a run what results are labelled by",
                                    "the same names from start to end; a strength of 0 takes one out", ""});
    }

    Parameters parameters_at(int tick, std::vector<config::PathProblem>& problems) const {
        Parameters now = base_;
        for (const Change& change : changes_) {
            if (horizon_.tick_of(*change.from) > tick) continue;
            config::Faults faults;
            config::set(now, change.path, change.value, change.at, faults);
            for (const config::Fault& fault : faults.all())
                problems.push_back({change.path, fault.problem, fault.allowed, fault.suggestion});
        }
        return now;
    }

    Parameters base_;
    std::vector<Change> changes_;  ///< by layer, then by date
    std::string replay_only_;
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
    std::vector<std::string> default_axes() const override {
        if constexpr (requires { M::default_axes(); }) return M::default_axes();
        return {};
    }
    bool has_conduct() const override { return HasConduct<M>; }
    int actor_axis() const override {
        if constexpr (HasActors<M>) return M::actor_axis;
        return record::no_axis;
    }
    std::vector<int> days_per_tick() const override { return {M::days_per_tick.begin(), M::days_per_tick.end()}; }
    std::vector<ProcessDoc> processes() const override { return M::processes(); }
    std::vector<MechanismDoc> mechanisms() const override { return M::mechanisms(); }
    const record::Claims* claims() const override {
        if constexpr (requires { M::claims(); }) return &M::claims();
        return nullptr;
    }
    std::vector<config::LeafDoc> parameters() const override { return config::describe<typename M::Parameters>(); }
    std::vector<config::RetiredPath> retired_parameters() const override {
        return config::retired_paths<typename M::Parameters>();
    }
    std::span<const config::Retired> retired_observables() const override {
        if constexpr (requires { M::retired_observables(); }) return M::retired_observables();
        return {};
    }
    std::string json_schema() const override { return config::json_schema<typename M::Parameters>(); }
    std::string_view example() const override { return M::example(); }
    std::unique_ptr<Scenario> read(const config::Node& parameters, config::Faults& faults) const override {
        typename M::Parameters values;
        config::read(parameters, values, faults);
        return std::make_unique<AdaptedScenario<M>>(std::move(values));
    }
};

}  // namespace peacenorm::study
