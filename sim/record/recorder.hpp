// SPDX-License-Identifier: Apache-2.0
// The recorder of one run: windows under way and series written so far. A value, copied with the State.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/record/tally.hpp"

namespace peacenorm::record {

/// When an actor that an outcome is about is there, within the outcome's window: the different answers that the runs of
/// a study give. Two runs are compared over the ticks that both have.
struct Presence {
    std::size_t actor = 0;                         ///< a label on the model's axis of actors
    std::vector<std::vector<std::uint8_t>> ticks;  ///< by answer, then by tick of the window: 1 there, 0 not
};

/// One number a run is summarised by: an observable's cell over a window of ticks.
struct Outcome {
    enum class Kind { mean, sum };  ///< of a total: per tick or in all; of a level: itself or times ticks
    /// What a number is to the outcome that a study names: itself; which answer of its presence the run gives (-1: one
    /// that was not foreseen); its value, or its share of the window, over the ticks that the run has with an answer.
    enum class Part { itself, answer, shared, share };
    std::string name;        ///< the study's own name
    std::string expression;  ///< as written, e.g. "mean(visits.north, 2018-12..2020-11)"
    Kind kind = Kind::mean;
    int observable = 0;          ///< index into the model's observables
    std::size_t cell = 0;        ///< flat index over its axes
    int first_tick = 0;          ///< inclusive
    int last_tick = 0;           ///< exclusive
    bool across_branch = false;  ///< asked for by a word: part of its window lies before the arms part
    Part part = Part::itself;
    std::shared_ptr<const Presence> presence = {};  ///< of a part of another outcome
    std::size_t answer = 0;                         ///< shared, share: with which answer
};

/// Whether the study names it; the others are made for comparisons.
inline bool is_named(const Outcome& outcome) {
    return outcome.part == Outcome::Part::itself;
}

/// What to record, fixed for all runs of a study.
struct Plan {
    int every = 4;                 ///< ticks a row of a series
    std::vector<int> observables;  ///< indices recorded as series
    std::vector<Outcome> outcomes;
    int ticks = 0;  ///< of the run; rows = ceil(ticks / every)
    int rows() const { return (ticks + every - 1) / every; }
};

/// What one run leaves.
struct RunData {
    std::vector<std::vector<double>> series;  ///< Shape: [plan.observables.size()][rows * cells], row-major
    std::vector<double> outcomes;             ///< Shape: [plan.outcomes.size()]
};

class Recorder {
  public:
    Recorder(std::shared_ptr<const TallyLayout> layout, std::span<const Observable> observables,
             std::shared_ptr<const Plan> plan);
    /// The parameters in force from a tick on, for observables that read them; comes before that tick is taken.
    template <class Setup>
    void set_parameters(int tick, const std::shared_ptr<const Setup>& setup) {
        in_force_.from(tick, setup);
    }
    /// Takes the tally of one tick; ticks come in order. `is_there(label)`: whether an actor is there in this tick.
    template <class IsThere>
    void take(const Tally& tick_tally, int tick, IsThere is_there) {
        for (OutcomeWindow& window : windows_)
            if (window.first <= tick && tick < window.last &&
                (!window.presence || (is_there(window.presence->actor) && has(window, tick))))
                add(window, tick_tally, tick);
        take_row(tick_tally, tick);
    }
    void take(const Tally& tick_tally, int tick) {
        take(tick_tally, tick, [](std::size_t) { return true; });
    }
    /// Closes the windows (the last row may cover fewer ticks).
    RunData finish();

  private:
    /// The ticks of an outcome; of a part of one, those in which its actor is there, all or those of an answer.
    struct OutcomeWindow {
        int first = 0, last = 0;
        std::shared_ptr<const Presence> presence;
        std::int64_t answer = -1;
        Tally tally;
        std::vector<int> taken;  ///< with presence only
    };

    static bool has(const OutcomeWindow& window, int tick) {
        return window.answer < 0 || window.presence->ticks[static_cast<std::size_t>(window.answer)]
                                                          [static_cast<std::size_t>(tick - window.first)] != 0;
    }
    static void add(OutcomeWindow& window, const Tally& tick_tally, int tick);
    int window_of(const Outcome& outcome);
    double value_of(const Outcome& outcome, const OutcomeWindow& window) const;
    double observed(const Outcome& outcome, const OutcomeWindow& window) const;
    void take_row(const Tally& tick_tally, int tick);
    void close_row();

    std::shared_ptr<const TallyLayout> layout_;
    std::span<const Observable> observables_;
    std::shared_ptr<const Plan> plan_;
    InForce in_force_;
    Tally row_;
    std::vector<OutcomeWindow> windows_;  ///< one for each distinct set of ticks
    std::vector<int> window_of_outcome_;
    RunData data_;
    int rows_done_ = 0;
};

}  // namespace peacenorm::record
