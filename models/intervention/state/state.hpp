// SPDX-License-Identifier: Apache-2.0
// Everything that changes during a run: one copyable value. Copying it is branching.
#pragma once

#include <cstdint>
#include <type_traits>

#include "models/intervention/state/columns.hpp"
#include "sim/core/scratch.hpp"

namespace peacenorm::intervention {

template <class C>
struct Slot {
    typename C::Stored value{};
};

/// Storage for a list of columns: `store[columns::fear]`.
template <class List>
class Store;

template <const auto&... columns>
class Store<ColumnList<columns...>> : Slot<ColumnOf<columns>>... {
  public:
    template <class C>
    static constexpr bool has = (std::is_same_v<C, ColumnOf<columns>> || ...);

    template <class C>
    requires has<C>
    typename C::Stored& operator[](const C&) { return static_cast<Slot<C>&>(*this).value; }
    template <class C>
    requires has<C>
    const typename C::Stored& operator[](const C&) const { return static_cast<const Slot<C>&>(*this).value; }

    /// Calls `use` with each column and what is stored there.
    template <class Use>
    void each(Use&& use) {
        (use(columns, (*this)[columns]), ...);
    }
    template <class Use>
    void each(Use&& use) const {
        (use(columns, (*this)[columns]), ...);
    }
};

struct State : Store<columns::All> {
    Scratch scratch;  ///< holds nothing from one process to the next
};

/// Gives every column but that of protest its extents, and each cell the zero of its type.
void allocate(State& state, const Extents& extents);

/// One number for the past that a state carries: of all kept columns, bit by bit. Weekly ones say nothing.
std::uint64_t hash(const State& state);

}  // namespace peacenorm::intervention
