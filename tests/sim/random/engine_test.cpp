// SPDX-License-Identifier: Apache-2.0
// Boost.Random's distributions over one address.
#include <gtest/gtest.h>

#include <boost/random/beta_distribution.hpp>
#include <boost/random/discrete_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <random>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "sim/random/draws.hpp"

namespace {

using namespace peacenorm::random;
constexpr Key key{20130701, 3};
constexpr Address address{11, 22, 33};

template <class Distribution>
std::vector<double> draw(Distribution distribution, int count) {
    Engine engine(key, address);
    std::vector<double> values;
    for (int i = 0; i < count; ++i) values.push_back(distribution(engine));
    return values;
}

TEST(Engine, HandsOutTheWordsOfItsAddressInOrder) {
    Engine engine(key, address);
    for (std::uint32_t k = 0; k < 16384; ++k) ASSERT_EQ(engine(), word(key, address, k)) << k;
    EXPECT_THROW(engine(), std::out_of_range) << "an address has 4096 blocks";
    EXPECT_THROW(engine(), std::out_of_range);
}

TEST(Engine, RepeatsItselfUnderEveryDistribution) {
    EXPECT_EQ(draw(boost::random::uniform_01<double>(), 1000), draw(boost::random::uniform_01<double>(), 1000));
    EXPECT_EQ(draw(boost::random::normal_distribution<>(), 1000), draw(boost::random::normal_distribution<>(), 1000));
    EXPECT_EQ(draw(boost::random::gamma_distribution<>(2.5), 1000),
              draw(boost::random::gamma_distribution<>(2.5), 1000));
    EXPECT_EQ(draw(boost::random::beta_distribution<>(2, 3), 1000),
              draw(boost::random::beta_distribution<>(2, 3), 1000));
}

TEST(Engine, HasKnownFirstValues) {
    EXPECT_EQ(draw(boost::random::uniform_01<double>(), 2), (std::vector<double>{0x1.38e9ae2p-3, 0x1.94dfcdfep-1}));
    EXPECT_EQ(draw(boost::random::normal_distribution<>(), 2),
              (std::vector<double>{-0x1.62a9e37cd26a5p-2, -0x1.4218bcfcaabfbp+0}));
    EXPECT_EQ(draw(boost::random::gamma_distribution<>(2.5), 2),
              (std::vector<double>{0x1.4546f06e4e992p+1, 0x1.25e97d160069cp+1}));
    EXPECT_EQ(draw(boost::random::beta_distribution<>(2, 3), 2),
              (std::vector<double>{0x1.966374d9ad92ep-2, 0x1.b75e0eb13211cp-2}));
}

TEST(Engine, DrawsWholeNumbersByBoost) {
    EXPECT_EQ(draw(boost::random::uniform_int_distribution<int>(1, 6), 6), (std::vector<double>{1, 5, 5, 1, 2, 1}));
    EXPECT_EQ(draw(boost::random::discrete_distribution<int>({0.5, 0, 0.5}), 4), (std::vector<double>{2, 2, 0, 0}));
}

TEST(Engine, SkipsWithoutDrawing) {
    Engine walked(key, address), skipped(key, address);
    for (int i = 0; i < 4097; ++i) walked();
    skipped();
    skipped.discard(4096);
    EXPECT_EQ(walked, skipped);
    EXPECT_EQ(walked(), skipped());
    skipped.discard(~std::uint64_t{0});
    EXPECT_THROW(skipped(), std::out_of_range);
}

TEST(Engine, ComesBackFromText) {
    Engine engine(key, address);
    engine.discard(6);
    std::stringstream text;
    text << engine;
    Engine read;
    EXPECT_FALSE(read == engine);
    text >> read;
    EXPECT_EQ(read, engine);
    EXPECT_EQ(read(), word(key, address, 6));
    std::istringstream broken("1 2 x");
    EXPECT_FALSE(broken >> read);
    EXPECT_EQ(read(), word(key, address, 7)) << "a text that is none changes nothing";
}

TEST(Engine, StartsAnewWithAnAddress) {
    Engine engine(key, address);
    engine();
    engine.seed(key, {1, 2, 3});
    EXPECT_EQ(engine, Engine(key, {1, 2, 3}));
    EXPECT_EQ(engine(), word(key, {1, 2, 3}));
    static_assert(std::uniform_random_bit_generator<Engine>);
}

}  // namespace
