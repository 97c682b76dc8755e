// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/opinion/circumstances.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace {

using namespace peacenorm::intervention;
using namespace peacenorm::intervention::opinion;

TEST(Circumstance, CountsWithAnOpinionAlone) {
    EXPECT_EQ(moments_with(Answer::positive, true), (Moments{1, 3, 1, 9, 1, 3}));
    EXPECT_EQ(moments_with(Answer::positive, false), (Moments{1, 3, 0, 9, 0, 0}));
    EXPECT_EQ(moments_with(Answer::no_opinion, true), Moments{});
}

TEST(Circumstance, ThatSaysNothingOfAnswersHasNoCorrelation) {
    Moments all{};
    for (const Answer answer : {Answer::very_negative, Answer::positive, Answer::very_positive})
        for (const bool lived : {true, false}) {
            const Moments one = moments_with(answer, lived);
            for (std::size_t k = 0; k < all.size(); ++k) all[k] += one[k];
        }
    EXPECT_EQ(all[0] * all[5] - all[1] * all[2], 0);
}

TEST(Pairs, HaveOneLabelEachQuestionsFirst) {
    Named<Wave> waves;
    Wave asked;
    asked.questions.add("un", {});
    asked.questions.add("army", {});
    waves.add("first", asked);
    EXPECT_THAT(pair_labels(waves), ::testing::ElementsAre("first.un.army", "first.un.attack_lived", "first.un.media",
                                                           "first.army.attack_lived", "first.army.media"));
    EXPECT_THAT(pair_labels({}), ::testing::IsEmpty());
}

}  // namespace
