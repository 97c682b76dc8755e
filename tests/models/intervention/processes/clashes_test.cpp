// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "models/intervention/mechanisms/hostilities.hpp"
#include "sim/random/inversion.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

void at_war(Parameters& p) {
    p.hostilities.add("feud", {"insurgents", "militia", 0.5});
    p.mechanisms.hostilities = {.rate = 2, .losses = 0.3, .crossfire = 0.5};
    p.bands.size = 30;
}

TEST(Clash, TwoGroupsAtWarInOnePlaceLoseFightersByTheDraw) {
    WorldOfFour world(at_war);
    const BandId a = world.gather(insurgents, west, 90), b = world.gather(militia, west, 40);

    processes::clash(world.week());

    const Keys& keys = world.setup.keys;
    const std::uint64_t actor =
        random::key_of_both(random::key_of_both(keys.of(insurgents), keys.of(militia)), keys.of(west));
    const auto address = [&](std::uint32_t k) { return event_address(actor, EventType::crossfire, k); };
    const int count =
        random::poisson(world.facts().uniform(address(0), streams::clash_count), 2 * 0.5 * std::sqrt(3.0 * 40 / 30));
    std::int32_t of_a = 90, of_b = 40;
    std::size_t crossfire = 0;
    for (int k = 0; k < count && of_a > 0 && of_b > 0; ++k) {
        const auto draw = [&](std::uint32_t n) {
            return world.facts().uniform(address(static_cast<std::uint32_t>(k)), streams::clash_detail, n);
        };
        of_a -= random::binomial(draw(2), of_a, 0.3);
        of_b -= random::binomial(draw(3), of_b, 0.3);
        crossfire += draw(5) < 0.5 ? 1 : 0;
    }
    EXPECT_GT(count, 0);
    EXPECT_EQ(world.state[columns::band_fighters][a], of_a);
    EXPECT_EQ(world.state[columns::band_fighters][b], of_b);
    EXPECT_EQ(world.measured(sums::clashes)[0], count);
    ASSERT_EQ(world.state[columns::threats].size(), crossfire);
    for (const Threat& threat : world.state[columns::threats]) EXPECT_EQ(threat.kind, ThreatKind::crossfire);
}

TEST(Clash, NeedsBothInOnePlaceAHostilityAndTheSwitch) {
    const auto left = [](const std::function<void(Parameters&)>& change, PlaceId of_militia) {
        WorldOfFour world(change);
        world.gather(insurgents, west, 90);
        world.gather(militia, of_militia, 90);
        for (std::int32_t week = 0; week < 10; ++week) {
            world.turn_to(week);
            processes::clash(world.week());
        }
        return world.state[columns::strength_of][insurgents];
    };
    EXPECT_LT(left(at_war, west), 90);
    EXPECT_EQ(left(at_war, east), 90);
    EXPECT_EQ(left([](Parameters&) {}, west), 90);
    const auto off = [](Parameters& p) {
        at_war(p);
        p.mechanisms.hostilities.enabled = false;
    };
    EXPECT_EQ(left(off, west), 90);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
