// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/civilians/remembering.hpp"

#include <gtest/gtest.h>

namespace peacenorm::intervention::civilians {
namespace {

bool operator==(const Memory& a, const Memory& b) {
    return a.failure == b.failure && a.credit == b.credit && a.partiality == b.partiality &&
           a.familiarity == b.familiarity;
}

/// Two news on two organisations: the first a failure of the one, the last a credit of both.
Additions two_news() {
    Additions additions(2);
    additions.clear(0b11);
    additions.memory(0, 0) = {1, 0, 0, 0.5F};
    additions.memory(1, 0) = {0, 2, 0, 0.25F};
    additions.memory(1, 1) = {0, 4, 0.5F, 1};
    additions.feelings(0) = {0.5F, 0};
    additions.feelings(1) = {0.25F, 0.125F};
    return additions;
}

TEST(Remembering, AddsUpWhatWasHeard) {
    Additions additions = two_news();
    const auto both = additions.of(0b11);
    EXPECT_TRUE(both.memory[0] == (Memory{1, 2, 0, 0.75F}));
    EXPECT_TRUE(both.memory[1] == (Memory{0, 4, 0.5F, 1}));
    EXPECT_EQ(both.feelings.fear, 0.75F);
    EXPECT_EQ(both.feelings.anger, 0.125F);
    EXPECT_EQ(both.news, 2);
    EXPECT_TRUE(additions.of(0b01).memory[1] == Memory{}) << "the first says nothing of the other";
    EXPECT_TRUE(additions.of(0b11).memory[0] == (Memory{1, 2, 0, 0.75F})) << "asked again, the same";
}

TEST(Remembering, AnotherCellBeginsAnew) {
    Additions additions = two_news();
    EXPECT_EQ(additions.of(0b10).memory[1].credit, 4);
    additions.clear(0b10);
    EXPECT_TRUE(additions.of(0b10).memory[1] == Memory{});
    EXPECT_EQ(additions.of(0b10).feelings.fear, 0);
}

TEST(Remembering, ManyMasksDoNotMixUp) {
    Additions additions(1);
    additions.clear(~Mask{0});
    for (std::size_t k = 0; k < pass_size; ++k) additions.memory(k, 0) = {1, 0, 0, static_cast<float>(k)};
    for (int round = 0; round < 2; ++round)
        for (std::size_t a = 0; a < pass_size; ++a)
            for (std::size_t b = a + 1; b < pass_size; ++b) {
                const auto sum = additions.of(Mask{1} << a | Mask{1} << b);
                ASSERT_EQ(sum.memory[0].failure, 2);
                ASSERT_EQ(sum.memory[0].familiarity, static_cast<float>(a + b));
            }
}

TEST(Remembering, TouchesOnlyWhoHeard) {
    const CellRows cell{0, 0, 0, 0, 3, 0};
    const std::vector<std::int32_t> persons{10, 20, 30};
    std::vector<Memory> memory(6);
    std::vector<Feelings> feelings(3);
    Crowd crowd;
    crowd.judged = 2;
    crowd.persons = persons;
    crowd.memory = memory;
    crowd.feelings = feelings;
    Additions additions = two_news();
    CellNews news;
    remember(crowd, cell, std::vector<Mask>{0b01, 0, 0b11}, additions, news);
    EXPECT_TRUE(memory[0] == (Memory{1, 0, 0, 0.5F}));
    EXPECT_TRUE(memory[2] == Memory{});
    EXPECT_TRUE(memory[5] == (Memory{0, 4, 0.5F, 1}));
    EXPECT_EQ(feelings[1].fear, 0);
    EXPECT_EQ(feelings[2].fear, 0.75F);
    EXPECT_EQ(news.all, 10 * 1 + 30 * 2) << "news by persons";
    EXPECT_EQ(feelings[2].anger, 0.125F);
}

}  // namespace
}  // namespace peacenorm::intervention::civilians
