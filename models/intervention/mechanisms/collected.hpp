// SPDX-License-Identifier: Apache-2.0
// All that the mechanisms of a list declare of their own (see mechanisms/own.hpp), in the order of the list.
#pragma once

#include "models/intervention/mechanisms/own.hpp"
#include "sim/config/schema.hpp"

namespace peacenorm::intervention {

/// Arrays of T, one after the other.
template <class T, std::size_t... sizes>
constexpr auto end_to_end(const std::array<T, sizes>&... parts) {
    std::array<T, (std::size_t{0} + ... + sizes)> all{};
    std::size_t next = 0;
    const auto append = [&](const auto& part) {
        for (const T& one : part) all[next++] = one;
    };
    (append(parts), ...);
    return all;
}

/// What one mechanism declares; empty where it says nothing.
template <class Mechanism>
struct Own {
    static constexpr auto columns() {
        if constexpr (requires { typename Mechanism::Columns; })
            return typename Mechanism::Columns{};
        else
            return ColumnList<>{};
    }
    static constexpr auto sums() {
        if constexpr (requires { typename Mechanism::Sums; })
            return Mechanism::Sums::rows;
        else
            return std::array<SumRow, 0>{};
    }
    static constexpr auto streams() {
        if constexpr (requires { Mechanism::streams; })
            return Mechanism::streams;
        else
            return std::array<random::Stream, 0>{};
    }
    static constexpr auto observables() {
        if constexpr (requires { Mechanism::observables; })
            return Mechanism::observables;
        else
            return std::array<record::Observable, 0>{};
    }
};

template <class Fields>
struct CollectedFrom;

template <class... Field>
struct CollectedFrom<const std::tuple<Field...>> {
    using Columns = typename Joined<ColumnList<>, decltype(Own<typename Field::value_type>::columns())...>::type;
    static constexpr auto sums = end_to_end<SumRow>(Own<typename Field::value_type>::sums()...);
    static constexpr auto streams = end_to_end<random::Stream>(Own<typename Field::value_type>::streams()...);
    static constexpr auto observables =
        end_to_end<record::Observable>(Own<typename Field::value_type>::observables()...);
};

/// List: a declared struct with one member for each mechanism.
template <class List>
using Collected = CollectedFrom<decltype(config::Declaration<List>::fields)>;

}  // namespace peacenorm::intervention
