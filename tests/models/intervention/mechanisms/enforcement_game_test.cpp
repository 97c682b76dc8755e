// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/enforcement_game.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

TEST(Boldness, TurnsWhereBeingSeenAndSanctionedCostsWhatSkippingGains) {
    const EnforcementGame m{.seen = 0.5};
    const double turn = 2.0 / 3;  // s V = T / -P = 1/3
    EXPECT_GT(
        boldness_after_week(m, 0.4, {.watchers = turn - 0.05, .violators = 0, .dependence = 0, .meta_pressure = 0}),
        0.4);
    EXPECT_LT(
        boldness_after_week(m, 0.4, {.watchers = turn + 0.05, .violators = 0, .dependence = 0, .meta_pressure = 0}),
        0.4);
}

TEST(Vengefulness, FallsWithoutMetanormsRisesUnderThem) {
    const EnforcementGame m;
    EXPECT_LT(vengefulness_after_week(m, 0.5, {.watchers = 0, .violators = 0.5, .dependence = 0, .meta_pressure = 0}),
              0.5);
    EXPECT_GT(vengefulness_after_week(m, 0.5, {.watchers = 0, .violators = 0.5, .dependence = 0, .meta_pressure = 1}),
              0.5);
    EXPECT_EQ(vengefulness_after_week(m, 0.5, {.watchers = 0, .violators = 0, .dependence = 1, .meta_pressure = 1}),
              0.5);
}

TEST(Vengefulness, IsDearerToTheDependent) {
    const EnforcementGame m;
    EXPECT_LT(
        vengefulness_after_week(m, 0.5, {.watchers = 0, .violators = 0.5, .dependence = 1, .meta_pressure = 0.5}),
        vengefulness_after_week(m, 0.5, {.watchers = 0, .violators = 0.5, .dependence = 0, .meta_pressure = 0.5}));
}

TEST(Game, KeepsItsExtremes) {
    const EnforcementGame m;
    for (const double end : {0.0, 1.0}) {
        EXPECT_EQ(boldness_after_week(m, end, {.watchers = 1, .violators = 1, .dependence = 0, .meta_pressure = 1}),
                  end);
        EXPECT_EQ(vengefulness_after_week(m, end, {.watchers = 1, .violators = 1, .dependence = 0, .meta_pressure = 1}),
                  end);
    }
}

}  // namespace
