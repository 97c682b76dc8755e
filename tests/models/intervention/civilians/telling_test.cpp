// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/civilians/telling.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <vector>

#include "sim/random/draws.hpp"

namespace peacenorm::intervention::civilians {
namespace {

constexpr std::uint8_t near_only = 0b00111111;

/// Cells of these sizes; each family's far kin are the first rows of the last cell.
struct Village {
    explicit Village(std::vector<std::uint32_t> sizes, std::uint8_t open) {
        std::uint32_t row = 0, family = 0;
        for (const std::uint32_t size : sizes) {
            cells.push_back({0, 0, 0, row, size, family});
            row += size;
            family += static_cast<std::uint32_t>(cells.back().families());
        }
        far_kin.assign(family, {{cells.back().first, cells.back().first}});
        open_links.assign(row, open);
        knows.assign(row, 0);
    }
    void tell_once() {
        Crowd crowd;
        crowd.cells = cells;
        crowd.far_kin = far_kin;
        crowd.open_links = open_links;
        std::vector<Mask> next(knows.size());
        for (const CellRows& cell : cells) tell(crowd, cell, knows, next);
        knows = next;
    }

    std::vector<CellRows> cells;
    std::vector<FarKin> far_kin;
    std::vector<std::uint8_t> open_links;
    std::vector<Mask> knows;
};

TEST(Telling, ReachesThreeRowsEitherWayARound) {
    Village village({16}, near_only);
    village.knows[8] = 1;
    village.tell_once();
    EXPECT_EQ(village.knows, (std::vector<Mask>{0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0})) << "synchronous";
    village.tell_once();
    EXPECT_EQ(village.knows, (std::vector<Mask>{0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0}));
}

TEST(Telling, GoesAroundTheEndsOfACellAndNoFurther) {
    Village village({10, 10, 10}, near_only);
    village.knows[10] = 1;  // the first of the second cell
    village.tell_once();
    std::vector<Mask> expected(30, 0);
    for (const std::size_t row : {10, 11, 12, 13, 17, 18, 19}) expected[row] = 1;
    EXPECT_EQ(village.knows, expected);
}

TEST(Telling, WithoutOpenLinksNobodyHears) {
    Village village({16, 5}, 0);
    village.knows[3] = 5;
    const std::vector<Mask> before = village.knows;
    village.tell_once();
    EXPECT_EQ(village.knows, before);
}

TEST(Telling, FarKinTellMemberByMember) {
    Village village({8, 8}, 0b01000000);  // the first far link alone
    village.knows[9] = 2;                 // second of the far family
    village.tell_once();
    EXPECT_EQ(village.knows, (std::vector<Mask>{0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0}));
}

TEST(Telling, WhatSeveralTellIsKnownOnce) {
    Village village({9}, near_only);
    for (const std::size_t row : {3, 4, 5}) village.knows[row] = 0b101;
    village.knows[6] = 0b100;
    village.tell_once();
    EXPECT_EQ(village.knows[6], 0b101U) << "one bit an event, whoever tells of it";
    EXPECT_EQ(village.knows[7], 0b101U);
}

TEST(Telling, SmallCellsCloseOnThemselves) {
    for (std::uint32_t size = 1; size <= 7; ++size) {
        Village village({size, 20}, near_only);
        village.knows[0] = 1;
        village.tell_once();
        for (std::uint32_t row = 0; row < village.knows.size(); ++row)
            EXPECT_EQ(village.knows[row], row < size ? 1U : 0U) << size << " rows, row " << row;
    }
}

TEST(Telling, LinksAreNestedInTau) {
    EXPECT_EQ(link_limit(0), 0U);
    EXPECT_EQ(link_limit(1), 65536U);
    EXPECT_EQ(link_limit(0.25), 16384U);
    std::uint64_t open = 0;
    constexpr std::uint32_t people = 10000;
    for (std::uint32_t i = 0; i < people; ++i) {
        const auto words = random::block({1, 2}, {i, 3, 4}, 0);
        EXPECT_EQ(open_links(words.data(), 0), 0U);
        EXPECT_EQ(open_links(words.data(), 65536), 255U);
        const std::uint8_t few = open_links(words.data(), link_limit(0.15));
        EXPECT_EQ(few & ~open_links(words.data(), link_limit(0.3)), 0) << "an open link stays open as tau rises";
        open += static_cast<std::uint64_t>(std::popcount(few));
    }
    // 80,000 links at 0.15: standard deviation 101; six of them
    EXPECT_NEAR(static_cast<double>(open), 12000, 606);
}

TEST(Telling, SixteenBitsDecideALink) {
    const std::array<std::uint32_t, words_a_person> words{0x00010000, 0x00030002, 0x00050004, 0xffff0006};
    EXPECT_EQ(open_links(words.data(), 1), 0b00000001) << "0 lies below 1, 1 does not";
    EXPECT_EQ(open_links(words.data(), 4), 0b00001111);
    EXPECT_EQ(open_links(words.data(), 65535), 0b01111111);
}

}  // namespace
}  // namespace peacenorm::intervention::civilians
