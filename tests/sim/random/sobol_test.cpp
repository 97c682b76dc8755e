// SPDX-License-Identifier: Apache-2.0
#include "sim/random/sobol.hpp"

#include <gtest/gtest.h>

#include <boost/random/sobol.hpp>
#include <set>
#include <stdexcept>

namespace peacenorm::random {
namespace {

double in_unit(std::uint64_t digits) {
    return static_cast<double>(digits) * 0x1p-64;
}

TEST(SobolSequence, BeginsAtTheOriginAndGoesOnAsPublished) {
    const SobolSequence sequence(2);
    const double expected[6][2] = {{0, 0}, {.5, .5}, {.75, .25}, {.25, .75}, {.375, .375}, {.875, .875}};
    for (std::uint64_t i = 0; i < 6; ++i)
        for (std::size_t k = 0; k < 2; ++k) EXPECT_EQ(in_unit(sequence.digits(i, k)), expected[i][k]) << i << " " << k;
}

TEST(SobolSequence, AnyPointEqualsBoostsOneEarlier) {
    const SobolSequence sequence(37);
    boost::random::sobol engine(37);
    for (std::uint64_t i = 1; i < 300; ++i)
        for (std::size_t k = 0; k < 37; ++k) ASSERT_EQ(sequence.digits(i, k), engine()) << i << " " << k;
    engine.seed(999'999'999);
    for (std::size_t k = 0; k < 37; ++k) EXPECT_EQ(sequence.digits(1'000'000'000, k), engine());
}

TEST(SobolSequence, EachCoordinateOfAPowerOfTwoHasOnePointInEachStratum) {
    const SobolSequence sequence(50);
    for (std::size_t k = 0; k < 50; ++k) {
        std::set<std::uint64_t> strata;
        for (std::uint64_t i = 0; i < 64; ++i) strata.insert(sequence.digits(i, k) >> 58);
        EXPECT_EQ(strata.size(), 64u) << k;
    }
}

TEST(SobolSequence, RefusesWhatItDoesNotHave) {
    EXPECT_THROW(SobolSequence(0), std::invalid_argument);
    EXPECT_THROW(SobolSequence(3668), std::invalid_argument);
    EXPECT_THROW(SobolSequence(2).digits(0, 2), std::out_of_range);
    EXPECT_THROW(SobolSequence(2).digits(SobolSequence::most_points, 0), std::out_of_range);
}

}  // namespace
}  // namespace peacenorm::random
