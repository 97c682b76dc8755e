// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/run_values.hpp"

#include <algorithm>
#include <limits>

namespace peacenorm::analysis {

double RunValues::read(const std::vector<std::vector<double>>& table, std::uint64_t run, std::uint64_t other) const {
    const std::int32_t weeks = presence[other];
    const bool is_known = presence[run] >= 0 && weeks >= 0 && static_cast<std::size_t>(weeks) < table.size();
    return is_known ? table[static_cast<std::size_t>(weeks)][run] : std::numeric_limits<double>::quiet_NaN();
}

namespace {

using Column = std::vector<double>;

Column combined(const std::vector<const Column*>& columns, const RunValues::Formula& formula) {
    Column made(columns.front()->size());
    Column numbers(columns.size());
    for (std::size_t run = 0; run < made.size(); ++run) {
        for (std::size_t i = 0; i < columns.size(); ++i) numbers[i] = (*columns[i])[run];
        made[run] = formula(numbers);
    }
    return made;
}

}  // namespace

RunValues RunValues::made_of(const std::vector<RunValues>& parts, const Formula& formula) {
    if (parts.empty()) return {};
    std::vector<const Column*> columns;
    columns.reserve(parts.size());
    for (const RunValues& part : parts) {
        if (part.empty()) return {};
        columns.push_back(&part.own);
    }
    RunValues made(combined(columns, formula));
    const auto some = std::find_if(parts.begin(), parts.end(), [](const RunValues& p) { return !p.presence.empty(); });
    if (some == parts.end()) return made;
    made.presence = some->presence;
    made.share = some->share;
    made.over.reserve(some->over.size());
    for (std::size_t k = 0; k < some->over.size(); ++k) {
        for (std::size_t i = 0; i < parts.size(); ++i)
            columns[i] = k < parts[i].over.size() ? &parts[i].over[k] : &parts[i].own;
        made.over.push_back(combined(columns, formula));
    }
    return made;
}

}  // namespace peacenorm::analysis
