// SPDX-License-Identifier: Apache-2.0
// Additive measures of a run: filled by the model each tick, summed over any window, then turned into observables.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peacenorm::record {

/// A labelled dimension of results: place, kind, ...
struct Axis {
    std::string name;
    std::string long_name;
    std::vector<std::string> labels;
};

inline constexpr int no_axis = -1;
using AxisIds = std::array<int, 2>;  ///< indices into the model's axes, `no_axis` where unused

/// One additive quantity of a tick: a count, an amount, or a level (whose sum over ticks divided by ticks is its mean).
struct Measure {
    std::string_view name;
    AxisIds axes{no_axis, no_axis};
};

/// Where each measure's cells lie in a tally's one flat array (row-major over its axes).
class TallyLayout {
  public:
    TallyLayout(std::span<const Measure> measures, std::span<const Axis> axes);
    std::size_t offset(int measure) const { return offsets_[static_cast<std::size_t>(measure)]; }
    std::size_t cells(int measure) const {
        return offsets_[static_cast<std::size_t>(measure) + 1] - offsets_[static_cast<std::size_t>(measure)];
    }
    std::size_t total() const { return offsets_.back(); }
    std::size_t axis_size(int axis) const { return axis == no_axis ? 1 : sizes_[static_cast<std::size_t>(axis)]; }

  private:
    std::vector<std::size_t> offsets_;
    std::vector<std::size_t> sizes_;
};

/// Sums over a window of ticks. A value: copied with the State.
struct Tally {
    std::vector<double> values;
    int ticks = 0;

    void resize(const TallyLayout& layout) { values.assign(layout.total(), 0.0); }
    void clear();
    /// Adds another window's sums, cell by cell in order.
    void add(const Tally& other);
    std::span<double> of(const TallyLayout& layout, int measure) {
        return std::span<double>(values).subspan(layout.offset(measure), layout.cells(measure));
    }
};

/// What an observable may read: the sums of one window.
struct Window {
    const TallyLayout& layout;
    const Tally& tally;

    std::span<const double> sum(int measure) const {
        return std::span<const double>(tally.values).subspan(layout.offset(measure), layout.cells(measure));
    }
    int ticks() const { return tally.ticks; }
};

/// How a result stores an observable: a whole number (never missing) or a real (NaN where nothing happened).
enum class Storage { count, real };

/// Whether an observable of a window is a level (a ratio, a mean) or a total over the window's ticks.
enum class Over { level, total };

/// One recorded quantity, declared once. `evaluate` is a pure function of the window's sums.
struct Observable {
    std::string_view name;
    AxisIds axes{no_axis, no_axis};
    std::string_view unit;
    std::string_view long_name;
    Storage storage = Storage::real;
    bool is_input = false;  ///< an input or a description of the setting: left out when outcomes are compared
    void (*evaluate)(const Window& window, std::span<double> out) = nullptr;
    Over over = Over::level;
};

}  // namespace peacenorm::record
