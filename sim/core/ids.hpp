// SPDX-License-Identifier: Apache-2.0
// Indices that are types: the row of one kind of entity and that of another cannot be exchanged by mistake.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>

#include "sim/core/check.hpp"

namespace peacenorm {

/// The row of one entity. `Tag` tells kinds of entity apart: `using PlaceId = Id<struct Place_>`.
template <class Tag>
class Id {
  public:
    constexpr Id() = default;
    constexpr explicit Id(std::size_t index) : index_(static_cast<std::uint32_t>(index)) {}
    constexpr std::size_t index() const { return index_; }
    constexpr auto operator<=>(const Id&) const = default;

  private:
    std::uint32_t index_ = 0;
};

/// Consecutive ids, to loop over: `for (const PlaceId place : setup.places)`.
template <class I>
class Ids {
  public:
    class Iterator {
      public:
        using value_type = I;
        using difference_type = std::ptrdiff_t;

        constexpr Iterator() = default;
        constexpr explicit Iterator(std::size_t at) : at_(at) {}
        constexpr I operator*() const { return I(at_); }
        constexpr Iterator& operator++() {
            ++at_;
            return *this;
        }
        constexpr Iterator operator++(int) { return Iterator(at_++); }
        constexpr bool operator==(const Iterator&) const = default;

      private:
        std::size_t at_ = 0;
    };

    constexpr Ids() = default;
    constexpr explicit Ids(std::size_t size) : last_(size) {}
    /// The ids from `first` to the one before `last`.
    constexpr Ids(I first, I last) : first_(first.index()), last_(last.index()) { EXPECT(first <= last); }

    constexpr Iterator begin() const { return Iterator(first_); }
    constexpr Iterator end() const { return Iterator(last_); }
    constexpr I operator[](std::size_t k) const { return I(first_ + k); }
    constexpr std::size_t size() const { return last_ - first_; }
    constexpr bool empty() const { return first_ == last_; }
    constexpr bool contains(I id) const { return first_ <= id.index() && id.index() < last_; }
    constexpr bool operator==(const Ids&) const = default;

  private:
    std::size_t first_ = 0, last_ = 0;
};

}  // namespace peacenorm

template <class Tag>
struct std::hash<peacenorm::Id<Tag>> {
    std::size_t operator()(peacenorm::Id<Tag> id) const noexcept { return std::hash<std::size_t>{}(id.index()); }
};
