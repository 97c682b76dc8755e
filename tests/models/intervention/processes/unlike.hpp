// SPDX-License-Identifier: Apache-2.0
// Values of which no two are alike, so that exchanging two of them shows.
#pragma once

#include <type_traits>

namespace peacenorm::intervention::testing {

/// Fills a column: first, first + step, first + 2 step, ...
template <class Column>
void fill_unlike(Column& column, double first, double step) {
    double value = first;
    for (auto& cell : column) {
        cell = static_cast<std::remove_reference_t<decltype(cell)>>(value);
        value += step;
    }
}

}  // namespace peacenorm::intervention::testing
