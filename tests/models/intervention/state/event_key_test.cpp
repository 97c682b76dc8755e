// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/state/event_key.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace peacenorm::intervention {
namespace {

TEST(EventKey, IsPackedHighToLow) {
    EXPECT_EQ(pack_event({}), 0u);
    EXPECT_EQ(pack_event({.second_actor = 1}), 1u);
    EXPECT_EQ(pack_event({.ordinal = 1}), 1ull << 8);
    EXPECT_EQ(pack_event({.type = 1}), 1ull << 24);
    EXPECT_EQ(pack_event({.community = 1}), 1ull << 28);
    EXPECT_EQ(pack_event({.place = 1}), 1ull << 34);
    EXPECT_EQ(pack_event({.group = 1}), 1ull << 44);
    EXPECT_EQ(pack_event({4095, 1023, 63, 15, 65535, 255}), (1ull << 56) - 1);
}

TEST(EventKey, ThatDoesNotFitIsRefused) {
    EXPECT_THROW(pack_event({.group = 4096}), std::out_of_range);
    EXPECT_THROW(pack_event({.place = 1024}), std::out_of_range);
    EXPECT_THROW(pack_event({.community = 64}), std::out_of_range);
    EXPECT_THROW(pack_event({.type = 16}), std::out_of_range);
    EXPECT_THROW(pack_event({.ordinal = 65536}), std::out_of_range);
    EXPECT_THROW(pack_event({.second_actor = 256}), std::out_of_range);
}

}  // namespace
}  // namespace peacenorm::intervention
