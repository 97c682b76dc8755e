// SPDX-License-Identifier: Apache-2.0
// Columns over one, two or three kinds of entity: dense, row by row, indexed by ids alone.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/core/check.hpp"
#include "sim/core/ids.hpp"

namespace peacenorm {

/// A view of one value for each id of a kind, as std::span is of one for each number.
template <class T, class I>
class Row {
  public:
    Row() = default;
    Row(T* first, std::size_t size) : first_(first), size_(size) {}

    T& operator[](I id) const {
        EXPECT(id.index() < size_);
        return first_[id.index()];
    }
    T* begin() const { return first_; }
    T* end() const { return first_ + size_; }
    std::size_t size() const { return size_; }
    Ids<I> ids() const { return Ids<I>(size_); }
    void fill(const T& value) const { std::fill(begin(), end(), value); }
    std::span<T> span() const { return {first_, size_}; }
    operator Row<const T, I>() const { return {first_, size_}; }

  private:
    T* first_ = nullptr;
    std::size_t size_ = 0;
};

/// One value for each combination of ids. The last id runs fastest. A value: copies are deep.
/// Errors: an id out of its extent, in debug builds.
template <class T, class... I>
class Grid {
    static_assert(sizeof...(I) >= 1 && sizeof...(I) <= 3);
    static_assert(!std::is_same_v<T, bool>, "its elements could not be referred to: take std::uint8_t");
    static constexpr std::size_t rank = sizeof...(I);

  public:
    using Last = std::tuple_element_t<rank - 1, std::tuple<I...>>;

    Grid() = default;
    explicit Grid(Ids<I>... extents) { reset(extents...); }

    /// Gives it these extents, counted from the first id, and every cell the value T{}. Keeps its memory.
    void reset(Ids<I>... extents) {
        extents_ = {extents.size()...};
        std::size_t cells = 1;
        for (const std::size_t extent : extents_) cells *= extent;
        values_.assign(cells, T{});
    }
    /// Makes room, so that a later `reset` up to that size allocates nothing.
    void reserve(std::size_t cells) { values_.reserve(cells); }

    /// Adds the value of the next id. Returns the id.
    Last add(T value) requires(rank == 1) {
        values_.push_back(std::move(value));
        extents_[0] = values_.size();
        return Last(values_.size() - 1);
    }

    T& operator()(I... ids) { return values_[offset(ids...)]; }
    const T& operator()(I... ids) const { return values_[offset(ids...)]; }
    T& operator[](Last id) requires(rank == 1) { return values_[offset(id)]; }
    const T& operator[](Last id) const requires(rank == 1) { return values_[offset(id)]; }

    /// All values of the last id, for these of the ids before it.
    template <class... Leading>
    Row<T, Last> row(Leading... leading) {
        return {values_.data() + first_of(leading...), extents_[rank - 1]};
    }
    template <class... Leading>
    Row<const T, Last> row(Leading... leading) const {
        return {values_.data() + first_of(leading...), extents_[rank - 1]};
    }

    /// The ids of a kind that it is indexed by.
    template <class Wanted>
    Ids<Wanted> ids() const {
        constexpr std::array<bool, rank> same{std::is_same_v<I, Wanted>...};
        constexpr auto at = static_cast<std::size_t>(std::find(same.begin(), same.end(), true) - same.begin());
        static_assert(at < rank, "it is not indexed by that");
        return Ids<Wanted>(extents_[at]);
    }
    Ids<Last> ids() const requires(rank == 1) { return Ids<Last>(extents_[0]); }

    std::size_t size() const { return values_.size(); }
    auto begin() { return values_.begin(); }
    auto end() { return values_.end(); }
    auto begin() const { return values_.begin(); }
    auto end() const { return values_.end(); }
    std::span<const T> values() const { return values_; }
    void fill(const T& value) { std::fill(values_.begin(), values_.end(), value); }

    bool operator==(const Grid&) const = default;

  private:
    template <class... Leading>
    std::size_t first_of(Leading... leading) const {
        static_assert(std::is_same_v<std::tuple<Leading..., Last>, std::tuple<I...>>,
                      "a row needs all ids but the last");
        std::size_t at = 0, k = 0;
        ((EXPECT(leading.index() < extents_[k]), at = at * extents_[k++] + leading.index()), ...);
        return at * extents_[rank - 1];
    }
    std::size_t offset(I... ids) const {
        std::size_t at = 0, k = 0;
        ((EXPECT(ids.index() < extents_[k]), at = at * extents_[k++] + ids.index()), ...);
        return at;
    }

    std::array<std::size_t, rank> extents_{};
    std::vector<T> values_;
};

}  // namespace peacenorm
