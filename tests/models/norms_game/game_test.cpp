// SPDX-License-Identifier: Apache-2.0
#include "models/norms_game/game.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>

namespace peacenorm::norms_game {
namespace {

using testing::Each;
using testing::ElementsAre;

const Moment moment{{1986, 3}, random::clock_word(5)};

State players(std::uint8_t boldness, std::uint8_t vengefulness, std::size_t n = 20) {
    return {std::vector<std::uint8_t>(n, boldness), std::vector<std::uint8_t>(n, vengefulness),
            std::vector<double>(n, 99.0)};
}

TEST(Play, NobodyDefectsWithoutBoldness) {
    State state = players(0, 7);
    EXPECT_EQ(play(state, {}, moment).defections, 0);
    EXPECT_THAT(state.score, Each(0.0));
}

TEST(Play, TheBoldestDefectAtEveryOpportunityAndTheLenientLetThem) {
    State state = players(7, 0);
    const Deeds deeds = play(state, {}, moment);
    EXPECT_EQ(deeds.defections, 80);
    EXPECT_EQ(deeds.punishments + deeds.meta_punishments, 0);
    EXPECT_THAT(state.score, Each(4 * (3.0 - 19.0)));
}

TEST(Play, TheMostVengefulLeaveNothingToMetapunish) {
    State state = players(3, 7);
    const Deeds deeds = play(state, {}, moment);
    EXPECT_GT(deeds.punishments, 0);
    EXPECT_EQ(deeds.meta_punishments, 0);
}

TEST(Play, ScoresAddUpToThePayoffsOfTheDeeds) {
    for (const bool metanorms : {false, true}) {
        State state = players(6, 4);
        Parameters parameters;
        parameters.metanorms = metanorms;
        const Deeds deeds = play(state, parameters, moment);
        EXPECT_EQ(deeds.meta_punishments > 0, metanorms);
        EXPECT_DOUBLE_EQ(std::accumulate(state.score.begin(), state.score.end(), 0.0),
                         static_cast<double>(deeds.defections) * (3 - 19) +
                             static_cast<double>(deeds.punishments + deeds.meta_punishments) * (-9 - 2));
    }
}

// Three players, one of them bold: the first opportunity rebuilt by hand from the same streams.
TEST(Play, FollowsTheStreams) {
    State state{{7, 0, 0}, {0, 0, 4}, {0, 0, 0}};
    Parameters parameters;
    parameters.players = 3;
    parameters.opportunities = 1;
    play(state, parameters, moment);
    const double seen = random::uniform(moment.key, {0, moment.clock, streams::visibility.id});
    std::array<std::uint32_t, 3> sight{}, punishment{}, meta{};
    random::fill_words(moment.key, 0, moment.clock, streams::sight, sight);
    random::fill_words(moment.key, 0, moment.clock, streams::punishment, punishment);
    random::fill_words(moment.key, 3, moment.clock, streams::meta_punishment, meta);
    std::vector<double> expected{3, -1, -1};
    const auto hit = [](std::uint32_t word, double p) { return random::below(word, random::threshold(p)); };
    if (hit(sight[2], seen) && hit(punishment[2], 4.0 / 7)) {
        expected[0] += -9;
        expected[2] += -2;
    }
    if (hit(sight[1], seen) && hit(meta[2], seen * (4.0 / 7))) {  // the second never punishes: third party is the third
        expected[1] += -9;
        expected[2] += -2;
    }
    EXPECT_EQ(state.score, expected);
}

TEST(Parents, AreTwiceThoseOneDeviationAboveAndNeverThoseOneBelow) {
    const std::vector<double> scores{0, 10, 10, 10, 10, 10, 20};  // deviation 5.3: one above, one below
    auto parents = choose_parents(Selection::one_sd, scores, moment);
    std::sort(parents.begin(), parents.end());
    EXPECT_THAT(parents, ElementsAre(1, 2, 3, 4, 5, 6, 6));
}

TEST(Parents, AreEachOnceWhenAllScoreAlike) {
    const std::vector<double> scores(5, -16.0);
    EXPECT_THAT(choose_parents(Selection::one_sd, scores, moment), ElementsAre(0, 1, 2, 3, 4));
}

TEST(Parents, KeepTheNumberUnderEverySelection) {
    const std::vector<double> rising{1, 2, 3, 4, 5, 6, 7, 8}, equal(8, 4.0);
    for (const Selection selection :
         {Selection::one_sd, Selection::tournament, Selection::roulette, Selection::average}) {
        for (const auto& scores : {rising, equal}) {
            const auto parents = choose_parents(selection, scores, moment);
            EXPECT_EQ(parents.size(), scores.size());
            for (const std::size_t parent : parents) EXPECT_LT(parent, scores.size());
        }
    }
}

TEST(Parents, AreNeverTheLowestByRouletteAndOnlyFromTheMeanOnByAverage) {
    const std::vector<double> scores{-5, 0, 0, 9, 9, 9};
    for (std::uint32_t replicate = 0; replicate < 50; ++replicate) {
        const Moment other{{1986, replicate}, moment.clock};
        for (const std::size_t parent : choose_parents(Selection::roulette, scores, other)) EXPECT_NE(parent, 0u);
        for (const std::size_t parent : choose_parents(Selection::average, scores, other)) EXPECT_GE(parent, 3u);
    }
}

TEST(Parents, OfATournamentWinMoreOftenTheHigherTheyScored) {
    const std::vector<double> scores{0, 1};
    std::size_t better = 0;
    for (std::uint32_t replicate = 0; replicate < 2000; ++replicate)
        for (const std::size_t parent : choose_parents(Selection::tournament, scores, {{1986, replicate}, 0}))
            better += parent;
    EXPECT_NEAR(static_cast<double>(better) / 4000, 0.75, 0.034);  // five standard deviations: false alarms below 1e-6
}

TEST(Reproduce, CopiesWithoutMutationAndFlipsEveryBitWithACertainOne) {
    State state = players(5, 2);
    Parameters parameters;
    parameters.mutation = 0;
    reproduce(state, parameters, moment);
    EXPECT_THAT(state.boldness, Each(5));
    EXPECT_THAT(state.vengefulness, Each(2));
    parameters.mutation = 1;
    reproduce(state, parameters, moment);
    EXPECT_THAT(state.boldness, Each(2));
    EXPECT_THAT(state.vengefulness, Each(5));
}

}  // namespace
}  // namespace peacenorm::norms_game
