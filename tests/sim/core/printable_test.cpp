// SPDX-License-Identifier: Apache-2.0
#include "sim/core/printable.hpp"

#include <gtest/gtest.h>

namespace peacenorm {
namespace {

TEST(Printable, LeavesWordsOfAnyLanguageAsTheyAre) {
    EXPECT_EQ(printable("Ségou, Ƀamako, 日本, \U0001F54A"), "Ségou, Ƀamako, 日本, \U0001F54A");
    EXPECT_EQ(printable(""), "");
    EXPECT_EQ(printable_lines("a\n\tb\n"), "a\n\tb\n");
}

TEST(Printable, ShowsWhatATerminalWouldObey) {
    EXPECT_EQ(printable("\x1b]0;owned\x07 \x1b[2J"), "\\x1b]0;owned\\x07 \\x1b[2J");
    EXPECT_EQ(printable("done\nruns: 9\r"), "done\\nruns: 9\\x0d");
    EXPECT_EQ(printable_lines("a\rb\x1b"), "a\\x0db\\x1b");
    EXPECT_EQ(printable(std::string_view("a\0b", 3)), "a\\x00b");
    EXPECT_EQ(printable("\x7f \u009b2J"), "\\x7f \\x9b2J") << "DEL, and the one-character CSI of C1";
    EXPECT_EQ(printable("\u202egnp.\u2066"), "\\u202egnp.\\u2066") << "marks that turn the direction of writing";
    EXPECT_EQ(printable_lines("\u2028"), "\\u2028");
}

TEST(Printable, ShowsBytesThatAreNoUtf8) {
    EXPECT_EQ(printable("\xff\xc3 a\x9b"), "\\xff\\xc3 a\\x9b");
}

}  // namespace
}  // namespace peacenorm
