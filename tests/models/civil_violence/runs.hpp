// SPDX-License-Identifier: Apache-2.0
// Runs of the model for tests: its observables step by step, without files.
#pragma once

#include <string>
#include <vector>

#include "models/catalogue.hpp"
#include "models/civil_violence/model.hpp"
#include "sim/study/study_file.hpp"

namespace peacenorm::civil_violence {

/// The observables of one step.
struct Observed {
    std::vector<double> values;

    double value(std::string_view name) const {
        std::size_t i = 0;
        while (CivilViolence::observables()[i].name != name) ++i;
        return values[i];
    }
    int count(std::string_view name) const { return static_cast<int>(value(name)); }
};

/// The parameters of a configuration file.
inline Parameters parameters_of(const std::string& file) {
    const study::Study study = study::load_study(file, {}, models::catalogue());
    return dynamic_cast<const study::AdaptedScenario<CivilViolence>&>(*study.base).segments().front().setup->parameters;
}

/// One run under way, step by step; its parameters may change between steps.
class Walk {
  public:
    Walk(const Parameters& parameters, std::uint32_t replicate)
        : key_{2002, replicate},
          layout_(CivilViolence::measures(), {}),
          setup_(prepare(parameters)),
          state_(start(setup_, key_)) {
        tally_.resize(layout_);
    }
    void change(const Parameters& parameters) { setup_ = prepare(parameters); }
    void step() {
        tally_.clear();
        tally_.ticks = 1;
        CivilViolence::step(state_, setup_, {tick_, random::clock_word(tick_), {}, key_, &layout_}, tally_);
        ++tick_;
        total_.add(tally_);
    }
    Observed now() const { return observed(tally_); }
    const Setup& setup() const { return setup_; }
    State& state() { return state_; }
    Step address() { return {state_, setup_, key_, random::clock_word(tick_), tick_}; }
    /// The observables of all steps so far as one window.
    Observed so_far() const { return observed(total_); }
    void begin_window() { total_.resize(layout_), total_.ticks = 0; }

  private:
    Observed observed(const record::Tally& tally) const {
        Observed result;
        for (const record::Observable& observable : CivilViolence::observables())
            observable.evaluate({layout_, tally, {}}, std::span(&result.values.emplace_back(), 1));
        return result;
    }
    random::Key key_;
    record::TallyLayout layout_;
    Setup setup_;
    State state_;
    record::Tally tally_;
    record::Tally total_ = [this] {
        record::Tally t;
        t.resize(layout_);
        return t;
    }();
    int tick_ = 0;
};

/// What each step of a run shows.
inline std::vector<Observed> observe_run(const Parameters& parameters, int steps, std::uint32_t replicate) {
    Walk walk(parameters, replicate);
    std::vector<Observed> run;
    for (int step = 0; step < steps; ++step) {
        walk.step();
        run.push_back(walk.now());
    }
    return run;
}

/// A whole run as one window.
inline Observed summarise_run(const Parameters& parameters, int steps, std::uint32_t replicate) {
    Walk walk(parameters, replicate);
    for (int step = 0; step < steps; ++step) walk.step();
    return walk.so_far();
}

}  // namespace peacenorm::civil_violence
