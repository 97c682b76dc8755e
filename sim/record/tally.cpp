// SPDX-License-Identifier: Apache-2.0
#include "sim/record/tally.hpp"

#include <algorithm>
#include <stdexcept>

#include "sim/core/check.hpp"

namespace peacenorm::record {

TallyLayout::TallyLayout(std::span<const Measure> measures, std::span<const Axis> axes) : offsets_{0} {
    for (const Axis& axis : axes) sizes_.push_back(axis.labels.size());
    for (const Measure& measure : measures) {
        std::size_t cells = 1;
        for (const int axis : measure.axes) cells *= axis_size(axis);
        offsets_.push_back(offsets_.back() + cells);
    }
}

void Tally::clear() {
    std::fill(values.begin(), values.end(), 0.0);
    ticks = 0;
}

void Tally::add(const Tally& other) {
    EXPECT(values.size() == other.values.size());
    for (std::size_t i = 0; i < values.size(); ++i) values[i] += other.values[i];
    ticks += other.ticks;
}

const void* InForce::find(int tick, const std::type_info& type) const {
    const auto segment =
        std::find_if(segments_.rbegin(), segments_.rend(), [&](const Segment& s) { return s.from_tick <= tick; });
    if (segment == segments_.rend()) throw std::logic_error("an observable reads parameters that nobody gave");
    if (*segment->type != type) throw std::logic_error("an observable reads parameters as a type they do not have");
    return segment->setup.get();
}

}  // namespace peacenorm::record
