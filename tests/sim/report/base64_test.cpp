// SPDX-License-Identifier: Apache-2.0
#include "sim/report/base64.hpp"

#include <gmock/gmock.h>

namespace peacenorm::report {
namespace {

// RFC 4648, section 10.
TEST(Base64, GivesTheKnownAnswers) {
    for (const auto& [bytes, text] :
         {std::pair("", ""), std::pair("f", "Zg=="), std::pair("fo", "Zm8="), std::pair("foo", "Zm9v"),
          std::pair("foob", "Zm9vYg=="), std::pair("fooba", "Zm9vYmE="), std::pair("foobar", "Zm9vYmFy")})
        EXPECT_EQ(base64(bytes), text);
}

TEST(Base64, TakesEveryByte) {
    EXPECT_EQ(base64(std::string("\0\xFF\xFE\x80", 4)), "AP/+gA==");
}

TEST(BytesOfHex, AreTheDigitsInPairs) {
    EXPECT_EQ(bytes_of_hex("00ff4a"), std::string("\0\xFFJ", 3));
    EXPECT_EQ(bytes_of_hex(""), "");
}

}  // namespace
}  // namespace peacenorm::report
