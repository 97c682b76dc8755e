// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/observe/observables.hpp"

#include <algorithm>
#include <stdexcept>

namespace peacenorm::intervention {
namespace {

constexpr auto all_measures = [] {
    std::array<record::Measure, core_measures.size() + OfMechanisms::sums.size()> all{};
    auto next = std::copy(core_measures.begin(), core_measures.end(), all.begin());
    for (const SumRow& sum : OfMechanisms::sums) *next++ = {sum.axes};
    return all;
}();
constexpr auto all_observables = end_to_end(formulas::table, OfMechanisms::observables);

}  // namespace

int row_of_sum(std::string_view name) {
    const auto& own = OfMechanisms::sums;
    const auto* found = std::find_if(own.begin(), own.end(), [name](const SumRow& sum) { return sum.name == name; });
    if (found == own.end()) throw std::logic_error("no mechanism lists the sum " + std::string(name));
    return static_cast<int>(core_measures.size()) + static_cast<int>(found - own.begin());
}

std::span<const record::Measure> measures() {
    return all_measures;
}

std::span<const record::Observable> observables() {
    return all_observables;
}

}  // namespace peacenorm::intervention
