// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/opinion/behaviour.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;
using namespace peacenorm::intervention::opinion;

TEST(Joining, IsForOneWhatItIsForMany) {
    Recruitment m;
    EXPECT_DOUBLE_EQ(1000 * chance_to_join(m, 0.7, 0.2, 0.5), recruits(m, 1000, 0.7, 0.2, 0.5));
    EXPECT_GT(chance_to_join(m, 0.9, 0.2, 0.5), chance_to_join(m, 0.7, 0.2, 0.5));
    EXPECT_LT(chance_to_join(m, 0.7, 0.9, 0.5), chance_to_join(m, 0.7, 0.2, 0.5));
    EXPECT_EQ(chance_to_join(m, 1, 0, 0), 0);
    m.enabled = false;
    EXPECT_EQ(chance_to_join(m, 1, 0, 1), 0);
}

}  // namespace
