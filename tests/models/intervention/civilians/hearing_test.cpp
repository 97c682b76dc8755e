// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/civilians/hearing.hpp"

#include <gtest/gtest.h>

#include "sim/random/draws.hpp"

namespace peacenorm::intervention::civilians {
namespace {

Airing three_news() {
    Airing airing;
    airing.count = 3;
    airing.media = {random::threshold(0.5), random::threshold(0.25), 0};
    return airing;
}

constexpr std::uint32_t at(double u) {
    return static_cast<std::uint32_t>(u * 0x1p32);
}

TEST(Hearing, OneWordDecidesAllNewsOfTheMedia) {
    const Airing airing = three_news();
    EXPECT_EQ(reached(airing, at(0.1)), 2U) << "below both chances: both are heard";
    EXPECT_EQ(reached(airing, at(0.25)), 1U) << "a chance of 0.25 does not reach a word at 0.25";
    EXPECT_EQ(reached(airing, at(0.4)), 1U);
    EXPECT_EQ(reached(airing, at(0.5)), 0U);
    EXPECT_EQ(reached(airing, 0), 2U) << "a chance of 0 is never heard";
}

TEST(Hearing, MediaBringOnlyWhatIsElsewhere) {
    const Airing airing = three_news();
    EXPECT_EQ(heard_afar({0, 0, 0b111, 0, 0, 0}, airing, at(0.1)), 0b011U);
    EXPECT_EQ(heard_afar({0, 0, 0b110, 0, 0, 0}, airing, at(0.1)), 0b010U) << "the first is no news from afar here";
    EXPECT_EQ(heard_afar({0, 0, 0b111, 0, 0, 0}, airing, at(0.9)), 0U);
    EXPECT_EQ(heard_afar({0, 0, 0b111, 0, 0, 0}, Airing{}, 0), 0U) << "no news";
}

TEST(Hearing, ChancesAreNested) {
    Airing loud = three_news();
    loud.media = {random::threshold(0.8), random::threshold(0.5), random::threshold(0.1)};
    for (std::uint32_t i = 0; i < 1000; ++i) {
        const std::uint32_t word = i * 4294967U;
        const Mask quiet_news = heard_afar({0, 0, 0b111, 0, 0, 0}, three_news(), word);
        EXPECT_EQ(quiet_news & ~heard_afar({0, 0, 0b111, 0, 0, 0}, loud, word), 0U) << "who heard it still does";
    }
}

TEST(Hearing, APassHasRoomForSixtyFour) {
    EXPECT_EQ(first_bits(0), 0U);
    EXPECT_EQ(first_bits(3), 7U);
    EXPECT_EQ(first_bits(64), ~Mask{0});
    Airing full;
    full.count = pass_size;
    full.media.fill(random::threshold(1));
    EXPECT_EQ(heard_afar({0, 0, ~Mask{0}, 0, 0, 0}, full, 0xffffffffU), ~Mask{0});
}

}  // namespace
}  // namespace peacenorm::intervention::civilians
