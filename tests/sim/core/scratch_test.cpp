// SPDX-License-Identifier: Apache-2.0
#include "sim/core/scratch.hpp"

#include <gtest/gtest.h>

namespace peacenorm::testing {
namespace {

using StepId = Id<struct Step_>;

TEST(Scratch, GivesTheSameMemoryAgainAfterAScope) {
    Scratch scratch(1024);
    const double* first = nullptr;
    {
        const Scratch::Scope scope(scratch);
        first = scope.row<double>(Ids<StepId>(4)).begin();
    }
    const Scratch::Scope scope(scratch);
    EXPECT_EQ(scope.row<double>(Ids<StepId>(4)).begin(), first);
}

TEST(Scratch, RowsStartAtZeroEvenWhereOthersHaveWritten) {
    Scratch scratch(1024);
    {
        const Scratch::Scope scope(scratch);
        scope.row<double>(Ids<StepId>(4)).fill(7);
    }
    const Scratch::Scope scope(scratch);
    for (const double value : scope.row<double>(Ids<StepId>(4))) EXPECT_EQ(value, 0);
}

TEST(Scratch, WhatIsTakenStaysWhereItIsWhenMoreIsAskedForThanThereIs) {
    Scratch scratch(64);
    const Scratch::Scope outer(scratch);
    const auto row = outer.row<double>(Ids<StepId>(4));
    row.fill(3);
    {
        const Scratch::Scope inner(scratch);
        inner.row<double>(Ids<StepId>(10'000)).fill(5);
        outer.row<double>(Ids<StepId>(10)).fill(6);
    }
    for (const double value : row) EXPECT_EQ(value, 3);
}

TEST(Scratch, ACopyHasMemoryOfItsOwn) {
    Scratch scratch(1024);
    Scratch copy = scratch;
    const Scratch::Scope one(scratch), other(copy);
    EXPECT_NE(one.row<int>(Ids<StepId>(1)).begin(), other.row<int>(Ids<StepId>(1)).begin());
}

TEST(Scratch, ListsHoldWhatWasAddedInOrder) {
    Scratch scratch(1024);
    const Scratch::Scope scope(scratch);
    auto list = scope.list<int>(3);
    EXPECT_EQ(list.size(), 0u);
    list.add(4);
    list.add(5);
    const std::span<const int> values = list;
    ASSERT_EQ(values.size(), 2u);
    EXPECT_EQ(values[1], 5);
}

}  // namespace
}  // namespace peacenorm::testing
