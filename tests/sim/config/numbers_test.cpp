// SPDX-License-Identifier: Apache-2.0
#include "sim/config/numbers.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace peacenorm::config {
namespace {

TEST(ParseReal, TakesDecimalNumbers) {
    EXPECT_EQ(parse_real("0"), 0.0);
    EXPECT_EQ(parse_real("0.1"), 0.1);
    EXPECT_EQ(parse_real("-2.5e-3"), -0.0025);
    EXPECT_EQ(parse_real("+4"), 4.0);
    EXPECT_EQ(parse_real(".5"), 0.5);
    EXPECT_EQ(parse_real("1e3"), 1000.0);
}

TEST(ParseReal, RefusesAllElse) {
    for (const auto* text :
         {"",   "010", "-01", "0x10", "1_000", "nan", "inf", "-inf", ".inf", ".NaN", "1e400", "5 km", "1,5",
          "5%", "--1", "+-1", "-+1",  "-",     "+",   ".",   "e5",   "0o10", "1:30", "1e",    "1 2"}) {
        EXPECT_FALSE(parse_real(text)) << text;
    }
}

TEST(ParseReal, GivesOneZero) {
    EXPECT_FALSE(std::signbit(parse_real("-0.0").value()));
}

TEST(ParseInteger, TakesIntegersOnly) {
    EXPECT_EQ(parse_integer("-12"), -12);
    EXPECT_EQ(parse_integer("9223372036854775807"), INT64_MAX);
    for (const auto* text : {"", "1.0", "1e3", "010", "9223372036854775808", "0x1", "1_0", ".5", "5 "}) {
        EXPECT_FALSE(parse_integer(text)) << text;
    }
}

TEST(NumberText, IsShortestAndReadsBack) {
    EXPECT_EQ(number_text(0.1), "0.1");
    EXPECT_EQ(number_text(-0.0), "0");
    for (const double value : {1e-5, 1.0 / 3, 5e-324, 1.7976931348623157e308, 12000.0, -2.5}) {
        EXPECT_EQ(parse_real(number_text(value)), value) << number_text(value);
    }
}

TEST(NumberHint, SaysHowItWasMeant) {
    EXPECT_EQ(number_hint("1_000", false), "write 1000");
    EXPECT_EQ(number_hint("010", false), "write 10");
    EXPECT_EQ(number_hint("1,5", false), "write 1.5");
    EXPECT_EQ(number_hint("5%", false), "write 0.05");
    EXPECT_EQ(number_hint("5", true), "remove the quotes");
    EXPECT_EQ(number_hint("many", false), "");
    EXPECT_EQ(number_hint("", false), "");
}

}  // namespace
}  // namespace peacenorm::config
