// SPDX-License-Identifier: Apache-2.0
#include "sim/record/tally.hpp"

#include <gtest/gtest.h>

namespace peacenorm::record {
namespace {

const std::vector<Axis> axes{{"organisation", "", {"a", "b", "c"}}, {"place", "", {"x", "y"}}};
const std::vector<Measure> measures{{no_axes}, {{0, 1}}, {{1, no_axis}}};  // a total, ties, patrols

TEST(TallyLayout, LaysMeasuresOneAfterTheOther) {
    const TallyLayout layout(measures, axes);
    EXPECT_EQ(layout.offset(0), 0u);
    EXPECT_EQ(layout.offset(1), 1u);
    EXPECT_EQ(layout.cells(1), 6u);
    EXPECT_EQ(layout.offset(2), 7u);
    EXPECT_EQ(layout.total(), 9u);
}

TEST(TallyLayout, IsEmptyWithoutMeasures) {
    EXPECT_EQ(TallyLayout({}, axes).total(), 0u);
}

TEST(Tally, AddsCellsAndTicksAndClears) {
    const TallyLayout layout(measures, axes);
    Tally sum, week;
    sum.resize(layout);
    week.resize(layout);
    week.of(layout, 2)[1] = 2.5;
    week.ticks = 1;
    sum.add(week);
    sum.add(week);
    EXPECT_EQ(sum.of(layout, 2)[1], 5.0);
    EXPECT_EQ(sum.of(layout, 2)[0], 0.0);
    EXPECT_EQ(sum.ticks, 2);
    const InForce nothing;
    EXPECT_EQ((Window{layout, sum, nothing}.sum(2)[1]), 5.0);
    sum.clear();
    EXPECT_EQ(sum.of(layout, 2)[1], 0.0);
    EXPECT_EQ(sum.ticks, 0);
}

}  // namespace
}  // namespace peacenorm::record
