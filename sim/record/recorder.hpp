// SPDX-License-Identifier: Apache-2.0
// The recorder of one run: windows under way and series written so far. A value, copied with the State.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/record/tally.hpp"

namespace peacenorm::record {

/// One number a run is summarised by: an observable's cell over a window of ticks.
struct Outcome {
    enum class Kind { mean, sum };  ///< of a total: per tick or in all; of a level: itself or times ticks
    std::string name;               ///< the study's own name
    std::string expression;         ///< as written, e.g. "mean(visits.north, 2018-12..2020-11)"
    Kind kind = Kind::mean;
    int observable = 0;    ///< index into the model's observables
    std::size_t cell = 0;  ///< flat index over its axes
    int first_tick = 0;    ///< inclusive
    int last_tick = 0;     ///< exclusive
};

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
    /// Takes the tally of one tick; ticks come in order.
    void take(const Tally& tick_tally, int tick);
    /// Closes the windows (the last row may cover fewer ticks).
    RunData finish();

  private:
    void close_row();

    std::shared_ptr<const TallyLayout> layout_;
    std::span<const Observable> observables_;
    std::shared_ptr<const Plan> plan_;
    InForce in_force_;
    Tally row_;
    std::vector<Tally> windows_;  ///< one for each distinct outcome window
    std::vector<std::pair<int, int>> window_ticks_;
    std::vector<int> window_of_outcome_;
    RunData data_;
    int rows_done_ = 0;
};

}  // namespace peacenorm::record
