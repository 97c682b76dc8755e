// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/rules/observation.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace peacenorm;
using namespace peacenorm::intervention;

TEST(ChanceOfReport, RisesWithDeathsAndStepsOnceAtItsDate) {
    Observation m;
    m.base = 0.3;
    m.step_date = parse_date("2017-01-02");
    m.step = 0.5;
    const Date before = *parse_date("2017-01-01"), from = *parse_date("2017-01-02");
    EXPECT_EQ(chance_of_report(m, 0, before), 0);
    EXPECT_NEAR(chance_of_report(m, 2, before), 1 - std::exp(-0.6), 1e-12);
    EXPECT_NEAR(chance_of_report(m, 2, from), 1 - std::exp(-0.6 * std::exp(0.5)), 1e-12);
    EXPECT_EQ(chance_of_report(m, 1e6, from), 1);
}

}  // namespace
