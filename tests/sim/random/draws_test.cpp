// SPDX-License-Identifier: Apache-2.0
#include "sim/random/draws.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace {

using namespace peacenorm::random;
using Words = std::array<std::uint32_t, 4>;

// The published vectors of philox4x32-10 (Random123, kat_vectors), through our addresses.
TEST(Draws, AgreeWithThePublishedVectors) {
    EXPECT_EQ(block({0, 0}, {0, 0, 0}, 0), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    EXPECT_EQ(block({~0u, ~0u}, {~0ull, ~0u, 0xfffff}, 0xfff), (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    EXPECT_EQ(block({0xa4093822, 0x299f31d0}, {0x85a308d3243f6a88, 0x13198a2e, 0x03707}, 0x344),
              (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Draws, EveryPartOfAnAddressMatters) {
    const Address base{17, 4, 9};
    const Words words = block({1, 2}, base, 3);
    EXPECT_NE(block({0, 2}, base, 3), words);
    EXPECT_NE(block({1, 0}, base, 3), words);
    EXPECT_NE(block({1, 2}, {18, 4, 9}, 3), words);
    EXPECT_NE(block({1, 2}, {17 + (1ull << 32), 4, 9}, 3), words);
    EXPECT_NE(block({1, 2}, {17, 5, 9}, 3), words);
    EXPECT_NE(block({1, 2}, {17, 4, 10}, 3), words);
    EXPECT_NE(block({1, 2}, base, 4), words);
}

TEST(Draws, WordsWalkThroughTheBlocks) {
    const Key key{5, 6};
    const Address address{7, 8, 9};
    for (std::uint32_t k = 0; k < 40; ++k) EXPECT_EQ(word(key, address, k), block(key, address, k / 4)[k % 4]) << k;
}

TEST(Draws, RefuseWhatDoesNotFit) {
    EXPECT_NO_THROW(block({}, {0, 0, (1u << 20) - 1}, 4095));
    EXPECT_THROW(block({}, {0, 0, 1u << 20}, 0), std::out_of_range);
    EXPECT_THROW(block({}, {}, 4096), std::out_of_range);
    EXPECT_NO_THROW(word({}, {}, 16383));
    EXPECT_THROW(word({}, {}, 16384), std::out_of_range);
    EXPECT_NO_THROW(uniform({}, {}, 8191));
    EXPECT_THROW(uniform({}, {}, 8192), std::out_of_range);
}

TEST(Draws, ClockHoldsTickAndSalt) {
    EXPECT_EQ(clock_word(0), 0u);
    EXPECT_EQ(clock_word(520), 520u);
    EXPECT_EQ(clock_word(3, 1), 0x00100003u);
    EXPECT_EQ(clock_word((1 << 20) - 1, 4095), 0xffffffffu);
    EXPECT_THROW(clock_word(1 << 20), std::out_of_range);
    EXPECT_THROW(clock_word(-1), std::out_of_range);
    EXPECT_THROW(clock_word(0, 4096), std::out_of_range);
}

TEST(Draws, UniformIsBuiltFromTwoWords) {
    const Key key{1, 2};
    const Address address{3, 4, 5};
    for (std::uint32_t k = 0; k < 20; ++k) {
        const double high = word(key, address, 2 * k), low = word(key, address, 2 * k + 1);
        const double expected = (std::floor((high * 0x1p32 + std::floor(low / 4096) * 4096) / 4096) + 0.5) * 0x1p-52;
        EXPECT_EQ(uniform(key, address, k), expected) << k;
        EXPECT_GT(uniform(key, address, k), 0.0);
        EXPECT_LT(uniform(key, address, k), 1.0);
        const double scaled = uniform(key, address, k) * 0x1p53;
        EXPECT_EQ(std::fmod(scaled, 2.0), 1.0) << "an odd multiple of 2^-53";
    }
}

// False alarm: 1e-6 for each of the two counts.
TEST(Draws, UniformIsUniform) {
    constexpr int draws = 256000, bins = 256;
    std::vector<int> coarse(bins), fine(bins);
    for (int i = 0; i < draws; ++i) {
        const double scaled = bins * uniform({42, 0}, {static_cast<std::uint64_t>(i), 1, 1});
        ++coarse[static_cast<std::size_t>(scaled)];
        ++fine[static_cast<std::size_t>(bins * (scaled * 4096 - std::floor(scaled * 4096)))];
    }
    const auto limit = boost::math::quantile(boost::math::complement(boost::math::chi_squared(bins - 1), 1e-6));
    for (const auto& counts : {coarse, fine}) {
        double distance = 0;
        for (const int count : counts) distance += (count - 1000.0) * (count - 1000.0) / 1000.0;
        EXPECT_LT(distance, limit);
    }
}

TEST(Draws, ThresholdIsExactAtTheEndsAndMonotone) {
    EXPECT_EQ(threshold(0.0), 0u);
    EXPECT_EQ(threshold(1.0), 1ull << 32);
    EXPECT_EQ(threshold(0.5), 1ull << 31);
    EXPECT_FALSE(below(0, threshold(0.0)));
    EXPECT_TRUE(below(~0u, threshold(1.0)));
    EXPECT_EQ(threshold(0x1p-33), 1u);                       // half rounds up
    EXPECT_EQ(threshold(std::nextafter(0x1p-33, 0.0)), 0u);  // even by one ulp less
    EXPECT_EQ(threshold(3 * 0x1p-32), 3u);
    EXPECT_EQ(threshold(std::nextafter(1.0, 0.0)), 1ull << 32);
    std::uint64_t last = 0;
    for (int i = 0; i <= 10000; ++i) {
        EXPECT_LE(last, threshold(i / 10000.0)) << i;
        last = threshold(i / 10000.0);
    }
}

TEST(Draws, PartsArePackedHighToLow) {
    EXPECT_EQ(pack({}), 0u);
    EXPECT_EQ(pack(std::array{Bits{1, 12, "a"}, Bits{2, 10, "b"}, Bits{3, 6, "c"}}), (1ull << 16) + (2ull << 6) + 3);
    EXPECT_EQ(pack(std::array{Bits{0xffffffff, 32, "a"}, Bits{0xffffffff, 32, "b"}}), ~0ull);
}

TEST(Draws, PartsThatDoNotFitAreRefusedByName) {
    EXPECT_NO_THROW(pack(std::array{Bits{63, 6, "village"}}));
    try {
        pack(std::array{Bits{64, 6, "village"}});
        FAIL() << "a part of seven bits went into six";
    } catch (const std::out_of_range& fault) {
        EXPECT_STREQ(fault.what(), "random address: village 64 does not fit in 6 bits");
    }
}

}  // namespace
