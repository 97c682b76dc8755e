// SPDX-License-Identifier: Apache-2.0
// What a mechanism may declare beside its rule: memory (columns), chance (streams), sums over the week and observables
// made of them. A mechanism that has some says so in its struct, and mechanisms/collected.hpp finds it there:
//     using Columns = ColumnList<columns::away>;
//     using Sums = SumList<sums::displaced>;
//     static constexpr std::array streams{streams::displacement};
//     static constexpr std::array observables{record::level_of(...)};
#pragma once

#include <array>
#include <string_view>

#include "models/intervention/observe/axes.hpp"
#include "models/intervention/state/column.hpp"
#include "models/intervention/state/ids.hpp"
#include "sim/random/streams.hpp"
#include "sim/record/evaluate.hpp"

namespace peacenorm::intervention {

/// The row of a mechanism's sum among all measures. Errors: std::logic_error where no mechanism lists it.
int row_of_sum(std::string_view name);

/// A sum over the week that a mechanism's process fills: `week.of(sums::displaced)[region] += ...`. For a formula it is
/// the number of its row: `record::total<sums::displaced>`.
template <FixedName name_, record::AxisIds axes_>
struct Sum {
    static constexpr std::string_view name{name_.text};
    static constexpr record::AxisIds axes = axes_;
    operator int() const {
        static const int row = row_of_sum(name);
        return row;
    }
};

struct SumRow {
    std::string_view name;
    record::AxisIds axes;
};

template <const auto&... sums>
struct SumList {
    static constexpr std::array<SumRow, sizeof...(sums)> rows{SumRow{sums.name, sums.axes}...};
};

}  // namespace peacenorm::intervention
