// SPDX-License-Identifier: Apache-2.0
#include "sim/core/utf8.hpp"

#include <gtest/gtest.h>

namespace peacenorm {
namespace {

TEST(Utf8Length, RefusesBrokenSequences) {
    EXPECT_EQ(utf8_length("a"), 1);
    EXPECT_EQ(utf8_length("\xC3\xA9"), 2);
    EXPECT_EQ(utf8_length("\xF0\x9F\x98\x80"), 4);
    for (const auto* broken : {"\x80", "\xC0\x80", "\xC3", "\xED\xA0\x80", "\xE0\x80\x80", "\xF5\x80\x80\x80"}) {
        EXPECT_EQ(utf8_length(broken), 0) << broken;
    }
}

}  // namespace
}  // namespace peacenorm
