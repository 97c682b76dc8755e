// SPDX-License-Identifier: Apache-2.0
// What partners see of an organisation's conduct toward threats, on the Mali scenario: the ends of the scale.
#include <gtest/gtest.h>

#include "tests/models/intervention/mali.hpp"

namespace peacenorm::intervention::testing {
namespace {

/// Remembered readiness of MINUSMA after two years, and that of one wholly bound, with its norm held at a value.
std::pair<double, double> readiness(const std::string& norm, const std::vector<std::string>& more = {}) {
    const Mali mali(with({"mechanisms.norm_law.enabled=false", "organisations.minusma.norm.protect=" + norm,
                          "organisations.minusma.ambiguity=0"},
                         more));
    const auto world = mali.start();
    world->advance(104);
    const auto& state = dynamic_cast<const MaliWorld&>(*world).state();
    const OrganisationId minusma(place_of("minusma"));
    return {state[columns::ready][minusma], state[columns::bound][minusma]};
}

TEST(Readiness, IsNothingWithoutANormAndWholeWhenWhollyBound) {
    const auto [none, could] = readiness("0");
    EXPECT_EQ(none, 0);
    EXPECT_GT(could, 0);
    const auto [whole, bound] = readiness("1");
    EXPECT_GT(bound, 0);
    EXPECT_EQ(whole, bound);
}

TEST(Readiness, OfTheSameNormHardlyHangsOnTheCostOfAResponse) {
    const auto [dear, dear_bound] = readiness("0.5", {"response.cost=3"});
    const auto [cheap, cheap_bound] = readiness("0.5", {"response.cost=1"});
    EXPECT_LT(dear, cheap) << "it responds less";
    EXPECT_NEAR(dear / dear_bound, cheap / cheap_bound, 0.15) << "and is taken for nearly as willing";
}

}  // namespace
}  // namespace peacenorm::intervention::testing
