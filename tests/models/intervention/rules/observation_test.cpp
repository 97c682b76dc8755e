// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/rules/observation.hpp"

#include <gtest/gtest.h>

namespace {

using namespace peacenorm::intervention;

TEST(SurveyAnswer, IsEvenAtHalfLegitimacyAndSilencedByFear) {
    EXPECT_EQ(survey_answer({}, 0.5, 0), 0.5);
    EXPECT_LT(survey_answer({}, 0.6, 0.5), survey_answer({}, 0.6, 0));
    EXPECT_GT(survey_answer({}, 0.7, 0), survey_answer({}, 0.6, 0));
}

}  // namespace
