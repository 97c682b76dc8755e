// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

#include "sim/random/draws.hpp"

namespace {

using namespace peacenorm::random;
constexpr Key key{20130701, 3};
constexpr Stream stream{0xabcde, "test.stream"};
constexpr std::uint32_t guard = 0xdeadbeef;

/// Fills n words from `first` between two guards and compares each with the word at its address.
void expect_words_by_address(std::uint64_t first, std::size_t n) {
    std::vector<std::uint32_t> out(n + 2, guard);
    fill_words(key, first, 77, stream, std::span(out).subspan(1, n));
    for (std::size_t i = 0; i < n; ++i) {
        const std::uint64_t id = first + i;
        ASSERT_EQ(out[i + 1], word(key, {id >> 2, 77, stream.id}, id & 3)) << first << " + " << i << " of " << n;
    }
    EXPECT_EQ(out.front(), guard);
    EXPECT_EQ(out.back(), guard);
}

TEST(FillWords, EqualsWordsByAddressForEveryOffsetAndLength) {
    for (std::uint64_t first = 0; first < 9; ++first) {
        for (std::size_t n = 0; n < 140; ++n) expect_words_by_address(first, n);
    }
}

TEST(FillWords, CarriesIntoTheHighHalfOfTheEntity) {
    const std::uint64_t wrap = 1ull << 34;  // entity 2^32
    for (std::uint64_t back = 0; back < 70; ++back) expect_words_by_address(wrap - back, 133);
}

TEST(FillWords, DoesNotDependOnHowARangeIsCut) {
    std::vector<std::uint32_t> whole(1001), parts(1001);
    fill_words(key, 5, 1, stream, whole);
    for (std::size_t at = 0; at < parts.size(); at += 37) {
        const std::size_t count = std::min<std::size_t>(37, parts.size() - at);
        fill_words(key, 5 + at, 1, stream, std::span(parts).subspan(at, count));
    }
    EXPECT_EQ(whole, parts);
}

TEST(FillWords, RefusesAStreamThatDoesNotFit) {
    std::vector<std::uint32_t> out(100);
    EXPECT_THROW(fill_words(key, 0, 0, {1u << 20, "too.large"}, out), std::out_of_range);
}

}  // namespace
