// SPDX-License-Identifier: Apache-2.0
#include "sim/core/grid.hpp"

#include <gtest/gtest.h>

#include <concepts>
#include <unordered_set>

namespace peacenorm::testing {
namespace {

using HouseId = Id<struct House_>;
using TreeId = Id<struct Tree_>;

TEST(Ids, OfAnotherKindOrPlainNumbersDoNotPassForOneAnother) {
    EXPECT_FALSE((std::convertible_to<TreeId, HouseId>));
    EXPECT_FALSE((std::constructible_from<HouseId, TreeId>));
    EXPECT_FALSE((std::convertible_to<std::size_t, HouseId>));
    EXPECT_FALSE((std::equality_comparable_with<TreeId, HouseId>));
    EXPECT_FALSE((std::invocable<Grid<int, HouseId, TreeId>, TreeId, HouseId>));
    EXPECT_TRUE((std::invocable<Grid<int, HouseId, TreeId>, HouseId, TreeId>));
}

TEST(Ids, AreOrderedAndCanBeKeys) {
    EXPECT_LT(HouseId(1), HouseId(2));
    EXPECT_EQ(HouseId(2), HouseId(2));
    const std::unordered_set<HouseId> some{HouseId(1), HouseId(2), HouseId(1)};
    EXPECT_EQ(some.size(), 2u);
}

TEST(Ids, OfARangeAreWalkedInOrder) {
    std::size_t next = 2;
    const Ids<TreeId> trees(TreeId(2), TreeId(5));
    for (const TreeId tree : trees) EXPECT_EQ(tree.index(), next++);
    EXPECT_EQ(next, 5u);
    EXPECT_EQ(trees.size(), 3u);
    EXPECT_EQ(trees[1], TreeId(3));
    EXPECT_TRUE(trees.contains(TreeId(4)));
    EXPECT_FALSE(trees.contains(TreeId(5)));
    EXPECT_FALSE(trees.contains(TreeId(1)));
    EXPECT_TRUE(Ids<TreeId>().empty());
}

TEST(Grid, IsDenseAndTheLastIdRunsFastest) {
    Grid<int, HouseId, TreeId> grid{Ids<HouseId>(2), Ids<TreeId>(3)};
    int next = 0;
    for (const HouseId house : grid.ids<HouseId>())
        for (const TreeId tree : grid.ids<TreeId>()) grid(house, tree) = next++;
    EXPECT_EQ(grid.size(), 6u);
    int expected = 0;
    for (const int value : grid) EXPECT_EQ(value, expected++);
}

TEST(Grid, OfThreeKindsHasItsOwnCellForEachCombination) {
    Grid<int, HouseId, TreeId, HouseId> grid{Ids<HouseId>(2), Ids<TreeId>(3), Ids<HouseId>(2)};
    grid(HouseId(1), TreeId(2), HouseId(0)) = 7;
    EXPECT_EQ(grid.values()[std::size_t{10}], 7);  // (1 * 3 + 2) * 2
    EXPECT_EQ(grid.row(HouseId(1), TreeId(2))[HouseId(0)], 7);
}

TEST(Grid, RowsWriteThroughAndAreConstWhereTheGridIs) {
    Grid<int, HouseId, TreeId> grid{Ids<HouseId>(2), Ids<TreeId>(3)};
    grid.row(HouseId(1)).fill(4);
    grid.row(HouseId(1))[TreeId(2)] = 5;
    EXPECT_EQ(grid(HouseId(0), TreeId(2)), 0);
    EXPECT_EQ(grid(HouseId(1), TreeId(0)), 4);
    EXPECT_EQ(grid(HouseId(1), TreeId(2)), 5);
    EXPECT_TRUE((std::same_as<decltype(std::as_const(grid).row(HouseId(0))), Row<const int, TreeId>>));
}

TEST(Grid, CopiesAreDeepAndComparedByValue) {
    Grid<int, HouseId> grid(Ids<HouseId>(2));
    const Grid<int, HouseId> copy = grid;
    grid[HouseId(0)] = 1;
    EXPECT_EQ(copy[HouseId(0)], 0);
    EXPECT_NE(copy, grid);
    grid.fill(0);
    EXPECT_EQ(copy, grid);
}

TEST(Grid, ResetKeepsNothingAndAddingGivesTheNextId) {
    Grid<int, HouseId> grid;
    EXPECT_EQ(grid.add(5), HouseId(0));
    EXPECT_EQ(grid.add(6), HouseId(1));
    EXPECT_EQ(grid.ids().size(), 2u);
    grid.reset(Ids<HouseId>(3));
    for (const int value : grid) EXPECT_EQ(value, 0);
    EXPECT_EQ(grid.size(), 3u);
}

#ifndef NDEBUG
TEST(Grid, RefusesAnIdBeyondItsExtent) {
    const Grid<int, HouseId, TreeId> grid{Ids<HouseId>(2), Ids<TreeId>(3)};
    EXPECT_ANY_THROW(grid(HouseId(2), TreeId(0)));
    EXPECT_ANY_THROW(grid(HouseId(0), TreeId(3)));
    EXPECT_ANY_THROW(grid.row(HouseId(0))[TreeId(3)]);
}
#endif

}  // namespace
}  // namespace peacenorm::testing
