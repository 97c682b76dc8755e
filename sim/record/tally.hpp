// SPDX-License-Identifier: Apache-2.0
// Additive measures of a run: filled by the model each tick, summed over any window, then turned into observables.
#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <utility>
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
inline constexpr AxisIds no_axes{no_axis, no_axis};

/// One additive quantity of a tick: a count, an amount, or a level (whose sum over ticks divided by ticks is its mean).
struct Measure {
    AxisIds axes{no_axis, no_axis};
};

/// A row of a model's table of measures. It carries the enumerator by which processes and observables name it.
template <class Id>
struct MeasureRow {
    Id id;
    AxisIds axes{no_axis, no_axis};
};

/// The measures by id. A row that does not stand in the place of its id, or one that is no_value, does not compile.
template <class Id, std::size_t N>
consteval std::array<Measure, N> by_id(const MeasureRow<Id> (&rows)[N]) {
    static_assert(N == static_cast<std::size_t>(Id::count_), "a measure has no row, or two");
    std::array<Measure, N> measures{};
    for (std::size_t i = 0; i < N; ++i) {
        if (static_cast<std::size_t>(rows[i].id) != i) throw "a row does not stand in the place of its id";
        measures[i] = {rows[i].axes};
    }
    return measures;
}

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

/// The parameters in force along a run, by segment of time, as the type that the model reads them by: its Setup.
class InForce {
  public:
    InForce() { segments_.reserve(8); }  // so that few runs allocate on a date of change
    /// From a tick on; ticks come in order, and the same parameters again change nothing.
    template <class Setup>
    void from(int tick, const std::shared_ptr<const Setup>& setup) {
        if (!segments_.empty() && segments_.back().setup == setup) return;
        segments_.push_back({tick, setup, &typeid(Setup)});
    }
    /// Errors: std::logic_error where none was given, or one of another type.
    template <class Setup>
    const Setup& at(int tick) const {
        return *static_cast<const Setup*>(find(tick, typeid(Setup)));
    }

  private:
    struct Segment {
        int from_tick;
        std::shared_ptr<const void> setup;
        const std::type_info* type;
    };
    const void* find(int tick, const std::type_info& type) const;

    std::vector<Segment> segments_;
};

inline constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

/// What an observable may read: the sums of one window of ticks, and the parameters that were in force in it.
struct Window {
    const TallyLayout& layout;
    const Tally& tally;
    const InForce& in_force;
    int first_tick = 0;
    std::span<const int> taken = {};  ///< its ticks, ascending, where they do not follow one upon the other; else empty

    std::span<const double> sum(int measure) const {
        return std::span<const double>(tally.values).subspan(layout.offset(measure), layout.cells(measure));
    }
    template <class Id>
    requires std::is_enum_v<Id> std::span<const double> sum(Id measure)
    const { return sum(static_cast<int>(measure)); }
    int ticks() const { return tally.ticks; }
    int tick(int i) const { return taken.empty() ? first_tick + i : taken[static_cast<std::size_t>(i)]; }

    /// The parameters in force at the window's end: in its last tick. SAFETY: the window has ticks.
    template <class Setup>
    const Setup& setup() const {
        return in_force.at<Setup>(tick(ticks() - 1));
    }
    /// A number that parameters give, as its mean over the window's ticks: where it changes within the window, each
    /// tick counts once, as in a measure. Limits: NaN in a window without ticks.
    template <class Setup, class Number>
    double mean_of(Number number) const {
        double sum = 0;
        for (int i = 0; i < ticks(); ++i) sum += number(in_force.at<Setup>(tick(i)));
        return ticks() > 0 ? sum / ticks() : no_value;
    }
};

/// How a result stores an observable: a whole number (never no_value) or a real (NaN where nothing happened).
enum class Storage { count, real };

/// Whether an observable of a window is a level (a ratio, a mean) or a total over the window's ticks.
enum class Over { level, total };

/// What an observable is to an arm: an outcome, or an input or a description of the setting, which is left out
/// when outcomes are compared.
enum class Role { outcome, input };

using Evaluate = void (*)(const Window& window, std::span<double> out);

/// One recorded quantity, declared once. `evaluate` is a pure function of the window: sums and parameters in force.
struct Observable {
    std::string_view name;
    AxisIds axes{no_axis, no_axis};
    std::string_view unit;
    std::string_view long_name;
    Storage storage = Storage::real;
    Over over = Over::level;
    Role role = Role::outcome;
    Evaluate evaluate;
};

/// A ratio, a mean, an index: of any window, long or short, on the same scale; real.
constexpr Observable level_of(std::string_view name, AxisIds axes, std::string_view unit, std::string_view long_name,
                              Evaluate evaluate) {
    return {.name = name, .axes = axes, .unit = unit, .long_name = long_name, .evaluate = evaluate};
}
/// A total over the window's ticks; real.
constexpr Observable amount_of(std::string_view name, AxisIds axes, std::string_view unit, std::string_view long_name,
                               Evaluate evaluate) {
    Observable observable = level_of(name, axes, unit, long_name, evaluate);
    observable.over = Over::total;
    return observable;
}
/// A total of whole things.
constexpr Observable count_of(std::string_view name, AxisIds axes, std::string_view unit, std::string_view long_name,
                              Evaluate evaluate) {
    Observable observable = amount_of(name, axes, unit, long_name, evaluate);
    observable.storage = Storage::count;
    return observable;
}
constexpr Observable input(Observable observable) {
    observable.role = Role::input;
    return observable;
}

}  // namespace peacenorm::record
