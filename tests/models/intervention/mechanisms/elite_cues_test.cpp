// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/elite_cues.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

TEST(CueEvidence, IsReachTimesWeightAndNoneWhenOff) {
    EXPECT_DOUBLE_EQ(cue_evidence({.enabled = true}, 0.5, 3), 1.5);
    EXPECT_EQ(cue_evidence({.enabled = true}, 0, 3), 0);
    EXPECT_EQ(cue_evidence({.enabled = false}, 1, 3), 0);
}

}  // namespace
