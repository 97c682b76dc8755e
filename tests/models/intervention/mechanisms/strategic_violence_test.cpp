// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/strategic_violence.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

StrategicViolence off() {
    StrategicViolence m;
    m.enabled = false;
    return m;
}

TEST(ControlShare, IsAContestOfEqualWeights) {
    EXPECT_DOUBLE_EQ(control_share(300, 100, 0), 0.75);
    EXPECT_DOUBLE_EQ(control_share(100, 100, 200), 0.25);
    EXPECT_EQ(control_share(100, 0, 0), 1);
}

TEST(ControlShare, IsNothingWithoutFighters) {
    EXPECT_EQ(control_share(0, 0, 0), 0);
    EXPECT_EQ(control_share(0, 50, 50), 0);
}

TEST(ControlShare, OfAllContestantsSumsToOne) {
    EXPECT_NEAR(control_share(30, 90, 0) + control_share(50, 70, 0) + control_share(40, 80, 0), 1, 1e-15);
}

TEST(ControlShare, RisesWithFightersAndFallsWithForces) {
    EXPECT_LT(control_share(100, 50, 50), control_share(101, 50, 50));
    EXPECT_GT(control_share(100, 50, 50), control_share(100, 50, 51));
}

TEST(ControlMultiplier, IsOneWhenOff) {
    EXPECT_EQ(control_multiplier(off(), 0.5, 0.5), 1);
}

TEST(ControlMultiplier, PeaksWhereControlSuitsTheKindOfViolence) {
    const StrategicViolence m;
    EXPECT_DOUBLE_EQ(control_multiplier(m, m.selective_peak, 1), m.floor + 1);
    EXPECT_DOUBLE_EQ(control_multiplier(m, m.indiscriminate_peak, 0), m.floor + 1);
    EXPECT_GT(control_multiplier(m, 0.75, 1), control_multiplier(m, 1, 1));
    EXPECT_GT(control_multiplier(m, 0.75, 1), control_multiplier(m, 0.5, 1));
    EXPECT_GT(control_multiplier(m, 0.15, 0), control_multiplier(m, 0.75, 0));
}

TEST(ControlMultiplier, DropsByTheRootOfEOneWidthAway) {
    const StrategicViolence m;
    EXPECT_NEAR(control_multiplier(m, m.selective_peak - m.selective_width, 1) - m.floor, 0.6065306597, 1e-9);
}

TEST(ControlMultiplier, StaysBetweenTheFloorAndOneAbove) {
    const StrategicViolence m;
    for (double control = 0; control <= 1; control += 0.05)
        for (const double selectivity : {0.0, 0.3, 1.0}) {
            EXPECT_GE(control_multiplier(m, control, selectivity), m.floor);
            EXPECT_LE(control_multiplier(m, control, selectivity), m.floor + 1);
        }
}

TEST(Retaliation, GrowsWithHarmAndSaturates) {
    StrategicViolence m;
    m.retaliation = 0.8;
    EXPECT_EQ(retaliation_multiplier(m, 0), 1);
    EXPECT_DOUBLE_EQ(retaliation_multiplier(m, 1), 1.4);
    EXPECT_LT(retaliation_multiplier(m, 1), retaliation_multiplier(m, 2));
    EXPECT_LE(retaliation_multiplier(m, 1e9), 1.8);
    EXPECT_EQ(retaliation_multiplier(off(), 5), 1);
}

TEST(Memory, IsKeptUpWhateverTheSwitch) {
    StrategicViolence m;
    m.memory = 0.9;
    EXPECT_DOUBLE_EQ(remembered(m, 2, 1), 1.9);
    m.enabled = false;
    EXPECT_DOUBLE_EQ(remembered(m, 2, 1), 1.9);
    m.memory = 0;
    EXPECT_EQ(remembered(m, 2, 1), 1);
    m.memory = 1;
    EXPECT_EQ(remembered(m, 2, 1), 2);
}

}  // namespace
