// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/civilians/feeling.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "models/intervention/civilians/acting.hpp"

namespace peacenorm::intervention::civilians {
namespace {

TEST(Feeling, FourAtATimeAgreesWithOneByOne) {
    const HowFelt how{{0.7F, 0.06F}, {0.8F, 0.03F}};
    for (std::uint32_t size = 1; size <= 9; ++size) {
        const CellRows cell{0, 0, 0, 2, size, 0};  // rows before it are not its own
        std::vector<Feelings> feelings(2 + size, {1e6F, 1e6F});
        std::vector<std::int32_t> persons(2 + size, 1000000);
        Felt expected;
        for (std::uint32_t row = 2; row < 2 + size; ++row) {
            feelings[row] = {row % 4 == 0 ? 0 : 3.0F * static_cast<float>(row), static_cast<float>(row % 3)};
            persons[row] = static_cast<std::int32_t>(row);
            const Felt own = levels(feelings[row], how);
            expected.fear += own.fear * persons[row];
            expected.anger += own.anger * persons[row];
        }
        const Felt sum = feel(feelings, persons, cell, how);
        EXPECT_NEAR(sum.fear, expected.fear, 1e-6 * expected.fear) << size << " rows";
        EXPECT_NEAR(sum.anger, expected.anger, 1e-6 * expected.anger) << size << " rows";
    }
}

TEST(Feeling, WithoutNewsOrSwitchedOffIsTheBase) {
    EXPECT_NEAR(level(0, {0.7F, 0.06F}), 0.3, 1e-7);
    EXPECT_NEAR(level(1e6F, {0.7F, 0}), 0.3, 1e-7);
    EXPECT_NEAR(level(1e6F, {0.7F, 0.06F}), 1, 1e-7);
}

TEST(Acting, NobodyActsWhoseWordIsNotBelowTheLimit) {
    const double most = 0.002;
    const std::uint64_t limit = limit_of_acting(most, 7);
    int acted = 0;
    for (std::uint32_t word = 1; word < 4'000'000'000U; word += 9'999'991U) {
        for (const double hazard : {0.0, 0.0005, most})
            for (const std::int32_t persons : {0, 1, 7}) {
                const std::int32_t acting = who_act(word, persons, hazard);
                acted += acting;
                EXPECT_LE(acting, persons);
                EXPECT_TRUE(acting == 0 || random::below(word, limit)) << word;
            }
    }
    EXPECT_GT(acted, 3);
    EXPECT_EQ(limit_of_acting(0, 1000), 0U);
    EXPECT_GE(limit_of_acting(100, 1), std::uint64_t{1} << 32U);
}

TEST(Acting, ABoundOnTheChanceIsAboveItAndNearWhereThereIsLittle) {
    EXPECT_EQ(above_chance(0), 0);
    for (double x = 1e-9; x < 1e3; x *= 1.7) {
        EXPECT_GE(above_chance(x) * (1 + 1e-15), -math::expm1(-x)) << x;
        EXPECT_LE(above_chance(x), x);
    }
    EXPECT_NEAR(above_chance(0.1) / -math::expm1(-0.1), 1, 1e-3);
}

TEST(Acting, MoreActWhereThereAreMoreOrTheHazardIsGreater) {
    for (std::uint32_t word = 5; word < 4'000'000'000U; word += 99'999'989U) {
        EXPECT_LE(who_act(word, 1000, 0.01), who_act(word, 1000, 0.011));
        EXPECT_LE(who_act(word, 1000, 0.01), who_act(word, 1001, 0.01));
        EXPECT_EQ(who_act(word, 50, 1000), 50);
        EXPECT_NEAR(who_act(word, 2'000'000, -std::log(0.75)), 500'000, 1) << "beyond a million, what is expected";
    }
}

}  // namespace
}  // namespace peacenorm::intervention::civilians
