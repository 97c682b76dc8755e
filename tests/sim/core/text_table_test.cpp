// SPDX-License-Identifier: Apache-2.0
#include "sim/core/text_table.hpp"

#include <gtest/gtest.h>

namespace peacenorm {
namespace {

TEST(Aligned, MakesColumnsAsWideAsTheirLongestCell) {
    EXPECT_EQ(aligned({{"name", "n"}, {"a", "100"}, {"longer", "2"}}, 1), "name      n\na       100\nlonger    2\n");
}

TEST(Aligned, CountsCharactersAndTakesShortRows) {
    EXPECT_EQ(aligned({{"S\xc3\xa9gou", "1"}, {"Mopti"}, {"Gao", "22"}}, 1), "S\xc3\xa9gou   1\nMopti\nGao    22\n");
    EXPECT_EQ(aligned({}, 1), "");
}

}  // namespace
}  // namespace peacenorm
