// SPDX-License-Identifier: Apache-2.0
// One declaration per parameter. From it come parsing, validation, paths, printing, priors and the manual.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/core/date.hpp"
#include "sim/random/prior.hpp"

namespace peacenorm::config {

using random::beta;
using random::half_normal;
using random::log_normal;
using random::log_uniform;
using random::logit_normal;
using random::normal;
using random::one_of_choices;
using random::Prior;
using random::uniform_between;

/// What becomes of a value when the model's tick is halved and its results are to stay alike.
enum class Halved {
    as_is,      ///< acts by event, or has no time in it
    half,       ///< a rate per tick
    root,       ///< the part of a memory that a tick keeps
    two_steps,  ///< a share moved per tick: as much in two steps
    twice       ///< a time in ticks
};

/// What the reader of a parameter must know. Every number has a unit and a source, or `assumed: why`.
struct Doc {
    std::string_view unit = "";  ///< "1", "persons", "hours", "km h-1"; "" for names, dates, switches
    double min = -std::numeric_limits<double>::infinity();  ///< inclusive; of a number or of each number in it
    double max = std::numeric_limits<double>::infinity();   ///< inclusive
    Prior prior = {};
    std::string_view meaning = "";
    std::string_view source = "";
    bool required = false;  ///< the file must say it; otherwise the struct's initialiser is the default
    Halved halved = Halved::as_is;
};

template <class Owner, class Value>
struct Field {
    using owner_type = Owner;
    using value_type = Value;
    std::string_view name;
    Value Owner::*member;
    Doc doc;
};

template <class Owner, class Value>
constexpr Field<Owner, Value> field(std::string_view name, Value Owner::*member, Doc doc) {
    return {name, member, doc};
}

/// Specialise with `static constexpr auto fields = std::make_tuple(field(...), ...)` and
/// `static constexpr std::string_view meaning`; a compile-time check compares the count with the aggregate's members.
template <class T>
struct Declaration;

/// A key that older files may hold, and what took its place. A declaration lists its own as
/// `static constexpr std::array retired{Retired{"splitting", "mechanisms.band_movement"}}`.
struct Retired {
    std::string_view name, successor;
};

/// Specialise for an enum: `static constexpr std::array<std::pair<std::string_view, E>, N> names`.
template <class E>
struct EnumNames;

/// Entities keyed by name, in the order of the files. An entity's index is its id.
template <class T>
class Named {
  public:
    std::size_t size() const { return items_.size(); }
    bool empty() const { return items_.empty(); }
    auto begin() const { return items_.begin(); }
    auto end() const { return items_.end(); }
    auto begin() { return items_.begin(); }
    auto end() { return items_.end(); }
    const std::string& name(std::size_t i) const { return items_[i].first; }
    const T& operator[](std::size_t i) const { return items_[i].second; }
    T& operator[](std::size_t i) { return items_[i].second; }
    /// Shape: index, or size() when there is none.
    std::size_t index(std::string_view name) const {
        std::size_t i = 0;
        while (i < items_.size() && items_[i].first != name) ++i;
        return i;
    }
    const T* find(std::string_view name) const {
        const std::size_t i = index(name);
        return i < items_.size() ? &items_[i].second : nullptr;
    }
    T& add(std::string name, T value) {
        items_.emplace_back(std::move(name), std::move(value));
        return items_.back().second;
    }
    void remove(std::string_view name) {
        const std::size_t i = index(name);
        if (i < items_.size()) items_.erase(items_.begin() + static_cast<std::ptrdiff_t>(i));
    }
    std::vector<std::string> names() const {
        std::vector<std::string> all;
        for (const auto& item : items_) all.push_back(item.first);
        return all;
    }

  private:
    std::vector<std::pair<std::string, T>> items_;
};

/// A real input that steps at dates. In a file: a number (constant), or a map from date to number.
class Schedule {
  public:
    Schedule() = default;
    Schedule(double constant) : steps_{{Date{std::numeric_limits<std::int32_t>::min()}, constant}} {}
    /// The value in force on a date; `before` ahead of the first step.
    double at(Date date, double before = 0.0) const {
        double value = before;
        for (const auto& [from, step] : steps_) {
            if (from > date) break;
            value = step;
        }
        return value;
    }
    bool is_constant() const { return steps_.size() == 1 && steps_[0].first.days == std::numeric_limits<int>::min(); }
    bool empty() const { return steps_.empty(); }
    const std::vector<std::pair<Date, double>>& steps() const { return steps_; }
    /// Keeps the steps sorted by date. Errors: false if the date is there already.
    bool add(Date from, double value);

  private:
    std::vector<std::pair<Date, double>> steps_;
};

}  // namespace peacenorm::config
