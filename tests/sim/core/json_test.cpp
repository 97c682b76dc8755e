// SPDX-License-Identifier: Apache-2.0
#include "sim/core/json.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace peacenorm {
namespace {

TEST(Json, QuotesAndBackslashesAreEscaped) {
    EXPECT_EQ(json_text(R"(say "no" \ once)"), R"("say \"no\" \\ once")");
    EXPECT_EQ(json_text(""), R"("")");
}

TEST(Json, NoLineBreakOrControlCharacterStandsInAText) {
    EXPECT_EQ(json_text("a\nb\r\tc"), R"("a\nb\u000d\u0009c")");
    EXPECT_EQ(json_text(std::string_view("\0\x1b\x7f", 3)), R"("\u0000\u001b\u007f")");
    EXPECT_EQ(json_text("a\u2028b\u2029c"), R"("a\u2028b\u2029c")");
}

TEST(Json, CharactersOfUpToFourBytesStayAsTheyAre) {
    EXPECT_EQ(json_text("Ségou \u20ac \U0001F54A"), "\"Ségou \u20ac \U0001F54A\"");
}

TEST(Json, EveryByteThatIsNoUtf8IsReplaced) {
    EXPECT_EQ(json_text("a\xff\xfe"
                        "b"),
              R"("a\ufffd\ufffdb")");
    EXPECT_EQ(json_text("\xc3"), R"("\ufffd")");                      // cut short
    EXPECT_EQ(json_text("\xc0\xaf"), R"("\ufffd\ufffd")");            // overlong
    EXPECT_EQ(json_text("\xed\xa0\x80"), R"("\ufffd\ufffd\ufffd")");  // a surrogate
}

TEST(Json, NumbersReadBackTheSameAndWhatIsNoneIsNull) {
    EXPECT_EQ(json_number(0.1), "0.1");
    EXPECT_EQ(json_number(std::numeric_limits<double>::quiet_NaN()), "null");
    EXPECT_EQ(json_number(-std::numeric_limits<double>::infinity()), "null");
}

TEST(Json, NamesOfAnObjectAreEscapedToo) {
    EXPECT_EQ(JsonObject().put_text("a\"b", "c").put_flag("d", true).text(), R"({"a\"b": "c", "d": true})");
}

}  // namespace
}  // namespace peacenorm
