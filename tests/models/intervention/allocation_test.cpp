// SPDX-License-Identifier: Apache-2.0
// Counts every allocation of the program, so it is an executable of its own.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "tests/models/intervention/mali.hpp"

namespace {
std::atomic<std::size_t> allocations{0};

void* counted(std::size_t size) {
    allocations.fetch_add(1, std::memory_order_relaxed);
    if (void* memory = std::malloc(size > 0 ? size : 1)) return memory;
    throw std::bad_alloc();
}
}  // namespace

void* operator new(std::size_t size) {
    return counted(size);
}
void* operator new[](std::size_t size) {
    return counted(size);
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete[](void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace peacenorm::intervention::testing {
namespace {

TEST(Allocation, TheCounterCounts) {
    const std::size_t before = allocations;
    const auto one = std::make_unique<int>(1);
    EXPECT_EQ(allocations - before, 1u);
    EXPECT_EQ(*one, 1);
}

std::size_t allocations_after_the_first_week(const Mali& mali) {
    const auto world = mali.start();
    world->advance(1);
    const std::size_t before = allocations;
    world->advance(mali.study.horizon.ticks());
    return allocations - before;
}

TEST(Allocation, NothingIsAllocatedAfterTheFirstWeek) {
    EXPECT_EQ(allocations_after_the_first_week(Mali()), 0u);
}

TEST(Allocation, NothingIsAllocatedHoweverManyBandsRiseMoveAndFight) {
    const Mali mali({"profile=extended", "threats.attacks.jihadist=0.6", "threats.attacks.signatory=0.1",
                     "threats.attacks.communal=0.6", "mechanisms.self_defence.arming=0.01",
                     "mechanisms.recruitment.rate=0.0001", "mechanisms.band_movement.mobility=0.3",
                     "mechanisms.hostilities.rate=0.2", "bands.refill=0.2", "horizon.end=2020-01-06"});
    const auto run = mali.run();
    for (const char* name : {"recruits", "armed_in_self_defence", "band_moves", "clashes"}) {
        double sum = 0;
        for (const double x : run.series[row_of(name)]) sum += x;
        EXPECT_GT(sum, 100) << name;
    }
    EXPECT_EQ(allocations_after_the_first_week(mali), 0u);
}

TEST(Allocation, NothingIsAllocatedToWriteConductDownAfterItsFirstWeek) {
    const Mali mali;
    const auto world = mali.start();
    world->advance(10);
    world->tape_conduct();
    world->advance(11);
    const std::size_t before = allocations;
    world->advance(mali.study.horizon.ticks());
    EXPECT_EQ(allocations - before, 0u);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
