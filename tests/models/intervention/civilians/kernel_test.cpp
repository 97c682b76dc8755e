// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/civilians/kernel.hpp"

#include <gtest/gtest.h>

#include <cstring>

#include "sim/parallel/loops.hpp"
#include "tests/models/intervention/civilians/land.hpp"

namespace peacenorm::intervention::civilians {
namespace {

using testing::judged, testing::Land, testing::PlainTable;

std::vector<CellNews> live(Land& land, int weeks) {
    std::vector<CellNews> by_cell(land.cells.size());
    for (int t = 0; t < weeks; ++t) {
        land.week.clock = static_cast<std::uint32_t>(t);
        open_the_links(land.crowd(), land.tasks, land.week);
        hear(land.crowd(), land.tasks, land.week, Land::news(), PlainTable(), by_cell);
    }
    return by_cell;
}

CellNews total(const std::vector<CellNews>& by_cell) {
    CellNews sum;
    for (const CellNews& news : by_cell) {
        sum.here += news.here;
        sum.border += news.border;
        sum.media += news.media;
        sum.all += news.all;
    }
    return sum;
}

TEST(Kernel, GivesTheSameBitsForAnyNumberOfThreads) {
    Land alone(700, 0.15);
    ASSERT_GT(alone.tasks.size(), 2U) << "there is something to share";
    live(alone, 3);
    for (const int threads : {2, 3, 8}) {
        Land shared(700, 0.15);
        parallel::with_threads(threads, [&] { live(shared, 3); });
        EXPECT_EQ(std::memcmp(alone.memory.data(), shared.memory.data(), alone.memory.size() * sizeof(Memory)), 0);
        EXPECT_EQ(alone.heard, shared.heard);
    }
}

TEST(Kernel, WithoutTellingAllIsHeardAtFirstHand) {
    Land silent(100, 0);
    const CellNews sum = total(live(silent, 4));
    EXPECT_EQ(sum.all, sum.here + sum.border + sum.media);
    EXPECT_EQ(sum.here, 4 * 20 * 5 * 100) << "all in the place of each of twenty news";
    // 4 bordering places x 20 news x 500 persons x 4 weeks at 0.25: mean 40,000; a word decides all of a week
    EXPECT_NEAR(static_cast<double>(sum.border), 40000, 2500);
}

TEST(Kernel, HearingGrowsWithTau) {
    std::int64_t before = 0;
    std::vector<Mask> known_before;
    for (const double tau : {0.0, 0.05, 0.15, 0.3, 1.0}) {
        Land land(100, tau);
        const std::int64_t heard = total(live(land, 1)).all;
        EXPECT_GT(heard, before);
        for (std::size_t row = 0; row < known_before.size(); ++row)
            ASSERT_EQ(known_before[row] & ~land.heard[row], 0U) << "who knew at a lower tau knows";
        before = heard;
        known_before = land.heard;
    }
}

// Everybody who heard remembers each news once: what is remembered is the number of news heard.
TEST(Kernel, CountsAnEventOncePerPerson) {
    Land land(100, 1);
    const CellNews sum = total(live(land, 1));
    double remembered = 0;
    for (const Memory& memory : land.memory) remembered += static_cast<double>(memory.failure) / 0.5;
    EXPECT_DOUBLE_EQ(remembered, static_cast<double>(sum.all));
    for (std::size_t row = 0; row < land.heard.size(); ++row) {
        float own = 0;
        for (std::size_t j = 0; j < judged; ++j) own += land.memory[row * judged + j].failure;
        ASSERT_EQ(own, 0.5F * static_cast<float>(count_bits(land.heard[row])));
    }
}

TEST(Kernel, CascadesEndWithTheRounds) {
    Land land(100, 1);
    live(land, 1);
    // With all links open and two rounds a village of 100 on a ring of six near rows is not told through by near kin.
    for (std::size_t row = 0; row < land.heard.size(); ++row) EXPECT_LE(count_bits(land.heard[row]), 20);
    EXPECT_EQ(first_bits(20) | land.heard[0], first_bits(20)) << "nobody hears of what did not happen";
}

TEST(Kernel, WhoIsGoneHearsAndTellsNothing) {
    Land land(100, 1);
    for (std::size_t row = 0; row < land.traits.size(); row += 2) land.traits[row] |= Trait::gone;
    live(land, 2);
    for (std::size_t row = 0; row < land.traits.size(); row += 2) {
        EXPECT_EQ(land.heard[row], 0U);
        EXPECT_EQ(land.memory[row * judged].failure, 0);
    }
}

TEST(Kernel, WhoIsAwayHearsWhereItStays) {
    Land land(100, 0);
    const CellRows& home = land.cells[5 * 25];  // in place 25
    for (std::uint32_t row = home.first; row < home.first + home.size; ++row) {
        land.traits[row] = Trait::away;
        land.refuge[row] = 0;
    }
    live(land, 1);
    for (std::uint32_t row = home.first; row < home.first + home.size; ++row)
        EXPECT_EQ(land.heard[row] & Land::news().reach[0].here, Land::news().reach[0].here);
}

TEST(Kernel, TasksHoldWholeCells) {
    Land land(700, 0);
    EXPECT_EQ(land.tasks.front(), 0U);
    EXPECT_EQ(land.tasks.back(), land.cells.size());
    EXPECT_EQ(tasks_of({}), (std::vector<std::size_t>{0}));
}

}  // namespace
}  // namespace peacenorm::intervention::civilians
