// SPDX-License-Identifier: Apache-2.0
// How a column of the state is declared: its name, its life, what one value is, and by which ids it is indexed.
#pragma once

#include <algorithm>
#include <string_view>
#include <type_traits>

#include "sim/core/grid.hpp"

namespace peacenorm::intervention {

/// Whether a column carries the past, or is worked out anew each week from those that do.
enum class Life { kept, weekly };

/// A name as part of a type.
template <std::size_t size>
struct FixedName {
    char text[size]{};
    constexpr FixedName(const char (&literal)[size]) { std::copy_n(literal, size, text); }  // NOLINT: read as text
};

template <class T, class... I>
struct StoredAs {
    using type = Grid<T, I...>;
};
template <class T>
struct StoredAs<T> {
    using type = T;  ///< one value or one list for the whole country
};

/// A column by its name. Declared once, as a constant that is also the key to it:
///     inline constexpr Column<"fear", Life::kept, double, CellId> fear{"0..1"};
///     state[fear][cell]
template <FixedName name_, Life life_, class T, class... I>
struct Column {
    using Value = T;
    using Stored = typename StoredAs<T, I...>::type;
    static constexpr std::string_view name{name_.text};
    static constexpr Life life = life_;
    std::string_view meaning;  ///< with its unit or range
};

namespace columns {
using enum Life;
}

/// Columns in the order in which they are shown.
template <const auto&... columns>
struct ColumnList {};

template <const auto& column>
using ColumnOf = std::remove_cvref_t<decltype(column)>;

template <class... Lists>
struct Joined;
template <const auto&... columns>
struct Joined<ColumnList<columns...>> {
    using type = ColumnList<columns...>;
};
template <const auto&... a, const auto&... b, class... More>
struct Joined<ColumnList<a...>, ColumnList<b...>, More...> : Joined<ColumnList<a..., b...>, More...> {};

}  // namespace peacenorm::intervention
