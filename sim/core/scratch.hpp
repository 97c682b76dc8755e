// SPDX-License-Identifier: Apache-2.0
// Memory for what one function works out on the way: handed over by argument, given back at the end of its scope.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

#include "sim/core/check.hpp"
#include "sim/core/grid.hpp"

namespace peacenorm {

/// A list that has room for a known number of elements; a span can be taken of it.
template <class T>
class ShortList {
  public:
    explicit ShortList(std::span<T> room) : room_(room) {}
    void add(const T& value) {
        EXPECT(count_ < room_.size());
        room_[count_++] = value;
    }
    std::size_t size() const { return count_; }
    T* begin() const { return room_.data(); }
    T* end() const { return room_.data() + count_; }

  private:
    std::span<T> room_;
    std::size_t count_ = 0;
};

/// Grows when more is asked for than it ever held, then keeps what it has: a loop soon allocates nothing.
class Scratch {
  public:
    explicit Scratch(std::size_t bytes = 0) { blocks_.emplace_back(bytes); }

    /// What is taken through a scope is valid until the scope ends. Scopes end in reverse order of their beginning.
    class Scope {
      public:
        explicit Scope(Scratch& scratch) : scratch_(scratch), block_(scratch.block_), used_(scratch.used_) {}
        ~Scope() {
            scratch_.block_ = block_;
            scratch_.used_ = used_;
        }
        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;

        /// One value T{} for each id.
        template <class T, class I>
        Row<T, I> row(Ids<I> ids) const {
            const std::span<T> cells = take<T>(ids.size());
            std::uninitialized_value_construct_n(cells.data(), cells.size());
            return {cells.data(), cells.size()};
        }
        /// An empty list with room for so many.
        template <class T>
        ShortList<T> list(std::size_t room) const {
            return ShortList<T>(take<T>(room));
        }
        /// Elements without a value as yet.
        template <class T>
        std::span<T> take(std::size_t count) const {
            static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
            static_assert(alignof(T) <= alignof(std::max_align_t));
            return {reinterpret_cast<T*>(scratch_.take(count * sizeof(T))), count};
        }

      private:
        Scratch& scratch_;
        std::size_t block_, used_;
    };

  private:
    std::byte* take(std::size_t bytes) {
        constexpr std::size_t step = alignof(std::max_align_t), least = 4096;
        bytes = (bytes + step - 1) / step * step;
        while (used_ + bytes > blocks_[block_].size()) {
            used_ = 0;
            if (++block_ == blocks_.size()) blocks_.emplace_back(std::max(bytes, least));
        }
        std::byte* first = blocks_[block_].data() + used_;
        used_ += bytes;
        return first;
    }

    std::vector<std::vector<std::byte>> blocks_;  ///< each stays where it is when another is added
    std::size_t block_ = 0, used_ = 0;
};

}  // namespace peacenorm
