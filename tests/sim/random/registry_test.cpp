// SPDX-License-Identifier: Apache-2.0
#include "sim/random/registry.hpp"

#include <gtest/gtest.h>

#include <array>

#include "sim/random/calibration_stream.hpp"

namespace {

using peacenorm::random::duplicated;
using peacenorm::random::Stream;
namespace streams = peacenorm::random::streams;

TEST(Registry, TheEnginesStreamsAreUniqueAndInTheirRange) {
    const std::array engine{streams::prior_draw, streams::design, streams::calibration};
    EXPECT_TRUE(duplicated(engine).empty());
    for (const Stream& stream : engine) {
        EXPECT_GE(stream.id, 0x00001u) << stream.name;
        EXPECT_LE(stream.id, 0x000ffu) << stream.name;
    }
}

TEST(Registry, ReportsAllBearersOfAnId) {
    const std::array list{Stream{1, "a.x"}, Stream{2, "a.y"}, Stream{1, "b.x"}};
    const auto found = duplicated(list);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].name, "a.x");
    EXPECT_EQ(found[1].name, "b.x");
}

TEST(Registry, ReportsANameUsedTwice) {
    const std::array list{Stream{1, "a.x"}, Stream{2, "a.y"}, Stream{3, "a.y"}};
    const auto found = duplicated(list);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].id, 2u);
    EXPECT_EQ(found[1].id, 3u);
}

TEST(Registry, FindsNothingInAnEmptyList) {
    EXPECT_TRUE(duplicated({}).empty());
}

}  // namespace
